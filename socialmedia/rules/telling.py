"""Who of the team is written to about what waits for somebody: whoever is on duty, and nobody who is away."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import datetime, timedelta

from django.utils.timezone import localdate

from lla.models import User

from ..choices import DutyKind, Role
from ..models import Appointment, Leave, RosterDuty, Variant

OVERDUE_AFTER = timedelta(minutes=15)  # posting by hand takes a while
TOLD_WITHIN = timedelta(days=2)  # what is overdue for longer is seen on the board


class Present:
    """The team of this moment without those on leave: who answers for it, and who is on the roster today."""

    def __init__(self, *, now: datetime) -> None:
        self._today = localdate(now)
        held = Appointment.objects.in_force(on=self._today)
        away = set(Leave.objects.in_force(on=self._today).values_list("user", flat=True))
        self.team = [user for user in held.people() if user.pk not in away]
        self.coordinators = self._of(held.with_role(Role.COORDINATOR).people())
        self.managers = self._of(held.with_role(Role.MANAGER).people())

    def _of(self, people: Iterable[User]) -> list[User]:
        return [user for user in people if user in self.team]

    def on_duty(self, kind: DutyKind) -> dict[int, list[User]]:
        """Who looks after something today, by the key of the channel."""
        found: dict[int, list[User]] = defaultdict(list)
        for duty in RosterDuty.objects.in_days(self._today, self._today).filter(kind=kind):
            if duty.user in self.team:
                found[duty.channel_id].append(duty.user)
        return found


def of_a_message(channel: int, present: Present, on_duty: dict[int, list[User]]) -> list[User]:
    """The coordinator and who looks after the channel's messages today; else the manager."""
    told = [*present.coordinators, *on_duty.get(channel, ())] or present.managers
    return list(dict.fromkeys(told))


def of_an_overdue_post(variant: Variant, present: Present, on_duty: dict[int, list[User]]) -> list[User]:
    """Its author and who posts on the channel today; else the coordinator, else the manager."""
    author = [user for user in present.team if user.pk == variant.post.author_id]
    told = [*author, *on_duty.get(variant.channel_id, ())] or present.coordinators or present.managers
    return list(dict.fromkeys(told))


def of_a_check(channels: Iterable[int], writers: Collection[int], *, now: datetime) -> list[User]:
    """Who is asked to check: who posts on one of the channels today, else the team; never who wrote it."""
    present = Present(now=now)
    on_duty = present.on_duty(DutyKind.POSTING)
    asked = [user for channel in channels for user in on_duty.get(channel, ()) if user.pk not in writers]
    return list(dict.fromkeys(asked)) or [user for user in present.team if user.pk not in writers]


def of_an_answer(writers: Collection[int], *, now: datetime) -> list[User]:
    """Who wrote a post that somebody else has read."""
    return [user for user in Present(now=now).team if user.pk in writers]
