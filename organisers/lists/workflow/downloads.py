"""Contact lists: asking for one, the second person's word, and the record before a file leaves."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from django.db import transaction

from lla.accounts.models import User
from lla.acts.actors import Actor
from lla.acts.refusals import allow
from lla.emails import outbox
from lla.keys import standing_keys
from lla.time import clock

from ...contacts.choices import ContactRole, Detail
from ...contacts.consent_texts import TEXT_VERSION
from ...contacts.models import Contact
from ...regions.models import Region
from .. import emails, rules, selectors
from ..choices import DownloadAct
from ..copy_numbers import LIST, new_id
from ..models import Download, DownloadRequest
from ..papers import contact_list
from ..selectors import Listed


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody asks for."""

    regions: Sequence[Region]
    purpose: str
    words: str
    columns: Sequence[Detail]
    roles: Sequence[str] = ()
    groups: Sequence[int] = ()

    @property
    def kept(self) -> dict[str, Any]:
        """What a request keeps of it beside its regions."""
        return {
            "purpose": self.purpose,
            "words": self.words,
            "columns": [detail for detail in Detail if detail in self.columns],
            "roles": [role for role in ContactRole if role in self.roles],
            "groups": sorted(self.groups),
        }


def preview(wanted: Wanted) -> Listed:
    """What somebody would get now."""
    regions = [region.pk for region in wanted.regions]
    return selectors.listed(regions, wanted.purpose, wanted.columns, roles=wanted.roles, groups=wanted.groups)


@transaction.atomic
def ask(wanted: Wanted, *, by: User) -> DownloadRequest:
    """Ask for a list; a large one, or one across regions, goes before a second person."""
    regions = list(wanted.regions)
    listed = preview(wanted)
    allow(rules.why_not_ask(by, regions, purpose=wanted.purpose, rows=listed.rows, now=clock.now()))
    people = len(listed.people)
    asked = DownloadRequest.objects.create(
        by=by,
        rows=people,
        needs_approval=rules.needs_second_person(regions, people),
        **wanted.kept,
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
def take_at_once(wanted: Wanted, format: str, *, by: User, address: str) -> tuple[Download, bytes]:
    """The file of what somebody wants, without a page between; answers what `take` does.

    Who wants the same again within the hour, in this format or another, made that request already.
    """
    User.objects.select_for_update(no_key=True).get(pk=by.pk)
    return take(_same_request(wanted, by) or ask(wanted, by=by), format, by=by, address=address)


def _same_request(wanted: Wanted, by: User) -> DownloadRequest | None:
    lately = DownloadRequest.objects.filter(
        by=by, needs_approval=False, made_at__gt=clock.now() - rules.AGAIN_FOR, **wanted.kept
    )
    regions = set(wanted.regions)
    return next((asked for asked in lately if set(asked.regions.all()) == regions), None)


@transaction.atomic
def take(asked: DownloadRequest, format: str, *, by: User, address: str) -> tuple[Download, bytes]:
    """The record and the file of a list, as rights and consents are at this moment.

    The caller may send the bytes once this has returned, for then the record exists; other organisers and
    the data protection lead have their emails. For a while the same file is delivered again, with a line on
    its record; nothing keeps it, it is drawn anew, and is only the same if nobody changed anything. A list
    that was asked back comes without whoever withdrew, and with nobody who was not in it. `address` is the
    visitor's, kept as a keyed hash.
    """
    asked = _lock(asked)
    listed, now = _lock_listed(asked), clock.now()
    copies = list(asked.downloads.filter(format=format).prefetch_related("events"))
    earlier = copies[0] if copies else None
    if earlier and any(rules.has_lost_somebody(copy) for copy in copies):
        listed = listed.only(earlier.subjects)
    allow(
        rules.why_not_download(asked, by, people=len(listed.people), rows=listed.rows, now=now)
        or rules.why_not_format(asked, format, earlier=earlier, rows=listed.rows, now=now)
    )
    if earlier and rules.may_come_again(earlier, now=now):
        content = contact_list.draw(asked, listed, format, copy_id=earlier.copy_id, at=earlier.at)
        if sha256(content).hexdigest() == earlier.sha256:
            actor = Actor.user(by, "organiser")
            earlier.events.create(act=DownloadAct.DELIVERED, at=now, **actor.fields())
            return earlier, content
    return _new_copy(asked, listed, format, by=by, address=address, now=now)


def _new_copy(
    asked: DownloadRequest, listed: Listed, format: str, *, by: User, address: str, now: datetime
) -> tuple[Download, bytes]:
    copy_id = new_id(LIST, is_taken=lambda drawn: Download.objects.filter(copy_id=drawn).exists())
    content = contact_list.draw(asked, listed, format, copy_id=copy_id, at=now)
    recorded = Download.objects.create(
        copy_id=copy_id,
        request=asked,
        by=by,
        at=now,
        purpose=asked.purpose,
        format=format,
        regions=[region.pk for region in asked.regions.all()],
        columns=asked.columns,
        roles=asked.roles,
        groups=asked.groups,
        rows=listed.rows,
        subjects=[person.key for person in listed.people],
        text_version=TEXT_VERSION,
        sha256=sha256(content).hexdigest(),
        address=standing_keys.pseudonym("organisers.lists", address),
    )
    asked.used_at = asked.used_at or now
    asked.save()
    outbox.post(*emails.taken(recorded))
    return recorded, content


def _lock(asked: DownloadRequest) -> DownloadRequest:
    requests = DownloadRequest.objects.select_for_update(of=("self",), no_key=True)
    return requests.select_related("by").prefetch_related("regions").get(pk=asked.pk)


def _lock_listed(asked: DownloadRequest) -> Listed:
    """What the list holds now; nobody's details or consents change before the record does.

    Locked first and asked about afterwards: a query that waits for a lock does not see the consents that
    were written while it waited.
    """
    regions = [region.pk for region in asked.regions.all()]
    near = Contact.objects.present().filter(group__region__in=regions).order_by("pk")
    list(near.select_for_update(of=("self",), no_key=True).values_list("pk", flat=True))
    return selectors.requested(asked)
