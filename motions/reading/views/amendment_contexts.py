"""What pages show of amendments: in lists under their motion, and one by itself."""

from collections.abc import Iterable
from typing import Any

from django.db.models import prefetch_related_objects

from lla.papers.html import draw

from ...amendments import instructions
from ...amendments import rules as amendments_rules
from ...amendments import selectors as amendments_selectors
from ...amendments.selectors import Marshalled, Meeting
from ...amendments.texts import Change
from ...amendments.views import change_context
from ...composites import selectors as composites_selectors
from ...motion import papers as motion_papers
from ...motion import rules as motion_rules
from ...motion import visibility, wording
from ...motion.choices import Status
from ...motion.models import Motion
from ...motion.rules import LIVE

FIRST = 10  # that the page of their motion shows; all are on pages of their own
A_PAGE = 20  # of those
NAMED = 10  # of those that an amendment meets in one way


def rows_of(motion: Motion) -> list[Marshalled]:
    """The public amendments to a motion, in the order in which they are voted on, to be shown by `lines`."""
    return amendments_selectors.marshalled_under([motion], prefetch=())[motion.pk]


def lines(rows: Iterable[Marshalled]) -> list[dict[str, Any]]:
    """What a list says of some amendments to a motion."""
    rows = list(rows)
    motions = [motion for row in rows for motion in (row.motion, *row.motion.printed_with)]
    prefetch_related_objects(motions, *amendments_selectors.PRINTED)
    [*amended] = composites_selectors.with_sources(row.motion.amends for row in rows[:1] if row.motion.amends)
    moved = {
        row.amendment_id: f"Moved from motion {composites_selectors.name(row.source.motion)}, as {row.was}."
        for motion in amended
        for row in composites_selectors.became(motion)
        if row.moves
    }
    return [{**_line(row), "moved": moved.get(row.motion.pk, "")} for row in rows]


def counted(rows: Iterable[Marshalled]) -> str:
    """Four amendments, those that are printed as one counted by themselves."""
    number = sum(1 + len(row.motion.printed_with) for row in rows)
    return wording.count(number, "amendment", "amendments")


def voted(rows: Iterable[Marshalled]) -> str:
    """On how many conference votes, where it does not on all: the others come last."""
    rows = list(rows)
    standing = [
        row for row in rows if row.motion.status in LIVE and not amendments_rules.why_fallen(row.motion)
    ]
    if len(standing) == len(rows):
        return ""
    if not standing:
        return "Conference votes on none of them."
    return f"Conference votes on {counted(standing).lower()}; those on which it does not vote come last."


def _line(marshalled: Marshalled) -> dict[str, Any]:
    """One amendment in a list: what it does, whose it is, how it stands, which others it meets."""
    motion = marshalled.motion
    instead = visibility.visible_text(motion).instead
    gone = motion.status == Status.WITHDRAWN
    said = draw(instructions.blocks(marshalled.change.instruction), base_level=4)
    return {
        "labels": [
            (each.label or each.reference, each.get_absolute_url()) for each in (motion, *motion.printed_with)
        ],
        "anchor": motion.reference,
        "url": motion.get_absolute_url(),
        "stem": motion.get_absolute_url().rstrip("/"),
        "by": motion_papers.by_line(motion),
        "status": motion.get_status_display(),
        "tone": wording.TONES[Status(motion.status)],
        "answer": motion.amendment.get_answer_display() if motion.status in LIVE else "",
        "instruction": "" if instead or gone else said,
        "instead": "" if gone else instead,
        "gone": gone,
        "fallen": motion.status in LIVE and bool(amendments_rules.why_fallen(motion)),
        "written_for": amendments_selectors.written_for(motion),
        "meetings": meetings(marshalled.meetings),
    }


def meetings(others: Iterable[Meeting]) -> list[dict[str, Any]]:
    """The others that an amendment meets, together by how it does, and the first of each named."""
    alike: dict[tuple[str, str], list[Motion]] = {}
    for meeting in others:
        alike.setdefault((meeting.words, meeting.more), []).append(meeting.other)
    return [_meeting(words, more, met) for (words, more), met in alike.items()]


def _meeting(words: str, more: str, others: list[Motion]) -> dict[str, Any]:
    """One sentence on others: each that is named with its address and what stands behind it."""
    named, unnamed = others[:NAMED], len(others) - NAMED
    rest = f"and {wording.count(unnamed, 'other', 'others').lower()}{more}." if unnamed > 0 else ""
    behind = [","] * (len(named) - 1) + ["" if rest else f"{more}."]
    return {
        "words": words,
        "named": [
            (other.label or other.reference, other.get_absolute_url(), then)
            for other, then in zip(named, behind, strict=True)
        ],
        "rest": rest,
    }


def of_amendment(motion: Motion) -> dict[str, Any]:
    """What the page of one amendment shows beside its sheet; nothing of a text that is not shown."""
    amended, base = motion.amends, motion.text.base
    if amended is None or base is None:
        return {}
    ended = [reason.replace("This", "The", 1) for reason in motion_rules.why_ended(amended)]
    shown: dict[str, Any] = {
        "amends": amended,
        "amends_titled": motion_papers.titled(amended),
        "base": base if base.motion_id == amended.pk else None,
        "motion_ended": ended if motion.status in LIVE else [],
    }
    if visibility.visible_text(motion).instead:
        return shown
    change = Change.of(motion.text)
    return {
        **shown,
        **change_context(base, motion.text, change),
        "meetings": meetings(amendments_selectors.meetings_of(motion, change)),
    }
