"""How often a process that works for long looks for garbage."""

import gc

# New objects after which it looks, in place of Python's 700. A paper has a few hundred thousand, a list of
# contacts as many cells; nearly all are needed until the end, and looking took a twentieth of a paper's time.
_OBJECTS = 50_000


def collect_rarely() -> None:
    """Look for garbage rarely, and only among what comes from now on: what is loaded by now stays."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(_OBJECTS, 20, 20)
