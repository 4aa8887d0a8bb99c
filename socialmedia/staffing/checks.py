"""The three checks of one day: seats, page pool and load, each with its sentences."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import cached_property, partial

from ..guidelines.parameters import Parameters
from .seats import Expected, most_filled, seats
from .workforce import Place, Team, roles_held

REACH = 0  # stands for the seats of a reach target, which belong to no channel
NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


class Light(StrEnum):
    """How a check came out; the later, the worse."""

    GREEN = "green"
    AMBER = "amber"
    RED = "red"

    @property
    def rank(self) -> int:
        return list(Light).index(self)


@dataclass(frozen=True, slots=True)
class Line:
    """A page or forum, how many people it needs, and who is there."""

    place: Place
    needed: int
    people: tuple[str, ...]

    @property
    def missing(self) -> int:
        return 0 if self.place.officers else max(0, self.needed - len(self.people))


@dataclass(frozen=True, slots=True)
class Check:
    light: Light
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """The three checks of one day. `needs` is how many more people would make them pass."""

    lines: tuple[Line, ...]
    expected: Expected
    present: frozenset[int]
    filled: int
    seats: Check
    pool: Check
    load: Check
    needs: int
    sentence: str

    @property
    def light(self) -> Light:
        return max((self.seats.light, self.pool.light, self.load.light), key=lambda light: light.rank)

    @property
    def people(self) -> int:
        return len(self.present)

    @property
    def passes(self) -> bool:
        return self.light != Light.RED

    @property
    def reasons(self) -> list[str]:
        """Why it does not pass."""
        failing = (check for check in (self.seats, self.pool, self.load) if check.light == Light.RED)
        return [sentence for check in failing for sentence in check.sentences]

    @property
    def standing(self) -> tuple[int, int, int]:
        """The greater, the worse."""
        return self.light.rank, self.needs, -self.people

    def figures(self) -> dict[str, int | str]:
        """What the record keeps of a day."""
        return {
            "light": str(self.light),
            "people": self.people,
            "filled": self.filled,
            "full": self.expected.full,
            "shared": self.expected.shared,
            "hard": self.expected.hard,
            "needs": self.needs,
        }


@dataclass(frozen=True)
class _Day:
    """What one day's checks are made from: who is present at each place, and how many are needed there."""

    team: Team
    figures: Parameters
    needed: Mapping[int, int]
    present: Mapping[int, frozenset[int]]
    reach: int

    @cached_property
    def people(self) -> frozenset[int]:
        return self.pool.union(*(self.present[forum.key] for forum in self.team.forums))

    @cached_property
    def pool(self) -> frozenset[int]:
        return frozenset().union(*(self.present[page.key] for page in self.team.pages))

    @property
    def pool_needed(self) -> int:
        pages = len(self.team.pages)
        return pages + self.figures.page_extra_people if pages else 0

    @cached_property
    def expected(self) -> Expected:
        forums = tuple(self.needed[forum.key] for forum in self.team.forums)
        return Expected(self.pool_needed, forums, self.reach)

    @cached_property
    def filled(self) -> int:
        """How many seats these people can fill at the most."""
        counted = (*self.team.pages, *self.team.forums)
        wanted = {place.key: self.needed[place.key] for place in counted} | {REACH: self.reach}
        people = {place.key: self.present[place.key] for place in counted} | {REACH: self.people}
        return most_filled(wanted, people, pages=self.team.page_keys, most=self.figures.most_roles)

    def lines(self) -> tuple[Line, ...]:
        return tuple(
            Line(place, self.needed[place.key], self.team.named(self.present[place.key]))
            for place in self.team.places
        )

    def with_more(self, count: int) -> "_Day":
        """The same day with people who could be everywhere."""
        more = frozenset(range(-count, 0))
        return replace(self, present={place: people | more for place, people in self.present.items()})

    @property
    def passes(self) -> bool:
        """Whether no check is red."""
        staffed = all(
            each.officers or len(self.present[each.key]) >= self.needed[each.key] for each in self.team.places
        )
        return staffed and len(self.pool) >= self.pool_needed and self.filled == self.expected.full


def check(team: Team, day: date, figures: Parameters) -> Answer:
    """The three checks on one day."""
    facts = _day(team, day, figures)
    lines = facts.lines()
    roles = roles_held([facts.pool], (facts.present[forum.key] for forum in team.forums))
    return Answer(
        lines=lines,
        expected=facts.expected,
        present=facts.people,
        filled=facts.filled,
        seats=_check_seats(lines),
        pool=_check_pool(facts),
        load=_check_load(facts, roles),
        needs=_needs(facts, lines),
        sentence=_sentence(facts, roles),
    )


