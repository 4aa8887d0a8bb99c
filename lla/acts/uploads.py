"""Reading what somebody uploaded in a process with limits, or refusing it in a sentence."""

from collections.abc import Callable
from typing import TypeVar, cast

from django.conf import settings

from lla.acts.refusals import NotAllowed
from lla.jobs.processes import Limits, NotFinished, Processes

Found = TypeVar("Found")
STARTING = 20  # seconds for which the first file waits until its process has started, on a busy machine


def read_upload(
    processes: Processes,
    reading: Callable[[bytes], tuple[Found | None, str]],
    content: bytes,
    *,
    megabytes: int,
    too_slow: str,
) -> Found:
    """What a file holds; raises NotAllowed with the sentence for the field.

    `reading` answers what it found, or nothing and the sentence refusing it; `too_slow` refuses what takes
    longer, or more memory, than there is; what its process takes to start is not the file's.
    """
    try:
        seconds = settings.SECONDS_FOR_AN_UPLOAD
        limits = Limits.after(seconds, megabytes=megabytes, starting=STARTING)
        found, refusal = processes.run(limits, reading, content)
    except NotFinished as error:
        raise NotAllowed([too_slow]) from error
    if refusal:
        raise NotAllowed([refusal])
    return cast(Found, found)


def tried(reading: Callable[[], Found], *, damaged: str) -> tuple[Found | None, str]:
    """What reading a file gives, or nothing and why it is refused; for a process with limits."""
    try:
        return reading(), ""
    except NotAllowed as refused:
        return None, refused.reasons[0]
    except MemoryError:
        raise
    # A damaged file makes its readers give up in a dozen ways, which all mean the same to its sender.
    except Exception:
        return None, damaged
