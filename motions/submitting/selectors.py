"""The draft behind an address or an emailed link, and what was written in it."""

from lla.links import standing, tokens
from lla.links.exceptions import LinkRefused

from ..motion.texts import Text
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


def worth_copying(draft: Draft) -> list[str]:
    """The text that was typed into a draft, if it says more than what the draft began with."""
    words = "\n\n".join(filter(None, draft.parts))
    large = Text.why_too_large(*draft.parts)
    unchanged = draft.base and not large and Text.of(*draft.parts).sha256 == draft.base.sha256
    return [words] if words and not unchanged else []
