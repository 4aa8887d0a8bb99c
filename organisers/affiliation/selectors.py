"""Groups that one region has offered to another."""

from dataclasses import dataclass
from typing import Any

from lla.accounts.people import person_behind

from ..groups.choices import GroupAct
from ..groups.models import Group, GroupEvent
from ..groups.querysets import REGION_STEPS
from ..regions.models import Region


@dataclass(frozen=True, slots=True)
class Offer:
    """To which region a group is offered, and why."""

    to: Region
    words: str
    event: GroupEvent


def offer_of(group: Group) -> Offer | None:
    """The offer of a group that waits for an answer."""
    if not Group.objects.offered().filter(pk=group.pk).exists():
        return None
    event = group.events.filter(act=GroupAct.OFFERED).select_related("remark").latest("pk")
    remark = getattr(event, "remark", None)  # it can be erased
    return Offer(Region.objects.get(pk=event.details["to_region"]), remark.words if remark else "", event)


def answer_of(group: Group, *, to: Region) -> dict[str, Any] | None:
    """How the latest offer of a group to a region was settled and by whom; None while it waits."""
    offers = group.events.filter(act=GroupAct.OFFERED, details__to_region=to.pk)
    last = offers.order_by("-pk").first()
    later = group.events.filter(act__in=REGION_STEPS, pk__gt=last.pk).order_by("pk") if last else None
    event = later.first() if later is not None else None
    return {"event": event, "by": person_behind(event)} if event else None
