"""Writing down what platforms tell of a post; what is entered again for a day corrects it, on record."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from lla.accounts.models import User
from lla.acts.actors import Actor
from lla.acts.refusals import allow
from lla.time import clock

from ..posts.choices import PostAct
from ..posts.models import Post, Variant
from ..record.workflow import lock, record
from . import rules
from .models import NAMES, Result

Figures = Mapping[str, int | None]


@transaction.atomic
def enter(post: Post, on: date, given: Mapping[int, Figures], *, user: User, by: Actor) -> int:
    """What was read on a day of each variant, by its key; blank figures of a day take away what stood there.

    Answers how many variants it changed.
    """
    post = lock(post)
    allow(rules.why_not_enter(post))
    variants = post.variants.filter(pk__in=given).select_related("channel")
    return sum(_enter(variant, on, given[variant.pk], user=user, by=by) for variant in variants)


def _enter(variant: Variant, on: date, figures: Figures, *, user: User, by: Actor) -> bool:
    stood = Result.objects.filter(variant=variant, on=on).first()
    before = stood.figures if stood else {}
    after = {name: figures[name] for name in NAMES if figures.get(name) is not None}
    if before == after:
        return False
    allow(rules.why_not_on(variant, on, today=localdate(clock.now())))
    if after:
        values: dict[str, Any] = {**dict.fromkeys(NAMES), **after, "by": user}
        Result.objects.update_or_create(variant=variant, on=on, defaults=values)
    elif stood:
        stood.delete()
    act = PostAct.RESULTS_CORRECTED if stood else PostAct.RESULTS
    details: dict[str, Any] = {"channel": variant.channel_id, "on": on.isoformat(), "after": after}
    if stood:
        details["before"] = before
    record(variant.post, act, by=by, **details)
    return True
