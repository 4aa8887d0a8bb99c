"""Reading an uploaded picture or film in a process with limits."""

from functools import partial
from hashlib import sha256
from typing import BinaryIO

from lla.acts.refusals import NotAllowed
from lla.acts.uploads import read_upload
from lla.jobs.processes import Processes

from . import films, pictures
from .pictures import Cleaned, Unusable

LARGEST = max(films.LARGEST, pictures.LARGEST)
_MEMORY = 400  # megabytes: the dots of a large picture twice
TOO_LARGE = f"This file is larger than {LARGEST // 1024 // 1024} MB. Make it smaller, and upload that."
TOO_SLOW = "This file takes too long to read. Try again, or make it smaller and upload that."
EMPTY = "This file is empty."


def read(file: BinaryIO) -> Cleaned:
    """What is kept of an upload; raises NotAllowed with the sentence for the field."""
    content = file.read(LARGEST + 1)
    if len(content) > LARGEST:
        raise NotAllowed([TOO_LARGE])
    if not content:
        raise NotAllowed([EMPTY])
    if not films.is_film(content) and not pictures.is_picture(content):
        raise NotAllowed([pictures.NO_PICTURE])
    return read_upload(_reading, clean, content, megabytes=_MEMORY, too_slow=TOO_SLOW)


def clean(content: bytes) -> tuple[Cleaned | None, str]:
    """The cleaned file, or else the sentence refusing it; for a process with limits."""
    try:
        return (films if films.is_film(content) else pictures).cleaned(content), ""
    except Unusable as refused:
        return None, str(refused)


def digest(found: Cleaned) -> str:
    return sha256(found.content).hexdigest()


_reading = Processes(1, warm_up=lambda: partial(clean, b"nothing"))
