"""Contact lists: asking for one, the second person's word, and the record before the file leaves."""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from django.db import transaction

from lla.accounts.models import User
from lla.acts.refusals import allow
from lla.emails import outbox
from lla.keys import standing_keys
from lla.time import clock

from ...contacts.choices import Detail
from ...contacts.consent_texts import TEXT_VERSION
from ...contacts.models import Contact
from ...regions.models import Region
from .. import emails, rules, selectors
from ..copy_numbers import LIST, new_id
from ..models import Download, DownloadRequest
from ..papers import contact_list
from ..selectors import ListedPerson


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody asks for."""

    regions: Sequence[Region]
    purpose: str
    words: str
    columns: Sequence[Detail]
    format: str


@transaction.atomic
def ask(wanted: Wanted, *, by: User) -> DownloadRequest:
    """Ask for a list; a large one, or one across regions, goes before a second person."""
    regions = list(wanted.regions)
    rows = len(selectors.listed_people([region.pk for region in regions], wanted.purpose, wanted.columns))
    allow(
        rules.why_not_ask(
            by, regions, purpose=wanted.purpose, rows=rows, format=wanted.format, now=clock.now()
        )
    )
    asked = DownloadRequest.objects.create(
        by=by,
        purpose=wanted.purpose,
        words=wanted.words,
        columns=[detail for detail in Detail if detail in wanted.columns],
        format=wanted.format,
        rows=rows,
        needs_approval=rules.needs_second_person(regions, rows),
    )
    asked.regions.set(regions)
    if asked.needs_approval:
        outbox.post(*emails.approval_asked(asked))
    return asked


@transaction.atomic
def approve(asked: DownloadRequest, *, by: User) -> DownloadRequest:
    """The second person's yes."""
    asked = _lock(asked)
    allow(rules.why_not_decide(asked, by, now=clock.now()))
    asked.approved_by, asked.approved_at = by, clock.now()
    asked.save()
    outbox.post(emails.approved(asked))
    return asked


@transaction.atomic
def decline(asked: DownloadRequest, *, by: User) -> DownloadRequest:
    """The second person's no."""
    asked = _lock(asked)
    allow(rules.why_not_decide(asked, by, now=clock.now()))
    asked.declined_at = clock.now()
    asked.save()
    outbox.post(emails.declined(asked))
    return asked


@transaction.atomic
def download(asked: DownloadRequest, *, by: User, address: str) -> tuple[Download, bytes]:
    """The record and the file of a list, as rights and consents are at this moment.

    The caller may send the bytes once this has returned, for then the record stands; other organisers and
    the data protection lead have their emails. `address` is the visitor's, kept as a keyed hash.
    """
    asked = _lock(asked)
    people = _lock_people(asked)
    allow(rules.why_not_download(asked, by, rows=len(people), now=clock.now()))
    now = clock.now()
    copy_id = new_id(LIST, is_taken=lambda drawn: Download.objects.filter(copy_id=drawn).exists())
    content = contact_list.draw(asked, people, copy_id=copy_id, at=now)
    recorded = Download.objects.create(
        copy_id=copy_id,
        request=asked,
        by=by,
        at=now,
        purpose=asked.purpose,
        format=asked.format,
        regions=[region.pk for region in asked.regions.all()],
        columns=asked.columns,
        rows=len(people),
        subjects=[person.key for person in people],
        text_version=TEXT_VERSION,
        sha256=sha256(content).hexdigest(),
        address=standing_keys.pseudonym("organisers.lists", address),
    )
    asked.used_at = now
    asked.save()
    outbox.post(*emails.taken(recorded))
    return recorded, content


def _lock(asked: DownloadRequest) -> DownloadRequest:
    requests = DownloadRequest.objects.select_for_update(of=("self",), no_key=True)
    return requests.select_related("by").prefetch_related("regions").get(pk=asked.pk)


def _lock_people(asked: DownloadRequest) -> list[ListedPerson]:
    """Who stands in the list now; nobody's details or consents change before the record does.

    Locked first and asked about afterwards: a query that waits for a lock does not see the consents that
    were written while it waited.
    """
    regions = [region.pk for region in asked.regions.all()]
    near = Contact.objects.present().filter(group__region__in=regions).order_by("pk")
    list(near.select_for_update(of=("self",), no_key=True).values_list("pk", flat=True))
    return selectors.listed_people(regions, asked.purpose, asked.columns)
