"""The allow-list: what each app tells a person about themselves, leaves out with a reason, and can erase."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Model

from lla.accounts.models import User
from lla.acts.actors import Actor
from lla.addresses import telephone
from lla.time.wording import moment_in_words, short_day

Row = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody by their email address; `user` is who signs in with it.

    Whoever has no address is found by their telephone number as it is kept, and `email` is blank.
    """

    email: str
    user: User | None = None
    phone: str = ""

    def __str__(self) -> str:
        return self.email or telephone.shown(self.phone)

    @property
    def found_by(self) -> str:
        return self.email or self.phone

    @property
    def keys(self) -> frozenset[str]:
        """Under which key the record names them where they acted signed in."""
        return frozenset({f"user:{self.user.pk}"} if self.user else ())


@dataclass(frozen=True, slots=True)
class Section:
    """The rows of one table about a person: of each only what is named here, as a label and words."""

    model: type[Model]
    heading: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Fate:
    """What erasing would do with some rows: what they are, how many, and what becomes of them."""

    what: str
    count: int
    becomes: str


@dataclass(frozen=True, slots=True)
class Part:
    """What one app holds about people.

    `tells` are the tables that `tell` draws sections of; `leaves_out` says of every other table why not, by
    its label. `foresee` and `erase` agree: the first says beforehand what the second does. `by_phone` says
    whether it knows people without an email address; else it is never asked about one.
    """

    app: str
    tells: frozenset[type[Model]]
    leaves_out: Mapping[str, str]
    tell: Callable[[Person], Iterable[Section]]
    foresee: Callable[[Person], Iterable[Fate]]
    erase: Callable[[Person, Actor], None]
    why_not_erase: Callable[[Person], list[str]] = lambda person: []
    by_phone: bool = False


_parts: dict[str, Part] = {}


def register(part: Part) -> Part:
    """Take an app's part in; an app has one."""
    _parts[part.app] = part
    return part


def parts() -> list[Part]:
    """Every app's part, the toolkit's first: it goes before the emails that the others write."""
    return sorted(_parts.values(), key=lambda part: (part.app != "lla", part.app))


def parts_about(person: Person) -> list[Part]:
    """Those that may hold something: a blank address finds nobody, and is not looked for."""
    return [part for part in parts() if person.email or part.by_phone]


def facts(*told: tuple[str, object]) -> Row:
    """A row in words; what is blank is left out."""
    return tuple((label, words) for label, value in told if (words := _words(value)))


def _words(value: object) -> str:
    if value is None or isinstance(value, bool):
        return {None: "", True: "yes", False: "no"}[value]
    if isinstance(value, datetime):
        return moment_in_words(value)
    if isinstance(value, date):
        return short_day(value)
    if isinstance(value, str) or not isinstance(value, Iterable):
        return str(value)
    return ", ".join(map(str, value))
