"""Public text can be taken down: by two people and for a reason, everywhere at once, and shown again."""

from collections.abc import Callable

import pytest
from django.test import Client

from lla.acts.refusals import NotAllowed
from lla.emails.models import Email
from lla.links import standing
from lla.papers import store
from lla.papers.models import Paper
from motions.agenda.choices import EndedText
from motions.backing import workflow as backing_workflow
from motions.committee import workflow as committee_workflow
from motions.committee.models import ProposedText
from motions.motion import papers as motion_papers
from motions.motion.choices import Act, Outcome, Status
from motions.motion.models import Motion
from motions.reading import tasks as reading_tasks
from tests.desk_forms import change_page, sent_from
from tests.factories import make_staff, sign_in
from tests.lla.papers.drawn_files import said_by
from tests.motions.committee.admin_pages import page_of, seen, sheet_of
from tests.motions.committee.secret_motion import (
    REASON,
    SECRET,
    booklets,
    files,
    hide,
    make_secret,
    pages,
    redact,
    saying,
    show,
    work,
)
from tests.motions.factories import (
    make_amendment,
    make_committee_member,
    make_conference,
    make_item,
    make_motion,
    make_person,
    make_signatory,
    make_submission,
    mover_of,
    submit,
)
from tests.motions.member_pages import by_email, mine, mover_comes_in, sign_address
from tests.motions.page_text import ask, main, revise, source

pytestmark = pytest.mark.django_db


def test_a_hidden_motion_is_hidden_in_every_page_list_search_and_file(client: Client) -> None:
    motion = make_secret()
    assert len(saying(client, motion)) >= 14
    assert SECRET in booklets(motion)
    hide(motion)
    assert saying(client, motion) == []
    assert SECRET.lower() not in booklets(motion).lower()
    own = client.get(motion.get_absolute_url())
    assert "A) Hidden by the committee" in main(own)
    assert f"The committee has hidden this motion. {REASON}" in main(own)
    assert f'og:description" content="The committee has hidden this motion. {REASON}"' in source(own)
    assert "A Hidden by the committee" in main(client.get(motion.item.get_absolute_url()))
    assert "These texts cannot be compared" in main(client.get(f"{motion.get_absolute_url()}changes/1/2/"))


def test_a_hidden_motion_says_nothing_where_people_sign(client: Client) -> None:
    motion = submit(make_submission(title=f"{SECRET} for all", body=f"- Buy {SECRET}."))
    backing_workflow.confirm(mover_of(motion))
    hide(motion)
    address = sign_address(motion)
    assert SECRET not in source(client.get(address))
    typed = {"name": "Ana Whitlow", "email": "ana@example.org"}
    answer = client.post(address, typed)
    assert answer.context["form"].non_field_errors() == [
        "The committee has hidden this motion, so it cannot be signed."
    ]


def test_its_own_people_are_told_by_email_and_still_see_it(client: Client) -> None:
    motion = make_secret()
    hide(motion)
    emails = Email.objects.filter(kind="motions/hidden")
    assert {email.to for email in emails} == {mover_of(motion).email}
    assert all(REASON in email.body for email in emails)
    mover_comes_in(client, motion)
    page = main(client.get(mine(motion)))
    assert f"The committee has hidden this motion. {REASON}" in page
    assert f"Buy more {SECRET}" in page


def test_kept_papers_that_hold_a_hidden_text_are_removed(client: Client) -> None:
    motion = make_secret()
    saying(client, motion)
    booklets(motion)
    other = Motion.objects.for_papers().exclude(pk=motion.pk).get()
    drums = store.make(motion_papers.of_motion(other), ".docx")
    unknown = store.make(motion_papers.of_motion(other), ".pdf")
    Paper.objects.filter(pk=unknown.pk).update(holds=None)
    kept = {row.pk: row for row in Paper.objects.all() if motion.reference in (row.holds or [])}
    assert len(kept) > 8
    hide(motion)
    work()
    assert not Paper.objects.filter(pk__in=[*kept, unknown.pk]).exists()
    assert [row.pk for row in kept.values() if row.file.storage.exists(str(row.file.name))] == []
    assert drums.file.storage.exists(str(Paper.objects.get(pk=drums.pk).file.name))


