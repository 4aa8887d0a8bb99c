"""Whether an act on a symposium may happen now, and the words refusing it; an empty list means yes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils.timezone import localdate

from lla.accounts.people import person_behind
from lla.time.wording import moment_in_words

from .. import quarters
from ..groups.choices import GroupStatus
from ..groups.models import Group
from ..quarters import quarter_of
from ..regions.models import Region
from .choices import OptionKind, Stage, SymposiumAct, VenueKind
from .models import ActionPoint, Invitation, Option, Symposium, Venue

MOVES: Mapping[str, frozenset[str]] = {
    "": frozenset({Stage.PLANNING, Stage.MISSED}),
    Stage.PLANNING: frozenset({Stage.CONSULTING, Stage.CANCELLED, Stage.MISSED}),
    Stage.CONSULTING: frozenset({Stage.CONFIRMED, Stage.CANCELLED, Stage.MISSED}),
    Stage.CONFIRMED: frozenset({Stage.HELD, Stage.CANCELLED}),
    Stage.HELD: frozenset(),
    Stage.CANCELLED: frozenset(),
    Stage.MISSED: frozenset(),
}
QUARTERS_AHEAD = 4
DUE_WITHIN = 9  # quarters: an action point belongs to its own or to the two years after
SHORTEST_CONSULTATION = timedelta(days=4)
REMINDED_BEFORE_CLOSING = timedelta(days=3)
OPTIONS_AT_MOST = 20
NOTHING_CHANGED = "This is the time and place that the groups know already. Change one of them, or go back."
PLACES_AT_MOST = 50
ACCESS = {
    "step_free": "step-free",
    "hearing_loop": "hearing loop",
    "accessible_wc": "accessible WC",
    "quiet_space": "quiet space",
    "childcare": "childcare",
}


def why_not_begin(region: Region, quarter: date, *, now: datetime) -> list[str]:
    """Starting to plan a region's symposium for a quarter, named by its first day."""
    present = quarter_of(localdate(now))
    if quarter_of(quarter) != quarter:
        return ["That is not the first day of a quarter."]
    if not present <= quarter <= quarters.shifted(present, QUARTERS_AHEAD):
        return ["Plan for this quarter or one of the next four."]
    if region.symposia.standing().filter(quarter=quarter).exists():
        return [f"{region} already has a symposium for {quarters.in_words(quarter)}."]
    return []


def why_not_add_option(symposium: Symposium, option: Option, *, now: datetime) -> list[str]:
    """Putting one more time, venue or idea to the groups."""
    if reasons := _only(
        symposium, Stage.PLANNING, "You can only change the options before the consultation opens."
    ):
        return reasons
    if symposium.options.count() >= OPTIONS_AT_MOST:
        return [f"You can ask about up to {OPTIONS_AT_MOST} things."]
    if any(_is_same(option, other) for other in symposium.options.all()):
        return ["That has already been added."]
    if option.kind == OptionKind.SLOT and option.starts_at:
        return why_not_meet_at(symposium, option.starts_at, now=now)
    if option.kind == OptionKind.VENUE and option.venue:
        return why_not_meet_in(symposium, option.venue)
    return []


def _is_same(one: Option, other: Option) -> bool:
    """Whether two options would be read as one and the same question."""
    facts = [
        (option.kind, option.starts_at, option.ends_at, option.venue_id, option.words.casefold())
        for option in (one, other)
    ]
    return facts[0] == facts[1]


def why_not_meet_at(symposium: Symposium, starts_at: datetime, *, now: datetime) -> list[str]:
    """Meeting at a moment: still to come, and inside the quarter by the day it begins on in London."""
    if starts_at <= now:
        return ["That time has passed."]
    if quarter_of(localdate(starts_at)) != symposium.quarter:
        return [
            f"A symposium belongs to the quarter in which it starts. This one is for "
            f"{quarters.in_words(symposium.quarter)}."
        ]
    return []


def why_not_meet_in(symposium: Symposium, venue: Venue) -> list[str]:
    if venue.region_id != symposium.region_id:
        return ["Choose one of this region’s venues."]
    return []


