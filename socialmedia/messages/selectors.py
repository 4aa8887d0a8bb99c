"""How the messages of some days were dealt with, and whom to tell of one that waits."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Q

from lla.accounts.models import User
from lla.time.days import local_days

from ..guidelines.parameters import Parameters
from ..roster.selectors import Present
from .choices import CLOCKED, MessageKind, MessageStatus
from .clocks import late_before
from .models import Message
from .querysets import answered_on_time, waits_late


@dataclass(frozen=True, slots=True)
class Answering:
    """How the messages of some days were dealt with; the clocks count for recruits and requests only."""

    came: int
    clocked: int
    on_time: int
    late: int
    waiting: int
    kinds: Mapping[str, int]


def answering(first: date, last: date, *, figures: Parameters, now: datetime) -> Answering:
    """How the messages that came in on these days in London, both whole, were dealt with."""
    days = figures.reply_hard_days
    clocked = Q(kind__in=CLOCKED)
    answered = clocked & Q(status=MessageStatus.ANSWERED)
    missed = waits_late(late_before(now, figures))
    counts = Message.objects.came_in(*local_days(first, last)).aggregate(
        came=Count("pk"),
        clocked=Count("pk", filter=clocked),
        on_time=Count("pk", filter=clocked & answered_on_time(days)),
        answered=Count("pk", filter=answered),
        missed=Count("pk", filter=missed),
        **{kind: Count("pk", filter=Q(kind=kind)) for kind in MessageKind.values},
    )
    late = counts["answered"] - counts["on_time"] + counts["missed"]
    return Answering(
        came=counts["came"],
        clocked=counts["clocked"],
        on_time=counts["on_time"],
        late=late,
        waiting=counts["clocked"] - counts["on_time"] - late,
        kinds={kind: counts[kind] for kind in MessageKind.values},
    )


def people_to_tell(channel: int, present: Present, on_duty: dict[int, list[User]]) -> list[User]:
    """The coordinator and who looks after the channel's messages today; else the manager."""
    told = [*present.coordinators, *on_duty.get(channel, ())] or present.managers
    return list(dict.fromkeys(told))
