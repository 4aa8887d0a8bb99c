"""A form that is sent twice by a double press does its act once."""

import hashlib
from collections.abc import Mapping
from datetime import timedelta

from lla.limits import rate_limits

SENT_AGAIN = timedelta(minutes=10)


def first_time(act: str, said: Mapping[str, object]) -> bool:
    """Whether the same was not said for the same act within the last ten minutes.

    Ask inside the act's transaction: of two at once the second waits for the first, and an act that is
    refused has not been done. What was said is kept as a keyed hash only.
    """
    digest = hashlib.sha256(repr(sorted(said.items())).encode()).hexdigest()
    count, _ = rate_limits.tally(f"once {act}", digest, per=SENT_AGAIN)
    return count == 1
