"""Whether the figures of a post may be entered for a day."""

from datetime import date

from django.utils.timezone import localdate

from lla.time.wording import day_in_words

from ..posts.models import Post, Variant

MOST = 2_000_000_000
NOTHING_OUT = "Nothing of this post has been published yet, so there are no figures."
TO_COME = "This day is still to come. Enter the day on which you read the figures."


def why_not_enter(post: Post) -> list[str]:
    """Entering what came of a post."""
    return [] if post.variants.exclude(posted_at=None).exists() else [NOTHING_OUT]


def why_not_on(variant: Variant, on: date, *, today: date) -> list[str]:
    """Figures of a variant that were read on a day."""
    if variant.posted_at is None:
        return [f"It has not been published on {variant.channel} yet."]
    if on > today:
        return [TO_COME]
    posted = localdate(variant.posted_at)
    if on < posted:
        when = f"It was published on {variant.channel} on {day_in_words(posted)}."
        return [f"{when} Enter that day or a later one."]
    return []
