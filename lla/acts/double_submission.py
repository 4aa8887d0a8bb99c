"""A form that is sent twice by a double press does its act once."""

import hashlib
from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import TypeVar

from django.db import transaction
from django.http import HttpRequest

from lla.limits import rate_limits

Made = TypeVar("Made")

SENT_AGAIN = timedelta(minutes=10)


def first_time(act: str, said: Mapping[str, object]) -> bool:
    """Whether the same was not said for the same act within the last ten minutes.

    Ask inside the act's transaction: of two at once the second waits for the first, and an act that is
    refused has not been done. What was said is kept as a keyed hash only.
    """
    digest = hashlib.sha256(repr(sorted(said.items())).encode()).hexdigest()
    count, _ = rate_limits.tally(f"once {act}", digest, per=SENT_AGAIN)
    return count == 1


@transaction.atomic
def once(request: HttpRequest, act: Callable[[], Made], *, again: Callable[[], Made]) -> Made:
    """What a page's form makes; `again` finds it when its button was pressed twice.

    Each page that is opened has a token of its own, so the same words from another page are meant.
    """
    sent = {**dict(request.POST.lists()), "page": request.path, "by": request.user.pk}
    return act() if "csrfmiddlewaretoken" not in sent or first_time("press", sent) else again()
