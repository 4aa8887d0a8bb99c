"""Who opened contacts' pages on screen: counted, shown to the data protection lead, told to the contact."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from lla.accounts.models import User
from lla.subjects.registry import Person
from organisers.affiliation import workflow as affiliation_workflow
from organisers.contacts.models import Contact
from organisers.disclosures import selectors, workflow
from organisers.disclosures.models import Opening
from organisers.disclosures.selectors import why_unusual
from organisers.personal_data.papers import sections
from tests.factories import make_staff, sign_in
from tests.organisers.contact_page.page_object import opened, words
from tests.organisers.factories import make_contact, make_group, make_organiser, make_region
from tests.organisers.roles import data_protection_lead
from tests.organisers.world import World

pytestmark = pytest.mark.django_db

PAGE = "/regions/openings/"
MONDAY = datetime(2027, 1, 11, 12, tzinfo=UTC)


def open_contacts(by: User, *, number: int, on: datetime) -> None:
    group = make_group()
    with time_machine.travel(on, tick=False):
        for _ in range(number):
            workflow.count_opening(make_contact(group), by=by)


def counted() -> list[tuple[int, int, date, int]]:
    return list(Opening.objects.order_by("pk").values_list("contact", "by", "on", "times"))


def test_opening_a_contacts_page_is_counted_once_each_time_and_only_when_it_opens(client: Client) -> None:
    organiser, contact = make_organiser(), make_contact()
    elsewhere = Client()
    address = reverse("organisers:contact", args=[contact.group.region.slug, contact.pk])
    with time_machine.travel(MONDAY, tick=False):
        sign_in(client, organiser)
        for _ in range(2):
            client.get(address)
        client.head(address)
        client.post(address, {"name": ""})
        client.get(reverse("organisers:contacts", args=[contact.group.region.slug]))
        refused = elsewhere.get(address)
    with time_machine.travel(MONDAY + timedelta(days=1), tick=False):
        sign_in(client, organiser)
        client.get(address)
    assert refused.status_code == 302
    assert counted() == [
        (contact.pk, organiser.pk, date(2027, 1, 11), 2),
        (contact.pk, organiser.pk, date(2027, 1, 12), 1),
    ]


def test_an_opening_counts_in_the_region_where_the_group_was_that_day() -> None:
    """Also when the group has moved twice since, on the very day."""
    organiser, chair, contact = make_organiser(), make_staff(), make_contact()
    yorkshire, wales, north = contact.group.region, make_region("Wales"), make_region("North")
    for hours, to in enumerate((wales, north)):
        with time_machine.travel(MONDAY + timedelta(hours=hours), tick=False):
            workflow.count_opening(contact, by=(organiser, chair)[hours])
        with time_machine.travel(MONDAY + timedelta(hours=hours, minutes=5), tick=False):
            affiliation_workflow.move(contact.group, by=chair, to=to, words="They asked for it.")
            contact.refresh_from_db()
    with time_machine.travel(MONDAY + timedelta(days=1), tick=False):
        workflow.count_opening(contact, by=organiser)
        days = selectors.opened_days(today=date(2027, 1, 12))
    assert sorted((day["by__name"], day["on"].day, tuple(day["regions"])) for day in days) == sorted(
        [
            (organiser.name, 11, (yorkshire.name,)),
            (chair.name, 11, (wales.name,)),
            (organiser.name, 12, (north.name,)),
        ]
    )


@pytest.mark.parametrize("change", [{"times": 1}, {"on": date(2027, 1, 1)}])
def test_the_database_lets_no_count_go_down_or_change_its_day(change: dict[str, object]) -> None:
    organiser, contact = make_organiser(), make_contact()
    for _ in range(2):
        workflow.count_opening(contact, by=organiser)
    with pytest.raises(DatabaseError, match="Cannot update rows"), transaction.atomic():
        Opening.objects.update(**change)
    assert [times for *_, times in counted()] == [2]


@pytest.mark.parametrize(
    ("contacts", "other_days", "why"),
    [
        (39, [], ""),
        (40, [], "40 or more in one day."),
        (4, [1], ""),
        (5, [1], "More than 3 times their usual number, which is 1."),
        (10, [3, 4, 3], "More than 3 times their usual number, which is 3."),
        (9, [3], ""),
        (12, [4], ""),
        (13, [4], "More than 3 times their usual number, which is 4."),
        (30, [], ""),
    ],
)
def test_a_day_is_unusual_by_its_number_or_beside_the_persons_other_days(
    contacts: int, other_days: list[int], why: str
) -> None:
    assert why_unusual(contacts, other_days=other_days) == why


def test_the_data_protection_lead_sees_each_organisers_days_and_a_mark_on_the_unusual(world: World) -> None:
    kim = make_organiser(name="Kim Holt")
    for days_ago, number in ((4, 2), (3, 2), (1, 11)):
        open_contacts(kim, number=number, on=MONDAY - timedelta(days=days_ago))
    data_protection_lead(client := Client(), world)
    page = words(client.get(PAGE))
    unusual = words(client.get(f"{PAGE}?show=unusual"))
    sentence = "More than 3 times their usual number, which is 2."
    assert [page.count("Kim Holt"), page.count(sentence)] == [3, 1]
    assert [unusual.count("Kim Holt"), sentence in unusual] == [1, True]
    assert "Jo Marsh" not in page
    desk = words(client.get("/admin/"))
    assert "unusual numbers of contacts opened in the last 30 days" in desk


def test_the_page_asks_the_database_as_often_for_one_day_as_for_many(world: World) -> None:
    kim = make_organiser(name="Kim Holt")
    data_protection_lead(client := Client(), world)
    numbers = []
    for days_ago in (1, 2, 3):
        open_contacts(kim, number=2, on=MONDAY - timedelta(days=days_ago))
        with CaptureQueriesContext(connection) as queries:
            client.get(PAGE)
        numbers.append(len(queries))
    assert numbers == [numbers[0]] * 3


def told(person: Person) -> dict[str, list[dict[str, str]]]:
    found = [part for part in sections(person) if part.model is Opening and part.rows]
    return {part.heading: [dict(row) for row in part.rows] for part in found}


def test_a_contact_is_told_when_their_details_were_opened_but_not_by_whom(client: Client) -> None:
    organiser, contact = make_organiser(name="Kim Holt"), make_contact(email="jo@example.org")
    with time_machine.travel(MONDAY, tick=False):
        workflow.count_opening(contact, by=organiser)
        workflow.count_opening(make_contact(), by=organiser)
    of_contact = {
        "When your details were opened on screen": [
            {"On": "11 January 2027", "Times": "1", "By": "your region’s organiser"}
        ]
    }
    assert told(Person("jo@example.org")) == of_contact
    record = words(opened(client, contact).get("/g/record/"))
    assert ["Monday 11 January 2027" in record, "Kim Holt" in record] == [True, False]


def test_an_organiser_is_told_how_many_contacts_they_opened() -> None:
    organiser = make_organiser(email="kim@example.org")
    open_contacts(organiser, number=2, on=MONDAY)
    of_organiser = {
        "Contacts you opened on screen": [{"On": "11 January 2027", "Contacts": "2", "Times": "2"}]
    }
    assert told(Person("kim@example.org", organiser)) == of_organiser


def test_counts_are_removed_after_a_year() -> None:
    organiser, contact = make_organiser(), make_contact()
    for days_ago in (366, 365, 0):
        with time_machine.travel(MONDAY - timedelta(days=days_ago), tick=False):
            workflow.count_opening(contact, by=organiser)
    with time_machine.travel(MONDAY, tick=False):
        removed = workflow.forget_openings()
    assert (removed, [on for *_, on, _ in counted()]) == (1, [date(2026, 1, 11), date(2027, 1, 11)])


def test_whoever_is_erased_is_counted_no_more_by_name() -> None:
    contact = make_contact(email="jo@example.org")
    workflow.count_opening(contact, by=make_organiser())
    Contact.objects.filter(pk=contact.pk).update(email="", name="")
    assert (told(Person("jo@example.org")), len(counted())) == ({}, 1)


def test_days_are_read_with_two_queries() -> None:
    open_contacts(make_organiser(), number=3, on=MONDAY)
    with CaptureQueriesContext(connection) as queries:
        days = selectors.opened_days(today=date(2027, 1, 11))
    assert (len(queries), [(day["contacts"], day["opened"], day["regions"]) for day in days]) == (
        2,
        [(3, 3, ["Yorkshire and the Humber"])],
    )
