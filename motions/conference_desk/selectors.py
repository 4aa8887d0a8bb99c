"""What is missing or odd about a conference, for whoever is about to open it."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from itertools import chain

from django.urls import reverse
from django.utils.timezone import localdate, localtime

from lla.time.wording import day_in_words, moment_in_words

from ..agenda.choices import Numbering
from ..agenda.models import AgendaItem, Conference
from ..committee.selectors import committee_members
from ..order_paper import selectors as order_paper_selectors

MORNING, EVENING = time(8), time(22)
SATURDAY = 5
SHORT = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to look at, where it is put right, and what the link there says."""

    words: str
    url: str
    mend: str


def mark_of_contents(conference: Conference) -> str:
    """A mark that changes with a draft's settings and with everything that goes when it is removed."""
    parts = [
        Conference.objects.values_list("content_version").get(pk=conference.pk),
        *conference.items.order_by("pk").values_list("pk", "content_version"),
        *conference.standing_orders.order_by("pk").values_list("pk", "changed_at"),
        order_paper_selectors.state(conference),
    ]
    return hashlib.sha256(repr(parts).encode()).hexdigest()


def findings(conference: Conference, *, now: datetime) -> list[Finding]:
    """Everything that is missing or odd, as it stands now; none of it forbids opening the conference."""
    items = list(conference.items.order_by("order"))
    page = reverse("admin:motions_conference_change", args=[conference.pk])
    return [
        *(Finding(words, f"{page}#id_venue", "Change the settings") for words in _place(conference)),
        *(
            Finding(words, f"{page}#id_{field}_0", "Change the times")
            for field, words in chain(
                _order(conference), _passed(conference, now=now), _odd_hours(conference)
            )
        ),
        *(Finding(words, f"{page}#items-group", "Change the agenda") for words in _agenda(conference, items)),
        *(Finding(words, reverse("admin:lla_user_changelist"), "See the people") for words in _people()),
    ]


def _place(conference: Conference) -> Iterator[str]:
    if not conference.venue:
        yield "The venue is missing."


_CLOSING = (
    ("motions_close_at", "Motions close"),
    ("amendments_close_at", "Amendments close"),
    ("composites_close_at", "Composites close"),
    ("emergency_close_at", "Emergency motions close"),
    ("freeze_at", "The order paper becomes final"),
)
_MOMENTS = (("motions_open_at", "Motions open"), *_CLOSING)


def _at(conference: Conference, moments: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str, datetime]]:
    """Field and words of each moment that is set, and the moment."""
    for field, words in moments:
        if at := getattr(conference, field):
            yield field, words, at


def _order(conference: Conference) -> Iterator[tuple[str, str]]:
    """Moments that come in an order which the database allows and hardly anybody means."""
    first_day = conference.starts_on
    for field, words, at in _at(conference, _CLOSING):
        if localdate(at) >= first_day:
            yield field, f"{words} only when the conference has begun."
    if conference.amendments_close_at > conference.freeze_at:
        yield "amendments_close_at", "Amendments close after the order paper becomes final."
    if conference.composites_close_at and conference.composites_close_at < conference.amendments_close_at:
        yield "composites_close_at", "Composites close before amendments do, so some cannot be composited."
    if conference.emergency_close_at > conference.freeze_at:
        yield "emergency_close_at", "Emergency motions close after the order paper becomes final."
    if conference.amendments_close_at == conference.motions_close_at:
        yield (
            "amendments_close_at",
            "Amendments close together with motions, so nobody has time to write one.",
        )
    if conference.motions_close_at - conference.motions_open_at < SHORT:
        yield "motions_open_at", "Motions are open for less than a week."


def _passed(conference: Conference, *, now: datetime) -> Iterator[tuple[str, str]]:
    """What has passed before a draft is opened."""
    if not conference.is_draft:
        return
    for field, words, at in _at(conference, _MOMENTS):
        if at <= now:
            yield field, f"{words} on {moment_in_words(at)}, which has passed."
    if conference.starts_on <= localdate(now):
        first_day = day_in_words(conference.starts_on)
        yield "motions_open_at", f"The first day is {first_day}, which is not in the future."


def _odd_hours(conference: Conference) -> Iterator[tuple[str, str]]:
    """Moments at which nobody may be there to help."""
    for field, words, moment in _at(conference, _MOMENTS):
        at = localtime(moment)
        when = "at a weekend" if at.weekday() >= SATURDAY else ""
        if not MORNING <= at.time() < EVENING:
            when = " and ".join(filter(None, (when, "at night")))
        if when:
            yield field, f"{words} {when}: {moment_in_words(at)}."


def _agenda(conference: Conference, items: list[AgendaItem]) -> Iterator[str]:
    if items and not any(item.takes_motions for item in items):
        yield "No item of the agenda takes motions."
    titles = Counter(item.title.casefold() for item in items)
    for item in items:
        if titles.pop(item.title.casefold(), 1) > 1:
            yield f"Two items are called “{item.title}”."
    if conference.numbering == Numbering.RUNNING:
        return
    dotted = conference.numbering == Numbering.DOTTED
    prefixes = Counter(item.prefix or (str(item.order) if dotted else "") for item in items)
    for prefix, count in prefixes.items():
        if prefix and count > 1:
            yield f"Two items give their motions the same labels, beginning with {prefix}."


def _people() -> Iterator[str]:
    match committee_members()[:2].count():
        case 0:
            yield "Nobody is on the committee, so nobody can rule on motions."
        case 1:
            yield "Only one person is on the committee. Ruling a motion out takes two."
