"""What holds for every act on a motion: its states, the limits of its text, who takes part."""

from collections.abc import Mapping

from lla.accounts.models import User
from lla.text.drawn_limits import too_much
from lla.text.typed_limits import why_too_large

from ..agenda.models import Conference
from .choices import ENDED, MOVERS, Status
from .models import Backing, Motion
from .texts import BODY_CHARACTERS, TITLE_CHARACTERS, Text

MOVES: Mapping[str, frozenset[str]] = {
    "": frozenset({Status.AWAITING, Status.GATHERING}),
    Status.AWAITING: frozenset({Status.RECEIVED, Status.WITHDRAWN}),
    Status.GATHERING: frozenset({Status.RECEIVED, Status.WITHDRAWN}),
    Status.RECEIVED: frozenset({Status.QUERIED, Status.IN_ORDER, Status.RULED_OUT, Status.WITHDRAWN}),
    Status.QUERIED: frozenset({Status.RECEIVED, Status.WITHDRAWN}),
    Status.IN_ORDER: frozenset({Status.RECEIVED, Status.ACCEPTED, Status.COMPOSITED, Status.WITHDRAWN}),
    Status.ACCEPTED: frozenset({Status.IN_ORDER}),
    Status.COMPOSITED: frozenset({Status.IN_ORDER}),
    Status.RULED_OUT: frozenset({Status.RECEIVED, Status.UNDER_APPEAL}),
    Status.UNDER_APPEAL: frozenset({Status.IN_ORDER, Status.RULED_OUT}),
    Status.WITHDRAWN: frozenset(),
}
NEW_TEXT = "The text has changed since you opened this page. Read it as it is now, then decide."
UNCHANGED = "The text has not changed. Change it, or go back."
LIVE = frozenset({Status.RECEIVED, Status.QUERIED, Status.IN_ORDER})


def unmet(conference: Conference, text: Text, *, limited: bool = True) -> dict[str, list[str]]:
    """What a text still lacks, by field: {"title": [sentences], "body": [...], "appendix": [...]}.

    One that is not `limited` may be longer than the conference wants.
    """
    found: dict[str, list[str]] = {"title": [], "body": [], "appendix": []}
    if not text.title:
        found["title"].append("Give the motion a title.")
    elif len(text.title) > TITLE_CHARACTERS:
        found["title"].append(f"The title has {len(text.title)} characters. The limit is {TITLE_CHARACTERS}.")
    elif conference.title_words and (words := len(text.title.split())) > conference.title_words:
        found["title"].append(f"The title has {words} words; the limit is {conference.title_words}.")
    for field in ("body", "appendix"):
        source = getattr(text, field)
        found[field] += why_too_large(source, characters=BODY_CHARACTERS) or too_much(source)
    if not found["body"]:  # What is too large is read no further.
        found["body"] += _unmet_by_words(text, limit=conference.body_words if limited else None)
    return {field: sentences for field, sentences in found.items() if sentences}


def _unmet_by_words(text: Text, *, limit: int | None) -> list[str]:
    if not text.has_clauses:
        return ["Write what conference should note, believe or resolve."]
    if limit and text.words > limit:
        return [f"The motion has {text.words:,} words; the limit is {limit:,}."]
    return []


def has_limit(motion: Motion) -> bool:
    """Whether the word limit counts for a motion and all its texts, which two people may set aside."""
    return not motion.rulings.in_force().filter(lifts_limit=True).exists()


def why_ended(motion: Motion) -> list[str]:
    """Why nothing more happens with a motion: ruled out, withdrawn, or by now a part of what it amends."""
    if motion.status == Status.UNDER_APPEAL:
        return [f"This {motion.noun} has been ruled out, and the appeal is not decided yet."]
    if motion.status in ENDED:
        return [f"This {motion.noun} has been {motion.get_status_display().lower()}."]
    if motion.status == Status.ACCEPTED and motion.amends:
        return [f"This {motion.noun} has been accepted. It is part of the {motion.amends.noun} now."]
    if motion.status == Status.COMPOSITED:
        return [f"This {motion.noun} is part of a composite now."]
    return []


def why_not_read(motion: Motion, *, seen: int | None) -> list[str]:
    """Saying yes to a held motion; `seen` is the number of the revision on the page, if it said so."""
    return [] if seen is None or seen == motion.text.number else [NEW_TEXT]


def why_not_act_for(motion: Motion, *, by: Backing | None) -> list[str]:
    """Acting for a motion as its mover or co-mover; no `by` means the committee acts for them."""
    if by is not None and (by.motion_id != motion.pk or by.role not in MOVERS or not by.stands):
        return ["Only the mover and co-movers can do this."]
    return []


def why_not_take_part(motion: Motion, *, by: User) -> list[str]:
    """A committee member dealing with a motion at all."""
    if motion.recusals.filter(user=by).exists():
        return [f"You have declared an interest in this {motion.noun}, so you cannot take part in it."]
    return []
