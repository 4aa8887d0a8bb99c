"""Finding public motions by what a reader asks for, and putting right a word that no motion holds."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from string import ascii_lowercase

from lla.words import search

from ..motion.models import Motion
from ..motion.querysets import MotionQuerySet

MOST = 500  # motions found one way and ranked; a search that finds more says so
CORRECTED = range(4, 21)  # letters of a word that may be a slip
MOST_CORRECTED = 3  # words
READ = 20  # motions, for the words that are really used
ENDING = 3  # letters that a word may have after its stem


@dataclass(frozen=True, slots=True)
class SearchResult:
    """The status of each motion by its key, the best first; whether there are more."""

    statuses: dict[int, str]
    more: bool

    @property
    def pks(self) -> list[int]:
        return list(self.statuses)


def find(asked: str) -> SearchResult:
    """What anybody may read: first what goes by that very name, then by title, then by rank, then the newest.

    A text that readers do not see is not found by its words, nor by those who signed it; where only the title
    of a motion stays, it is found by that.
    """
    public, question = Motion.objects.any_nature().public().latest_received(), search.read(asked)
    readable = public.readable()
    called, by_group = _statuses(public.called(asked)), _statuses(public.of_group(asked))
    signed = _statuses(readable.signed_by(asked))
    titled = _statuses(public.titled_for_readers().headed(asked))
    titled |= _statuses(public.titled_with(question))
    ranked = list(readable.saying(question).ranked(question)[: MOST + 1]) if question.notation else []
    ranks = {pk: rank for pk, _, rank in ranked}
    ways = [called, titled, {pk: status for pk, status, _ in ranked}, by_group, signed]
    every = {pk: status for way in ways for pk, status in islice(way.items(), MOST)}
    order = {pk: (pk in called, pk in titled, ranks.get(pk, 0.0), pk) for pk in every}
    best_first = sorted(every, key=order.__getitem__, reverse=True)
    return SearchResult({pk: every[pk] for pk in best_first}, any(len(way) > MOST for way in ways))


def _statuses(motions: MotionQuerySet) -> dict[int, str]:
    return dict(motions.values_list("pk", "status")[: MOST + 1])


def correction(asked: str) -> str:
    """A search in vain with its slips put right; empty when that finds nothing either."""
    readable = Motion.objects.any_nature().public().readable()
    missed = [
        word
        for word in search.read(asked).words
        if word.isalpha() and len(word) in CORRECTED and not readable.saying(search.any_of([word])).exists()
    ]
    right = {word: better for word in missed[:MOST_CORRECTED] if (better := _nearest(word))}
    corrected = search.replaced(asked, right)
    return corrected if right and find(corrected).pks else ""


def _nearest(word: str) -> str:
    """The word one slip away that readable motions use most; in any of its forms."""
    possible = set(_slips(word))
    motions = Motion.objects.any_nature().public().readable().saying(search.any_of(sorted(possible)))
    texts = motions.latest_received().values_list("current__title", "current__body")[:READ]
    said = Counter(word for text in texts for part in text for word in search.in_name(part))
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
