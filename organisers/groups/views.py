"""What pages about a group begin with: the group of a region, as the desk has it."""

from typing import Any

from django.shortcuts import get_object_or_404

from lla.time import clock

from ..regions.models import Region
from .models import Group
from .selectors import verified_since


def get_group(region: Region, slug: str) -> Any:
    groups = Group.objects.for_the_desk(since=verified_since(now=clock.now())).select_related("region")
    return get_object_or_404(groups, region=region, slug=slug)
