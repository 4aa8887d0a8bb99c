"""Whether a contact list may be asked for, approved or downloaded now, and who may stand in it."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime, timedelta
from functools import cache
from typing import NamedTuple

from lla.folding import in_order
from lla.models import User

from ..choices import LISTED, Detail, DownloadAct, ListFormat, Purpose
from ..consenting import Word, listable, shared
from ..models import Consent, Contact, Download, DownloadRequest, Group, Region
from ..models.contact import known
from ..querysets import ContactQuerySet
from .groups import why_not_organise

MOST_ALONE = 50  # rows that one person may take by themselves
MOST_IN_PDF = 400  # people; drawing more would keep the page waiting for longer than a moment
STANDS_FOR = timedelta(days=7)
NOT_THE_SECOND = (
    "Only another organiser of the region, the steering committee or the data protection lead can do this."
)
USED = "This list has already been downloaded. Ask for a new one, so that each file has its own copy number."
NOT_OPEN = "This list does not have to be deleted, or has already been reported deleted."
NO_CONSENT = "Contacts have not been asked about lists for this purpose. Choose another purpose."


class Listed(NamedTuple):
    """Somebody in a list, with the details that it holds of them; there may be thousands."""

    key: int
    group: str
    details: Mapping[str, str]


def people(regions: Iterable[int], purpose: str, columns: Collection[str]) -> list[Listed]:
    """Who stands in a list of these regions for this purpose now, with which of the details in its columns.

    Whoever shares none of them is not in it.
    """
    if purpose not in LISTED:
        return []
    here = Contact.objects.present().of_affiliated(list(regions))
    allowed = _allowed(here, Purpose(purpose))
    groups = dict(Group.objects.filter(contacts__in=here).values_list("pk", "name"))
    rows = here.values_list("pk", "group", "name", "role", "more_roles", "email", "phone")
    found = [
        Listed(pk, groups[group], shared(known(name, role, more, email, phone), details, columns=columns))
        for pk, group, name, role, more, email, phone in rows
        if (details := allowed.get(pk))
    ]
    return sorted((one for one in found if one.details), key=_place)


def _allowed(here: ContactQuerySet, purpose: Purpose) -> dict[int, frozenset[str]]:
    """The details of contacts that a list for a purpose may hold now, by those who allow such a list."""
    given = Consent.objects.current().filter(given=True, contact__in=here)
    calls = set(given.filter(purpose=Purpose.PHONE).values_list("contact", flat=True))
    return {
        pk: _listable(purpose, frozenset(details), calls=pk in calls)
        for pk, details in given.filter(purpose=purpose).values_list("contact", "details")
    }


@cache
def _listable(purpose: Purpose, details: frozenset[str], *, calls: bool) -> frozenset[str]:
    return listable({purpose: Word(True, details), Purpose.PHONE: Word(calls)}, purpose)


def _place(one: Listed) -> tuple[tuple[str, str], tuple[str, str], int]:
    """Groups by name, and in each its people as far as the list names them."""
    return in_order(one.group), in_order(one.details.get(Detail.NAME, "")), one.key


def ended_in(download: Download, *, before: Mapping[Purpose, Word], now: Mapping[Purpose, Word]) -> bool:
    """Whether somebody in a list that left has taken back a detail of theirs that it holds.

    A list from before anybody was asked about lists rests on all that they allowed.
    """
    if download.text_version == 1:
        return any(word.given and not now[purpose].given for purpose, word in before.items())
    purpose = Purpose(download.purpose)
    ended = listable(before, purpose) - listable(now, purpose)
    return not ended.isdisjoint(download.columns)


def why_not_close(download: Download) -> list[str]:
    """Writing down that a list was deleted: one that was asked back and is still open."""
    still_open = Download.objects.filter(pk=download.pk).to_be_deleted().exists()
    return [] if still_open else [NOT_OPEN]


def needs_second_person(regions: Collection[Region], rows: int) -> bool:
    return rows > MOST_ALONE or len(regions) > 1


def why_not_ask(
    by: User, regions: Collection[Region], *, purpose: str, rows: int, format: str, now: datetime
) -> list[str]:
    """Asking for a list: of regions that one organises, for what contacts are asked, with somebody in it."""
    if not regions:
        return ["Choose a region."]
    return _of_all(by, regions, now=now) or _why_not_for(purpose) or _why_not_hold(rows, format=format)


def why_not_decide(asked: DownloadRequest, by: User, *, now: datetime) -> list[str]:
    """Approving or declining what somebody else asked for."""
    if asked.by_id == by.pk:
        return ["Somebody else has to approve your request."]
    if not _may_decide(by, asked, now=now):
        return [NOT_THE_SECOND]
    if not asked.needs_approval:
        return ["This list needs no approval."]
    if asked.approved_at or asked.declined_at:
        return ["This has already been decided."]
    return _why_over(asked, now=now)


def why_not_download(asked: DownloadRequest, by: User, *, rows: int, now: datetime) -> list[str]:
    """Taking the file: once, by who asked, in the week after, with the rights and the rows of this moment."""
    if asked.by_id != by.pk:
        return ["Only the person who asked for a list can download it."]
    regions = list(asked.regions.all())
    return (
        _of_all(by, regions, now=now)
        or _why_closed(asked, now=now)
        or _why_not_for(asked.purpose)
        or _why_unapproved(asked, regions, rows=rows)
        or _why_not_hold(rows, format=asked.format)
    )


def _of_all(by: User, regions: Iterable[Region], *, now: datetime) -> list[str]:
    return [reason for region in regions for reason in why_not_organise(by, region, now=now)]


def _why_not_for(purpose: str) -> list[str]:
    return [] if purpose in LISTED else [NO_CONSENT]


def _why_not_hold(rows: int, *, format: str) -> list[str]:
    if not rows:
        return ["Nobody in it allows this today, so the list would be empty."]
    if format == ListFormat.PDF and rows > MOST_IN_PDF:
        return [f"A list of more than {MOST_IN_PDF} people cannot be a PDF. Choose another format."]
    return []


def _why_closed(asked: DownloadRequest, *, now: datetime) -> list[str]:
    if asked.used_at:
        return [USED]
    if asked.declined_at:
        return ["This list was declined."]
    return _why_over(asked, now=now)


def _why_over(asked: DownloadRequest, *, now: datetime) -> list[str]:
    if asked.made_at + STANDS_FOR <= now:
        return ["You asked more than a week ago. Ask again."]
    return []


def _why_unapproved(asked: DownloadRequest, regions: Collection[Region], *, rows: int) -> list[str]:
    if asked.approved_at:
        return []
    if asked.needs_approval:
        return ["This list has not been approved yet."]
    if needs_second_person(regions, rows):
        return [f"The list has grown to {rows} people, so a second person has to approve it. Ask again."]
    return []


def _may_decide(by: User, asked: DownloadRequest, *, now: datetime) -> bool:
    if not by.is_active:
        return False
    return has_office(by) or not _of_all(by, asked.regions.all(), now=now)


def has_office(user: User) -> bool:
    """The steering committee and the data protection lead may be the second person everywhere."""
    return user.has_perm("organisers.oversee") or user.has_perm("organisers.protect")


def standing(asked: DownloadRequest, *, now: datetime) -> tuple[str, str]:
    """How a request stands, in words and with the tone of its mark."""
    if asked.used_at:
        return _since_it_left(asked)
    if asked.declined_at:
        return "Declined", "bad"
    if _why_over(asked, now=now):
        return "Expired", ""
    if asked.needs_approval and not asked.approved_at:
        return "Waiting for approval", "wait"
    return "Ready to download", "good"


def _since_it_left(asked: DownloadRequest) -> tuple[str, str]:
    """Whether whoever downloaded it may keep it; reads `downloads__events`."""
    acts = {event.act for download in asked.downloads.all() for event in download.events.all()}
    if DownloadAct.DESTROYED in acts:
        return DownloadAct.DESTROYED.label, ""
    return ("To be deleted", "bad") if DownloadAct.ASKED_BACK in acts else ("Downloaded", "good")
