"""Plain functions that make contacts who allow things, and lists that organisers ask for."""

import csv
from io import StringIO
from itertools import count

from lla.accounts.models import User
from lla.time import clock
from organisers.consents.workflow import Wishes
from organisers.contacts.choices import ConsentHow, ContactRole, Detail, Purpose
from organisers.contacts.consent_texts import TEXT_VERSION
from organisers.contacts.models import Consent, Contact
from organisers.groups.models import Group
from organisers.lists.choices import ListFormat, ListPurpose
from organisers.lists.models import Download, DownloadRequest
from organisers.lists.workflow import downloads
from organisers.lists.workflow.downloads import Wanted
from organisers.regions.models import Region
from tests.factories import settle_tables
from tests.organisers.consents.factories import save_page
from tests.organisers.factories import make_contact, make_group

_numbers = count(1)


def make_allowing(
    *purposes: Purpose,
    group: Group | None = None,
    name: str = "Jo Marsh",
    listed: tuple[Detail, ...] = tuple(Detail),
) -> Contact:
    """A contact who has saved their page and allows some things, and lists to hold some details."""
    contact = make_contact(group, name=name)
    save_page(contact, Wishes(frozenset(purposes), listed=frozenset(listed)))
    return contact


def make_circulated(group: Group, *recipients: Group, details: tuple[Detail, ...] = tuple(Detail)) -> Contact:
    """A contact whose own page says that these groups may have their details."""
    contact = make_contact(group, name=f"Kim of {group.name}")
    named = frozenset(recipient.pk for recipient in recipients)
    save_page(contact, Wishes(frozenset({Purpose.CIRCULATED}), frozenset(details), named))
    return contact


def make_many(region: Region, people: int, *, groups: int = 10, purpose: Purpose = Purpose.SYMPOSIUM) -> None:
    """Many contacts of a region who allow one thing, in bulk, row for row as their pages leave them."""
    made = [make_group(f"Bulk Left {next(_numbers)}", region=region) for _ in range(groups)]
    contacts = Contact.objects.bulk_create(
        Contact(
            group=made[at % groups],
            name=f"Person {at}",
            role=ContactRole.CHAIR,
            email=f"person{next(_numbers)}@example.org",
            phone=f"+4477009{at % 100000:05}",
            confirmed_at=clock.now(),
            verified_at=clock.now(),
        )
        for at in range(people)
    )
    Consent.objects.bulk_create(
        Consent(
            contact=contact,
            purpose=purpose,
            given=True,
            details=list(Detail),
            text_version=TEXT_VERSION,
            how=ConsentHow.PAGE,
        )
        for contact in contacts
    )
    settle_tables()


def ask(
    by: User,
    *regions: Region,
    purpose: str = ListPurpose.SYMPOSIUM,
    columns: tuple[Detail, ...] = (Detail.NAME, Detail.EMAIL),
    roles: tuple[str, ...] = (),
    groups: tuple[int, ...] = (),
) -> DownloadRequest:
    wanted = Wanted(regions, purpose, "To ask who can lend a hall.", columns, roles, groups)
    return downloads.ask(wanted, by=by)


def take_file(asked: DownloadRequest, by: User, format: str) -> tuple[Download, bytes]:
    return downloads.take(asked, format, by=by, address="203.0.113.9")


def take(asked: DownloadRequest, by: User, format: str = ListFormat.CSV) -> tuple[Download, str]:
    """The record of a list and its words."""
    download, content = take_file(asked, by, format)
    return download, content.decode("utf-8-sig")


def rows_of(words: str) -> list[dict[str, str]]:
    """The rows of a CSV file by the names of its columns."""
    return list(csv.DictReader(StringIO(words)))
