"""“My motions” on the site: the way in, where a motion is, and what its people do with it."""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django import Settings

from lla.acts.refusals import OVERTAKEN
from lla.emails.models import Email
from lla.time import clock
from motions.backing import workflow as backing_workflow
from motions.committee import workflow as committee_workflow
from motions.motion.choices import Role, Status
from motions.motion.models import Motion
from tests.motions.factories import (
    BODY,
    make_committee_member,
    make_motion,
    make_person,
    make_signatory,
    make_submission,
    mover_of,
    submit,
)
from tests.motions.member_pages import (
    by_email,
    close,
    come_in,
    fresh,
    mine,
    mover_comes_in,
    said,
    seen,
    sign_address,
    token_in_email,
)

pytestmark = pytest.mark.django_db

ONLY_MOVERS = "Only the mover and co-movers can do this."


def queries(client: Client) -> int:
    """How many queries the list of one's motions takes."""
    with CaptureQueriesContext(connection) as held:
        assert client.get(reverse("motions:mine")).status_code == 200
    return len(held)


def test_my_motions_answers_the_same_for_every_address(client: Client, gathering: Motion) -> None:
    address = reverse("motions:mine")
    answers = []
    for email in (mover_of(gathering).email, "stranger@example.org"):
        client.post(address, {"email": email, "website": ""})
        page = client.get(address)
        answers.append([str(message) for message in page.context["messages"]])
    assert answers[0] == answers[1]
    assert list(Email.objects.filter(kind="motions/my_motions").values_list("to", flat=True)) == [
        mover_of(gathering).email
    ]


def test_the_way_back_opens_once_and_for_two_hours(client: Client, gathering: Motion) -> None:
    mover = mover_of(gathering)
    client.post(reverse("motions:mine"), {"email": mover.email})
    token = token_in_email(mover.email, about="Your link to your motions")
    address = reverse("motions:enter", args=[token])
    assert client.post(address).headers["Location"] == reverse("motions:mine")
    assert gathering.text.title in client.get(reverse("motions:mine")).content.decode()
    assert Client().post(address).status_code == 410
    assert client.get(address).headers["Location"] == reverse("motions:mine")
    with time_machine.travel(clock.now() + timedelta(hours=2, minutes=1)):
        assert client.get(mine(gathering)).status_code == 403
        assert gathering.text.title not in client.get(reverse("motions:mine")).content.decode()


def test_how_long_my_motions_stay_open_is_a_setting_that_the_pages_name(
    client: Client, gathering: Motion, settings: Settings
) -> None:
    settings.EMAILED_PAGES_OPEN_FOR = {**settings.EMAILED_PAGES_OPEN_FOR, "mine": 45}
    mover_comes_in(client, gathering)
    assert "stays open for 45 minutes" in client.get(reverse("motions:mine")).content.decode()
    with time_machine.travel(clock.now() + timedelta(minutes=46)):
        page = client.get(mine(gathering))
    said = " ".join(page.content.decode().split())
    assert (page.status_code, "for 45 minutes after they open" in said) == (403, True)


def test_my_motions_can_be_closed(client: Client, gathering: Motion) -> None:
    mover_comes_in(client, gathering)
    assert client.get(mine(gathering)).status_code == 200
    assert client.get(reverse("motions:leave")).status_code == 405
    client.post(reverse("motions:leave"))
    assert client.get(mine(gathering)).status_code == 403


def test_nobody_learns_from_the_tracking_page_which_motions_there_are(
    client: Client, gathering: Motion
) -> None:
    come_in(client, make_signatory(make_motion()))
    there, nowhere = (client.get(f"/motions/mine/{name}/") for name in (gathering.reference, "m999999"))
    assert (there.status_code, nowhere.status_code) == (403, 403)
    hidden = [page.content.decode().replace(page.request["PATH_INFO"], "") for page in (there, nowhere)]
    assert hidden[0] == hidden[1]


def test_my_motions_asks_as_many_queries_for_one_motion_as_for_three(
    client: Client, gathering: Motion
) -> None:
    mover = mover_comes_in(client, gathering)
    one = queries(client)
    for _ in range(2):
        other = submit(make_submission(mover=make_person(mover.name)))
        other.backings.update(email=mover.email)
    assert queries(client) == one


