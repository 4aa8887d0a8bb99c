"""Positions for tests, made through the workflow."""

from datetime import date
from typing import Any

from lla.acts.actors import SYSTEM
from socialmedia.channels.choices import Basis
from socialmedia.positions import workflow as positions_workflow
from socialmedia.positions.models import Position
from tests.factories import make_user

RENTS = "Rents are set by city councils."


def make_position(sentence: str = RENTS, *, since: date = date(2026, 1, 1), **facts: Any) -> Position:
    basis = {"basis": Basis.CONFERENCE, "basis_words": "Annual conference 2026, motion C"}
    position = Position(sentence=sentence, since=since, **{**basis, **facts})
    return positions_workflow.save(position, user=make_user(), by=SYSTEM)
