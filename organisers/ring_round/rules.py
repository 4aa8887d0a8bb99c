"""Whether a round may begin or end, whether somebody may ring a group now, and what may be written of it."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from lla.accounts.models import User
from lla.time.wording import clock_in_words

from ..appointments.rules import why_not_organise
from ..contacts.models import Contact
from ..conversations.choices import Outcome
from ..regions.models import Region
from .models import Round
from .selectors import LEFT, Standing

OPEN_ALREADY = "A ring round is open in this region. End it before you start another."
NOBODY_ALLOWS = "No contact in the region allows telephone calls."
ENDED = "This ring round has ended."
STOP_FIRST = "Choose the result of the call. To stop without one, delete this note first."
TAKEN = "{by} has been ringing this group since {at}."
NOT_LEFT = "Nothing is left to ring here in this round."
SAID_ALREADY = "You have just said the result of ringing this group."
TWICE_WITHIN = timedelta(minutes=2)  # what is sent twice
OTHER_RESULT = "A day goes with “Call back on that day”. Press that, or delete the day."
NOT_ALLOWED = "They do not allow telephone calls."


def why_not_start(
    region: Region, found: Sequence[Standing], opened: Round | None, by: User, *, now: datetime
) -> list[str]:
    if reasons := why_not_organise(by, region, now=now):
        return reasons
    if opened:
        return [OPEN_ALREADY]
    return [] if any(standing.ringable for standing in found) else [NOBODY_ALLOWS]


def why_not_ring(ring_round: Round, by: User, *, now: datetime) -> list[str]:
    """Doing anything in a round, and ending it."""
    if reasons := why_not_organise(by, ring_round.region, now=now):
        return reasons
    return [ENDED] if ring_round.ended_at else []


def why_not_take(standing: Standing, by: User) -> list[str]:
    """Ringing a group now: one who is to be rung later may be rung sooner."""
    if standing.turn and standing.turn.by_id != by.pk:
        return [TAKEN.format(by=standing.turn.by, at=clock_in_words(standing.turn.at))]
    return [] if standing.where in LEFT else [NOT_LEFT]


def why_not_record(
    ring_round: Round, standing: Standing, contact: Contact, outcome: str, by: User, *, now: datetime
) -> list[str]:
    """Writing down the result of ringing somebody.

    Whoever rang a group says it even if they took long or another group meanwhile, unless somebody else
    rings it now, or if the round ended; that somebody asked not to be rung is always taken.
    """
    if reasons := why_not_organise(by, ring_round.region, now=now):
        return reasons
    if outcome != Outcome.NOT_RUNG and not standing.taken_by(by):
        if ring_round.ended_at:
            return [ENDED]
        if standing.last and standing.last.by_id == by.pk and now - standing.last.at < TWICE_WITHIN:
            return [SAID_ALREADY]
        if reasons := why_not_take(standing, by):
            return reasons
    return [] if contact in standing.ringable else [NOT_ALLOWED]
