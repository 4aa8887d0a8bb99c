"""Directory editions: frozen, sent by links, opened, taken as files, recalled, and gone after ninety days."""

import json
from collections import defaultdict
from collections.abc import Sequence
from hashlib import sha256

from django.conf import settings
from django.db import transaction
from django.db.models import Max
from django.utils.timezone import localdate

from lla.accounts.models import User
from lla.acts import double_submission
from lla.acts.actors import SYSTEM, Actor
from lla.acts.refusals import allow
from lla.emails import outbox
from lla.links import tokens
from lla.links.exceptions import LinkRefused
from lla.time import clock

from .. import quarters
from ..appointments import rules as appointments_rules
from ..contacts.models import Contact
from ..groups.models import Group
from ..lists.copy_numbers import EDITION, new_id
from ..regions.models import Region
from . import emails, papers, rules, selectors
from .choices import CopyAct
from .models import Copy, CopyEvent, Edition


@transaction.atomic
def freeze(region: Region, *, by: User, seen: int | None = None) -> Edition:
    """A new edition with a copy for each affiliated group, as consents are at this moment.

    `seen` is the latest edition on the page that it is made from, 0 for none.
    """
    region = Region.objects.select_for_update(no_key=True).get(pk=region.pk)
    allow(appointments_rules.why_not_organise(by, region, now=clock.now()) + rules.why_not_freeze(region))
    allow(rules.why_not_freeze_after(region, seen=seen))
    # Locked first and asked about afterwards, so that nobody's withdrawal falls between.
    near = Contact.objects.present().filter(group__region=region).order_by("pk")
    list(near.select_for_update(of=("self",), no_key=True).values_list("pk", flat=True))
    now = clock.now()
    edition = Edition.objects.create(
        region=region,
        number=(region.editions.aggregate(last=Max("number"))["last"] or 0) + 1,
        quarter=quarters.first_day(localdate(now), starts_in=settings.QUARTERS_START_IN),
        frozen_at=now,
        by=by,
    )
    Copy.objects.bulk_create(_copies(edition, selectors.drafts(region)), batch_size=50)
    return edition


def _copies(edition: Edition, drafts: Sequence[selectors.CopyDraft]) -> list[Copy]:
    taken = set(Copy.objects.values_list("copy_id", flat=True))
    copies = []
    for draft in drafts:
        copy_id = new_id(EDITION, is_taken=taken.__contains__)
        taken.add(copy_id)
        copies.append(
            Copy(
                edition=edition,
                group=draft.group,
                copy_id=copy_id,
                entries=draft.entries,
                subjects=draft.subjects,
                sha256=hash_of(draft.entries),
                made_at=edition.frozen_at,
                expires_at=edition.frozen_at + rules.OPENS_FOR,
            )
        )
    return copies