def test_what_was_drawn_at_that_very_moment_goes_in_the_night(client: Client) -> None:
    motion = make_secret()
    before = motion_papers.of_motion(motion)
    hide(motion)
    work()
    late = store.make(before, ".docx")
    reading_tasks.forget_papers_of_hidden_texts()
    assert not Paper.objects.filter(pk=late.pk).exists()


def test_hiding_takes_two_people_and_a_reason_that_is_public(client: Client) -> None:
    motion, first = make_secret(), make_committee_member()
    committee_workflow.propose_hiding(motion, by=first, reason=REASON)
    with pytest.raises(NotAllowed) as alone:
        committee_workflow.second(motion, by=first)
    assert alone.value.reasons == ["You proposed this, so somebody else has to second it."]
    assert SECRET in source(client.get(motion.get_absolute_url()))
    committee_workflow.second(motion, by=make_committee_member())
    step = motion.events.get(act=Act.HIDDEN)
    assert (step.public, step.actor_role) == (True, "committee")
    assert f"Hidden by the committee {REASON}" in main(client.get(motion.get_absolute_url()))
    with pytest.raises(NotAllowed) as twice:
        committee_workflow.propose_hiding(motion, by=first, reason=REASON)
    assert twice.value.reasons == ["This motion is already hidden."]


def test_one_text_is_hidden_and_the_others_stay(client: Client) -> None:
    motion = make_secret()
    hide(motion, number=1)
    own = motion.get_absolute_url()
    assert f"Buy more {SECRET}" in main(client.get(own))
    hidden = client.get(f"{own}revisions/1/")
    assert (SECRET in source(hidden).replace(f"More {SECRET}", ""), REASON in main(hidden)) == (False, True)
    assert SECRET not in main(client.get(f"{own}changes/1/2/")).replace(f"More {SECRET}", "")
    assert "Compare" not in main(client.get(own))
    with pytest.raises(NotAllowed) as twice:
        committee_workflow.propose_hiding(motion, by=make_committee_member(), number=1, reason=REASON)
    assert twice.value.reasons == ["Revision 1 is already hidden."]


def test_what_was_hidden_is_shown_again_by_two_people(client: Client) -> None:
    motion = make_secret()
    before = saying(client, motion)
    hide(motion)
    show(motion)
    assert saying(client, motion) == before
    assert Email.objects.filter(kind="motions/shown", to=mover_of(motion).email).count() == 1
    with pytest.raises(NotAllowed) as nothing:
        committee_workflow.propose_showing(
            motion, by=make_committee_member(), hidden_by=motion.rulings.earliest("pk"), reason="Again."
        )
    assert nothing.value.reasons == ["Nothing in this motion is hidden."]


def test_redacted_words_are_gone_and_the_texts_before_are_hidden(client: Client) -> None:
    motion = make_motion(title=f"{SECRET} for all", body=f"- Buy {SECRET.upper()} now.\n- Learn them.")
    make_signatory(motion)
    redact(motion, SECRET)
    motion = Motion.objects.for_papers().get(pk=motion.pk)
    assert (motion.text.title, motion.text.body) == (
        "[words removed] for all",
        "- Buy [words removed] now.\n- Learn them.",
    )
    assert (motion.text.redacted, motion.text.by_role, motion.text.why) == (True, "committee", REASON)
    own = motion.get_absolute_url()
    assert "Learn them." in main(client.get(own))
    assert f"The committee has removed words from this text. {REASON}" in main(client.get(own))
    for address in pages(motion):
        assert SECRET not in main(client.get(address.replace(SECRET, "learn"))).replace(f"“{SECRET}”", "")
    assert "Hidden by the committee" in main(client.get(f"{own}revisions/1/"))
    for place, suffix in files(motion):
        assert SECRET.lower() not in said_by(ask(client, place + suffix)[1], suffix).lower()
    told = {email.to for email in Email.objects.filter(kind="motions/redacted")}
    assert told == set(motion.backings.standing().values_list("email", flat=True))
    assert not any(SECRET in email.body for email in Email.objects.filter(kind="motions/redacted"))
    assert not ProposedText.objects.exists()


