"""What pages show of amendments: in lists under their motion, and one by itself."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from lla.papers.html import draw

from ...amendments import instructions
from ...amendments import selectors as amendments_selectors
from ...amendments.selectors import Marshalled
from ...amendments.texts import Change
from ...amendments.views import change_context
from ...motion import papers as motion_papers
from ...motion import visibility, wording
from ...motion.choices import Status
from ...motion.models import Motion
from ...motion.rules import LIVE

SHOWN = 20  # on the page of their motion; the others stand on a page of their own


def of_motions(motions: Iterable[Motion]) -> dict[int, list[dict[str, Any]]]:
    """The lines of the public amendments to each of some motions, in the order in which they are voted on."""
    of_motion: dict[int, list[Motion]] = defaultdict(list)
    for amendment in amendments_selectors.for_lists(motions):
        of_motion[amendment.amends_id or 0].append(amendment)
    return {
        pk: [line(marshalled) for marshalled in amendments_selectors.marshalled(amendments)]
        for pk, amendments in of_motion.items()
    }


def line(marshalled: Marshalled) -> dict[str, Any]:
    """One amendment in a list: what it does, whose it is, how it stands, which others it meets."""
    motion = marshalled.motion
    instead = visibility.visible_text(motion).instead
    gone = motion.status == Status.WITHDRAWN
    said = draw(instructions.blocks(marshalled.change.instruction), base_level=4)
    return {
        "label": motion.label or motion.reference,
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
        "meetings": meetings(marshalled),
    }


def meetings(marshalled: Marshalled) -> list[dict[str, str]]:
    return [
        {
            "words": meeting.words,
            "label": meeting.other.label or meeting.other.reference,
            "url": meeting.other.get_absolute_url(),
        }
        for meeting in marshalled.meetings
    ]


def of_amendment(motion: Motion) -> dict[str, Any]:
    """What the page of one amendment shows beside its sheet; nothing of a text that is not shown."""
    amended, base = motion.amends, motion.text.base
    if amended is None or base is None:
        return {}
    shown: dict[str, Any] = {"amends": amended, "amends_titled": motion_papers.titled(amended), "base": base}
    if visibility.visible_text(motion).instead:
        return shown
    siblings = list(amendments_selectors.for_lists([amended]))
    own = next(row for row in amendments_selectors.marshalled(siblings) if row.motion.pk == motion.pk)
    change = Change.of(motion.text)
    return {
        **shown,
        **change_context(base, motion.text, change),
        "meetings": meetings(own),
        "is_behind": base.pk != amended.current_id and motion.status in LIVE,
    }
