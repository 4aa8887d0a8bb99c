"""How many seats each page and forum has, and how many of them the people there can fill."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from ..channels.choices import ChannelKind
from ..guidelines.parameters import Parameters
from .workforce import Place, Team


@dataclass(frozen=True, slots=True)
class Expected:
    """What the guideline expects: seats of all pages together, of each forum, and of reach targets."""

    pages: int
    forums: tuple[int, ...]
    reach: int = 0

    @property
    def full(self) -> int:
        """Everybody with one role."""
        return self.pages + sum(self.forums) + self.reach

    @property
    def shared(self) -> int:
        """The same people in every forum."""
        return self.pages + max(self.forums, default=0) + self.reach

    @property
    def hard(self) -> int:
        """The same people everywhere."""
        return max(self.pages, *self.forums, 0) + self.reach


def seats(team: Team, figures: Parameters) -> dict[int, int]:
    """How many people each page and forum needs, by its key; the preferred page has the extra ones."""
    needed = {forum.key: _forum_seats(forum, figures) for forum in team.places if not forum.is_page}
    for at, page in enumerate(team.pages):
        needed[page.key] = 1 if at else 1 + figures.page_extra_people
    return needed


def _forum_seats(forum: Place, figures: Parameters) -> int:
    if forum.kind == ChannelKind.COMMITTEE:
        return figures.committee_people
    if forum.kind == ChannelKind.DISCUSSION:
        return max(figures.discussion_people, forum.platforms) + forum.extra_seats
    above = max(0, forum.members - figures.organising_members)
    return figures.organising_people + above // figures.organising_members_step + forum.extra_seats


def most_filled(
    seats: Mapping[int, int], people: Mapping[int, Collection[int]], *, pages: frozenset[int], most: int
) -> int:
    """How many seats can be filled: a maximum flow from people to places.

    Nobody has two seats in one place, two seats on pages, or more seats than `most`.
    """
    seating = _Seating(people, pages, most)
    return sum(seating.seat(place) for place, wanted in seats.items() for _ in range(wanted))


class _Seating:
    """Who sits where while seats are filled one by one; whoever sits may move so that one more can sit."""

    def __init__(self, people: Mapping[int, Collection[int]], pages: frozenset[int], most: int) -> None:
        self.people, self.pages, self.most = people, pages, most
        self.held: defaultdict[int, set[int]] = defaultdict(set)

    def seat(self, place: int) -> bool:
        return self._seek(place, places=set(), people=set())

    def _seek(self, place: int, *, places: set[int], people: set[int]) -> bool:
        """Look for somebody for a place, in none of the places and asking none of the people again."""
        places.add(place)
        for person in self.people[place]:
            seats_held = self.held[person]
            if place in seats_held:
                continue
            in_the_way = seats_held & self.pages if place in self.pages else set()
            if not in_the_way:  # only the load can be; whoever has a page seat gives that one and no other
                if person in people:
                    continue
                people.add(person)
                if len(seats_held) < self.most:
                    seats_held.add(place)
                    return True
                in_the_way = set(seats_held)
            for other in in_the_way:
                if other not in places and self._seek(other, places=places, people=people):
                    seats_held.remove(other)
                    seats_held.add(place)
                    return True
        return False