def hash_of(entries: Sequence[selectors.Row]) -> str:
    """The SHA-256 of entries, written in one way only."""
    written = json.dumps(entries, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return sha256(written.encode()).hexdigest()


@transaction.atomic
def circulate(edition: Edition, *, by: User) -> int:
    """Send the copies to whoever has not had theirs yet; answers how many emails that were."""
    edition = Edition.objects.select_for_update(of=("self",), no_key=True).get(pk=edition.pk)
    allow(appointments_rules.why_not_organise(by, edition.region, now=clock.now()))
    to_send = rules.holders_to_send(edition, now=clock.now())
    actor = Actor.user(by, role="organiser")
    CopyEvent.objects.bulk_create(
        CopyEvent(copy=copy, act=CopyAct.SENT, details={"contact": holder.pk}, **actor.fields())
        for copy, holder in to_send
    )
    outbox.post(*(emails.copy_sent(copy, holder) for copy, holder in to_send))
    return len(to_send)


@transaction.atomic
def open_by_link(token: str) -> Copy:
    """Use up the link to a copy and write down that it was opened."""
    link = tokens.read(emails.COPY_LINK, token)
    copy = _lock(link.target)
    if reasons := rules.why_not_open(copy, now=clock.now()):
        raise LinkRefused(" ".join(reasons))
    tokens.spend(link)
    _record(copy, CopyAct.OPENED, by=_of(copy))
    return copy


@transaction.atomic
def open_by_holder(copy: Copy, *, by: Actor) -> Copy:
    """Open a copy from the page of a contact of its group."""
    copy = _lock(copy.pk)
    allow(rules.why_not_open(copy, now=clock.now()))
    _record(copy, CopyAct.OPENED, by=by)
    return copy


@transaction.atomic
def take_file(copy: Copy, format: str) -> bytes:
    """The file of a copy; that it was taken is on record before the caller has a byte of it."""
    copy = _lock(copy.pk)
    allow(rules.why_not_open(copy, now=clock.now()))
    content = papers.draw(copy, format)
    _record(copy, CopyAct.DOWNLOADED, by=_of(copy), format=format, sha256=sha256(content).hexdigest())
    return content


@transaction.atomic
def write_through(copy: Copy, group: Group, *, name: str, email: str, words: str) -> None:
    """Pass words on to a group that is in a copy without an address; a double press passes them on once."""
    allow(rules.why_not_write(copy, group, now=clock.now()))
    message = {"copy": copy.pk, "group": group.pk, "name": name, "email": email, "words": words}
    if double_submission.first_time("write through", message):
        outbox.post(*emails.passed_on(copy, group, name=name, email=email, words=words))


@transaction.atomic
def say_deleted(copies: Sequence[Copy], *, by: Actor) -> None:
    """Write down that a group has deleted recalled copies; once for each is enough."""
    for copy in sorted(copies, key=lambda copy: copy.pk):
        locked_copy = _lock(copy.pk)
        if locked_copy.recalled_at and not locked_copy.events.filter(act=CopyAct.DESTROYED).exists():
            _record(locked_copy, CopyAct.DESTROYED, by=by)


def expire_copies() -> int:
    """Empty the copies that have run out; their hashes, keys and events stay."""
    over = Copy.objects.filter(expires_at__lte=clock.now()).exclude(entries=[])
    return sum(_expire(pk) for pk in over.order_by("pk").values_list("pk", flat=True))


@transaction.atomic
def _expire(pk: int) -> bool:
    copy = _lock(pk)
    if not copy.entries:
        return False
    copy.entries = []
    copy.save(update_fields=["entries"])
    tokens.revoke(emails.COPY_LINK, copy.pk)
    _record(copy, CopyAct.EXPIRED, by=SYSTEM)
    return True


def _lock(pk: int) -> Copy:
    copies = Copy.objects.select_for_update(of=("self",), no_key=True)
    return copies.select_related("group__region", "edition__region").get(pk=pk)


def _of(copy: Copy) -> Actor:
    """Somebody of the group that a copy is for: its link does not say who."""
    return Actor("group", f"group:{copy.group_id}")


def _record(copy: Copy, act: CopyAct, *, by: Actor, **figures: str) -> None:
    CopyEvent.objects.create(copy=copy, act=act, details=figures, **by.fields())


def recall(contact: Contact, *, by: Actor, groups: frozenset[int] | None = None) -> None:
    """Take a contact out of every copy, or out of some groups', and end those that still opened.

    Links die at once, and the people of each group that held one are asked to delete it. Call it inside the
    act's transaction, after the contact's row and consents say so.
    """
    holding = Copy.objects.holding(contact).select_for_update(of=("self",), no_key=True)
    if groups is not None:
        holding = holding.filter(group__in=groups)
    recalled: dict[int, list[Copy]] = defaultdict(list)
    for copy in holding.select_related("edition__region").order_by("pk"):
        copy.entries = [entry for entry in copy.entries if entry["contact"] != contact.pk]
        if copy.recalled_at is None:
            copy.recalled_at = clock.now()
            tokens.revoke(emails.COPY_LINK, copy.pk)
            _record(copy, CopyAct.RECALLED, by=by)
            recalled[copy.group_id].append(copy)
        copy.save(update_fields=["entries", "recalled_at"])
    holders = Contact.objects.with_address().filter(group__in=recalled).select_related("group")
    outbox.post(*(emails.copies_recalled(holder, recalled[holder.group_id]) for holder in holders))
