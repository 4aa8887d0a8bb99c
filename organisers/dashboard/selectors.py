"""What the dashboard and the board count, and what an organiser does next."""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import product
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.timezone import localdate

from lla.accounts.models import User
from lla.pages.tasks import Task, urgent_first

from .. import quarters
from ..announcements import selectors as announcements_selectors
from ..announcements.models import Announcement
from ..appointments.models import Appointment
from ..consents import rules as consents_rules
from ..contacts.models import Contact, HeardConsent
from ..conversations import selectors as conversations_selectors
from ..conversations.models import Note
from ..editions.choices import CopyAct
from ..editions.models import Copy, CopyEvent, Edition
from ..groups.models import Group
from ..groups.selectors import count_by_filter, verified_since
from ..regions.models import Region
from ..ring_round import selectors as ring_round_selectors
from ..ring_round.selectors import Going
from ..symposia import rules as symposia_rules
from ..symposia.choices import Stage
from ..symposia.models import Symposium

QUARTERS_SHOWN = 4


@dataclass(frozen=True, slots=True)
class RegionFigures:
    """What the dashboard of one region shows; `groups` counts them by the names of SHOWN."""

    quarter: date
    groups: Mapping[str, int]
    copies: int
    opened: int
    edition: Edition | None
    symposium: Symposium | None
    to_ring: int
    out_of_reach: int
    to_confirm: int
    follow_ups: Sequence[Note]
    offered: Sequence[Group]
    asked: Sequence[Any]
    ring_round: Going | None

    @property
    def quarter_in_words(self) -> str:
        return quarters.in_words(self.quarter)

    @property
    def covers_all(self) -> bool:
        return self.groups["uncovered"] == 0


def of_regions(regions: Collection[Region], *, now: datetime, by: User) -> dict[Region, RegionFigures]:
    """As one of their organisers sees them, who does not confirm what they heard themselves."""
    since, quarter = verified_since(now=now), quarters.quarter_of(localdate(now))
    copies = _copies(regions, quarter)
    editions = Edition.objects.filter(region__in=regions, quarter=quarter).with_fate().order_by("number")
    newest = {edition.region_id: edition for edition in editions}
    symposia = Symposium.objects.standing().filter(region__in=regions, quarter=quarter)
    planned = {symposium.region_id: symposium for symposium in symposia}
    following: dict[int, list[Note]] = defaultdict(list)
    for note in conversations_selectors.follow_ups(regions, by=by, now=now):
        following[note.group.region_id].append(note)
    offers: dict[int, list[Any]] = defaultdict(list)
    for offered in Group.objects.offered().select_related("region"):
        offers[offered.offered_to].append(offered)  # type: ignore[attr-defined]
    mine = list(announcements_selectors.out(Announcement.objects.filter(by=by), now=now))
    rows: dict[int, list[Any]] = defaultdict(list)
    for group in _groups_with_words(regions, now=now, by=by):
        rows[group.region_id].append(group)
    rounds = ring_round_selectors.going(regions, by=by, now=now)
    return {
        region: RegionFigures(
            quarter=quarter,
            groups=count_by_filter(rows[region.pk], since=since),
            copies=copies[region.pk][0],
            opened=copies[region.pk][1],
            edition=newest.get(region.pk),
            symposium=planned.get(region.pk),
            to_ring=sum(group.ringing for group in rows[region.pk]),
            out_of_reach=sum(group.lost for group in rows[region.pk]),
            to_confirm=sum(group.confirming for group in rows[region.pk]),
            follow_ups=following[region.pk],
            offered=offers[region.pk],
            asked=[message for message in mine if region.pk in message.regions],
            ring_round=rounds.get(region.pk),
        )
        for region in regions
    }


def _copies(regions: Collection[Region], quarter: date) -> dict[int, tuple[int, int]]:
    """How many copies each region circulated in a quarter, and how many of them were opened."""
    opened = CopyEvent.objects.filter(copy=OuterRef("pk"), act__in=(CopyAct.OPENED, CopyAct.DOWNLOADED))
    circulated = (
        Copy.objects.filter(edition__region__in=regions, edition__quarter=quarter)
        .order_by()
        .values_list("edition__region")
        .annotate(copies=Count("pk"), opened=Count("pk", filter=Q(Exists(opened))))
    )
    return defaultdict(lambda: (0, 0), {region: (copies, seen) for region, copies, seen in circulated})


def _groups_with_words(regions: Collection[Region], *, now: datetime, by: User) -> list[Any]:
    """Their groups; how many contacts of each are to be rung, out of reach, or wait for this yes."""
    since = verified_since(now=now)
    theirs = Contact.objects.filter(group__region__in=regions)
    heard = (
        HeardConsent.objects.waiting()
        .filter(made_at__gt=now - consents_rules.STANDS_FOR)
        .exclude(heard_by=by)
    )
    groups = Group.objects.filter(region__in=regions).for_the_desk(since=since)
    counted = groups.annotate(
        ringing=Count("contacts", filter=Q(contacts__in=theirs.to_ring(since=since).values("pk"))),
        lost=Count("contacts", filter=Q(contacts__in=theirs.out_of_reach().values("pk"))),
        confirming=Count("contacts", filter=Q(contacts__in=heard.values("contact"))),
    )
    return list(counted)


