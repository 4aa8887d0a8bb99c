"""Another order of preference for the platforms."""

from collections.abc import Sequence

from django.db import transaction
from django.db.models import F

from lla.actors import Actor
from lla.refusals import allow

from ..models import Platform
from ..rules import platforms as rules
from .channels import hold_all
from .record import record

RECORDED = "platforms:order"


@transaction.atomic
def prefer(order: Sequence[Platform], *, why: str, by: Actor) -> None:
    """Let the platforms stand in this order, the most preferred first; it counts at once for every check."""
    hold_all()
    allow(rules.why_not_prefer(order, why=why))
    Platform.objects.update(order=F("order") + len(order))  # aside, for no two may stand at one place
    for place, platform in enumerate(order, start=1):
        platform.order = place
        platform.save(update_fields=["order"])
    record(RECORDED, "preferred", by=by, words=why, order=[one.slug for one in order])
