"""Appointing organisers, and what an organiser accepts before the first use."""

from django.db import transaction

from lla import clock
from lla.models import User
from lla.refusals import NotAllowed

from ..models import Acceptance
from ..rules import groups as rules

ANOTHER_VERSION = "The undertaking has changed since you opened it. Please read it again."


@transaction.atomic
def accept_undertaking(user: User, *, version: str) -> None:
    """Accept the undertaking in force, which must be the version that was read; once is enough."""
    undertaking = rules.undertaking_in_force(now=clock.now())
    if undertaking is None or str(undertaking.version) != version:
        raise NotAllowed([ANOTHER_VERSION])
    Acceptance.objects.get_or_create(user=user, undertaking=undertaking)
