"""The draft behind an address or an emailed link, and what was written in it."""

from collections.abc import Mapping, Sequence

from lla.emails.models import Email
from lla.links import standing, tokens
from lla.links.exceptions import LinkRefused

from ..motion import visibility
from ..motion.models import Motion
from ..motion.texts import Text
from .models import BEFORE, DRAFT, TEXT, TYPING, Draft


def _draft(pk: int) -> Draft:
    draft = Draft.objects.select_related("conference").filter(pk=pk).first()
    if draft is None:
        raise LinkRefused(GONE)
    if draft.amends_id:
        amended = Motion.objects.any_nature().select_related("item", "conference", "current")
        draft.amends = amended.get(pk=draft.amends_id)
    return draft


GONE = "This draft has been deleted. You can start a new one."


def draft_of(key: str) -> Draft:
    """The draft behind its address."""
    pk, version = standing.read_key("draft", key)
    return _draft(pk if version == 1 else 0)


def draft_by_link(token: str) -> Draft:
    """The draft behind an emailed link."""
    return _draft(tokens.read(DRAFT, token).target)


def shows_hidden(draft: Draft) -> bool:
    """Whether a draft holds a text of its motion that the committee has hidden: then no page shows it."""
    amended, base = draft.amends, draft.base
    return bool(amended and base and visibility.hiding_ruling(amended, base))


def is_filled(draft: Draft) -> bool:
    """Whether anything was typed into a draft, besides what it began with."""
    steps = {**draft.typed, **draft.typed.get(TYPING, {})}
    others = (values for step, values in steps.items() if step not in (TEXT, TYPING, BEFORE))
    return bool(worth_copying(draft)) or any(_says(values) for values in others)


def _says(values: Mapping[str, Sequence[str]]) -> bool:
    return any(str(value).strip() for typed in values.values() for value in typed)


def is_emailed(draft: Draft) -> bool:
    """Whether somebody was sent the way back to a draft."""
    return Email.objects.filter(link_purpose=DRAFT, link_target=draft.pk).exists()


def worth_copying(draft: Draft) -> list[str]:
    """The text that was typed into a draft, if it says more than what it began with and may be read."""
    words = "\n\n".join(part for part in draft.parts if part.strip())
    large = Text.why_too_large(*draft.parts)
    unchanged = draft.base and not large and Text.of(*draft.parts).sha256 == draft.base.sha256
    return [words] if words and not unchanged and not shows_hidden(draft) else []
