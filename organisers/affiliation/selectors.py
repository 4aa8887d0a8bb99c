"""Groups that one region has offered to another."""

from dataclasses import dataclass

from ..groups.choices import GroupAct
from ..groups.models import Group, GroupEvent
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
