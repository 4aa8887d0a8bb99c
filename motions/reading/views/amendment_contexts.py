"""What pages show of amendments: in lists under their motion, and one by itself."""

from collections.abc import Iterable
from typing import Any

from lla.papers.html import draw

from ...amendments import instructions
from ...amendments import selectors as amendments_selectors
from ...amendments.selectors import Marshalled, Meeting
from ...amendments.texts import Change
from ...amendments.views import change_context
from ...motion import papers as motion_papers
from ...motion import rules as motion_rules
from ...motion import visibility, wording
from ...motion.choices import Status
from ...motion.models import Motion
from ...motion.rules import LIVE

SHOWN = 20  # on the page of their motion; the others stand on a page of their own


def rows_of(motion: Motion) -> list[Marshalled]:
    """The public amendments to a motion, in the order in which they are voted on."""
    return amendments_selectors.marshalled_under([motion])[motion.pk]


def counted(rows: Iterable[Marshalled]) -> str:
    """Four amendments, those that are printed as one counted by themselves."""
    number = sum(1 + len(row.motion.printed_with) for row in rows)
    return wording.count(number, "amendment", "amendments")


def line(marshalled: Marshalled) -> dict[str, Any]:
    """One amendment in a list: what it does, whose it is, how it stands, which others it meets."""
    motion = marshalled.motion
    instead = visibility.visible_text(motion).instead
    gone = motion.status == Status.WITHDRAWN
    said = draw(instructions.blocks(marshalled.change.instruction), base_level=4)
    return {
        "label": motion.label or motion.reference,
        "others": [(other.label, other.get_absolute_url()) for other in motion.printed_with],
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
        "meetings": meetings(marshalled.meetings),
    }


def meetings(others: Iterable[Meeting]) -> list[dict[str, str]]:
    return [
        {
            "words": meeting.words,
            "label": meeting.other.label or meeting.other.reference,
            "url": meeting.other.get_absolute_url(),
            "more": meeting.more,
        }
        for meeting in others
    ]


def of_amendment(motion: Motion) -> dict[str, Any]:
    """What the page of one amendment shows beside its sheet; nothing of a text that is not shown."""
    amended, base = motion.amends, motion.text.base
    if amended is None or base is None:
        return {}
    ended = [reason.replace("This", "The", 1) for reason in motion_rules.why_ended(amended)]
    shown: dict[str, Any] = {
        "amends": amended,
        "amends_titled": motion_papers.titled(amended),
        "base": base,
        "motion_ended": ended if motion.status in LIVE else [],
    }
    if visibility.visible_text(motion).instead:
        return shown
    change = Change.of(motion.text)
    return {
        **shown,
        **change_context(base, motion.text, change),
        "meetings": meetings(amendments_selectors.meetings_of(motion, change)),
        "is_behind": base.pk != amended.current_id and motion.status in LIVE,
    }
