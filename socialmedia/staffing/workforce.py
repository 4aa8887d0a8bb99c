"""What the checks are made from: the pages and forums that are open, and who works on them when."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Set
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING

from lla.words.folding import sort_key

from ..channels.choices import ChannelKind

if TYPE_CHECKING:
    from ..team.models import Leave
    from .models import ReachTarget


@dataclass(frozen=True, slots=True)
class Place:
    """A page or forum that is looked after. `preference` is its platform's, the lowest comes first."""

    key: int
    name: str
    kind: str
    preference: int = 0
    platforms: int = 1
    members: int = 0
    extra_seats: int = 0
    officers: bool = False  # a committee forum for which nobody is named

    @property
    def is_page(self) -> bool:
        return self.kind == ChannelKind.PAGE

    @property
    def counts(self) -> bool:
        """Whether its people are in the head count."""
        return self.kind != ChannelKind.COMMITTEE


def roles_held(pages: Iterable[Set[int]], forums: Iterable[Set[int]]) -> Counter[int]:
    """How many roles each of the people holds who work on each page and on each forum in the head count.

    All pages together are one role, and each forum is one. An office of the whole team is none of these.
    """
    return Counter(chain(set().union(*pages), *forums))


@dataclass(frozen=True, slots=True, kw_only=True)
class Stint:
    """A person works on a page or forum on these days, both whole; without an end, until further notice."""

    person: int
    place: int
    starts_on: date = date.min
    ends_on: date = date.max

    def covers(self, day: date) -> bool:
        return self.starts_on <= day <= self.ends_on


@dataclass(frozen=True)
class Team:
    """The pages and forums that are open, and who works on them when."""

    names: Mapping[int, str]
    places: tuple[Place, ...]
    stints: tuple[Stint, ...] = ()
    leave: tuple["Leave", ...] = ()
    reach: tuple["ReachTarget", ...] = ()

    @property
    def spans(self) -> tuple["Stint | Leave | ReachTarget", ...]:
        """Everything that begins on a day and ends on one."""
        return (*self.stints, *self.leave, *self.reach)

    @cached_property
    def pages(self) -> list[Place]:
        """The public pages, those on the preferred platforms first."""
        return sorted((place for place in self.places if place.is_page), key=lambda page: page.preference)

    @cached_property
    def forums(self) -> list[Place]:
        """The forums whose people are in the head count."""
        return [place for place in self.places if place.counts and not place.is_page]

    @cached_property
    def page_keys(self) -> frozenset[int]:
        return frozenset(page.key for page in self.pages)

    @cached_property
    def alphabet(self) -> dict[int, int]:
        """Each person's place when the names are in order."""
        return {
            one: at for at, one in enumerate(sorted(self.names, key=lambda one: sort_key(self.names[one])))
        }

    def named(self, people: Iterable[int]) -> tuple[str, ...]:
        return tuple([self.names[person] for person in sorted(people, key=self.alphabet.__getitem__)])

    def opening(self, *places: Place) -> "Team":
        return replace(self, places=(*self.places, *places))

    def trying(self, page: Place) -> "Team":
        """With a page open; while nobody is appointed to it, whoever works on our pages works on it too."""
        opened = self.opening(page)
        if any(stint.place == page.key for stint in self.stints):
            return opened
        keys = {page.key for page in self.pages}
        more = (replace(stint, place=page.key) for stint in self.stints if stint.place in keys)
        return replace(opened, stints=(*self.stints, *more))

    def suspending(self, places: Collection[Place]) -> "Team":
        return replace(self, places=tuple(place for place in self.places if place not in places))

    def reducing(self, pages: Collection[Place]) -> "Team":
        """Without these pages, whose people step in on the pages that stay."""
        left = self.suspending(pages)
        gone = {page.key for page in pages}
        moved = (
            replace(stint, place=page.key)
            for stint in self.stints
            if stint.place in gone
            for page in left.pages
        )
        return replace(left, stints=(*self.stints, *moved))

    def without(self, leave: "Leave") -> "Team":
        return replace(self, leave=(*self.leave, leave))