def why_not_remove_option(symposium: Symposium) -> list[str]:
    return _only(symposium, Stage.PLANNING, "You can only change the options before the consultation opens.")


def why_not_open(symposium: Symposium, closes_at: datetime, *, now: datetime) -> list[str]:
    """Opening the consultation until a moment."""
    if reasons := _only(symposium, Stage.PLANNING, "The consultation has already been opened."):
        return reasons
    slots = [
        option.starts_at for option in symposium.options.filter(kind=OptionKind.SLOT) if option.starts_at
    ]
    reasons = []
    if not slots:
        reasons.append("Offer at least one time.")
    if not symposium.options.filter(kind=OptionKind.VENUE).exists():
        reasons.append("Offer at least one venue.")
    if closes_at - now < SHORTEST_CONSULTATION:
        reasons.append("Give the groups at least four days to answer.")
    if slots and closes_at >= min(slots):
        reasons.append("The consultation has to close before the first time it offers.")
    if not Group.objects.affiliated().filter(region=symposium.region_id).exists():
        reasons.append("There is no affiliated group in this region to ask.")
    return reasons


def reminder_due_at(opened_at: datetime, closes_at: datetime) -> datetime:
    """When silent groups are reminded: three days before closing, or half-way when that is later."""
    return max(opened_at + (closes_at - opened_at) / 2, closes_at - REMINDED_BEFORE_CLOSING)


def why_not_answer(symposium: Symposium, group: Group, *, now: datetime) -> list[str]:
    """A group that was asked answering the consultation, or changing its answer, wherever it has moved to."""
    if group.status != GroupStatus.AFFILIATED:
        return [f"{group} is not affiliated now."]
    if symposium.stage != Stage.CONSULTING or symposium.consultation_closes_at is None:
        return ["This consultation is not open."]
    if now >= symposium.consultation_closes_at:
        return [f"This consultation closed on {moment_in_words(symposium.consultation_closes_at)}."]
    return []


def why_not_decide(
    symposium: Symposium, *, slot: Option, venue: Option, note: str, now: datetime
) -> list[str]:
    """Choosing a time and a venue out of those the groups were asked about."""
    if reasons := _only(symposium, Stage.CONSULTING, "Ask the groups before you decide."):
        return reasons
    if (slot.symposium_id, slot.kind) != (symposium.pk, OptionKind.SLOT) or slot.starts_at is None:
        return ["Choose one of the times that the groups were asked about."]
    if (venue.symposium_id, venue.kind) != (symposium.pk, OptionKind.VENUE) or venue.venue is None:
        return ["Choose one of the venues that the groups were asked about."]
    return _why_not_settle(symposium, slot.starts_at, venue.venue, note=note, now=now)


def why_not_change(
    symposium: Symposium, *, starts_at: datetime, ends_at: datetime, venue: Venue, note: str, now: datetime
) -> list[str]:
    """Moving a confirmed symposium to another time or place; the same again would be no news."""
    if reasons := _only(symposium, Stage.CONFIRMED, "Only a confirmed symposium can be moved."):
        return reasons
    if symposium.starts_at and symposium.starts_at <= now:
        return ["It has already started."]
    if (starts_at, ends_at, venue) == (symposium.starts_at, symposium.ends_at, symposium.venue):
        return [NOTHING_CHANGED]
    return _why_not_settle(symposium, starts_at, venue, note=note, now=now)


def _why_not_settle(
    symposium: Symposium, starts_at: datetime, venue: Venue, *, note: str, now: datetime
) -> list[str]:
    reasons = why_not_meet_at(symposium, starts_at, now=now) + why_not_meet_in(symposium, venue)
    if unknown := access_unknown(venue):
        reasons.append(f"Find out about {venue} first: {', '.join(unknown)}. Answer yes or no.")
    if not note.strip():
        reasons.append("Write a reason for the groups.")
    return reasons


