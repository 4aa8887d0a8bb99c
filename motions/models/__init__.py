"""Conferences, the motions sent to them, the people behind each motion and the committee's papers on it."""

from .conference import AgendaItem, Conference
from .desk import Check, Note, ProposedText, Recusal, Ruling
from .draft import Draft
from .group import GroupQuestion
from .motion import Backing, Motion, MotionEvent, Remark, Revision

__all__ = [
    "AgendaItem",
    "Backing",
    "Check",
    "Conference",
    "Draft",
    "GroupQuestion",
    "Motion",
    "MotionEvent",
    "Note",
    "ProposedText",
    "Recusal",
    "Remark",
    "Revision",
    "Ruling",
]
