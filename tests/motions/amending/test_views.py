"""The pages on which an amendment is answered by the mover of its motion, and settled by its own."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from motions.amending import workflow
from motions.amendments import rules as amendments_rules
from motions.amendments.choices import Answer
from motions.amendments.models import Amendment, PendingCarry
from motions.backing.workflow import revise, withdraw
from motions.committee.workflow import propose_ruling_out, rule_in_order, second
from motions.motion.choices import Status
from motions.motion.models import Motion
from motions.motion.papers import by_line
from motions.motion.texts import Text
from tests.motions.committee.secret_motion import hide
from tests.motions.factories import make_amendment, make_committee_member, make_item, make_motion, mover_of
from tests.motions.member_pages import come_in, mine, seen

pytestmark = pytest.mark.django_db

BODY = """Conference notes:

- Rents have risen by five pounds a week.
- The council has done nothing.
"""


@pytest.fixture
def amendment() -> Motion:
    motion = make_motion(make_item(), title="Rents", body=BODY)
    return make_amendment(motion, old="five pounds", new="six pounds")


def give_text(amendment: Motion, old: str, new: str) -> Motion:
    motion = Motion.objects.main().get()
    revise(motion, Text.of("Rents", BODY.replace(old, new)), by=mover_of(motion), why="Figures", base=1)
    return Motion.objects.for_papers().get(pk=amendment.pk)


def test_the_mover_of_the_motion_accepts_an_amendment(client: Client, amendment: Motion) -> None:
    rule_in_order(amendment, by=make_committee_member())
    motion = Motion.objects.main().get()
    come_in(client, mover_of(motion))
    assert "Amendments to your motion" in client.get(mine(motion)).text
    page = reverse("motions:answer_amendment", args=[motion.reference]) + f"?amendment={amendment.pk}"
    assert page in client.get(mine(motion, "answer_amendments")).text
    assert "In clause 1, delete “five” and insert “six”." in client.get(page).text
    client.post(page, {"answer": "accept", "seen": "1"})
    assert Motion.objects.amendments().get().status == Status.ACCEPTED
    assert "You have accepted A.1." in client.get(mine(motion, "answer_amendments")).text


def test_its_mover_agrees_to_it_on_the_new_text(client: Client, amendment: Motion) -> None:
    amendment = give_text(amendment, "a week", "every week")
    come_in(client, mover_of(amendment))
    page = mine(amendment, "settle")
    assert page in client.get(mine(amendment)).text
    shown = client.get(page).text
    assert "As you wrote it to revision 1" in shown
    client.post(page, {"to": str(PendingCarry.objects.get().to_id)})
    assert not PendingCarry.objects.exists()
    assert "six pounds every week" in Motion.objects.amendments().get().text.body


def test_one_that_is_stuck_is_written_anew(client: Client, amendment: Motion) -> None:
    amendment = give_text(amendment, "five pounds", "too much")
    come_in(client, mover_of(amendment))
    assert "It no longer fits" in client.get(mine(amendment)).text
    page = mine(amendment, "revise")
    assert "These changes could not be carried over." in client.get(page).text
    typed = {"title": "Rents", "body": BODY.replace("five pounds", "far too much"), "why": "Anew"}
    client.post(page, seen(client, page) | typed)
    assert Motion.objects.amendments().get().text.instruction == "In clause 1, after “by” insert “far”."


def test_an_answer_that_is_refused_comes_back_with_the_reason(client: Client, amendment: Motion) -> None:
    rule_in_order(amendment, by=make_committee_member())
    motion = Motion.objects.main().get()
    come_in(client, mover_of(motion))
    page = reverse("motions:answer_amendment", args=[motion.reference]) + f"?amendment={amendment.pk}"
    for typed in ({"answer": "accept", "seen": "9"}, {"answer": "accept", "seen": "x"}, {"seen": "1"}, {}):
        answer = client.post(page, typed)
        assert answer.status_code == 200
        assert "Your answer" in answer.text
        assert Motion.objects.amendments().get().status == Status.IN_ORDER
    assert amendments_rules.CHANGED in client.post(page, {"answer": "accept", "seen": "9"}).text


def hidden(page: str, name: str) -> str:
    """What a hidden field of a page sends."""
    [tag] = [tag for tag in re.findall(r"<input[^>]*>", page) if f'name="{name}"' in tag]
    return str(re.findall(r'value="([^"]*)"', tag)[0])


def test_an_answer_overtaken_by_a_new_text_counts_when_it_is_given_again(
    client: Client, amendment: Motion
) -> None:
    rule_in_order(amendment, by=make_committee_member())
    give_text(amendment, "nothing", "little")
    motion = Motion.objects.main().get()
    come_in(client, mover_of(motion))
    page = reverse("motions:answer_amendment", args=[motion.reference]) + f"?amendment={amendment.pk}"
    refused = client.post(page, {"answer": "accept", "seen": "1"})
    assert refused.context["form"].non_field_errors() == [amendments_rules.CHANGED]
    client.post(page, {"answer": "accept", "seen": hidden(refused.text, "seen")})
    assert Motion.objects.amendments().get().status == Status.ACCEPTED


def test_agreeing_to_it_on_an_older_text_counts_when_it_is_said_again(
    client: Client, amendment: Motion
) -> None:
    give_text(amendment, "a week", "every week")
    motion, older = Motion.objects.main().get(), PendingCarry.objects.get().to_id
    text = Text.of("Rents", BODY.replace("a week", "each week"))
    revise(motion, text, by=mover_of(motion), why="Words", base=2)
    come_in(client, mover_of(amendment))
    refused = client.post(mine(amendment, "settle"), {"to": older})
    assert refused.context["form"].non_field_errors() == [amendments_rules.CHANGED]
    client.post(mine(amendment, "settle"), {"to": hidden(refused.text, "to")})
    assert Motion.objects.amendments().get().text.base_id == Motion.objects.main().get().current_id


def test_a_signatory_of_the_motion_is_told_that_the_movers_answer(client: Client, amendment: Motion) -> None:
    rule_in_order(amendment, by=make_committee_member())
    motion = Motion.objects.main().get()
    come_in(client, motion.backings.filter(role="signatory")[0])
    page = reverse("motions:answer_amendment", args=[motion.reference]) + f"?amendment={amendment.pk}"
    answer = client.post(page, {"answer": "accept", "seen": "1"})
    assert "Only the mover and co-movers can do this." in answer.text
    assert Motion.objects.amendments().get().status == Status.IN_ORDER


@pytest.mark.parametrize("end", ["withdrawn", "ruled out"])
def test_readers_of_an_amendment_are_told_that_its_motion_has_ended(
    client: Client, amendment: Motion, end: str
) -> None:
    motion = Motion.objects.main().get()
    before = client.get(amendment.get_absolute_url()).text
    if end == "withdrawn":
        withdraw(motion, by=mover_of(motion), note="")
    else:
        propose_ruling_out(motion, by=make_committee_member(), rule="Rule 1", reason="Two subjects.")
        second(motion, by=make_committee_member())
    words = f"The motion has been {end}. Conference does not vote on this amendment as it is."
    assert (words in before, words in client.get(amendment.get_absolute_url()).text) == (False, True)


def test_an_amendment_is_revised_clause_by_clause(client: Client, amendment: Motion) -> None:
    come_in(client, mover_of(amendment))
    page = mine(amendment, "revise")
    shown = client.get(page).text
    boxes = {"clauses": "1", "clause-2": "Rents have risen by seven pounds a week.", "delete-3": "1"}
    preview = client.post(reverse("motions:revise_preview", args=[amendment.reference]), boxes).text
    refused = client.post(page, {**seen(client, page), **boxes, "why": ""}).text
    client.post(page, {**seen(client, page), **boxes, "why": "Figures"})

    assert "Rents have risen by six pounds a week." in shown
    assert 'name="clause-2"' in shown
    assert "delete “five” and insert “seven”" in preview
    assert "Say in one sentence why" in refused
    assert "seven pounds a week.</textarea>" in refused
    text = Motion.objects.amendments().get().text
    assert text.number == 2
    words = "In clause 1, delete “five” and insert “seven”.\nDelete clause 2."
    assert text.instruction == words


def test_an_amendment_can_be_revised_as_a_whole_and_a_motion_has_no_boxes(
    client: Client, amendment: Motion
) -> None:
    come_in(client, mover_of(amendment))
    whole = client.get(mine(amendment, "revise") + "?whole").text
    motion = Motion.objects.main().get()
    come_in(client, mover_of(motion))
    of_motion = client.get(mine(motion, "revise")).text
    come_in(client, mover_of(amendment))
    typed = {"clauses": "1", "clause-2": "Rents have risen by ten pounds a week.", "show": "1"}
    taken_along = client.post(mine(amendment, "revise") + "?whole", typed).text
    assert "Rents have risen by ten pounds a week." in taken_along
    for page in (whole, of_motion, taken_along):
        assert 'name="body"' in page
        assert 'name="clause-2"' not in page


def test_the_mover_reads_whose_an_amendment_is_and_what_it_meets(client: Client, amendment: Motion) -> None:
    motion = Motion.objects.for_papers().main().get()
    other = make_amendment(motion, old="five pounds", new="ten pounds")
    rule_in_order(other, by=make_committee_member())
    come_in(client, mover_of(motion))
    listed = " ".join(client.get(mine(motion, "answer_amendments")).text.split())
    by = by_line(Motion.objects.for_papers().get(pk=other.pk))
    assert listed.index(by) < listed.index("In order") < listed.index("It changes the same words as")
    assert "In clause 1, delete “five” and insert “ten”." in listed
    path = reverse("motions:answer_amendment", args=[motion.reference]) + f"?amendment={other.pk}"
    page = client.get(path).text
    assert page.index("It changes the same words as") < page.index("Your answer")
    client.post(path, {"answer": "decline", "seen": "1"})
    assert client.get(mine(motion, "answer_amendments")).text.lower().count("not accepted") == 2


def test_amendments_are_answered_in_their_list(client: Client, amendment: Motion) -> None:
    motion = Motion.objects.for_papers().main().get()
    other = make_amendment(motion, old="nothing", new="little")
    waiting = make_amendment(motion, old="council", new="mayor")
    for each in (amendment, other):
        rule_in_order(each, by=make_committee_member())
    come_in(client, mover_of(motion))
    page = mine(motion, "answer_amendments")
    before = client.get(page)
    path = reverse("motions:answer_amendment", args=[motion.reference])
    alone = client.get(f"{path}?amendment={amendment.pk}")
    for each, answer in ((other, "decline"), (amendment, "accept")):
        client.post(f"{path}?amendment={each.pk}", {"answer": answer, "seen": "1"})
    after = client.get(page)

    assert "2 to answer." in before.text
    assert [line.answerable for line in before.context["amendments"]] == [True, False, True]
    assert before.text.count('value="decline"') == 2
    # Accepting changes the motion for good: the list leads to what it would read like, where the button is.
    assert before.text.count('value="accept"') == 0
    assert f'href="{path}?amendment={amendment.pk}">Read it and accept' in " ".join(before.text.split())
    assert alone.text.count('value="accept"') == 1
    assert [line.amendment for line in before.context["amendments"]].count(waiting) == 1
    assert ("to answer." in after.text, after.text.count('name="answer"')) == (False, 0)
    assert Motion.objects.get(pk=amendment.pk).status == Status.ACCEPTED
    assert Amendment.objects.get(motion=other).answer == Answer.NOT_ACCEPTED


def reasons(client: Client, motion: Motion) -> dict[str, list[str]]:
    """Why each amendment in the list of those to a motion cannot be accepted."""
    page = client.get(mine(motion, "answer_amendments"))
    for line in page.context["amendments"]:
        assert all(reason in page.text for reason in line.why_not_accept)
    return {line.amendment.label: line.why_not_accept for line in page.context["amendments"]}


def test_the_list_says_which_amendments_cannot_be_accepted_and_why(client: Client, amendment: Motion) -> None:
    motion = Motion.objects.for_papers().main().get()
    clashing = make_amendment(motion, old="five pounds", new="ten pounds")
    left_behind = make_amendment(motion, old="nothing", new="little")
    for each in (amendment, clashing, left_behind):
        rule_in_order(each, by=make_committee_member())
    come_in(client, mover_of(motion))
    before = reasons(client, motion)
    path = reverse("motions:answer_amendment", args=[motion.reference])
    client.post(f"{path}?amendment={amendment.pk}", {"answer": "accept", "seen": "1"})
    accepted = reasons(client, motion)
    hide(left_behind)
    hidden = reasons(client, motion)

    assert before == {"A.1": [], "A.2": [], "A.3": []}
    assert accepted == {
        "A.1": [],
        "A.2": ["It changes the same words as A.1, which you have accepted, so you cannot accept both."],
        "A.3": [],
    }
    assert hidden["A.3"] == ["Its text is hidden from readers, so you cannot answer it."]
    answer = client.post(f"{path}?amendment={left_behind.pk}", {"answer": "accept", "seen": "2"})
    assert "Its text is hidden from readers, so you cannot answer it." in answer.text
    assert 'value="decline"' not in answer.text
    assert Motion.objects.get(pk=left_behind.pk).status == Status.IN_ORDER


@pytest.mark.parametrize("count", [1, 3])
def test_their_list_asks_as_much_of_the_database_for_one_as_for_three(
    client: Client, django_assert_num_queries: Any, count: int
) -> None:
    motion = make_motion(make_item(), title="Rents", body=BODY)
    for new in ("six", "seven", "eight")[:count]:
        rule_in_order(make_amendment(motion, old="five", new=new), by=make_committee_member())
    come_in(client, mover_of(motion))
    page = mine(motion, "answer_amendments")
    client.get(page)
    with django_assert_num_queries(7):
        client.get(page)
    workflow.accept(motion.amendments.latest("pk"), by=mover_of(motion), seen=1)
    client.get(page)
    with django_assert_num_queries(7):
        client.get(page)


def test_the_mover_reads_nothing_of_a_text_that_is_not_shown(client: Client, amendment: Motion) -> None:
    motion = Motion.objects.for_papers().main().get()
    withdraw(amendment, by=mover_of(amendment), note="")
    come_in(client, mover_of(motion))
    assert "five pounds" not in client.get(mine(motion, "answer_amendments")).text
    assert "“six”" not in client.get(mine(motion, "answer_amendments")).text


def test_nothing_is_asked_about_the_amendments_to_a_motion_that_has_ended(
    client: Client, amendment: Motion
) -> None:
    rule_in_order(amendment, by=make_committee_member())
    motion = Motion.objects.main().get()
    withdraw(motion, by=mover_of(motion), note="")
    come_in(client, mover_of(motion))
    track = client.get(mine(motion))
    answers = client.get(mine(motion, "answer_amendments")).text
    page = reverse("motions:answer_amendment", args=[motion.reference]) + f"?amendment={amendment.pk}"
    refused = client.post(page, {"answer": "decline", "seen": "1"}).text

    assert "Amendments to your motion" not in track.text
    assert track.context["actions"] == []
    assert "to answer" not in client.get(reverse("motions:mine")).text
    assert ('name="answer"' in answers, "1 to answer" in answers) == (False, False)
    assert "The motion was withdrawn." in refused
    assert Amendment.objects.get(motion=amendment).answer == ""


def test_its_mover_is_not_asked_about_a_new_text_of_a_motion_that_has_ended(
    client: Client, amendment: Motion
) -> None:
    amendment = give_text(amendment, "a week", "every week")
    motion = Motion.objects.main().get()
    come_in(client, mover_of(amendment))
    before = client.get(mine(amendment)).text
    withdraw(motion, by=mover_of(motion), note="")
    after = client.get(mine(amendment)).text
    words = "The motion has a new text"
    assert (words in before, words in after) == (True, False)


def test_my_motions_say_how_many_amendments_are_to_be_answered(client: Client, amendment: Motion) -> None:
    motion = Motion.objects.main().get()
    come_in(client, mover_of(motion))
    before = client.get(reverse("motions:mine")).text
    rule_in_order(amendment, by=make_committee_member())
    after = client.get(reverse("motions:mine")).text
    assert ("1 amendment to answer" in before, "1 amendment to answer" in after) == (False, True)
    come_in(client, mover_of(amendment))
    assert "to answer" not in client.get(reverse("motions:mine")).text
