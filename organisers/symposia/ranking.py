"""Which option of a consultation most groups can make, and in words who cannot; no database, no clock."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from lla.words.folding import sort_key

NO, IF_NEED_BE, YES = 0, 1, 2


@dataclass(frozen=True, slots=True)
class Candidate:
    """Something the groups were asked about; `voices` is {group: voice} of those who answered."""

    keys: tuple[int, ...]
    voices: Mapping[int, int]
    starts_at: datetime | None = None

    @property
    def can(self) -> frozenset[int]:
        return frozenset(group for group, voice in self.voices.items() if voice != NO)

    @property
    def cannot(self) -> frozenset[int]:
        return frozenset(group for group, voice in self.voices.items() if voice == NO)

    @property
    def if_need_be(self) -> frozenset[int]:
        return frozenset(group for group, voice in self.voices.items() if voice == IF_NEED_BE)


def ranked(candidates: Iterable[Candidate]) -> list[Candidate]:
    """The best first: most groups can make it, then fewest "if need be", then the earliest, then as given."""

    def standing(candidate: Candidate) -> tuple[int, int, float]:
        return (
            -len(candidate.can),
            len(candidate.if_need_be),
            candidate.starts_at.timestamp() if candidate.starts_at else 0,
        )

    return sorted(candidates, key=standing)


def pairs(slots: Sequence[Candidate], venues: Sequence[Candidate]) -> list[Candidate]:
    """Every time at every venue; a group can make a pair as well as the worse of its two halves."""
    return [
        Candidate(
            keys=(*slot.keys, *venue.keys),
            voices={
                group: min(voice, venue.voices[group])
                for group, voice in slot.voices.items()
                if group in venue.voices
            },
            starts_at=slot.starts_at,
        )
        for slot in slots
        for venue in venues
    ]


def consequences(
    candidate: Candidate,
    *,
    names: Mapping[int, str],
    missed_last_time: frozenset[int],
    everybody: bool,
) -> list[str]:
    """What choosing it means: who cannot come and who would rather not; `everybody` has answered or not."""
    sentences = []
    if candidate.cannot:
        sentences.append(_of_those_left_out(candidate.cannot, names, missed_last_time))
    if candidate.if_need_be:
        sentences.append(f"{_listed(candidate.if_need_be, names)} can come if need be.")
    return sentences or ["Every group can come." if everybody else "Every group that answered can come."]


def _of_those_left_out(cannot: frozenset[int], names: Mapping[int, str], missed: frozenset[int]) -> str:
    words = f"{_listed(cannot, names)} cannot come"
    if again := cannot & missed:
        return f"{words}; {_listed(again, names)} missed last time too."
    return f"{words}."


def _listed(groups: Iterable[int], names: Mapping[int, str]) -> str:
    """Hull, Selby and York."""
    *others, last = sorted((names[group] for group in groups), key=sort_key)
    return f"{', '.join(others)} and {last}" if others else last
