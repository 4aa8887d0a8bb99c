"""What an act made pointless never leaves: an email that waited says what is so when it goes."""

from collections.abc import Sequence

import pytest
from django.core.mail import EmailMultiAlternatives

from lla.emails.delivery import deliver_due
from lla.emails.models import Email
from lla.settings.base import ROOT
from lla.time import clock
from motions import relevance
from motions.agenda.models import AgendaItem
from motions.backing import workflow as backing_workflow
from motions.committee import workflow as committee_workflow
from motions.motion.choices import Status
from motions.motion.models import Motion
from tests.factories import make_staff
from tests.motions.committee.secret_motion import SECRET, hide, redact, show
from tests.motions.factories import (
    confirm_all,
    make_amendment,
    make_motion,
    make_signatory,
    make_submission,
    mover_of,
    revise_body,
    submit,
)
from tests.organisers.factories import make_contact, make_group

pytestmark = pytest.mark.django_db


def leaves(motion: Motion) -> list[str]:
    """Let what waits go out; the kinds that went, each once."""
    deliver_due()
    kinds = Email.objects.filter(about=motion.reference, sent_at__isnull=False).values_list("kind", flat=True)
    return sorted({kind.removeprefix("motions/") for kind in kinds})


@pytest.fixture
def motion(item: AgendaItem) -> Motion:
    """A motion of ten signatories, nothing of which has been told yet."""
    return make_motion(item)


def test_of_a_motion_withdrawn_at_once_only_that_is_told(motion: Motion) -> None:
    assert Email.objects.filter(kind="motions/received").exists()
    backing_workflow.withdraw(motion, by=mover_of(motion), note="A slip.")
    assert leaves(motion) == ["withdrawn"]


def test_a_question_that_was_answered_meanwhile_is_not_asked_any_more(motion: Motion) -> None:
    leaves(motion)
    committee_workflow.query(motion, by=make_staff(), question="Which region?")
    backing_workflow.answer(motion, by=mover_of(motion), words="Wales.")
    assert "queried" not in leaves(motion)


def test_a_ruling_reopened_before_it_was_told_is_told_as_it_stands(motion: Motion) -> None:
    leaves(motion)
    committee_workflow.rule_in_order(motion, by=make_staff())
    motion.refresh_from_db()
    committee_workflow.propose_reopening(motion, by=make_staff(), reason="The wrong button.")
    motion.refresh_from_db()
    committee_workflow.second(motion, by=make_staff())
    told = leaves(motion)
    assert ("ruled_in_order" in told, "reopened" in told) == (False, True)
    assert Motion.objects.get().status == Status.RECEIVED


def test_whoever_confirmed_is_not_reminded_to(item: AgendaItem) -> None:
    motion = submit(make_submission(item, group=make_group()))
    Email.objects.update(sent_at=clock.now())
    backing_workflow.remind(motion, by=make_staff())
    asked = Email.objects.waiting().count()
    confirm_all(motion)
    Email.objects.exclude(kind="motions/reminded_to_confirm").delete()
    assert (asked, deliver_due()) == (2, 0)


def test_nobody_is_asked_to_sign_a_motion_that_has_its_signatories(item: AgendaItem) -> None:
    motion = submit(make_submission(item))
    backing_workflow.confirm(mover_of(motion))
    motion.refresh_from_db()
    backing_workflow.invite(motion, ["late@example.org"], by=mover_of(motion))
    while Motion.objects.get().status == Status.GATHERING:
        make_signatory(Motion.objects.get())
    deliver_due()
    invited = Email.objects.filter(kind__in=["motions/invited", "motions/gathering"])
    assert list(invited) == []


def test_a_proposal_that_was_seconded_waits_for_nobody(motion: Motion) -> None:
    leaves(motion)
    first, second, third = (make_staff() for _ in range(3))
    committee_workflow.propose_ruling_out(motion, by=first, rule="4.2", reason="Two subjects.")
    asked = Email.objects.waiting().filter(kind="motions/second_person", to__in=[second.email, third.email])
    assert asked.count() == 2
    motion.refresh_from_db()
    committee_workflow.second(motion, by=second)
    told = leaves(motion)
    assert ("second_person" in told, "ruled_out" in told) == (False, True)