def why_early(symposium: Symposium, *, now: datetime) -> list[str]:
    """What speaks for waiting with the decision; deciding all the same needs a stated reason."""
    invitations = symposium.invitations.all()
    asked = {invitation.group_id for invitation in invitations}
    silent = [invitation for invitation in invitations if invitation.answered_at is None]
    reasons = []
    if unasked := Group.objects.affiliated().filter(region=symposium.region_id).exclude(pk__in=asked):
        reasons.append(f"Not asked yet: {_names(unasked)}.")
    if never := [invitation.group for invitation in silent if invitation.reminded_at is None]:
        reasons.append(f"Not reminded yet: {_names(never)}.")
    if silent and symposium.consultation_closes_at and now < symposium.consultation_closes_at:
        reasons.append(
            f"The groups have until {moment_in_words(symposium.consultation_closes_at)} to answer."
        )
    return reasons


def why_not_reply(symposium: Symposium, group: Group, *, now: datetime) -> list[str]:
    """A group saying whether it comes: any that was asked, and every affiliated one of the region."""
    if symposium.stage != Stage.CONFIRMED or symposium.starts_at is None:
        return ["This symposium is not waiting for replies."]
    if now >= symposium.starts_at:
        return ["This symposium has started."]
    if group.status != GroupStatus.AFFILIATED:
        return [f"{group} is not affiliated now."]
    asked = Invitation.objects.filter(symposium=symposium, group=group)
    if group.region_id != symposium.region_id and not asked.exists():
        return [f"{group} is not one of this region’s groups."]
    return []


def why_not_cancel(symposium: Symposium, *, because: str) -> list[str]:
    if Stage.CANCELLED not in MOVES[symposium.stage]:
        stage = symposium.get_stage_display().lower()
        return _who_went_on(symposium) or [f"A symposium that is {stage} cannot be cancelled."]
    return [] if because.strip() else ["Say why. The groups will read it."]


def why_not_hold(symposium: Symposium, *, now: datetime) -> list[str]:
    """Saying that it was held."""
    if reasons := _only(symposium, Stage.CONFIRMED, "Only a confirmed symposium can be marked as held."):
        return reasons
    if symposium.starts_at and now < symposium.starts_at:
        return [f"It starts on {moment_in_words(symposium.starts_at)}."]
    return []


def why_not_write(symposium: Symposium, paper: str) -> list[str]:
    """Writing the agenda, or the notes."""
    if paper == "notes":
        return _only(symposium, Stage.HELD, "You can write notes once the symposium has been held.")
    if symposium.stage in {Stage.CANCELLED, Stage.MISSED}:
        return [f"This symposium is {symposium.get_stage_display().lower()}."]
    return []


def why_not_publish(symposium: Symposium, paper: str) -> list[str]:
    """Letting everybody read the agenda of a confirmed symposium, or the notes of one that was held."""
    if reasons := why_not_write(symposium, paper):
        return reasons
    if symposium.stage not in {Stage.CONFIRMED, Stage.HELD}:
        return ["You can publish the agenda once time and place are confirmed."]
    return [] if getattr(symposium, paper) else [f"The {paper} is empty. Write it first."]


def why_not_note_points(symposium: Symposium) -> list[str]:
    """Adding action points, and carrying them on."""
    if symposium.stage in {Stage.CANCELLED, Stage.MISSED}:
        return [f"This symposium is {symposium.get_stage_display().lower()}."]
    return []


def why_not_add_point(symposium: Symposium, point: ActionPoint) -> list[str]:
    """Adding a point that is due on some day, or on none."""
    if point.due_on and not symposium.quarter <= point.due_on < quarters.shifted(
        symposium.quarter, DUE_WITHIN
    ):
        return ["Check the day: it is not in the symposium’s quarter or the two years after it."]
    return why_not_note_points(symposium)


def access_unknown(venue: Venue) -> list[str]:
    """Which access questions nobody has answered; an online room has no door."""
    if venue.kind == VenueKind.ONLINE:
        return []
    return [words for name, words in ACCESS.items() if getattr(venue, name) is None]


