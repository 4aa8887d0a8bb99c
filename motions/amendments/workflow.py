"""What becomes of amendments: their texts, and what a new text of the motion does to them."""

from typing import Any

from ..motion.models import Revision
from ..motion.texts import Text
from .operations import to_json
from .texts import Change


def change(base: Revision, text: Text) -> dict[str, Any]:
    """The fields of a revision that say what this text does to its base."""
    made = Change.between(base, text)
    return {"base": base, "operations": to_json(made.operations), "instruction": made.in_words}
