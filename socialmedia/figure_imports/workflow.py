"""Bringing in figures from a spreadsheet, exactly as they were rehearsed."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.utils.timezone import localdate

from lla.accounts.models import User
from lla.acts.actors import Actor
from lla.acts.refusals import allow
from lla.time import clock

from ..channels.models import Channel
from ..posts.models import Post, Variant
from ..results import workflow as results_workflow
from ..statistics import workflow as statistics_workflow
from ..statistics.models import WeekFigures
from . import selectors
from .choices import About
from .matching import Figures, Rehearsal, Row, rehearse

CHANGED = "Somebody entered figures meanwhile. Look at the rows again, then bring them in."
NOTHING = "No row would change anything."


def rehearsal(about: str, rows: Sequence[Row], *, channel: Channel | None) -> Rehearsal:
    """What would become of each row now."""
    known = selectors.known(about, rows, channel=channel, today=localdate(clock.now()))
    return rehearse(rows, known)


@transaction.atomic
def bring_in(
    about: str, rows: Sequence[Row], *, channel: Channel | None, seen: str, user: User, by: Actor
) -> int:
    """Write what the rehearsal with this digest showed; answers how many rows changed something.

    Figures are corrected as by hand: those of posts on record, with what stood before.
    """
    found = rehearsal(about, rows, channel=channel)
    allow([] if found.digest == seen else [CHANGED])
    allow([] if found.changing else [NOTHING])
    by_day: dict[date, dict[int, Figures]] = defaultdict(dict)
    for verdict in found.changing:
        if verdict.key:
            by_day[verdict.key[1]][verdict.key[0]] = verdict.figures
    for day, figures in sorted(by_day.items()):
        if about == About.WEEKS:
            channels = Channel.objects.in_bulk(figures)
            entries = [WeekFigures(channel=channels[key], **given) for key, given in figures.items()]
            statistics_workflow.save(day, entries, by=user)
        else:
            _posts(day, figures, user=user, by=by)
    return len(found.changing)


def _posts(day: date, given: dict[int, Figures], *, user: User, by: Actor) -> None:
    of_post: dict[int, dict[int, Figures]] = defaultdict(dict)
    for pk, post in Variant.objects.filter(pk__in=given).values_list("pk", "post"):
        of_post[post][pk] = given[pk]
    posts = Post.objects.in_bulk(of_post)
    for key, figures in sorted(of_post.items()):
        results_workflow.enter(posts[key], day, figures, user=user, by=by)
