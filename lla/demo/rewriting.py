"""Changing a text as the files say it: what replaces what."""

from collections.abc import Iterable

from motions.motion.models import Revision
from motions.motion.texts import Text

Changes = Iterable[tuple[str, str]]


def changed(parts: list[str], changes: Changes) -> list[str]:
    """The parts of a text after some changes, each of which must find its words exactly once."""
    for old, new in changes:
        if (times := sum(part.count(old) for part in parts)) != 1:
            raise ValueError(f"Found {times} times, not once: {old}")
        parts = [part.replace(old, new) for part in parts]
    return parts


def rewritten(text: Revision, changes: Changes) -> Text:
    return Text.of(*changed([text.title, text.body, text.appendix], changes))