def cautions(
    venue: Venue, *, starts_at: datetime | None, groups: int, places: int, now: datetime
) -> list[str]:
    """What to look out for with a venue; none of it forbids. `places` are those that groups asked for."""
    found = []
    if venue.booking_notice_days and starts_at:
        last = localdate(starts_at) - timedelta(days=venue.booking_notice_days)
        if localdate(now) > last:
            found.append(
                f"{venue} needs {venue.booking_notice_days} days’ notice, and it is too late for that. Ask "
                "whether you can book anyway."
            )
    if venue.capacity is not None and venue.capacity < places:
        found.append(f"{venue} has {venue.capacity} places, but {places} are requested.")
    elif venue.capacity is not None and venue.capacity < groups:
        found.append(f"{venue} has {venue.capacity} places, fewer than the {groups} groups that are asked.")
    if unknown := access_unknown(venue):
        found.append(f"Not known yet about {venue}: {', '.join(unknown)}.")
    return found


@dataclass(frozen=True, slots=True)
class NextStep:
    """What the organiser does next with a symposium: in a sentence, in a verb, and until when."""

    words: str
    verb: str = ""
    due: date | None = None


def next_step(symposium: Symposium | None, *, now: datetime) -> NextStep | None:
    """The next step with the symposium of a quarter; one without a verb is only to be known."""
    if symposium is None:
        last = quarters.last_day(quarter_of(localdate(now)))
        return NextStep("Start planning this quarter’s symposium.", "Start planning", last)
    closes_at, ends_at = symposium.consultation_closes_at, symposium.ends_at
    if symposium.stage == Stage.PLANNING:
        last = quarters.last_day(symposium.quarter)
        return NextStep("Offer times and venues, then ask the groups.", "Plan", last)
    if symposium.stage == Stage.CONSULTING:
        if closes_at and now < closes_at:
            words = f"The groups have until {moment_in_words(closes_at)} to answer."
            return NextStep(words, "See answers", closes_at)
        return NextStep("The consultation has closed. Confirm the time and place.", "Decide", closes_at)
    if symposium.stage == Stage.CONFIRMED:
        if ends_at and now >= ends_at:
            return NextStep("Mark the symposium as held, and write the notes.", "Mark as held", ends_at)
        if symposium.agenda:
            return NextStep("Everything is ready for the day.")
        return NextStep("Write the agenda and publish it.", "Write agenda", symposium.starts_at)
    if symposium.stage == Stage.HELD and not symposium.notes:
        return NextStep("Write the notes and the action points.", "Write notes")
    return None


# What somebody did who has brought a symposium to a stage.
DID = {
    Stage.CONSULTING: (SymposiumAct.CONSULTATION_OPENED, "{by} opened the consultation on {at}."),
    Stage.CONFIRMED: (SymposiumAct.DECIDED, "{by} confirmed it on {at}."),
    Stage.HELD: (SymposiumAct.HELD, "{by} marked it as held on {at}."),
    Stage.CANCELLED: (SymposiumAct.CANCELLED, "{by} cancelled it on {at}."),
}


def _only(symposium: Symposium, stage: Stage, words: str) -> list[str]:
    """Nothing in its stage; before that what comes first, and after that who has gone on from there."""
    if symposium.stage == stage:
        return []
    after = list(Stage).index(Stage(symposium.stage)) > list(Stage).index(stage)
    return (_who_went_on(symposium) if after else []) or [
        f"{words} This one is: {symposium.get_stage_display().lower()}."
    ]


def _who_went_on(symposium: Symposium) -> list[str]:
    """Who brought it to its stage, for a colleague who has an older page open."""
    act, sentence = DID.get(Stage(symposium.stage), ("", ""))
    event = symposium.events.filter(act=act).order_by("pk").first()
    if event is None:
        return []
    return [sentence.format(by=person_behind(event) or "Somebody", at=moment_in_words(event.at))]


def _names(groups: Iterable[Group]) -> str:
    return ", ".join(str(group) for group in groups)