def test_the_mover_sees_where_the_motion_is_and_what_can_be_done(client: Client, gathering: Motion) -> None:
    mover_comes_in(client, gathering)
    alone = client.get(mine(gathering)).context["next_step"]
    assert alone.startswith("1 of the 3 signatories it needs has confirmed.")
    make_signatory(gathering)
    shown = client.get(mine(gathering))
    assert [action.name for action in shown.context["actions"]] == [
        "invite",
        "revise",
        "co_mover",
        "withdraw",
    ]
    assert shown.context["refused"] == []
    assert shown.context["next_step"].startswith("2 of the 3 signatories it needs have confirmed.")
    assert shown.context["address"] == f"http://testserver{sign_address(gathering)}"


def test_a_withdrawn_motion_looks_for_nobody_any_more(client: Client, gathering: Motion) -> None:
    backing_workflow.withdraw(gathering, by=mover_of(gathering), note="")
    mover_comes_in(client, gathering)
    shown = client.get(mine(gathering))
    assert (shown.context["to_find"], shown.context["in_time"], shown.context["actions"]) == ("", "", [])


def test_a_signatory_who_comes_in_may_only_leave(client: Client, gathering: Motion) -> None:
    come_in(client, make_signatory(gathering))
    assert [action.name for action in client.get(mine(gathering)).context["actions"]] == ["withdraw_support"]
    for view in ("revise", "answer", "invite", "withdraw"):
        assert client.get(mine(gathering, view)).headers["Location"] == mine(gathering)
    assert set(said(client, mine(gathering))) == {ONLY_MOVERS}
    form = client.post(mine(gathering, "withdraw"), {"note": "Mine now"}).context["form"]
    assert [str(words) for words in form.non_field_errors()] == [ONLY_MOVERS]
    client.post(mine(gathering, "withdraw_support"))
    assert gathering.backings.standing().count() == 1


def test_once_motions_have_closed_the_mover_is_told_why_the_text_stays(client: Client) -> None:
    motion = make_motion()
    close(motion.item)
    mover_comes_in(client, motion)
    shown = client.get(mine(motion))
    refused = [(action.name, reasons) for action, reasons in shown.context["refused"]]
    words = "Motions have closed. To change yours, write to the committee and say what should change."
    assert refused == [("revise", [words])]


def test_a_new_text_takes_its_place_with_the_reason(client: Client, gathering: Motion) -> None:
    mover_comes_in(client, gathering)
    begun = client.get(mine(gathering, "revise")).context["form"]
    assert [begun[name].value() for name in ("title", "body")] == [gathering.text.title, gathering.text.body]
    typed = {"title": "A new title", "body": BODY, "appendix": "", "why": "Clearer.", "seen": begun.state}
    assert client.post(mine(gathering, "revise"), typed).headers["Location"] == mine(gathering)
    current = Motion.objects.get().text
    assert (current.number, current.title, current.why) == (2, "A new title", "Clearer.")


def test_a_text_revised_meanwhile_refuses_and_gives_the_words_back(client: Client, gathering: Motion) -> None:
    mover, address = mover_comes_in(client, gathering), mine(gathering, "revise")
    opened = seen(client, address)
    text = make_submission(title="Somebody else's").text
    backing_workflow.revise(gathering, text, by=mover, why="First.", base=1)
    typed = {"title": "Mine", "body": BODY, "appendix": "", "why": "Second."}
    form = client.post(address, {**typed, **opened}).context["form"]
    assert list(form.non_field_errors()) == [OVERTAKEN]
    assert {name: form[name].value() for name in typed} == typed
    assert [(one.label, one.words) for one in form.stored] == [("Title", "Somebody else's")]
    assert client.post(address, {**typed, "seen": form.state}).status_code == 302
    assert Motion.objects.get().text.title == "Mine"


