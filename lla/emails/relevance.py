"""Whether an email that waits still says what is so; what an act made pointless is never sent."""

import re
from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet

from lla.emails.models import Email

_NUMBER = re.compile(r"\d+\Z")

Rule = Callable[[Email], bool]
Words = Callable[[Email], str]
_rules: dict[str, Rule] = {}
_words: dict[str, Words] = {}


def register(app_label: str, rule: Rule, *, words: Words | None = None) -> None:
    """Let an app say of each of its emails whether it still holds; what it does not know holds.

    `words` answers the body that one may have now, where that is not what was written.
    """
    _rules[app_label] = rule
    if words:
        _words[app_label] = words


def still_holds(email: Email) -> bool:
    rule = _rules.get(email.kind.partition("/")[0])
    return rule is None or rule(email)


def body_now(email: Email) -> str:
    """What an email may say at this moment; asked each time that it is about to go."""
    words = _words.get(email.kind.partition("/")[0])
    return words(email) if words else email.body


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
