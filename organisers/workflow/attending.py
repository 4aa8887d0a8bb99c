"""Who comes to a symposium: a group's reply, and what its people need."""

from django.db import transaction

from lla import clock
from lla.refusals import NotAllowed

from ..models import AccessNeed, Group, Reply, Symposium
from ..rules import symposia as rules
from .symposia import lock

HOW_MANY = f"Enter how many people are coming, from 1 to {rules.PLACES_AT_MOST}."


@transaction.atomic
def reply(
    symposium: Symposium, group: Group, *, coming: bool, places: int = 0, need: str = "", forget: bool = False
) -> Reply:
    """Say whether a group comes, and with how many; the latest of its contacts counts.

    A `need` replaces what was noted before; an empty one leaves it, unless it is to be forgotten.
    """
    symposium = lock(symposium)
    if reasons := rules.why_not_reply(symposium, group, now=clock.now()):
        raise NotAllowed(reasons)
    if coming and not 1 <= places <= rules.PLACES_AT_MOST:
        raise NotAllowed([HOW_MANY])
    told, _ = Reply.objects.update_or_create(
        symposium=symposium,
        group=group,
        defaults={"coming": coming, "places": places if coming else 0, "answered_at": clock.now()},
    )
    if forget or not coming:
        AccessNeed.objects.filter(reply=told).delete()
    if need and coming:
        AccessNeed.objects.update_or_create(reply=told, defaults={"words": need})
    return told
