"""A wrong address is no dead end: senders and the committee correct it, and remind who has not confirmed."""

from datetime import timedelta

import pytest
import time_machine
from django.core import mail as outbox
from django.test import Client
from django.urls import reverse

from lla.accounts.models import User
from lla.acts.refusals import NotAllowed
from lla.emails.delivery import deliver_due
from lla.emails.models import Email
from lla.time import clock
from motions.agenda.models import AgendaItem
from motions.backing import rules as backing_rules
from motions.backing import workflow as backing_workflow
from motions.committee import workflow as committee_workflow
from motions.motion.choices import Act, Role, Status
from motions.motion.models import Backing, Motion
from tests.motions.committee.admin_pages import page_of, seen, sheet_of
from tests.motions.factories import make_person, make_submission, mover_of, submit
from tests.motions.member_pages import OFFICERS, come_in, fill, from_group, page, token_in_email
from tests.organisers.factories import make_group

pytestmark = pytest.mark.django_db

REMIND_AGAIN = "They were reminded less than a day ago. You can remind them again after"


def officer_of(motion: Motion) -> Backing:
    backing = motion.backings.get(role=Role.CONFIRMING_OFFICER)
    backing.motion = motion
    return backing


@pytest.fixture
def sent(item: AgendaItem) -> Motion:
    """A group's motion that nobody has confirmed yet."""
    return submit(make_submission(item, group=make_group()))


def test_the_sender_corrects_an_officers_address_from_the_receipt(client: Client, item: AgendaItem) -> None:
    draft = fill(client, item, who=from_group(item), people=OFFICERS | {"officer_email": "bryan@example.org"})
    client.post(page(draft, "check"))
    motion = Motion.objects.get()
    officer = officer_of(motion)
    first = token_in_email("bryan@example.org", about="did your group pass this motion?")
    address = reverse("motions:sent_address", args=[draft.key, officer.pk])
    assert address in client.get(page(draft, "sent")).content.decode()

    answer = client.post(address, {"email": "bryn@example.org"}, follow=True)

    assert "We have emailed bryn@example.org." in answer.content.decode()
    second = token_in_email("bryn@example.org", about="did your group pass this motion?")
    assert client.get(reverse("motions:backing", args=[first])).status_code == 410
    client.post(reverse("motions:backing", args=[second]), {"act": "confirm"})
    officer.refresh_from_db()
    assert (officer.email, officer.stands) == ("bryn@example.org", True)
    [event] = motion.events.filter(act=Act.ADDRESS_CORRECTED)
    assert (event.public, event.details, event.actor_key) == (
        False,
        {"backing": officer.pk},
        f"backing:{mover_of(motion).pk}",
    )


def test_an_email_still_waiting_for_the_wrong_address_never_goes(sent: Motion) -> None:
    officer = officer_of(sent)
    backing_workflow.correct_address(sent, backing=officer, email="bryn@example.org", by=mover_of(sent))
    deliver_due()
    assert sorted(to for email in outbox.outbox for to in email.to) == sorted(
        ["bryn@example.org", mover_of(sent).email]
    )


def test_who_has_confirmed_keeps_the_address_they_confirmed_by(sent: Motion) -> None:
    officer = officer_of(sent)
    backing_workflow.confirm(officer)
    with pytest.raises(NotAllowed) as refusal:
        backing_workflow.correct_address(sent, backing=officer, email="eve@example.org", by=mover_of(sent))
    assert refusal.value.reasons == [
        f"{officer.name} has answered from the address we have, so you cannot change it."
    ]
    assert Backing.objects.get(pk=officer.pk).email == officer.email


def test_two_people_behind_a_motion_never_get_one_address(sent: Motion) -> None:
    mover, officer, now = mover_of(sent), officer_of(sent), clock.now()
    assert backing_rules.why_not_correct_address(officer, email=mover.email.upper(), now=now) == [
        "Somebody else on this motion has this email address. Each person needs their own."
    ]
    assert backing_rules.why_not_correct_address(officer, email=officer.email, now=now) == [
        "This is the address we already have. Send a reminder instead."
    ]


def test_a_wrong_address_typed_again_is_told_by_the_field_and_stays(client: Client, item: AgendaItem) -> None:
    draft = fill(client, item, who=from_group(item), people=OFFICERS)
    client.post(page(draft, "check"))
    address = reverse("motions:sent_address", args=[draft.key, officer_of(Motion.objects.get()).pk])
    answer = client.post(address, {"email": "bryn at example.org"}).content.decode()
    assert 'value="bryn at example.org"' in answer
    assert "Enter an email address with an @" in answer


