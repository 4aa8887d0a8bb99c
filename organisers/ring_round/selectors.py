"""Where each group of a region is in a round: to be rung, rung, or not to be rung by anybody."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import F, TextChoices
from django.utils.timezone import localdate

from lla.accounts.models import User

from ..contacts.choices import Purpose
from ..contacts.models import Contact
from ..conversations.choices import Outcome
from ..groups.models import Group
from ..regions.models import Region
from .models import Call, Round, Turn

TURN_LASTS = timedelta(minutes=30)
RING_AGAIN_AFTER = timedelta(hours=1)
MOST_TRIES = 3


class Where(TextChoices):
    """Where a group is in a round."""

    TO_RING = "to_ring", "To ring"
    AGAIN = "again", "To ring again"
    LATER = "later", "To ring later"
    DONE = "done", "Done"
    NOBODY = "nobody", "Nobody may be rung"


LEFT = (Where.TO_RING, Where.AGAIN, Where.LATER)


@dataclass(frozen=True, slots=True)
class Standing:
    """A group in a round: whom of it somebody may ring, whom not, each call so far, and who rings it now.

    `taken` is who took it last and said no result, though that may be long ago.
    """

    group: Group
    ringable: Sequence[Contact]
    others: Sequence[Contact]
    calls: Sequence[Call]
    turn: Turn | None
    where: Where
    taken: Turn | None = None

    def taken_by(self, user: User) -> bool:
        return self.taken is not None and self.taken.by_id == user.pk

    @property
    def last(self) -> Call | None:
        return self.calls[-1] if self.calls else None

    def is_free(self, user: User) -> bool:
        return self.turn is None or self.turn.by_id == user.pk


def standings(
    region: Region, ring_round: Round | None, *, now: datetime, group: Group | None = None
) -> list[Standing]:
    """Of each affiliated group of a region, or of one; without a round nobody has been rung yet."""
    groups = Group.objects.affiliated().filter(region=region)
    if group:
        groups = groups.filter(pk=group.pk)
    return _standings(list(groups), {region.pk: ring_round} if ring_round else {}, now=now)


def _standings(found: Sequence[Group], rounds: Mapping[int, Round], *, now: datetime) -> list[Standing]:
    """Of each of some groups, in the round of its region, if it has one."""
    contacts: dict[int, list[Contact]] = defaultdict(list)
    for contact in Contact.objects.present().filter(group__in=found).select_related("group").order_by("pk"):
        contacts[contact.group_id].append(contact)
    allowing = set(
        Contact.objects.with_consent(Purpose.PHONE)
        .filter(group__in=found)
        .exclude(phone="")
        .values_list("pk", flat=True)
    )
    keys = [ring_round.pk for ring_round in rounds.values()]
    calls: dict[tuple[int, int], list[Call]] = defaultdict(list)
    turns: dict[tuple[int, int], Turn] = {}
    if keys:
        rung = Call.objects.filter(round__in=keys, group__in=found).select_related("by", "contact")
        for call in rung.order_by("pk"):
            calls[call.round_id, call.group_id].append(call)
        taken = Turn.objects.filter(round__in=keys).select_related("by")
        turns = {(turn.round_id, turn.group_id): turn for turn in taken}
    in_round = {
        each: (rounds[each.region_id].pk if each.region_id in rounds else 0, each.pk) for each in found
    }
    return [
        _standing(each, contacts[each.pk], allowing, calls[key], turns.get(key), now=now)
        for each, key in in_round.items()
    ]


def _standing(
    group: Group,
    contacts: Sequence[Contact],
    allowing: Collection[int],
    calls: Sequence[Call],
    turn: Turn | None,
    *,
    now: datetime,
) -> Standing:
    ringable = [contact for contact in contacts if contact.pk in allowing]
    others = [contact for contact in contacts if contact.pk not in allowing]
    where = _where(calls, may_ring=bool(ringable), now=now)
    held = turn if turn and turn.at > now - TURN_LASTS else None
    return Standing(group, ringable, others, calls, held, where, taken=turn)


def _where(calls: Sequence[Call], *, may_ring: bool, now: datetime) -> Where:
    outcomes = [call.outcome for call in calls]
    if Outcome.REACHED in outcomes or outcomes.count(Outcome.NO_ANSWER) >= MOST_TRIES:
        return Where.DONE
    if not may_ring:
        return Where.DONE if calls else Where.NOBODY
    if not calls or calls[-1].outcome in (Outcome.WRONG_NUMBER, Outcome.NOT_RUNG):
        return Where.TO_RING
    last = calls[-1]
    if last.again_on:
        return Where.LATER if last.again_on > localdate(now) else Where.AGAIN
    return Where.LATER if last.at > now - RING_AGAIN_AFTER else Where.AGAIN


def next_group(found: Sequence[Standing], by: User) -> Standing | None:
    """Whom somebody rings next: first who was not rung yet, then who is to be rung again."""
    free = [standing for standing in found if standing.is_free(by)]
    for where in (Where.TO_RING, Where.AGAIN):
        for standing in free:
            if standing.where == where:
                return standing
    return None


def left(found: Iterable[Standing]) -> int:
    """How many groups are still to be rung."""
    return sum(standing.where in LEFT for standing in found)


@dataclass(frozen=True, slots=True)
class Going:
    """A round that is open: how many groups are left, and whether somebody can ring one of them now."""

    why: str
    left: int
    has_next: bool


def going(regions: Collection[Region], *, by: User, now: datetime) -> dict[int, Going]:
    """The open rounds of some regions by the region's key, for one of their organisers."""
    opened = Round.objects.filter(region__in=regions, ended_at=None)
    rounds = {ring_round.region_id: ring_round for ring_round in opened}
    if not rounds:
        return {}
    found: dict[int, list[Standing]] = defaultdict(list)
    for standing in _standings(list(Group.objects.affiliated().filter(region__in=rounds)), rounds, now=now):
        found[standing.group.region_id].append(standing)
    return {
        region: Going(ring_round.why, left(found[region]), next_group(found[region], by) is not None)
        for region, ring_round in rounds.items()
    }


def open_round(region: Region) -> Round | None:
    rounds = Round.objects.filter(region=region, ended_at=None)
    return rounds.select_related("region", "started_by").first()


def last_round(region: Region) -> Round | None:
    """The open round of a region, or the one that ended last."""
    rounds = Round.objects.filter(region=region).order_by(F("ended_at").desc(nulls_first=True), "-pk")
    return rounds.select_related("region", "started_by").first()


def round_of(region: Region, group: Group, by: User) -> Round | None:
    """The round in which somebody still has to say the result of ringing a group, or the region's last."""
    turn = Turn.objects.filter(round__region=region, group=group, by=by).order_by("-pk").first()
    return Round.objects.select_related("region").get(pk=turn.round_id) if turn else last_round(region)
