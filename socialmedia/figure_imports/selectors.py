"""What is known of the channels and posts that a spreadsheet of figures names."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from lla.addresses.web import without_tracking
from lla.words.folding import folded

from ..channels.models import Channel
from ..posts.choices import VariantStatus
from ..posts.models import Variant
from ..results.models import Result
from ..results.rules import why_not_on
from ..statistics.forms import FIELDS
from ..statistics.models import WeekFigures
from ..statistics.workflow import why_not_enter
from .choices import About
from .matching import Known, Row, place_of

NO_CHANNEL = "No channel of ours has this name. Choose the channel above, or correct the name."
NO_POST = "No post of ours is marked as published at this address."
NO_FOLLOWERS = "It does not say how many followers or members there are."


def known(about: str, rows: Sequence[Row], *, channel: Channel | None, today: date) -> Known:
    """What the rows are held against, in as many questions however many rows there are."""
    if about == About.WEEKS:
        return _weeks(rows, channel, today)
    return _posts(rows, today)


def name_key(name: str) -> str:
    return folded(name)


def link_key(link: str) -> str:
    """An address without what differs between two of the same post."""
    bare = without_tracking(link.strip()).partition("://")[2] or link.strip()
    return bare.removeprefix("www.").removeprefix("m.").rstrip("/").casefold()


def _weeks(rows: Sequence[Row], channel: Channel | None, today: date) -> Known:
    channels = list(Channel.objects.standing().select_related("platform"))
    pages = {name_key(row.platform.name): row.pk for row in channels if not row.is_forum}
    places = pages | {name_key(row.name): row.pk for row in channels}
    mondays = {row.day for row in rows if row.day}
    stored = WeekFigures.objects.filter(week__in=mondays, channel__in=[row.pk for row in channels])
    bare = Known(
        places=places,
        words={row.pk: row.name for row in channels},
        stored={(row.channel_id, row.week): _given(row, [name for name, _ in FIELDS]) for row in stored},
        nobody=NO_CHANNEL,
        otherwise=channel.pk if channel else None,
        needed="followers",
        needed_words=NO_FOLLOWERS,
    )
    why = {monday: " ".join(why_not_enter(monday, today=today)) for monday in mondays}
    refused = {(pk, day): words for day, words in why.items() if words for pk in bare.words}
    return replace(bare, refused=refused)


def _posts(rows: Sequence[Row], today: date) -> Known:
    posted = Variant.objects.filter(status=VariantStatus.POSTED).exclude(link="")
    wanted = {row.name for row in rows}
    keys = {pk: link_key(link) for pk, link in posted.values_list("pk", "link")}
    variants = {
        row.pk: row
        for row in posted.filter(pk__in=[pk for pk, key in keys.items() if key in wanted]).select_related(
            "post", "channel"
        )
    }
    bare = Known(
        places={keys[pk]: pk for pk in variants},
        words={pk: f"{row.post}, {row.channel}" for pk, row in variants.items()},
        stored={(row.variant_id, row.on): row.figures for row in Result.objects.filter(variant__in=variants)},
        nobody=NO_POST,
    )
    asked = {(place_of(row, bare), row.day) for row in rows}
    refused = {
        (place, day): " ".join(why_not_on(variants[place], day, today=today))
        for place, day in asked
        if place and day
    }
    return replace(bare, refused={key: words for key, words in refused.items() if words})


def _given(row: WeekFigures, names: Iterable[str]) -> dict[str, int]:
    given: dict[str, Any] = {name: getattr(row, name) for name in names}
    return {name: value for name, value in given.items() if value is not None}
