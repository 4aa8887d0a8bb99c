"""Finding motions: for readers with a word put right that no motion holds, and for the committee."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import reduce
from operator import or_
from string import ascii_lowercase

from django.contrib.postgres.search import SearchRank
from django.db.models import Count, F, Q, Subquery

from lla import searching
from lla.folding import folded

from .choices import Finding, Status
from .models import Motion, Revision
from .querysets import MotionQuerySet

MOST = 500  # motions found one way and ranked; a search that finds more says so
CORRECTED = range(4, 21)  # letters of a word that may be a slip
MOST_CORRECTED = 3  # words
READ = 20  # motions, for the words that are really used
ENDING = 3  # letters that a word may have after its stem

# A motion is near another when it ranks at least this share of the other's own rank for its telling words.
NEAR = 0.42
NEAREST = 5
TELLING_WORDS = 40
_WORD = re.compile(r"[^\W\d_]{5,}")
_COMMONPLACE = frozenset(
    [
        "about",
        "agree",
        "agrees",
        "also",
        "believes",
        "conference",
        "further",
        "motion",
        "motions",
        "network",
        "notes",
        "other",
        "resolves",
        "should",
        "their",
        "there",
        "these",
        "those",
        "which",
        "would",
    ]
)


@dataclass(frozen=True, slots=True)
class Found:
    """Motions by their keys, the best first; whether there are more."""

    pks: list[int]
    more: bool


def find(asked: str) -> Found:
    """What anybody may read: first what goes by that very name, then by title, then by rank, then the newest.

    A text that readers do not see is not found by its words, nor by those who signed it; where only the title
    of a motion stays, it is found by that.
    """
    public, question = Motion.objects.public().latest_received(), searching.read(asked)
    readable = public.readable()
    called, by_group = _pks(public.called(asked)), _pks(public.of_group(asked))
    signed = _pks(readable.signed_by(asked))
    titled = _pks(public.titled_with(question)) if question.notation else []
    ranks = dict(readable.saying(question).ranked(question)[: MOST + 1]) if question.notation else {}
    ways = [called, titled, list(ranks), by_group, signed]
    in_title = set(titled)
    every = {pk for way in ways for pk in way[:MOST]}
    order = {pk: (pk in called, pk in in_title, ranks.get(pk, 0.0), pk) for pk in every}
    return Found(sorted(every, key=order.__getitem__, reverse=True), any(len(way) > MOST for way in ways))


def _pks(motions: MotionQuerySet) -> list[int]:
    return list(motions.values_list("pk", flat=True)[: MOST + 1])


def correction(asked: str) -> str:
    """A search in vain with its slips put right; empty when that finds nothing either."""
    readable = Motion.objects.public().readable()
    missed = [
        word
        for word in searching.read(asked).words
        if word.isalpha()
        and len(word) in CORRECTED
        and not readable.saying(searching.any_of([word])).exists()
    ]
    right = {word: better for word in missed[:MOST_CORRECTED] if (better := _nearest(word))}
    corrected = searching.replaced(asked, right)
    return corrected if right and find(corrected).pks else ""


def _nearest(word: str) -> str:
    """The word one slip away that readable motions use most; in any of its forms."""
    possible = set(_slips(word))
    motions = Motion.objects.public().readable().saying(searching.any_of(sorted(possible)))
    texts = motions.latest_received().values_list("current__title", "current__body")[:READ]
    said = Counter(word for text in texts for part in text for word in searching.in_name(part))
    used: Counter[str] = Counter()
    for form, count in said.items():
        stems = (form[: len(form) - ending] for ending in range(ENDING + 1))
        used.update({stem: count for stem in stems if stem in possible})
    return max(used, key=lambda stem: (used[stem], stem), default="")


def _slips(word: str) -> Iterator[str]:
    """Every word that differs by one letter left out, put in, mistaken or swapped with the next."""
    for at in range(len(word) + 1):
        before, rest = word[:at], word[at:]
        yield from (before + letter + rest for letter in ascii_lowercase)
        if rest:
            yield before + rest[1:]
            yield from (before + letter + rest[1:] for letter in ascii_lowercase)
        if len(rest) > 1:
            yield before + rest[1] + rest[0] + rest[2:]


def for_the_queue() -> MotionQuerySet:
    """All motions with everything a line of the committee's queue says, long texts left where they are."""
    standing = Q(backings__confirmed_at__isnull=False, backings__withdrawn_at__isnull=True)
    return (
        Motion.objects.select_related("conference", "item", "current", "assigned_to")
        .defer("current__body", "current__appendix", "current__search")
        .annotate(
            standing=Count("backings", filter=standing, distinct=True),
            concerns=Count("checks", filter=Q(checks__finding=Finding.CONCERN), distinct=True),
        )
    )


def for_the_sheet() -> MotionQuerySet:
    """All motions with everything the committee reads about one."""
    return (
        Motion.objects.for_papers()
        .select_related("assigned_to")
        .prefetch_related(
            "checks", "notes__by", "recusals__user", "rulings__proposed_by", "rulings__seconded_by"
        )
    )


def found_by_the_committee(motions: MotionQuerySet, asked: str) -> MotionQuerySet:
    """Those of a reference, a label, a text, a group or somebody behind them, public or not."""
    known = Motion.objects
    question = searching.read(asked)
    ways = [known.called(asked), known.of_group(asked), known.with_somebody_called(asked)]
    if question.notation:
        ways.append(known.saying(question))
    return motions.filter(reduce(or_, (Q(pk__in=way.values("pk")) for way in ways)))


def near(motion: Motion) -> MotionQuerySet:
    """Motions to the same conference that say much the same, the nearest first; five at most."""
    words = _telling_words(motion.current)
    if not words:
        return Motion.objects.none()
    query = searching.any_of(words).query
    rank = SearchRank(F("current__search"), query)
    own = Motion.objects.filter(pk=motion.pk).annotate(rank=rank).values("rank")
    return (
        Motion.objects.filter(conference=motion.conference_id, current__search=query)
        .exclude(pk=motion.pk)
        .exclude(status=Status.WITHDRAWN)
        .annotate(rank=rank)
        .filter(rank__gte=NEAR * Subquery(own))
        .order_by("-rank", "pk")[:NEAREST]
    )


def _telling_words(text: Revision | None) -> list[str]:
    """The words of the title, then those the body uses most, without what every motion says."""
    if text is None:
        return []
    title, body = (_WORD.findall(folded(words).replace("-", "")) for words in (text.title, text.body))
    frequent = [word for word, _ in Counter(body).most_common(2 * TELLING_WORDS)]
    telling = [word for word in dict.fromkeys(title + frequent) if word not in _COMMONPLACE]
    return telling[:TELLING_WORDS]
