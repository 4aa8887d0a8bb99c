"""Old details are asked about twice and then go, as do those of groups that left, however often it runs."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.utils.timezone import localdate

from lla.emails.models import Email
from organisers.contact_desk import workflow as contact_desk_workflow
from organisers.contacts.models import Contact
from organisers.groups.choices import GroupStatus
from organisers.groups.models import Group
from tests.organisers.consents.factories import make_wishes, save_page
from tests.organisers.factories import make_contact, make_group, make_organiser

pytestmark = pytest.mark.django_db

BEGIN = datetime(2027, 1, 10, 2, 30, tzinfo=ZoneInfo("Europe/London"))
CHORES = (
    contact_desk_workflow.remind_unverified,
    contact_desk_workflow.erase_unverified,
    contact_desk_workflow.erase_left,
    contact_desk_workflow.forget_new_addresses,
)


def night(days: int) -> list[int]:
    """What each chore did in the night so many days after the beginning."""
    with time_machine.travel(BEGIN + timedelta(days=days), tick=False):
        return [chore() for chore in CHORES]


def made_at_the_beginning(group: Group | None = None) -> Contact:
    with time_machine.travel(BEGIN, tick=False):
        return make_contact(group or make_group())


def kinds() -> list[str]:
    return list(Email.objects.order_by("pk").values_list("kind", flat=True))


def test_two_reminders_a_month_apart_then_a_year_then_gone() -> None:
    contact = made_at_the_beginning()
    done = [(days, did) for days in (180, 181, 182, 210, 211, 212, 400, 575) if any(did := night(days))]
    assert done == [(181, [1, 0, 0, 0]), (211, [1, 0, 0, 0])]
    assert kinds() == ["organisers/asked_to_verify"] * 2
    assert night(576) == [0, 1, 0, 0]
    contact.refresh_from_db()
    assert contact.erased_at is not None
    assert contact_desk_workflow.UNANSWERED in Email.objects.get(kind="organisers/erased").body


def test_the_same_night_twice_does_everything_once() -> None:
    made_at_the_beginning()
    assert [night(200), night(200)] == [[1, 0, 0, 0], [0, 0, 0, 0]]


def test_after_years_without_a_night_nobody_is_erased_unasked() -> None:
    contact = made_at_the_beginning()
    assert [night(2000), night(2001)] == [[1, 0, 0, 0], [0, 0, 0, 0]]
    contact.refresh_from_db()
    assert (contact.erased_at, contact.reminders) == (None, 1)


def test_whoever_saves_their_page_starts_afresh() -> None:
    contact = made_at_the_beginning()
    night(200)
    with time_machine.travel(BEGIN + timedelta(days=205), tick=False):
        save_page(contact)
    assert night(240) == [0, 0, 0, 0]
    assert night(386) == [1, 0, 0, 0]


def test_somebody_added_yesterday_is_not_reminded_yet() -> None:
    with time_machine.travel(BEGIN, tick=False):
        make_contact(verified=False)
    assert [night(1), night(181)] == [[0, 0, 0, 0], [1, 0, 0, 0]]


@pytest.mark.parametrize(("days", "erased"), [(89, [0, 0, 0, 0]), (90, [0, 0, 1, 0]), (170, [0, 0, 1, 0])])
def test_contacts_of_a_group_that_left_go_after_ninety_days(days: int, erased: list[int]) -> None:
    gone, lapsed = made_at_the_beginning(), made_at_the_beginning()
    _ended(gone.group, GroupStatus.LEFT, on=localdate(BEGIN))
    _ended(lapsed.group, GroupStatus.LAPSED, on=localdate(BEGIN))
    assert night(days) == erased
    assert night(days) == [0, 0, 0, 0]
    lapsed.refresh_from_db()
    assert lapsed.erased_at is None


def _ended(group: Group, status: GroupStatus, *, on: date) -> None:
    Group.objects.filter(pk=group.pk).update(status=status, left_on=on)


def test_the_night_recalls_what_it_erases() -> None:
    contact = made_at_the_beginning()
    with time_machine.travel(BEGIN, tick=False):
        save_page(contact, make_wishes(contact.group))
    _ended(contact.group, GroupStatus.LEFT, on=localdate(BEGIN))
    night(90)
    assert list(contact.consents.current().values_list("given", "how")) == [(False, "erasure")]
    email = Email.objects.get(kind="organisers/erased")
    assert contact_desk_workflow.LEFT in email.body


def test_a_new_address_nobody_confirmed_is_forgotten_after_a_week() -> None:
    contact = made_at_the_beginning()
    with time_machine.travel(BEGIN, tick=False):
        save_page(contact, email="new@example.org")
    assert [night(6), night(7), night(7)] == [[0, 0, 0, 0], [0, 0, 0, 1], [0, 0, 0, 0]]
    contact.refresh_from_db()
    assert (contact.wanted_email, contact.wanted_at) == ("", None)


def test_a_reminder_counts_as_asked_even_when_the_organiser_verifies_later() -> None:
    contact = made_at_the_beginning()
    night(200)
    organiser = make_organiser()
    with time_machine.travel(BEGIN + timedelta(days=201), tick=False):
        Contact.objects.filter(pk=contact.pk).update(confirmed_at=BEGIN)
        contact_desk_workflow.verify(contact, by=organiser)
    contact.refresh_from_db()
    assert (contact.reminders, contact.reminded_at) == (0, None)