def went(sent: Sequence[EmailMultiAlternatives], to: str) -> list[tuple[str, bool]]:
    """What goes out to somebody now, by its subject, each with whether it says the hidden word."""
    deliver_due()
    theirs = [message for message in sent if message.to == [to]]
    return [(str(each.subject), SECRET in f"{each.subject}{each.body}{each.alternatives}") for each in theirs]


def make_with_secret(item: AgendaItem) -> Motion:
    return make_motion(item, title=f"{SECRET} for all", body=f"- Buy {SECRET}.\n- Play them.")


def test_emails_that_wait_say_no_word_of_a_motion_hidden_meanwhile(
    item: AgendaItem, mailoutbox: list[EmailMultiAlternatives]
) -> None:
    """Nothing that its reader was promised is lost: the words alone go."""
    motion = make_with_secret(item)
    amendment = make_amendment(motion, old="Play them", new="Kettledrums")
    received = Email.objects.get(kind="motions/received", about=amendment.reference)
    assert received.body.count(SECRET) > 1
    hide(motion)
    subjects = went(mailoutbox, mover_of(amendment).email)
    assert (f"{amendment.reference}: received", False) in subjects
    assert [says for _, says in subjects] == [False] * len(subjects)
    [message] = [each for each in mailoutbox if each.subject == f"{amendment.reference}: received"]
    assert "> Hidden by the committee" in str(message.body)
    assert received.body.split("SHA-256")[0].replace("{link}", "")[:200] in str(message.body)


def test_whoever_may_read_a_hidden_motion_gets_the_email_as_it_was(
    item: AgendaItem, mailoutbox: list[EmailMultiAlternatives]
) -> None:
    motion = make_with_secret(item)
    hide(motion)
    assert (f"{motion.reference}: received", True) in went(mailoutbox, mover_of(motion).email)


def test_emails_that_wait_say_no_word_that_was_removed_meanwhile(
    item: AgendaItem, mailoutbox: list[EmailMultiAlternatives]
) -> None:
    """Its own people read a hidden motion, but not the words that were removed from it."""
    motion = make_with_secret(item)
    amendment = make_amendment(motion, old="Play them", new="Kettledrums")
    redact(motion, SECRET)
    people = [mover_of(motion).email, mover_of(amendment).email]
    said = [pair for email in people for pair in went(mailoutbox, email)]
    assert {(f"{each.reference}: received", False) for each in (motion, amendment)} <= set(said)
    assert [subject for subject, says in said if says] == []
    carried = [str(each.body) for each in mailoutbox if "carried your amendment over" in str(each.body)]
    assert ["> A) [words removed] for all" in body for body in carried] == [True]


def test_an_email_says_the_words_again_once_they_are_shown_again(
    item: AgendaItem, mailoutbox: list[EmailMultiAlternatives]
) -> None:
    motion = make_with_secret(item)
    amendment = make_amendment(motion, old="Play them", new="Kettledrums")
    hide(motion)
    show(Motion.objects.get(pk=motion.pk))
    assert (f"{amendment.reference}: received", True) in went(mailoutbox, mover_of(amendment).email)


def test_a_contact_of_the_group_reads_nothing_hidden_in_an_email(
    item: AgendaItem, mailoutbox: list[EmailMultiAlternatives]
) -> None:
    contact = make_contact(make_group("Weald Left"), email="secretary@example.org")
    contact.confirmed_at = clock.now()
    contact.save()
    motion = make_motion(item, group=contact.group, known=False)
    revise_body(motion, motion.text.body, f"- Buy {SECRET}.")
    waiting = Email.objects.get(kind="motions/group_revised")
    hide(Motion.objects.get(pk=motion.pk))
    subjects = went(mailoutbox, contact.email)
    assert (SECRET in waiting.body, subjects) == (
        True,
        [(f"{motion.reference}: a new text in your group's name", False)],
    )


def test_every_email_that_quotes_a_text_is_known() -> None:
    """Those to the committee, whose members read what is hidden, are sent as they were written."""
    words = ("_title.txt", "_text.txt", "text.title", "text.why", "composite.title")
    folder = ROOT / "templates/emails/motions"
    files = {file.stem: file.read_text() for file in folder.glob("*.txt") if not file.stem.startswith("_")}
    quoting = {name for name, text in files.items() if any(word in text for word in words)}
    to_committee = {"arrived_late", "group_doubts", "query_answered", "second_person"}
    assert quoting == relevance.QUOTING | to_committee