def test_the_page_of_somebody_behind_it_does_not_compare_with_what_was_hidden(client: Client) -> None:
    motion = make_motion(title="Buses", body=f"- Buy {SECRET} now.")
    signatory = make_signatory(motion)
    redact(motion, SECRET)
    assert SECRET not in source(client.get(by_email(signatory)))


def test_words_that_do_not_stand_in_the_text_are_not_taken_out() -> None:
    motion = make_motion(title="Buses", body="- Run them.")
    with pytest.raises(NotAllowed) as refused:
        committee_workflow.propose_redaction(
            motion, by=make_committee_member(), passages=[SECRET, "run them"], reason=REASON
        )
    assert refused.value.reasons == [f"“{SECRET}” is not in revision 1."]


def test_a_redaction_of_an_overtaken_text_is_refused_and_its_words_go_when_it_is_declined() -> None:
    motion = make_motion(title="Buses", body=f"- Buy {SECRET}.")
    committee_workflow.propose_redaction(motion, by=make_committee_member(), passages=[SECRET], reason=REASON)
    revise(motion, title="Trains", body="- Run them.")
    with pytest.raises(NotAllowed) as refused:
        committee_workflow.second(motion, by=make_committee_member())
    assert refused.value.reasons == [
        "The motion has been revised since this was proposed. Decline the proposal and read the new text."
    ]
    committee_workflow.decline(motion, by=make_committee_member())
    assert not ProposedText.objects.exists()


def withdraw(motion: Motion) -> None:
    backing_workflow.withdraw(motion, by=mover_of(motion), note="We changed our minds.")


def rule_out(motion: Motion) -> None:
    committee_workflow.propose_ruling_out(
        motion, by=make_committee_member(), rule="Rule 4", reason="Two subjects."
    )
    committee_workflow.second(motion, by=make_committee_member())


@pytest.mark.parametrize("end", [withdraw, rule_out])
def test_title_and_reason_stay_of_what_has_ended_and_the_text_is_hidden(
    client: Client, end: Callable[[Motion], None]
) -> None:
    item = make_item(make_conference(ended_text=EndedText.HIDDEN))
    motion = make_motion(item, title="Buses", body=f"- Buy {SECRET}.", mover=make_person("Asha Lowe"))
    for suffix in (".pdf", ".docx"):
        ask(client, motion.get_absolute_url().rstrip("/") + suffix)
        ask(client, item.get_absolute_url().rstrip("/") + suffix)
    kept = set(Paper.objects.filter(holds__contains=[motion.reference]).values_list("pk", flat=True))
    end(motion)
    work()
    assert not Paper.objects.filter(pk__in=kept).exists()
    page = main(client.get(motion.get_absolute_url()))
    assert ("A) Buses" in page, "so its text is no longer shown" in page) == (True, True)
    assert ("We changed our minds." in page) or ("Under Rule 4. Two subjects." in page)
    own = motion.get_absolute_url()
    searches = [f"/search/?q={words}" for words in ("buy", "Lowe", "buses")]
    addresses = [own, f"{own}revisions/1/", item.get_absolute_url(), *searches]
    for address in addresses:
        assert SECRET not in source(client.get(address))
        assert "Asha" not in source(client.get(address))
    for suffix in (".pdf", ".docx"):
        assert SECRET not in said_by(ask(client, own.rstrip("/") + suffix)[1], suffix)
    assert "No motion matches" in main(client.get("/search/?q=buy"))
    assert "1 motion matches" in main(client.get("/search/?q=buses"))


