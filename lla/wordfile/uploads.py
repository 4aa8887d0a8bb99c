"""Reading an uploaded Word file into the canonical form of a text, within bounds."""

from collections.abc import Callable
from functools import partial
from typing import BinaryIO, TypeVar

from lla.acts.refusals import NotAllowed
from lla.acts.uploads import read_upload, tried
from lla.jobs.processes import Processes
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
    return read_upload(_reading, reading, content, megabytes=_MEMORY, too_slow=_TOO_LONG)


def read(content: bytes) -> tuple[WordText | None, str]:
    """The text of a .docx, or else the sentence refusing it; for a process with limits."""
    return _tried(read_parts, content)


def read_changed(content: bytes) -> tuple[ReturnedText | None, str]:
    """Both texts of a changed .docx, or else the sentence refusing it; for a process with limits."""
    return _tried(read_returned, content)


def _tried(reading: Callable[[Parts], _Text], content: bytes) -> tuple[_Text | None, str]:
    return tried(lambda: reading(package.unpack(content)), damaged=package.NOT_WORD)


_reading = Processes(1, warm_up=lambda: partial(read, b""))
