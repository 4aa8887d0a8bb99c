"""How the messages of some days were dealt with, and whom to tell of one that waits."""

from datetime import date, datetime

from django.db.models import Count, Q

from lla.accounts.models import User
from lla.time.days import local_days

from ..guidelines.parameters import Parameters
from ..roster.selectors import Present
from .choices import CLOCKED, MessageStatus
from .clocks import Answers, late_before
from .models import Message, answered_on_time, waits_late


def answering(first: date, last: date, *, figures: Parameters, now: datetime) -> Answers:
    """How the messages that came in on these days in London, both whole, were dealt with."""
    days = figures.reply_hard_days
    clocked = Q(kind__in=CLOCKED)
    answered = clocked & Q(status=MessageStatus.ANSWERED)
    missed = waits_late(late_before(now, figures))
    counts = (
        Message.objects.for_the_team()
        .came_in(*local_days(first, last))
        .aggregate(
            came=Count("pk"),
            clocked=Count("pk", filter=clocked),
            on_time=Count("pk", filter=clocked & answered_on_time(days)),
            answered=Count("pk", filter=answered),
            missed=Count("pk", filter=missed),
        )
    )
    late = counts["answered"] - counts["on_time"] + counts["missed"]
    return Answers(
        came=counts["came"],
        clocked=counts["clocked"],
        on_time=counts["on_time"],
        late=late,
        waiting=counts["clocked"] - counts["on_time"] - late,
    )


def people_to_tell(message: Message, present: Present, on_duty: dict[int, list[User]]) -> list[User]:
    """The coordinator and who looks after the channel's messages today; else the manager."""
    people = [*present.coordinators, *on_duty.get(message.channel_id, ())] or present.managers
    return list(dict.fromkeys(people))