def test_a_conference_can_say_that_texts_of_what_has_ended_stay(client: Client) -> None:
    item = make_item(make_conference(ended_text=EndedText.SHOWN))
    motion = make_motion(item, title="Buses", body=f"- Buy {SECRET}.")
    withdraw(motion)
    assert SECRET in main(client.get(motion.get_absolute_url()))
    assert "1 motion matches" in main(client.get(f"/search/?q={SECRET}"))


def test_reopening_a_ruling_shows_the_text_again(client: Client) -> None:
    motion = make_motion(make_item(make_conference(ended_text=EndedText.HIDDEN)), body=f"- Buy {SECRET}.")
    rule_out(motion)
    committee_workflow.propose_reopening(motion, by=make_committee_member(), reason="The wrong button.")
    committee_workflow.second(motion, by=make_committee_member())
    assert SECRET in main(client.get(motion.get_absolute_url()))


def test_the_desk_hides_redacts_and_shows_by_buttons(client: Client) -> None:
    motion = make_secret()
    first = sign_in(Client(), make_staff(name="Kit Marsh"))
    second = sign_in(Client(), make_staff(name="Robin Vale"))

    def do(name: str, **typed: object) -> None:
        proposed = first.post(page_of(motion, name), {"seen": seen(motion), "reason": REASON, **typed})
        assert proposed.status_code == 302, proposed.context["form"].errors
        shown = second.post(page_of(motion, "second"), {"seen": seen(motion)})
        assert REASON in shown.context["emails"][0].body
        second.post(page_of(motion, "second"), {"seen": seen(motion), "step": "do"})

    do("redact", passages=f"  more   {SECRET.lower()} ")
    assert "[words removed]" in main(client.get(motion.get_absolute_url()))
    do("hide", number="")
    assert "Hidden by the committee" in main(client.get(motion.get_absolute_url()))
    assert f"Hidden (revision 3): {REASON}" in main(second.get(sheet_of(motion)))
    hidden_by = motion.rulings.get(outcome=Outcome.HIDDEN)
    do("show", hidden_by=hidden_by.pk)
    assert "[words removed]" in main(client.get(motion.get_absolute_url()))
    motion.refresh_from_db()
    assert motion.status == Status.RECEIVED


def test_changing_what_becomes_of_ended_texts_removes_their_files(client: Client) -> None:
    item = make_item(make_conference(ended_text=EndedText.SHOWN))
    motion = make_motion(item, body=f"- Buy {SECRET}.")
    withdraw(motion)
    work()
    kept = store.make(motion_papers.of_motion(Motion.objects.for_papers().get(pk=motion.pk)), ".docx")
    desk = sign_in(client, make_staff())
    typed = sent_from(desk, item.conference, ended_text=EndedText.HIDDEN)
    answer = desk.post(change_page(item.conference), typed)
    assert answer.status_code == 302, answer.context["adminform"].form.errors
    work()
    assert not Paper.objects.filter(pk=kept.pk).exists()


def test_a_motion_sent_by_its_key_is_not_changed_by_hiding() -> None:
    """The text itself stays as it was sent: hiding is a state beside it."""
    motion = make_secret()
    before = list(motion.revisions.order_by("pk").values())
    hide(motion)
    assert list(motion.revisions.order_by("pk").values()) == before
    assert standing.read_key("sign", standing.key("sign", motion.pk))[0] == motion.pk


def test_an_amendment_hidden_with_its_motion_says_that_nothing_was_decided_about_it(client: Client) -> None:
    motion = make_motion(title="Buses", body="- To buy buses.")
    amendment = make_amendment(motion, old="buses", new="trams")
    hide(motion)
    page = main(client.get(amendment.get_absolute_url()))
    said = f"This amendment shows words of motion {motion.full_label}, so"
    assert [words in page for words in ("Hidden with the motion", said)] == [True, True]