# What groups may want of an organiser, by the names of SHOWN: the verb, for one group, and for several.
WANTS = (
    ("applied", "Contact", "group has applied: contact it.", "groups have applied: contact them."),
    ("vacant", "Find", "group has no contact: find one.", "groups have no contact: find one for each."),
    (
        "uncovered",
        "Ask",
        "group is not covered: ask its contacts to verify their details.",
        "groups are not covered: ask their contacts to verify their details.",
    ),
    ("old", "Verify", "group’s details have to be verified.", "groups’ details have to be verified."),
)
RING_ONE = "1 contact without an email address to ring: check their details and consent."
RING_MANY = "{} contacts without an email address to ring: check their details and consent."
LOST_ONE = "1 contact cannot be reached any more: ask their group for another number, or for another contact."
LOST_MANY = (
    "{} contacts cannot be reached any more: ask their groups for another number, or for another contact."
)
RING_NEXT = "Ring the next group: {left} left. It is about “{why}”."
RING_LATER = "Ring round about “{why}”: {left} left, to be rung later."
RING_OVER = "Ring round about “{why}”: no group is left to ring, so end it."
CONFIRM_ONE = "1 contact’s consent, recorded by somebody else, needs your confirmation."
CONFIRM_MANY = "{} contacts’ consents, recorded by somebody else, need your confirmation."
FOLLOW_UP = "{group}: {outcome}. {words}"
ASKED = "“{subject}”: {answered} of {asked} groups have answered"
NOT_REMINDED = ", {} not reminded"
FOLLOW_UPS_SHOWN = 10
WORDS_SHOWN = 80  # characters
CIRCULATE = "Send this quarter’s edition of the directory."
SEND = "The directory has been made but not sent: send the copies."
RECALLED_ONE = "1 group’s copy of the directory was recalled: prepare a new edition."
RECALLED_MANY = "{} groups’ copies of the directory were recalled: prepare a new edition."


def next_tasks(region: Region, figures: RegionFigures, *, now: datetime) -> list[Task]:
    """What an organiser does next: what is late or soon due, then the most pressing first."""
    listed = reverse("organisers:groups", args=[region.slug])
    tasks = [
        Task(verb, f"{number} {singular if number == 1 else plural}", f"{listed}?show={name}")
        for name, verb, singular, plural in WANTS
        if (number := figures.groups[name])
    ]
    tasks += [_ring_round(region, figures.ring_round)] if figures.ring_round else []
    for group in figures.offered:
        page = reverse("organisers:group_offer", args=[region.slug, group.slug])
        tasks.append(Task("Answer", f"{group.region} offers {group}: take it or refuse it.", page))
    tasks += _about_contacts(region, figures)
    tasks += [_follow_up(region, note) for note in figures.follow_ups[:FOLLOW_UPS_SHOWN]]
    tasks += [_consultation(message) for message in figures.asked if message.answered < message.asked]
    step = symposia_rules.next_step(figures.symposium, now=now)
    if step and step.verb:
        tasks.append(Task(step.verb, step.words, _symposium(region, figures), step.due))
    if figures.groups["affiliated"]:
        tasks += _circulation(region, figures)
    return urgent_first(tasks, now=now)


def _about_contacts(region: Region, figures: RegionFigures) -> list[Task]:
    """What somebody else heard, whom to ring, and whom nobody reaches any more."""
    tasks, listed = [], reverse("organisers:contacts", args=[region.slug])
    if number := figures.to_confirm:
        words = CONFIRM_ONE if number == 1 else CONFIRM_MANY.format(number)
        tasks.append(Task("Confirm", words, reverse("organisers:consents_waiting")))
    if number := figures.to_ring:
        words = RING_ONE if number == 1 else RING_MANY.format(number)
        tasks.append(Task("Ring", words, f"{listed}?show=ring"))
    if number := figures.out_of_reach:
        words = LOST_ONE if number == 1 else LOST_MANY.format(number)
        tasks.append(Task("Find", words, f"{listed}?show=lost"))
    return tasks


def _ring_round(region: Region, going: Going) -> Task:
    """A round that is open: the next group, or what else becomes of it."""
    page = reverse("organisers:ring_round", args=[region.slug])
    if not going.left:
        end = reverse("organisers:ring_end", args=[region.slug])
        return Task("End the round", RING_OVER.format(why=going.why), end)
    words = (RING_NEXT if going.has_next else RING_LATER).format(why=going.why, left=going.left)
    return Task("Ring" if going.has_next else "See the round", words, page)