@pytest.mark.parametrize("view", ["revise", "answer", "invite"])
def test_two_hours_ending_while_writing_give_every_word_back(
    client: Client, gathering: Motion, view: str
) -> None:
    typed = {
        "title": "Kept",
        "body": BODY,
        "why": "Because.",
        "words": "My answer",
        "invited": "a@example.org",
    }
    answer = client.post(mine(gathering, view), typed)
    assert answer.status_code == 403
    assert set(answer.context["typed"]) == set(typed.items())
    assert f'action="{mine(gathering, view)}"' in answer.content.decode()


def test_the_new_texts_preview_is_for_its_people(client: Client, gathering: Motion) -> None:
    typed = {"title": "A new title", "body": BODY}
    assert client.post(mine(gathering, "revise_preview"), typed).status_code == 403
    mover_comes_in(client, gathering)
    assert "A new title" in client.post(mine(gathering, "revise_preview"), typed).content.decode()
    assert "A new title" in client.post(mine(gathering, "revise"), {**typed, "show": "1"}).content.decode()
    assert Motion.objects.get().text.number == 1


def test_people_are_invited_once_each_from_a_list_as_it_is_pasted(client: Client, gathering: Motion) -> None:
    mover = mover_comes_in(client, gathering)
    pasted = f"Dee <dee@example.org>; eve@example.org\nEVE@example.org, {mover.email}"
    told = "a page that shows the motion, names you as its mover if your name is printed with it, and lets"
    assert told in client.get(mine(gathering, "invite")).content.decode()
    client.post(mine(gathering, "invite"), {"invited": pasted})
    to = Email.objects.filter(kind="motions/invited").values_list("to", flat=True)
    assert sorted(to) == ["EVE@example.org", "dee@example.org"]


@pytest.mark.parametrize(
    ("invited", "sentences"),
    [
        ("", ["Write at least one email address."]),
        ("dee@example.org, dee.example.org", ["“dee.example.org” is not an email address."]),
        ("dee@example.org\nnot an address", ["“not an address” is not an email address."]),
        (
            "\n".join(f"person{number}@example.org" for number in range(61)),
            ["These are 61 addresses. Enter up to 60 at a time."],
        ),
    ],
)
def test_a_list_that_cannot_be_invited_comes_back_with_a_sentence(
    client: Client, gathering: Motion, invited: str, sentences: list[str]
) -> None:
    mover_comes_in(client, gathering)
    form = client.post(mine(gathering, "invite"), {"invited": invited}).context["form"]
    assert [str(words) for words in form.errors["invited"]] == sentences
    assert form["invited"].value() == invited
    assert Email.objects.filter(kind="motions/invited").count() == 0


def test_the_committees_question_is_shown_and_answered(client: Client) -> None:
    motion = make_motion()
    committee_workflow.query(motion, by=make_committee_member(), question="Which regions?")
    mover_comes_in(client, motion)
    shown = client.get(mine(motion))
    assert (shown.context["question"], shown.context["actions"][0].name) == ("Which regions?", "answer")
    client.post(mine(motion, "answer"), {"words": "All twelve."})
    assert Motion.objects.get().status == Status.RECEIVED
    assert motion.events.filter(remark__words="All twelve.", public=False).count() == 1
    assert "All twelve." not in client.get(mine(motion)).content.decode()


def test_a_co_mover_is_named_among_those_who_signed_this_motion(client: Client, gathering: Motion) -> None:
    signatory, stranger = make_signatory(gathering), make_signatory(submit(make_submission()))
    mover_comes_in(client, gathering)
    form = client.post(mine(gathering, "co_mover"), {"backing": stranger.pk}).context["form"]
    assert form.errors == {"backing": ["Choose one of the signatories on this page."]}
    client.post(mine(gathering, "co_mover"), {"backing": signatory.pk})
    asked = fresh(signatory)
    assert (asked.role, asked.co_mover_asked_at is not None) == (Role.SIGNATORY, True)


