"""Whether a copy of the directory may be frozen, sent, opened or written through now."""

from datetime import datetime, timedelta

from lla.time.wording import moment_in_words

from ..contacts.models import Contact
from ..groups.choices import GroupStatus
from ..groups.models import Group
from ..regions.models import Region
from .choices import CopyAct
from .models import Copy, CopyEvent, Edition

OPENS_FOR = timedelta(days=90)  # afterwards the entries go; the hash and the keys stay
GONE = "This copy has been recalled, because somebody in it has withdrawn their consent. Delete it."
EXPIRED = "This copy has expired. A newer edition may be on its way to you."
NOT_AFFILIATED = "Only affiliated groups get copies of the directory. Your group is not affiliated now."


def why_not_freeze(region: Region) -> list[str]:
    if not Group.objects.affiliated().filter(region=region).exists():
        return [f"There is no affiliated group in {region} to send a directory to."]
    return []


def why_not_freeze_after(region: Region, *, seen: int | None) -> list[str]:
    """Making an edition from a page that showed `seen` as the latest one, after a colleague made another."""
    latest = region.editions.select_related("by").order_by("-number").first()
    if seen is None or latest is None or latest.number == seen:
        return []
    return [
        f"{latest.by} made edition {latest.number} on {moment_in_words(latest.frozen_at)}, after you opened "
        "this page. Make another one only if you need it."
    ]


def why_not_open(copy: Copy, *, now: datetime) -> list[str]:
    """Opening a copy or taking a file of it: not recalled, not run out, its group still affiliated."""
    if copy.recalled_at:
        return [GONE]
    if copy.expires_at <= now:
        return [EXPIRED]
    if copy.group.status != GroupStatus.AFFILIATED:
        return [NOT_AFFILIATED]
    return []


def holders_to_send(edition: Edition, *, now: datetime) -> list[tuple[Copy, Contact]]:
    """Whom an edition still goes to: of each group that may open its copy, everybody whose address is proved.

    An address that nobody has confirmed may be anybody's, so it gets no copy.
    """
    copies = {
        copy.group_id: copy
        for copy in edition.copies.select_related("group", "edition__region")
        if not why_not_open(copy, now=now)
    }
    sent = CopyEvent.objects.filter(copy__edition=edition, act=CopyAct.SENT)
    had = {(event.copy_id, event.details["contact"]) for event in sent}
    proved = Contact.objects.with_address().filter(group__in=copies, confirmed_at__isnull=False)
    return [
        (copies[contact.group_id], contact)
        for contact in proved.select_related("group").order_by("group", "pk")
        if (copies[contact.group_id].pk, contact.pk) not in had
    ]


def why_not_write(copy: Copy, group: Group, *, now: datetime) -> list[str]:
    """Writing through the site to a group that stands in a copy without anybody's details."""
    if reasons := why_not_open(copy, now=now):
        return reasons
    if group.slug not in {entry.get("relay") for entry in copy.entries}:
        return ["This group is not in your copy of the directory."]
    if group.status != GroupStatus.AFFILIATED:
        return [f"{group} is not affiliated now."]
    return []
