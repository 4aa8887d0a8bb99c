"""Looking up what is held about one person."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lla.accounts.models import User
from lla.addresses import email as addresses_email
from lla.keys import standing_keys
from lla.subjects.registry import Fate, Person, Section, parts_about


@dataclass(frozen=True, slots=True)
class Held:
    """What is held about a person, and what erasing it would do."""

    person: Person
    sections: Sequence[Section]
    fates: Sequence[Fate]

    @property
    def counts(self) -> Mapping[str, int]:
        """How many rows stand under each heading."""
        rows = Counter[str]()
        for section in self.sections:
            rows[section.heading] += len(section.rows)
        return dict(rows)


def look_up(email: str, *, phone: str = "") -> Held:
    """Everything that every app tells about an address; sections and fates without rows are left out.

    Whoever has none is looked for by `phone`.
    """
    person = Person(email, User.objects.filter(email__iexact=email).first() if email else None, phone)
    parts = parts_about(person)
    sections = [section for part in parts for section in part.tell(person) if section.rows]
    fates = [fate for part in parts for fate in part.foresee(person) if fate.count]
    return Held(person, sections, fates)


def whom(found_by: str) -> str:
    """The pseudonym of an address, or of a number, in the record: a keyed hash."""
    return keyed(addresses_email.key(found_by))


def keyed(words: str) -> str:
    return standing_keys.pseudonym("lla.subjects", words)
