"""Erasing one person from the tables of social media, as far as their rows allow."""

from typing import Any

from lla.acts.actors import Actor
from lla.subjects.registry import Person

from ..complaints.tasks import forget
from ..record.workflow import record
from ..roster.choices import RosterAct
from ..roster.models import RosterFeed
from ..roster.workflow import lock_channels
from ..team.models import Leave
from .selectors import closed_complaints_of, duties_to_come_of, notes_of, remarks_of, views_of


def erase(person: Person, by: Actor) -> None:
    for complaint in closed_complaints_of(person).select_for_update(of=("self",), no_key=True):
        forget(complaint, by=by)
    remarks_of(person).delete()
    if user := person.user:
        lock_channels(duties_to_come_of(user).values_list("channel", flat=True))
        for duty in duties_to_come_of(user):
            figures: dict[str, Any] = {
                "channel": duty.channel_id,
                "kind": duty.kind,
                "on": duty.on.isoformat(),
            }
            record(duty, RosterAct.FREED, by=by, **figures)
            duty.delete()
        views_of(user).update(words="")
        notes_of(user).update(note="")
        Leave.objects.of(user).delete()
        RosterFeed.objects.filter(user=user).delete()
