"""Several waiting emails of one kind to one reader, who gets them as one."""

from collections import Counter
from collections.abc import Iterable, Sequence
from copy import copy

from django.template.exceptions import TemplateDoesNotExist
from django.template.loader import get_template

from lla.emails import outbox, relevance
from lla.emails.models import Email
from lla.links.tokens import LinkWanted

MANY = "_many"  # behind the name of a kind's template: the words for several at once
AT_MOST = 50


def waiting_with(email: Email) -> list[Email]:
    """The other emails that can go with this one, oldest first, locked; call it under the email's own lock.

    Only a kind that has words for several is bundled, and only what leads to the same page.
    """
    if not email.line or not _has_words(email.kind):
        return []
    alike = Email.objects.waiting().select_for_update(skip_locked=True).exclude(line="")
    alike = alike.filter(kind=email.kind, to=email.to, confidential=email.confidential)
    alike = alike.filter(link_purpose=email.link_purpose, link_target=email.link_target)
    others = alike.exclude(pk=email.pk).order_by("pk")[: AT_MOST - 1]
    return [other for other in others if relevance.still_holds(other)]


def written_together(email: Email, others: Sequence[Email]) -> Email:
    """The email as it is sent, unsaved: its own words, or those for it and the others."""
    about = {each.line: each.noun for each in sorted([email, *others], key=lambda each: each.pk)}
    lines = list(about)
    if len(lines) == 1 or not others:
        return email
    link = LinkWanted(email.link_view, email.link_purpose, email.link_target, email.link_days)
    facts = {"greeting": email.body.partition("\n")[0], "lines": lines, "count": len(lines)}
    facts["counted"] = _counted(about.values())
    facts["works_until"] = link.works_until()
    together = copy(email)
    for field, words in outbox.words_of(_template(email.kind), facts).items():
        setattr(together, field, words)
    return together


def _counted(nouns: Iterable[str]) -> str:
    """2 motions and 3 amendments."""
    numbers = Counter(noun or "matter" for noun in nouns)
    *others, last = [f"{number} {noun}{'' if number == 1 else 's'}" for noun, number in numbers.items()]
    return f"{', '.join(others)} and {last}" if others else last


def _template(kind: str) -> str:
    return f"emails/{kind}{MANY}.txt"


def _has_words(kind: str) -> bool:
    try:
        get_template(_template(kind))
    except TemplateDoesNotExist:
        return False
    return True
