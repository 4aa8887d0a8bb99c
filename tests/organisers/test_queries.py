"""What organisers, the committee and everybody read asks the database no more for a whole country's rows."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localdate

from lla.time import clock
from organisers import quarters
from organisers.contacts.choices import ConsentHow, ContactRole, HeardOutcome
from organisers.contacts.consent_texts import TEXT_VERSION
from organisers.contacts.models import Contact, HeardConsent
from organisers.editions.choices import CopyAct
from organisers.editions.models import Copy, CopyEvent, Edition
from organisers.groups.choices import GroupStatus
from organisers.groups.models import Group
from organisers.regions.models import Region
from organisers.symposia.choices import Stage
from organisers.symposia.models import Symposium
from tests.factories import make_staff, make_user, settle_tables, sign_in
from tests.organisers.factories import make_organiser, make_region

pytestmark = pytest.mark.django_db

MOST = 16
HERE = "/regions/yorkshire-and-the-humber/"
OF_THE_ORGANISER = [
    f"{HERE}desk/",
    f"{HERE}desk/groups/",
    f"{HERE}desk/groups/?show=uncovered",
    f"{HERE}desk/groups/?q=person&role=chair&sort=contacts",
    f"{HERE}desk/contacts/?q=left+chair&role=chair&status=affiliated&sort=verified",
    f"{HERE}desk/contacts/",
    f"{HERE}desk/contacts/?show=unverified",
    f"{HERE}desk/contacts/?show=ring",
    f"{HERE}desk/contacts/?show=uncovered",
    "/regions/consents/",
]
OF_EVERYBODY = ["/regions/", HERE]
OF_THE_COMMITTEE = ["/regions/board/"]


def fill(numbers: range, *, people: range) -> None:
    """Groups with these numbers in each of twelve regions, people for most of them, a copy for each."""
    regions = list(Region.objects.order_by("pk")[:12])
    made = Group.objects.bulk_create(
        Group(
            name=f"Left {region.pk}-{number}",
            slug=f"left-{region.pk}-{number}",
            region=region,
            status=GroupStatus.APPLIED if number % 9 == 8 else GroupStatus.AFFILIATED,
            affiliated_on=date(2026, 1, 10),
        )
        for region in regions
        for number in numbers
    )
    covered = made[: len(made) - len(made) // 4]
    contacts = Contact.objects.bulk_create(
        Contact(
            group=covered[number % len(covered)],
            name=f"Person {number}",
            role=ContactRole.CHAIR,
            email=f"person{number}@example.org" if number % 6 else "",
            phone="+447700900123",
            verified_at=clock.now() if number % 3 else None,
        )
        for number in people
    )
    _hear([contact for contact in contacts if not contact.email])
    _circulate(regions, made)
    settle_tables()


def _hear(contacts: list[Contact]) -> None:
    """Something of each that waits for a second person."""
    by = make_user()
    HeardConsent.objects.bulk_create(
        HeardConsent(
            contact=contact,
            how=ConsentHow.WORD,
            heard_by=by,
            heard_on=localdate(clock.now()),
            text_version=TEXT_VERSION,
            outcome=HeardOutcome.WAITING,
        )
        for contact in contacts
    )


def _circulate(regions: list[Region], groups: list[Group]) -> None:
    """In this quarter's edition of each region, which plans a symposium too."""
    quarter = quarters.quarter_of(localdate(clock.now()))
    facts = {"quarter": quarter, "by": make_user()}
    editions = {}
    for region in regions:
        Symposium.objects.get_or_create(region=region, quarter=quarter, defaults={"stage": Stage.PLANNING})
        editions[region.pk], _ = Edition.objects.get_or_create(region=region, number=1, defaults=facts)
    copies = Copy.objects.bulk_create(
        Copy(edition=editions[group.region_id], group=group, copy_id=f"E-{group.pk}", expires_at=clock.now())
        for group in groups
    )
    CopyEvent.objects.bulk_create(
        CopyEvent(copy=copy, act=CopyAct.OPENED, actor_role="group", actor_key="group:1") for copy in copies
    )


def queries(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


def test_a_whole_country_costs_no_more_queries_than_a_few_groups() -> None:
    """Twelve regions with 150 groups each and 5,000 contacts, against twelve with nine groups and a few."""
    organiser = sign_in(Client(), make_organiser(make_region()))
    committee = sign_in(Client(), make_staff())
    pages = {
        **dict.fromkeys(OF_THE_ORGANISER, organiser),
        **dict.fromkeys(OF_THE_COMMITTEE, committee),
        **dict.fromkeys(OF_EVERYBODY, Client()),
    }
    fill(range(9), people=range(120))
    few = {page: queries(client, page) for page, client in pages.items()}
    fill(range(9, 150), people=range(120, 5_000))
    many = {page: queries(client, page) for page, client in pages.items()}
    assert many == few
    assert {page: count for page, count in many.items() if count > MOST} == {}
