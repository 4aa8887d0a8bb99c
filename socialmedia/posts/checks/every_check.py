"""Every check of one post, in the order in which people read them."""

from collections.abc import Iterator

from django.utils.timezone import get_current_timezone, localtime

from ...filters.matching import hits
from ...guidelines.parameters import Parameters
from ...guidelines.verdicts import Verdict
from . import placement, sharing, writing
from .facts import PostFacts, Surroundings, digest


def verdicts(post: PostFacts, around: Surroundings, figures: Parameters) -> list[Verdict]:
    """What the guidelines, and the law, say of a post as it stands."""
    current = digest(post) if post.checks else ""
    return [
        *writing.imprint(post.row),
        *sharing.read_in_full(post.row, figures),
        *sharing.source_vetted(post, around, figures),
        *writing.basis_named(post, figures),
        *writing.judgement_noted(post.row, figures),
        *writing.claims_sourced(post.row, figures),
        *writing.second_reader(post, figures, current),
        *_own_words(post, around, figures),
        *writing.image_rights(post, figures),
        *writing.alternative_text(post.row, figures),
        *placement.original_first(post, around, figures),
        *writing.variants_adapted(post, figures),
        *placement.variants_after_original(post, figures),
        *placement.repeat_another_day(post, figures),
        *_of_each_variant(post, around, figures),
        *writing.peer_checked(post, figures, current),
    ]


def _own_words(post: PostFacts, around: Surroundings, figures: Parameters) -> list[Verdict]:
    if not around.filter_words:
        return []
    hit = hits(around.filter_words, "\n".join(writing.every_text(post)))
    return writing.own_words_clean(hit, figures)


def _of_each_variant(post: PostFacts, around: Surroundings, figures: Parameters) -> Iterator[Verdict]:
    here = get_current_timezone()
    for variant in post.variants:
        yield from placement.platform_limits(variant, post.row, figures)
        yield from placement.lost_on_platform(variant, post.row)
        if variant.planned_at and not variant.posted:
            shown = localtime(variant.planned_at, here)
            yield from placement.crowding(variant, shown, figures)
            yield from placement.clear_hour(variant, shown, now=around.now)
        yield from placement.organising_kind(variant, post.row, figures)
        yield from placement.channel_open(variant)
