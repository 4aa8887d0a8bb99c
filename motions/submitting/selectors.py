"""The draft behind an address or an emailed link."""

from lla.links import standing, tokens
from lla.links.exceptions import LinkRefused

from .models import Draft


def _draft(pk: int) -> Draft:
    draft = (
        Draft.objects.select_related(
            "conference", "base", "amends__item", "amends__conference", "amends__current"
        )
        .filter(pk=pk)
        .first()
    )
    if draft is None:
        raise LinkRefused(GONE)
    return draft


GONE = "This draft has been deleted. You can start a new one."


def draft_of(key: str) -> Draft:
    """The draft behind its address."""
    pk, version = standing.read_key("draft", key)
    return _draft(pk if version == 1 else 0)


def draft_by_link(token: str) -> Draft:
    """The draft behind an emailed link."""
    return _draft(tokens.read("draft", token).target)
