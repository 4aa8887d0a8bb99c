"""Who may write to groups, and whether a message may go now."""

from datetime import datetime

from lla.accounts.models import User

from ..appointments.rules import regions_open_to, why_none_open
from ..regions.models import Region
from .selectors import Draft, Reach

NOBODY = "Only regional organisers and the steering committee can write to groups."
NO_REGION = "Choose a region."
NOT_YOURS = "You do not organise {region}."
REACHES_NONE = "This would reach nobody. Choose other groups, or another role."
SENT = "You have sent this already."


def regions_to_write(user: User, *, now: datetime) -> list[Region]:
    """Organisers write to the groups of their own regions, the steering committee to all."""
    return regions_open_to(user, everywhere=user.has_perm("organisers.oversee"), now=now)


def why_not_write(user: User, *, now: datetime) -> list[str]:
    return why_none_open(user, regions_to_write(user, now=now), otherwise=NOBODY, now=now)


def why_not_send(draft: Draft, by: User, found: Reach, *, now: datetime) -> list[str]:
    if not draft.regions:
        return [NO_REGION]
    yours = regions_to_write(by, now=now)
    if others := [region for region in draft.regions if region not in yours]:
        return [NOT_YOURS.format(region=region) for region in others]
    return [] if found.recipients else [REACHES_NONE]
