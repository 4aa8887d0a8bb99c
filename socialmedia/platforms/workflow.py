"""The acts on a platform and on the order of preference; each waits for those on channels."""

from collections.abc import Sequence

from django.db import transaction
from django.db.models import F, Max
from django.utils.timezone import localdate

from lla.acts.actors import Actor
from lla.acts.refusals import OVERTAKEN, NotAllowed, allow
from lla.time import clock
from lla.words.slugs import free_slug

from ..channel_lifecycle.workflow import hold_all
from ..channels.choices import PlatformAct
from ..channels.models import Platform
from ..record.workflow import lock, record
from . import rules

FACTS = (
    "name", "character_limit", "counting", "byte_limit", "needs_media", "links_open",
    "takes_alternative_text", "hashtag_limit", "filter_format", "hosts", "functions",
)  # fmt: skip
RECORDED = "platforms:order"


@transaction.atomic
def add(platform: Platform, *, by: Actor) -> Platform:
    """Keep a new platform, the least preferred of all until somebody changes the order."""
    hold_all()
    allow(rules.why_not_keep(platform))
    platform.order = (Platform.objects.aggregate(last=Max("order"))["last"] or 0) + 1
    taken = Platform.objects.values_list("slug", flat=True)
    platform.slug = free_slug(platform.name, taken, longest=30, otherwise="platform")
    platform.save()
    record(platform, PlatformAct.ADDED, by=by)
    return platform


@transaction.atomic
def change(platform: Platform, *, seen: str, by: Actor) -> Platform:
    """Keep what was changed about a platform; every check goes by it at once.

    `seen` is the `state` whoever changed it had before them.
    """
    hold_all()
    before = lock(platform)
    if seen != before.state:
        raise NotAllowed([OVERTAKEN])
    allow(rules.why_not_keep(platform))
    changed = [name for name in FACTS if getattr(before, name) != getattr(platform, name)]
    platform.save(update_fields=[*FACTS, "changed_at"])
    record(platform, PlatformAct.CHANGED, by=by, changed=changed)
    return platform


@transaction.atomic
def end(platform: Platform, *, by: Actor) -> Platform:
    """Use a platform no longer: nothing new can be planned there, what was there stays on record."""
    hold_all()
    platform = lock(platform)
    allow(rules.why_not_end(platform))
    return _keep(platform, PlatformAct.ENDED, by=by)


@transaction.atomic
def resume(platform: Platform, *, by: Actor) -> Platform:
    """Use a platform again that was ended, at its place in the order."""
    hold_all()
    platform = lock(platform)
    allow(rules.why_not_resume(platform))
    return _keep(platform, PlatformAct.RESUMED, by=by)


def _keep(platform: Platform, act: PlatformAct, *, by: Actor) -> Platform:
    platform.ended_on = localdate(clock.now()) if act == PlatformAct.ENDED else None
    platform.save(update_fields=["ended_on", "changed_at"])
    record(platform, act, by=by)
    return platform


@transaction.atomic
def prefer(order: Sequence[Platform], *, why: str, by: Actor) -> None:
    """Let the platforms stand in this order, the most preferred first; it counts at once for every check.

    Those that are no longer used come after them.
    """
    hold_all()
    allow(rules.why_not_prefer(order, why=why))
    every = [*order, *Platform.objects.ended()]
    most = Platform.objects.aggregate(last=Max("order"))["last"] or 0
    Platform.objects.update(order=F("order") + most)  # aside, for no two may stand at one place
    for place, platform in enumerate(every, start=1):
        platform.order = place
        platform.save(update_fields=["order"])
    record(RECORDED, PlatformAct.PREFERRED, by=by, words=why, order=[platform.slug for platform in order])
