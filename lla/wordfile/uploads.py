"""Reading an uploaded Word file into the canonical form of a text, within bounds."""

from collections.abc import Callable
from functools import partial
from typing import BinaryIO, TypeVar, cast

from django.conf import settings

from lla.acts.refusals import NotAllowed
from lla.jobs.processes import Limits, NotFinished, Processes
from lla.wordfile import package
from lla.wordfile.markup import Parts
from lla.wordfile.opening import read_parts
from lla.wordfile.returned import ReturnedText, read_returned
from lla.wordfile.writing import WordText

LARGEST_FILE = 5 * 1024 * 1024
_MEMORY = 300  # megabytes
_Text = TypeVar("_Text", WordText, ReturnedText)
_TOO_LONG = "This Word file takes too long to read. Try again, or paste the text instead."


def read_word(file: BinaryIO) -> WordText:
    """The text of a .docx in canonical form; raises NotAllowed with the sentence for the field."""
    return _run(read, file)


def read_returned_word(file: BinaryIO) -> ReturnedText:
    """Both texts of a .docx of ours that was changed; raises NotAllowed with the sentence for the field."""
    return _run(read_changed, file)


def _run(reading: Callable[[bytes], tuple[_Text | None, str]], file: BinaryIO) -> _Text:
    content = file.read(LARGEST_FILE + 1)
    if len(content) > LARGEST_FILE:
        largest = LARGEST_FILE // 1024 // 1024
        raise NotAllowed([f"This file is larger than {largest} MB. Paste the text instead."])
    try:
        limits = Limits.after(settings.SECONDS_FOR_AN_UPLOAD, megabytes=_MEMORY)
        text, refusal = _reading.run(limits, reading, content)
    except NotFinished as error:
        raise NotAllowed([_TOO_LONG]) from error
    if refusal:
        raise NotAllowed([refusal])
    return cast(_Text, text)


def read(content: bytes) -> tuple[WordText | None, str]:
    """The text of a .docx, or else the sentence refusing it; for a process with limits."""
    return _tried(read_parts, content)


def read_changed(content: bytes) -> tuple[ReturnedText | None, str]:
    """Both texts of a changed .docx, or else the sentence refusing it; for a process with limits."""
    return _tried(read_returned, content)


def _tried(reading: Callable[[Parts], _Text], content: bytes) -> tuple[_Text | None, str]:
    try:
        return reading(package.unpack(content)), ""
    except NotAllowed as refused:
        return None, refused.reasons[0]
    except MemoryError:
        raise
    # A damaged package makes its readers give up in a dozen ways, which all mean the same to its sender.
    except Exception:
        return None, package.NOT_WORD


_reading = Processes(1, warm_up=lambda: partial(read, b""))
