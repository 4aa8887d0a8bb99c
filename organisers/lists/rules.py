"""Whether a contact list may be asked for, approved or downloaded now, and the words refusing it."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime, timedelta

from lla.accounts.models import User

from ..appointments.rules import is_committee_or_data_protection_lead, why_not_organise
from ..contacts.choices import LIST_PURPOSES, Purpose
from ..contacts.sharing import ConsentAnswer, listable_details
from ..regions.models import Region
from .choices import AskedBackFor, DownloadAct, ListFormat
from .models import Download, DownloadRequest

MOST_ALONE = 50  # people whom one person may take by themselves
MOST_IN_PDF = 400  # rows; drawing more would keep the page waiting for longer than a moment
STANDS_FOR = timedelta(days=7)
AGAIN_FOR = timedelta(hours=1)  # a download that broke off
REISSUED_FOR = timedelta(days=90)  # as long as they may say, by the emailed link, that they deleted a list
NOT_THE_SECOND = (
    "Only another organiser of the region, the steering committee or the data protection lead can do this."
)
USED = "You have downloaded this file. Ask for a new list, so that each file has its own copy number."
NOT_OPEN = "This list does not have to be deleted, or has already been reported deleted."
NO_CONSENT = "Contacts have not been asked about lists for this purpose. Choose another purpose."


def holds_withdrawn_details(
    download: Download, *, before: Mapping[Purpose, ConsentAnswer], now: Mapping[Purpose, ConsentAnswer]
) -> bool:
    """Whether somebody in a list that left has taken back a detail of theirs that it holds.

    A list from before anybody was asked about lists rests on all that they allowed.
    """
    if download.text_version == 1:
        return any(word.given and not now[purpose].given for purpose, word in before.items())
    purpose = Purpose(download.purpose)
    ended = listable_details(before, purpose) - listable_details(now, purpose)
    return not ended.isdisjoint(download.columns)


def why_not_close(download: Download) -> list[str]:
    """Writing down that a list was deleted: one that was asked back and is still open."""
    still_open = Download.objects.filter(pk=download.pk).to_be_deleted().exists()
    return [] if still_open else [NOT_OPEN]


def needs_second_person(regions: Collection[Region], people: int) -> bool:
    return people > MOST_ALONE or len(regions) > 1


def has_lost_somebody(download: Download) -> bool:
    """Whether a list was asked back because of somebody in it, not of who has it; reads `events`."""
    return any(
        event.act == DownloadAct.ASKED_BACK and event.details.get("why") != AskedBackFor.ENDED
        for event in download.events.all()
    )


def may_be_reissued(download: Download, *, now: datetime) -> bool:
    """Whether its holder, while they organise, gets the same list without whoever is not in it any more."""
    return has_lost_somebody(download) and now < download.request.made_at + REISSUED_FOR


def reissuable(downloads: Iterable[Download], *, now: datetime) -> list[Download]:
    """Of lists to delete, those that their holder still has the right to get without somebody."""
    return [
        download
        for download in downloads
        if may_be_reissued(download, now=now)
        and not _why_not_organise_all(download.by, download.request.regions.all(), now=now)
    ]


def may_come_again(download: Download, *, now: datetime) -> bool:
    """Whether the same file may be delivered once more; reads `events`."""
    asked_back = any(event.act == DownloadAct.ASKED_BACK for event in download.events.all())
    return not asked_back and now < download.at + AGAIN_FOR


def why_not_ask(
    by: User, regions: Collection[Region], *, purpose: str, rows: int, now: datetime
) -> list[str]:
    """Asking for a list: of regions that one organises, for what contacts are asked, with something in it."""
    if not regions:
        return ["Choose a region."]
    return _why_not_organise_all(by, regions, now=now) or _why_not_for(purpose) or _why_empty(rows)


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
    return _why_expired(asked, now=now)


def why_not_download(asked: DownloadRequest, by: User, *, people: int, rows: int, now: datetime) -> list[str]:
    """Taking any file of a list: by who asked, with the rights and the rows of this moment."""
    if asked.by_id != by.pk:
        return ["Only the person who asked for a list can download it."]
    if asked.declined_at:
        return ["This list was declined."]
    regions = list(asked.regions.all())
    return (
        _why_not_organise_all(by, regions, now=now)
        or _why_not_for(asked.purpose)
        or _why_unapproved(asked, regions, people=people)
        or _why_empty(rows)
    )


def why_not_format(
    asked: DownloadRequest, format: str, *, earlier: Download | None, rows: int, now: datetime
) -> list[str]:
    """Taking one file of it: once in the week after asking, and the same again for an hour.

    A list that was asked back, because of somebody in it, comes anew without them for longer.
    """
    if format == ListFormat.PDF and rows > MOST_IN_PDF:
        return [f"A list of more than {MOST_IN_PDF} rows cannot be a PDF. Choose another format."]
    if earlier is None:
        return _why_expired(asked, now=now)
    if may_come_again(earlier, now=now) or may_be_reissued(earlier, now=now):
        return []
    return [USED]


def _why_not_organise_all(by: User, regions: Iterable[Region], *, now: datetime) -> list[str]:
    return [reason for region in regions for reason in why_not_organise(by, region, now=now)]


def _why_not_for(purpose: str) -> list[str]:
    return [] if purpose in LIST_PURPOSES else [NO_CONSENT]


def _why_empty(rows: int) -> list[str]:
    return [] if rows else ["Nobody in it allows this today, so the list would be empty."]


def _why_expired(asked: DownloadRequest, *, now: datetime) -> list[str]:
    if asked.made_at + STANDS_FOR <= now:
        return ["You asked more than a week ago. Ask again."]
    return []


def _why_unapproved(asked: DownloadRequest, regions: Collection[Region], *, people: int) -> list[str]:
    if asked.approved_at:
        return []
    if asked.needs_approval:
        return ["This list has not been approved yet."]
    if needs_second_person(regions, people):
        return [f"The list has grown to {people} people, so a second person has to approve it. Ask again."]
    return []


def _may_decide(by: User, asked: DownloadRequest, *, now: datetime) -> bool:
    if not by.is_active:
        return False
    return is_committee_or_data_protection_lead(by) or not _why_not_organise_all(
        by, asked.regions.all(), now=now
    )


def status_and_tone(asked: DownloadRequest, *, now: datetime) -> tuple[str, str]:
    """How a request stands, in words and with the tone of its mark."""
    if asked.used_at:
        return _since_it_left(asked)
    if asked.declined_at:
        return "Declined", "bad"
    if _why_expired(asked, now=now):
        return "Expired", ""
    if asked.needs_approval and not asked.approved_at:
        return "Waiting for approval", "wait"
    return "Ready to download", "good"


def _since_it_left(asked: DownloadRequest) -> tuple[str, str]:
    """Whether whoever downloaded it may keep it; reads `downloads__events`."""
    acts = [{event.act for event in download.events.all()} for download in asked.downloads.all()]
    if any(DownloadAct.ASKED_BACK in each and DownloadAct.DESTROYED not in each for each in acts):
        return "To be deleted", "bad"
    if all(DownloadAct.DESTROYED in each for each in acts):
        return DownloadAct.DESTROYED.label, ""
    return "Downloaded", "good"
