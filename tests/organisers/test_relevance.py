"""What an act made pointless never leaves: emails to contacts, groups and organisers say what is so."""

from datetime import timedelta

import pytest

from lla.acts.actors import SYSTEM
from lla.emails.delivery import deliver_due
from lla.emails.models import Email
from lla.time import clock
from organisers.contact_desk import workflow as contact_desk_workflow
from organisers.contact_page import workflow as contact_page_workflow
from organisers.lists.workflow import downloads
from organisers.symposia.workflow import lifecycle
from tests.organisers.factories import make_contact, make_group, make_organiser, make_region
from tests.organisers.lists.factories import ask, make_many
from tests.organisers.symposia.factories import allow_notices, make_confirmed, make_planned

pytestmark = pytest.mark.django_db


def leave() -> list[str]:
    """Let what waits go out; the kinds that went."""
    deliver_due()
    gone = Email.objects.filter(sent_at__isnull=False).order_by("pk").values_list("kind", flat=True)
    return [kind.removeprefix("organisers/") for kind in gone]


def test_of_a_consultation_cancelled_at_once_only_that_is_told() -> None:
    allow_notices(make_contact(make_group("Hull Left"), email="jo@example.org"))
    symposium = make_planned()
    Email.objects.all().delete()
    lifecycle.open_consultation(symposium, closes_at=clock.now() + timedelta(days=14), by=SYSTEM)
    lifecycle.cancel(symposium, because="The hall is flooded.", by=SYSTEM)
    assert leave() == ["symposium_cancelled"]


def test_nobody_is_asked_to_approve_a_list_that_was_decided_on() -> None:
    organiser, other = make_organiser(), make_organiser(email="other@example.org")
    make_many(make_region(), 51)
    asked = ask(organiser, make_region())
    assert Email.objects.filter(kind="organisers/list_to_approve").exists()
    downloads.decline(asked, by=other)
    assert leave() == ["list_declined"]


def test_two_ways_to_a_page_that_wait_are_one() -> None:
    contact = make_contact(email="jo@example.org")
    Email.objects.all().delete()
    for _ in range(2):
        contact_page_workflow.send_link("jo@example.org")
    assert leave() == ["my_link"]
    contact_page_workflow.send_link("jo@example.org")
    contact_desk_workflow.erase(contact, by=SYSTEM)
    assert leave() == ["my_link", "erased"]


def test_of_a_date_that_moved_before_it_was_told_only_the_new_one_is_told() -> None:
    allow_notices(make_contact(make_group("Hull Left"), email="jo@example.org"))
    symposium = make_confirmed()
    assert symposium.starts_at and symposium.venue
    later = symposium.starts_at + timedelta(hours=1)
    Email.objects.exclude(kind="organisers/symposium_confirmed").delete()
    lifecycle.change(
        symposium,
        starts_at=later,
        ends_at=later + timedelta(hours=2),
        venue=symposium.venue,
        note="An hour later.",
        by=SYSTEM,
    )
    assert leave() == ["symposium_changed"]
