"""Writing down what the organisation says now."""

from django.db import transaction

from lla.accounts.models import User
from lla.acts.actors import Actor
from lla.acts.refusals import allow

from ..record.workflow import record
from . import rules
from .choices import PositionAct
from .models import Position


@transaction.atomic
def save(position: Position, *, user: User, by: Actor) -> Position:
    """Write a position down, or change it; what posts have said of their basis stays as it is."""
    said = {"basis": position.basis, "basis_words": position.basis_words, "basis_link": position.basis_link}
    wrong = rules.why_not_save(**said, since=position.since, until=position.until)
    allow([*wrong.values()])
    position.written_by = user
    position.save()
    record(position, PositionAct.SAVED, by=by)
    return position
