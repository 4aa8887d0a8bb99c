"""Copy numbers: short enough to read out on the telephone, and never given twice."""

import secrets
from collections.abc import Callable

# Without 0 and O, 1 and I, and what else is mistaken when it is read from paper or heard.
ALPHABET = "2345679ACDEFGHJKMNPQRTUVWXYZ"
LENGTH = 4
LIST, EDITION = "K", "E"


def new_id(kind: str, *, is_taken: Callable[[str], bool]) -> str:
    """Such as K-3F9A, free at this moment; a unique column keeps two at once apart."""
    while True:
        drawn = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
        if not is_taken(numbered := f"{kind}-{drawn}"):
            return numbered
