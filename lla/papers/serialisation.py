"""A paper as plain values, such as a task is given, and back."""

from dataclasses import fields, is_dataclass
from typing import Any

from lla.papers import blocks
from lla.papers.blocks import Paper

_KINDS: dict[str, Any] = {name: kind for name, kind in vars(blocks).items() if is_dataclass(kind)}


def to_plain(paper: Paper) -> dict[str, Any]:
    """The paper as values that JSON can hold."""
    written: dict[str, Any] = _plain(paper)
    return written


def from_plain(written: dict[str, Any]) -> Paper:
    """The paper that `write_down` was given."""
    paper = _block(written)
    if not isinstance(paper, Paper):
        raise TypeError(f"{written['is']} is no paper.")
    return paper


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        found = {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
        return {"is": type(value).__name__, **found}
    return [_plain(each) for each in value] if isinstance(value, tuple) else value


def _block(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(_block(each) for each in value)
    if not isinstance(value, dict):
        return value
    return _KINDS[value["is"]](**{name: _block(each) for name, each in value.items() if name != "is"})
