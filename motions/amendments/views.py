"""The preview of an amendment that is being written: what it deletes and inserts, and what comes of it."""

from lla.text.differences import compare

from ..motion import papers as motion_papers
from ..motion import wording
from ..motion.models import Motion, Revision
from ..motion.texts import Text
from ..motion.views import Preview, draw_preview
from . import instructions, rules
from .texts import Change, Moved, as_text


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


def moved_on(amendment: Motion) -> Moved | None:
    """What of an amendment applies to its motion's text, where it was made from an earlier one."""
    motion = amendment.amends
    if motion is None or amendment.text.base_id == motion.current_id:
        return None
    return Change.of(amendment.text).moved_to(motion.text)


def render_preview(motion: Motion, base: Revision, title: str, body: str, appendix: str) -> Preview:
    """What is typed of an amendment with every rule that it does not meet yet."""
    if too_large := Text.why_too_large(title, body, appendix):
        return draw_preview({"too_large": too_large})
    text = Text.of(title, body, appendix)
    unmet = [
        sentence for sentences in rules.unmet(motion, as_text(base), text).values() for sentence in sentences
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
