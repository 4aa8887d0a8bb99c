"""Plain functions that make regions and groups for tests."""

from datetime import date
from itertools import count

from django.utils.text import slugify

from organisers.choices import GroupStatus
from organisers.models import Group, Region

_numbers = count(1)


def make_region(name: str = "Yorkshire and the Humber") -> Region:
    return Region.objects.get_or_create(slug=slugify(name), defaults={"name": name})[0]


def make_group(
    name: str = "", *, region: Region | None = None, status: str = GroupStatus.AFFILIATED
) -> Group:
    name = name or f"Ouse Valley Left {next(_numbers)}"
    return Group.objects.create(
        name=name,
        slug=slugify(name),
        region=region or make_region(),
        town="Selby",
        status=status,
        affiliated_on=date(2026, 1, 10),
    )
