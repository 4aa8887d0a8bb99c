"""Work during which Python does not look for garbage, because there is none before its end."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Without garbage collection, which would walk the whole process for things that all go at once."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