def _day(team: Team, day: date, figures: Parameters) -> _Day:
    away = {leave.user_id for leave in team.leave if leave.covers(day)}
    present: dict[int, set[int]] = {place.key: set() for place in team.places}
    for stint in team.stints:
        if stint.covers(day) and stint.place in present and stint.person not in away:
            present[stint.place].add(stint.person)
    counted = team.pages or team.forums
    reach = sum(target.extra for target in team.reach if target.covers(day)) if counted else 0
    frozen = {place: frozenset(people) for place, people in present.items()}
    return _Day(team, figures, seats(team, figures), frozen, reach)


def _needs(day: _Day, lines: Iterable[Line]) -> int:
    """How many more people, who could be everywhere, make the checks pass."""
    count = max([day.pool_needed - len(day.pool), *(line.missing for line in lines), 0])
    if not count and day.passes:
        return 0
    while not day.with_more(count).passes:
        count += 1
    return count


def _check_seats(lines: Sequence[Line]) -> Check:
    if not lines:
        return Check(Light.GREEN, ("No page or forum is open.",))
    if short := [line for line in lines if line.missing]:
        return Check(
            Light.RED,
            tuple(
                f"{line.place.name} needs {_people(line.needed)} and has {len(line.people) or 'nobody'}."
                for line in short
            ),
        )
    return Check(Light.GREEN, ("Every page and forum has the people it needs.",))


def _check_pool(day: _Day) -> Check:
    pages, here, needed = len(day.team.pages), len(day.pool), day.pool_needed
    if not pages:
        return Check(Light.GREEN, ("No public page is open, so nobody is needed for one.",))
    on = "our page" if pages == 1 else f"our {pages} pages"
    works = {0: "Nobody works", 1: "1 person works"}.get(here, f"{here} people work")
    sentence = f"{works} on {on}; {_people(needed)} {'is' if needed == 1 else 'are'} needed: "
    sentence += f"one for each page and {_number(day.figures.page_extra_people)} more."
    return Check(Light.GREEN if here >= needed else Light.RED, (sentence,))


def _check_load(day: _Day, roles: Counter[int]) -> Check:
    full, most, here = day.expected.full, day.figures.most_roles, len(day.people)
    if day.filled < full:
        words = f"Only {day.filled} of {_seats(full)} can be filled: nobody counts for two pages "
        return Check(Light.RED, (f"{words}or for more than {_roles_of(most)}.",))
    sentences = [
        f"{day.team.names[person]} holds {_roles_of(count)}; the guidelines allow {most}."
        for person, count in roles.items()
        if count > most
    ]
    if here < full:
        sentences.append(f"That is {_people(full - here)} fewer than the guidelines expect.")
    words = f"Every seat can be filled, and nobody holds more than {_roles_of(most)}."
    return Check(Light.AMBER, tuple(sentences)) if sentences else Check(Light.GREEN, (words,))


def _sentence(day: _Day, roles: Counter[int]) -> str:
    """6 people fill 8 seats; two hold two roles. The guidelines expect about 8, possibly fewer if …

    Where people hold more roles than there are seats, or seats belong to a reach target, both are counted,
    so that people and the roles they hold add up.
    """
    expected, people, total = day.expected, len(day.people), roles.total()
    if not expected.full:
        return "No page or forum is open, so the guidelines expect nobody."
    seats = _seats(expected.full)
    if day.filled < expected.full:
        seats = f"{day.filled} of {seats}"
    filling = f"{'fills' if people == 1 else 'fill'} {seats}"
    if total != day.filled:
        filling = f"{'holds' if people == 1 else 'hold'} {_roles_of(total)} and {filling}"
    if expected.reach:
        filling += f", {expected.reach} of them for more reach"
    words = f"{_people(people)} {filling}; {_holding(roles)}. "
    words += f"The guidelines expect about {expected.full}"
    if expected.shared < expected.full:
        words += ", possibly fewer if some moderate several forums"
    return f"{words}."


def _holding(roles: Counter[int]) -> str:
    """Two hold two roles and one holds three roles."""
    several = Counter(count for count in roles.values() if count > 1)
    parts = [
        f"{_number(count)} {'holds' if count == 1 else 'hold'} {_number(each)} roles"
        for each, count in sorted(several.items())
    ]
    return " and ".join(parts) or "nobody holds several roles"


def _number(count: int) -> str:
    return NUMBERS[count] if count < len(NUMBERS) else str(count)


def _counted(count: int, *, one: str, many: str) -> str:
    return f"{count} {one if count == 1 else many}"


_people = partial(_counted, one="person", many="people")
_seats = partial(_counted, one="seat", many="seats")
_roles_of = partial(_counted, one="role", many="roles")
