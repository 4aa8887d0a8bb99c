"""Whether an email that waits still says what is so; what an act made pointless is never sent."""

import re
from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet

from lla.emails.models import Email

_NUMBER = re.compile(r"\d+\Z")

Rule = Callable[[Email], bool]
_rules: dict[str, Rule] = {}


def register(app_label: str, rule: Rule) -> None:
    """Let an app say of each of its emails whether it still holds; what it does not know holds."""
    _rules[app_label] = rule


def still_holds(email: Email) -> bool:
    rule = _rules.get(email.kind.partition("/")[0])
    return rule is None or rule(email)


def target(email: Email) -> int:
    """The number of the row that an email is about: 42 of "m42" and of "list 42"; 0 where there is none."""
    found = _NUMBER.search(email.about)
    return int(found[0]) if found else 0


def its(rows: QuerySet[Any], key: str = "pk") -> Callable[[Email], QuerySet[Any]]:
    """An email holds while what it is about is one of these rows."""
    return lambda email: rows.filter(**{key: target(email)})


def is_newest(email: Email, *others: str) -> bool:
    """Whether no later email of its kind, or of the others, about the same thing waits for its reader."""
    later = Email.objects.waiting().filter(about=email.about, to=email.to, pk__gt=email.pk)
    return not later.filter(kind__in=[email.kind, *others]).exists()
