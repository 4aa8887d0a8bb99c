"""The moments of a conference, in words that say how long is left."""

import re
from dataclasses import dataclass
from datetime import datetime
from operator import itemgetter

from lla.time.wording import moment_in_words, time_left, urgency

from .models import Conference

_BEFORE_AM = re.compile(r" (?=[ap]m$)")


@dataclass(frozen=True, slots=True)
class Deadline:
    """One moment of a conference, how long until then, and in what tone that is said."""

    heading: str
    at: str
    left: str
    tone: str

    @property
    def closed(self) -> bool:
        return not self.left


def deadlines(conference: Conference, *, now: datetime, ahead: bool = False) -> list[Deadline]:
    """The moments of a conference in order; with `ahead` only those still to come."""
    moments = (
        ("Motions open", "Motions opened", conference.motions_open_at),
        ("Motions close", "Motions closed", conference.motions_close_at),
        ("Amendments close", "Amendments closed", conference.amendments_close_at),
        *_composites(conference),
        ("Emergency motions close", "Emergency motions closed", conference.emergency_close_at),
        ("The order paper becomes final", "The order paper became final", conference.freeze_at),
    )
    found = [
        Deadline(
            before if at > now else after,
            moment(at),
            time_left(at, now=now),
            urgency(at, now=now) if at > now else "",
        )
        for before, after, at in sorted(moments, key=itemgetter(2))
    ]
    return [deadline for deadline in found if deadline.left or not ahead]


def _composites(conference: Conference) -> list[tuple[str, str, datetime]]:
    """When composites close, where that is not the moment at which the order paper becomes final."""
    at = conference.composites_close_at
    return [("Composites close", "Composites closed", at)] if at and at != conference.freeze_at else []


def moment(at: datetime) -> str:
    """A moment in words whose last line never begins with "pm"."""
    return _BEFORE_AM.sub("\N{NO-BREAK SPACE}", moment_in_words(at))