def test_the_receipt_never_shows_who_else_asked_to_sign(client: Client, item: AgendaItem) -> None:
    draft = fill(client, item)
    client.post(page(draft, "check"))
    motion = Motion.objects.get()
    signatory = make_person("Callum Reed")
    backing_workflow.sign(motion, signatory)
    receipt = client.get(page(draft, "sent")).content.decode()
    assert ("ana@example.org" in receipt, signatory.email in receipt, "Callum Reed" in receipt) == (
        True,
        False,
        False,
    )
    backing = motion.backings.get(role=Role.SIGNATORY)
    address = reverse("motions:sent_address", args=[draft.key, backing.pk])
    assert client.get(address).status_code == 404


def test_the_sender_reminds_everybody_who_has_not_confirmed_once_a_day(
    client: Client, item: AgendaItem
) -> None:
    draft = fill(client, item, who=from_group(item), people=OFFICERS)
    client.post(page(draft, "check"))
    backing_workflow.confirm(mover_of(Motion.objects.get()))
    Email.objects.all().delete()
    remind = reverse("motions:sent_remind", args=[draft.key])

    client.post(remind)
    again = client.post(remind, follow=True).content.decode()

    [email] = Email.objects.all()
    motion = Motion.objects.get()
    assert (email.to, email.subject) == (
        "bryn@example.org",
        f"{motion.reference}: still waiting for your confirmation",
    )
    assert REMIND_AGAIN in again
    assert "Send the emails again" not in again
    with time_machine.travel(clock.now() + timedelta(days=1, minutes=1), tick=False):
        assert backing_rules.why_not_remind(motion, now=clock.now()) == []


def test_reminding_ends_after_five_times(sent: Motion) -> None:
    for day in range(5):
        with time_machine.travel(clock.now() + timedelta(days=2 * day), tick=False):
            backing_workflow.remind(sent, by=mover_of(sent))
    with time_machine.travel(clock.now() + timedelta(days=12), tick=False):
        assert backing_rules.why_not_remind(sent, now=clock.now()) == [
            "They have been reminded 5 times. Contact them another way."
        ]


def test_a_received_motion_reminds_nobody(sent: Motion) -> None:
    for backing in sent.backings.all():
        backing_workflow.confirm(backing)
    sent.refresh_from_db()
    assert (sent.status, backing_rules.why_not_remind(sent, now=clock.now())) == (
        Status.RECEIVED,
        ["Everybody has confirmed."],
    )


def test_the_mover_corrects_and_reminds_from_the_motions_own_page(client: Client, sent: Motion) -> None:
    backing_workflow.confirm(mover_of(sent))
    come_in(client, mover_of(sent))
    track = client.get(reverse("motions:track", args=[sent.reference])).content.decode()
    correct = reverse("motions:correct_officer", args=[sent.reference])
    remind = reverse("motions:remind", args=[sent.reference])
    assert (correct in track, remind in track) == (True, True)

    client.post(remind)
    client.post(correct, {"email": "bryn@example.org"})

    assert officer_of(sent).email == "bryn@example.org"
    acts = list(sent.events.values_list("act", flat=True))
    assert acts[-2:] == [Act.REMINDED, Act.ADDRESS_CORRECTED]


def test_the_desk_corrects_an_address_and_sees_the_email_first(
    desk: Client, member: User, sent: Motion
) -> None:
    officer = officer_of(sent)
    assert "Correct an address" in desk.get(sheet_of(sent)).content.decode()
    typed = {"seen": seen(sent), "backing": str(officer.pk), "email": "bryn@example.org"}

    [email] = desk.post(page_of(sent, "correct-address"), typed).context["emails"]
    assert (email.to, officer_of(sent).email) == ("bryn@example.org", officer.email)
    desk.post(page_of(sent, "correct-address"), {**typed, "step": "do"})

    assert officer_of(sent).email == "bryn@example.org"
    event = sent.events.get(act=Act.ADDRESS_CORRECTED)
    assert (event.actor_role, event.details) == ("committee", {"backing": officer.pk})


def test_the_desk_reminds_but_nobody_who_declared_an_interest(
    desk: Client, member: User, sent: Motion
) -> None:
    typed = {"seen": seen(sent), "step": "do"}
    desk.post(page_of(sent, "remind"), typed)
    assert sent.events.filter(act=Act.REMINDED).count() == 1
    committee_workflow.recuse(sent, by=member, interest="I chair the group.")
    with pytest.raises(NotAllowed):
        backing_workflow.correct_address(sent, backing=officer_of(sent), email="bryn@example.org", by=member)