def _consultation(message: Any) -> Task:
    """What groups were asked, which comes as it is `out`: remind them, or note who has answered."""
    words = ASKED.format(
        subject=Truncator(message.subject).chars(WORDS_SHOWN), answered=message.answered, asked=message.asked
    )
    if message.to_remind:
        words += NOT_REMINDED.format(message.to_remind)
    page = reverse("organisers:announcement", args=[message.pk])
    return Task("Remind" if message.to_remind else "Record answers", words, page, message.answer_by)


def _follow_up(region: Region, note: Note) -> Task:
    """What somebody promised in a conversation with a group."""
    page = reverse("organisers:group", args=[region.slug, note.group.slug]) + "#conversations"
    said = FOLLOW_UP.format(
        group=note.group,
        outcome=note.get_outcome_display().lower(),
        words=Truncator(note.words).chars(WORDS_SHOWN),
    )
    return Task("Follow up", said.strip(), page, note.due_on)


def _circulation(region: Region, figures: RegionFigures) -> list[Task]:
    """What is left to do about the quarter's newest edition, which comes `with_fate`, until its last day."""
    edition: Any = figures.edition
    last_day = quarters.last_day(figures.quarter)
    if edition is None:
        return [Task("Prepare", CIRCULATE, reverse("organisers:editions", args=[region.slug]), last_day)]
    if edition.recalled:
        words = RECALLED_ONE if edition.recalled == 1 else RECALLED_MANY.format(edition.recalled)
        return [Task("Prepare", words, reverse("organisers:new_edition", args=[region.slug]))]
    if not edition.went_out:
        page = reverse("organisers:edition", args=[region.slug, edition.number])
        return [Task("Send", SEND, page, last_day)]
    return []


def _symposium(region: Region, figures: RegionFigures) -> str:
    if figures.symposium is None:
        return reverse("organisers:desk_symposia", args=[region.slug])
    return reverse("organisers:desk_symposium", args=[region.slug, figures.quarter])


@dataclass(frozen=True, slots=True)
class Cell:
    """One region in one quarter, which `quarter` names."""

    quarter: str
    stage: str
    tone: str
    editions: int


@dataclass(frozen=True, slots=True)
class Row:
    """One region on the committee's board: counts, never names."""

    region: Region
    organisers: int
    affiliated: int
    covered: int
    applied: int
    cells: tuple[Cell, ...]


TONES = {Stage.HELD: "good", Stage.CONFIRMED: "good", Stage.MISSED: "bad", Stage.CANCELLED: "bad"}
NONE = "None"


def board(*, now: datetime) -> tuple[list[str], list[Row]]:
    """The quarters in words, the present one first, and a row for each region."""
    present = quarters.quarter_of(localdate(now))
    shown = [quarters.shifted(present, -back) for back in range(QUARTERS_SHOWN)]
    regions = list(Region.objects.all())
    organisers, groups, cells = _organisers(now), _groups(now), _cells(shown, regions)
    rows = [
        Row(
            region=region,
            organisers=organisers[region.pk],
            cells=tuple(cells[region.pk, quarter] for quarter in shown),
            **{name: groups[region.pk][name] for name in ("affiliated", "covered", "applied")},
        )
        for region in regions
    ]
    return [quarters.in_words(quarter) for quarter in shown], rows


def _organisers(now: datetime) -> Counter[int]:
    """How many people organise each region today."""
    in_force = Appointment.objects.in_force(on=localdate(now)).order_by()
    return Counter(region for region, _ in in_force.values_list("region", "user").distinct())


def _groups(now: datetime) -> Mapping[int, Mapping[str, int]]:
    """The counts of `count` by region."""
    since = verified_since(now=now)
    rows: dict[int, list[Group]] = {}
    for group in Group.objects.for_the_desk(since=since).only("status", "region", "verified_at"):
        rows.setdefault(group.region_id, []).append(group)
    return defaultdict(
        Counter, {region: count_by_filter(groups, since=since) for region, groups in rows.items()}
    )


def _cells(shown: list[date], regions: list[Region]) -> dict[tuple[int, date], Cell]:
    """What happened, by region and quarter."""
    editions = Counter(Edition.objects.filter(quarter__in=shown).order_by().values_list("region", "quarter"))
    stages, names = _stages(shown), {quarter: quarters.in_words(quarter) for quarter in shown}
    return {
        key: Cell(names[key[1]], *stages.get(key, (NONE, "")), editions[key])
        for key in product((region.pk for region in regions), shown)
    }


def _stages(shown: list[date]) -> dict[tuple[int, date], tuple[str, str]]:
    """The stage and its tone by region and quarter."""
    rows = Symposium.objects.standing().filter(quarter__in=shown).order_by()
    return {
        (row.region_id, row.quarter): (row.get_stage_display(), TONES.get(Stage(row.stage), "wait"))
        for row in rows.only("region", "quarter", "stage")
    }
