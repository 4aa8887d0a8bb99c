"""What pages about a group begin with: the group of a region, as the desk has it."""

from typing import Any

from django.http import Http404

from lla.accounts.people import person_behind
from lla.pages.resubmission import Gone
from lla.time import clock
from lla.time.wording import moment_in_words

from ..regions.models import Region
from .choices import GroupAct
from .models import Group
from .selectors import verified_since


def get_group(region: Region, slug: str) -> Any:
    groups = Group.objects.for_the_desk(since=verified_since(now=clock.now())).select_related("region")
    found = groups.filter(region=region, slug=slug).first()
    if found is None:
        raise not_here(region, Group.objects.filter(slug=slug).select_related("region").first())
    return found


def not_here(region: Region, group: Group | None) -> Http404:
    """A group that a region has no more: whoever organised it there reads who moved it, where to and when."""
    steps = group.events.filter(act=GroupAct.MOVED, details__from_region=region.pk) if group else None
    last = steps.order_by("-pk").first() if steps is not None else None
    if group is None or last is None:
        return Http404()
    who, when = person_behind(last) or "Somebody", moment_in_words(last.at)
    to = Region.objects.filter(pk=last.details["to_region"]).first() or "another region"
    return Gone(f"{who} moved {group} to {to} on {when}, so you cannot work on it here any more.")
