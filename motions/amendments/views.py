"""The preview of an amendment that is being written: what it deletes and inserts, and what comes of it."""

from typing import Any

from lla.text.differences import compare

from ..motion import papers as motion_papers
from ..motion import visibility, wording
from ..motion.models import Motion, Revision
from ..motion.texts import Text
from ..motion.views import Preview, draw_preview
from . import instructions, rules
from .applying import apply
from .choices import CarryOutcome
from .models import PendingCarry
from .operations import from_json
from .texts import Change, Moved, as_text, text_of, units_of


def change_context(base: Revision, text: Text | Revision, change: Change) -> dict[str, object]:
    """What an amendment does, three ways: as an instruction, as a difference, and as the text it makes."""
    return {
        "instruction": instructions.blocks(change.instruction),
        "difference": compare(base.body, text.body),
        "appendix_difference": compare(base.appendix, text.appendix, prefix=motion_papers.APPENDIX, level=2),
        "has_appendix": bool(base.appendix or text.appendix),
        "result": motion_papers.text_blocks(text),
        "result_title": text.title,
    }


def change_of(amendment: Motion) -> dict[str, object]:
    """What an amendment does, as it stands."""
    text = amendment.text
    if text.base is None:
        raise LookupError(f"{text} is no text of an amendment")
    return change_context(text.base, text, Change.of(text))


def moved_on(amendment: Motion) -> Moved | None:
    """What of an amendment applies to its motion's text, where it was made from an earlier one."""
    motion = amendment.amends
    if motion is None or amendment.text.base_id == motion.current_id:
        return None
    return Change.of(amendment.text).moved_to(motion.text)


def offered(amendment: Motion) -> dict[str, Any] | None:
    """An amendment as it would be on the new text of its motion, and as it was on the one before."""
    pending = PendingCarry.objects.filter(motion=amendment, outcome=CarryOutcome.OFFERED).first()
    if pending is None:
        return None
    new = Change(units_of(pending.to), from_json(pending.operations))
    text = text_of(apply(new.base, new.operations))
    base = amendment.text.base
    hidden = amendment.amends and base and visibility.visible_text(amendment.amends, base).instead
    return {
        "to": pending.to,
        "before": [] if hidden else instructions.blocks(Change.of(amendment.text).instruction),
        **change_context(pending.to, text, new),
    }


def render_preview(
    motion: Motion, base: Revision, title: str, body: str, appendix: str, *, own: Motion | None = None
) -> Preview:
    """What is typed of an amendment with every rule that it does not meet yet; nothing of a hidden base."""
    if visibility.hiding_ruling(motion, base):
        return draw_preview({"too_large": [rules.HIDDEN_BASE.format("shown")]})
    if too_large := Text.why_too_large(title, body, appendix):
        return draw_preview({"too_large": too_large})
    text = Text.of(title, body, appendix)
    unmet = [
        sentence
        for sentences in rules.unmet(motion, as_text(base), text, own=own).values()
        for sentence in sentences
    ]
    too_long = rules.too_long(motion, text)
    return draw_preview(
        {
            "text": text,
            "length": wording.length(text.words, limit=motion.conference.body_words),
            "unmet": [*unmet, too_long] if too_long else unmet,
            "joined": [],
            "amends": True,
            **({} if unmet else change_context(base, text, Change.between(base, text))),
        }
    )
