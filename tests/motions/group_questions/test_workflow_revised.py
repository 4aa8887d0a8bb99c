"""A group passed a text: a later one by its mover says so, and the group's contacts are asked about it."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate

from lla.acts.refusals import NotAllowed
from lla.emails.delivery import deliver_due
from lla.emails.models import Email
from lla.links import tokens
from lla.papers.blocks import plain
from lla.time import clock
from lla.time.wording import short_day
from motions.amending import workflow as amending_workflow
from motions.backing.workflow import confirm, withdraw
from motions.committee.workflow import propose_redaction, rule_in_order, second
from motions.group_questions import workflow as group_questions_workflow
from motions.group_questions.choices import GroupAnswer
from motions.group_questions.models import GroupQuestion
from motions.motion import papers as motion_papers
from motions.motion.models import Motion
from organisers.contacts.models import Contact
from tests.motions.committee.secret_motion import hide
from tests.motions.factories import (
    confirm_all,
    make_amendment,
    make_committee_member,
    make_item,
    make_motion,
    make_submission,
    mover_of,
    revise_body,
    submit,
)
from tests.organisers.factories import make_contact, make_group

pytestmark = pytest.mark.django_db

ALREADY = "You have already answered. Write to the committee if something has changed."


@pytest.fixture
def contact() -> Contact:
    return make_contact(make_group("Weald Left Network"), email="secretary@example.org")


@pytest.fixture
def motion(contact: Contact) -> Motion:
    """A motion to which a contact of the group has said yes."""
    motion = make_motion(make_item(), group=contact.group, known=False)
    group_questions_workflow.vouch(question(motion), seen=1)
    return now(motion)


def now(motion: Motion) -> Motion:
    return Motion.objects.for_papers().get(pk=motion.pk)


def question(motion: Motion) -> GroupQuestion:
    return motion.group_questions.select_related("contact", "motion").get()


def submitted_by(motion: Motion) -> str:
    rows = [block.rows for block in motion_papers.of_motion(now(motion)).blocks if hasattr(block, "rows")]
    return next(str(words) for term, words in rows[0] if term == "Submitted by")


def told() -> list[tuple[str, str]]:
    emails = Email.objects.filter(kind="motions/group_revised").order_by("pk")
    return list(emails.values_list("to", "subject"))


def page(motion: Motion) -> str:
    return reverse("motions:group_told", args=[tokens.mint("group", question(motion).pk, days=1)])


def test_the_paper_says_that_the_mover_has_revised_it_since_the_group_passed_it(motion: Motion) -> None:
    before = submitted_by(motion)
    revise_body(motion, "neighbouring", "nearby")
    passed = "Weald Left Network, passed on 1 September 2026"
    assert before == str(plain(passed))
    words = f"{passed}; revised by its mover on {short_day(localdate())}, since the group passed it"
    assert submitted_by(motion) == str(plain(words))


def test_the_contacts_read_the_new_text_and_can_say_that_the_group_did_not_pass_it(
    client: Client, motion: Motion
) -> None:
    revise_body(motion, "neighbouring", "nearby")
    shown = " ".join(client.get(page(motion)).text.split())
    email = Email.objects.get(kind="motions/group_revised")
    client.post(page(motion), {"act": "doubt"})

    assert told() == [("secretary@example.org", f"{motion.reference}: a new text in your group's name")]
    assert "Groups in nearby towns" not in email.body  # the address is not proved
    assert "You confirmed an earlier text" in shown
    assert f"Its mover revised it on {short_day(localdate())}, since your group passed it." in shown
    assert "Groups in nearby towns" in shown
    assert (now(motion).held_at is not None, question(motion).answer) == (True, GroupAnswer.DOUBT)


def test_a_contact_says_yes_to_the_new_text_too(client: Client, motion: Motion) -> None:
    with pytest.raises(NotAllowed) as refusal:
        group_questions_workflow.vouch(question(motion), seen=1)
    revise_body(motion, "neighbouring", "nearby")
    client.post(page(motion), {"act": "yes", "revision": "2"})
    again = client.post(page(motion), {"act": "yes", "revision": "2"}, follow=True)

    assert refusal.value.reasons == [ALREADY]
    assert submitted_by(motion) == str(plain("Weald Left Network, passed on 1 September 2026"))
    assert ALREADY in again.text
    assert "You confirmed that your group passed it" in again.text


def test_whoever_doubted_one_text_can_doubt_the_next(motion: Motion) -> None:
    group_questions_workflow.doubt(question(motion))
    group_questions_workflow.lift_hold(now(motion), by=make_committee_member(), note="It was a slip.")
    revise_body(motion, "neighbouring", "nearby")
    group_questions_workflow.doubt(question(motion))
    assert now(motion).held_at is not None


def test_an_accepted_amendment_is_a_revision_by_the_mover_too(motion: Motion) -> None:
    amendment = make_amendment(motion, old="neighbouring", new="nearby")
    rule_in_order(amendment, by=make_committee_member())
    amending_workflow.accept(amendment, by=mover_of(motion), seen=1)
    assert "revised by its mover" in submitted_by(motion)
    assert len(told()) == 1


def test_words_that_the_committee_removed_are_not_said_to_be_its_movers(motion: Motion) -> None:
    propose_redaction(motion, by=make_committee_member(), passages=["neighbouring "], reason="Names.")
    second(now(motion), by=make_committee_member())
    assert "revised by its mover" not in submitted_by(motion)
    assert told() == []


def test_a_motion_of_signatories_says_nothing_of_a_group() -> None:
    motion = make_motion()
    revise_body(motion, "neighbouring", "nearby")
    assert now(motion).revised_since_passed_at is None


def test_whoever_proved_their_address_reads_the_text_in_the_email(contact: Contact, motion: Motion) -> None:
    Contact.objects.filter(pk=contact.pk).update(confirmed_at=clock.now())
    revise_body(motion, "neighbouring", "nearby")
    assert "Groups in nearby towns" in Email.objects.get(kind="motions/group_revised").body


def test_what_the_confirming_officer_confirms_is_what_the_group_passed() -> None:
    motion = submit(make_submission(make_item(), group=make_group()))
    confirm(mover_of(motion))
    revise_body(motion, "neighbouring", "nearby")
    before = now(motion).revised_since_passed_at
    confirm_all(motion)
    after = now(motion).revised_since_passed_at
    assert (before is not None, after) == (True, None)


def test_of_several_new_texts_one_email_leaves_and_none_about_a_withdrawn_motion(motion: Motion) -> None:
    deliver_due()
    revise_body(motion, "neighbouring", "nearby")
    revise_body(now(motion), "nearby", "near")
    deliver_due()
    sent = Email.objects.filter(kind="motions/group_revised", sent_at__isnull=False)
    first = sent.count()
    revise_body(now(motion), "near", "far")
    withdraw(now(motion), by=mover_of(motion), note="")
    deliver_due()
    assert (first, sent.count()) == (1, 1)


@pytest.mark.parametrize("way", ["hidden", "fallen", "hidden with its motion"])
def test_nobody_is_asked_to_read_what_is_not_shown_or_has_fallen(
    client: Client, contact: Contact, way: str
) -> None:
    motion = make_motion()
    amendment = make_amendment(motion, old="neighbouring", new="nearby", group=contact.group, known=False)
    if way == "fallen":
        withdraw(motion, by=mover_of(motion), note="")
    else:
        hide(amendment if way == "hidden" else motion)
    shown = client.get(page(amendment))
    assert "Read the amendment below" not in shown.text
    assert 'value="yes"' not in shown.text
    assert ('value="doubt"' in shown.text) == (way != "fallen")