def test_the_mover_reads_who_was_asked_and_what_they_said(client: Client, gathering: Motion) -> None:
    """An older page of the mover's chooses somebody who was asked since, and is told that."""
    no, yes, asked = (make_signatory(gathering) for _ in range(3))
    mover_comes_in(client, gathering)
    for signatory in (no, yes, asked):
        backing_workflow.ask_co_mover(fresh(signatory), by=mover_of(gathering))
    backing_workflow.answer_co_moving(fresh(no), agrees=False)
    backing_workflow.answer_co_moving(fresh(yes), agrees=True)
    make_signatory(gathering)

    page = " ".join(client.get(mine(gathering)).text.split())
    refused = [
        client.post(mine(gathering, "co_mover"), {"backing": each.pk}).context["form"].errors["backing"]
        for each in (no, yes, asked)
    ]
    assert f"{no.name} (asked to be a co-mover, said no)" in page
    assert f"{yes.name} (co-mover)" in page
    assert page.count("said no") == 1
    assert refused == [
        [f"{no.name} has been asked already."],
        [f"{yes.name} is a co-mover already."],
        [f"{asked.name} has been asked already."],
    ]


def test_whoever_agrees_reads_that_they_are_a_co_mover_now(client: Client, gathering: Motion) -> None:
    signatory = make_signatory(gathering)
    backing_workflow.ask_co_mover(signatory, by=mover_of(gathering))
    come_in(client, signatory)
    done = client.post(mine(gathering, "co_moving"), {"agrees": "yes"}, follow=True)
    assert "You are a co-mover of this motion now. We have told the mover." in done.text


def test_a_signatory_answers_the_mover_by_the_emailed_link(gathering: Motion) -> None:
    signatory = make_signatory(gathering)
    backing_workflow.ask_co_mover(signatory, by=mover_of(gathering))
    theirs, link = Client(), by_email(signatory)
    asked = theirs.get(link)
    done = theirs.post(link, {"act": "co_move"}, follow=True)

    assert "Will you be a co-mover?" in asked.text
    assert "You are a co-mover of this motion now." in done.text
    assert fresh(signatory).role == Role.CO_MOVER
    assert "Will you be a co-mover?" not in theirs.get(link).text


def test_a_signatory_answers_the_mover_among_their_motions(client: Client, gathering: Motion) -> None:
    signatory = make_signatory(gathering)
    backing_workflow.ask_co_mover(signatory, by=mover_of(gathering))
    come_in(client, signatory)
    page = mine(gathering, "co_moving")
    assert page in client.get(mine(gathering)).text
    empty = client.post(page, {}).context["form"].errors
    done = client.post(page, {"agrees": "no"}, follow=True)

    assert empty == {"agrees": ["Say whether you will be a co-mover."]}
    assert "You stay a signatory. We have told the mover." in done.text
    assert fresh(signatory).role == Role.SIGNATORY
    assert client.get(page).headers["Location"] == mine(gathering)


def test_withdrawing_asks_first_and_is_for_good(client: Client) -> None:
    motion = make_motion()
    mover_comes_in(client, motion)
    assert "You cannot undo this." in client.get(mine(motion, "withdraw")).content.decode()
    assert Motion.objects.get().status == Status.RECEIVED
    client.post(mine(motion, "withdraw"), {"note": "Another motion says it better."})
    assert Motion.objects.get().status == Status.WITHDRAWN
    answer = client.post(mine(motion, "withdraw"), {"note": "Again"}).context["form"]
    assert [str(words) for words in answer.non_field_errors()] == ["This motion has been withdrawn."]


def test_somebody_not_yet_confirmed_can_confirm_on_the_motions_page(client: Client) -> None:
    motion = submit(make_submission())
    client.post(by_email(mover_of(motion)), {"act": "open"})
    assert [action.name for action in client.get(mine(motion)).context["actions"]] == ["confirm"]
    asked = client.get(mine(motion, "confirm"))
    assert motion.text.body.split()[0] in asked.content.decode()
    client.post(mine(motion, "confirm"), {"revision": asked.context["form"]["revision"].value()})
    assert fresh(mover_of(motion)).stands


def test_addresses_of_signatories_are_shown_to_nobody(client: Client, gathering: Motion) -> None:
    signatory = make_signatory(gathering)
    mover_comes_in(client, gathering)
    pages = [client.get(address).content.decode() for address in (mine(gathering), sign_address(gathering))]
    assert [signatory.name in page for page in pages] == [True, False]
    assert [signatory.email in page for page in pages] == [False, False]
