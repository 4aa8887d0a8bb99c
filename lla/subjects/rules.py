"""Whether somebody's data may be erased now."""

from lla.accounts.models import User
from lla.subjects.registry import Person, parts_about

NOTHING = "There is no data about this address."
NOTHING_BY_PHONE = "Nobody without an email address has this number."
ONESELF = "You cannot erase yourself. Another data protection lead has to do it."
STAFF = "They can open the desk. Remove that permission first."


def why_not_erase(person: Person, *, by: User) -> list[str]:
    if person.user == by:
        return [ONESELF]
    reasons = [reason for part in parts_about(person) for reason in part.why_not_erase(person)]
    return reasons + ([STAFF] if person.user and person.user.is_staff else [])


def why_empty(person: Person) -> str:
    return NOTHING if person.email else NOTHING_BY_PHONE
