"""The public steps of a motion's life in words."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse

from ..agenda.deadlines import moment
from . import visibility
from .choices import Act, Role
from .models import Motion, MotionEvent, Revision

BY = {"committee": "the steering committee", Role.MOVER: "its mover", Role.CO_MOVER: "a co-mover"}
# Of the other steps it matters that they happened, not whose was the last confirmation.
SAID_BY = {Act.REVISED, Act.WITHDRAWN}
NEW_TEXTS = {
    Act.REVISED: "Revised: revision {}",
    Act.SLIP_CORRECTED: "Slip corrected: revision {}",
    Act.CARRIED_OVER: "Carried over to the new text of the motion: revision {}",
}


def public_history(
    motion: Motion, events: Iterable[MotionEvent], revisions: Iterable[Revision]
) -> list[dict[str, Any]]:
    """Lines for the history component, the oldest first; `revisions` are those whose text readers see."""
    texts = {revision.number: revision for revision in revisions}
    return [_line(motion, event, texts) for event in events]


def _line(motion: Motion, event: MotionEvent, texts: dict[int, Revision]) -> dict[str, Any]:
    number = event.details.get("revision", 0)
    words, url = event.get_act_display(), ""
    if event.act in NEW_TEXTS:
        words = NEW_TEXTS[Act(event.act)].format(number)
        if number in texts and number - 1 in texts:
            url = reverse("motions:changes", args=[motion.reference, number - 1, number])
    if other := event.details.get("other"):
        words, url = f"{words}: m{other}", reverse("motions:motion", args=[f"m{other}"])
    return {
        "at": moment(event.at),
        "words": words,
        "by": BY.get(event.actor_role, "") if event.act in SAID_BY else "",
        "note": _note(motion, event, texts.get(number)),
        "url": url,
    }


def _note(motion: Motion, event: MotionEvent, revision: Revision | None) -> str:
    """Why it happened, where that was said in public."""
    if event.act in NEW_TEXTS:
        return revision.why if revision else ""
    if ruling := next(
        (ruling for ruling in motion.rulings.all() if ruling.pk == event.details.get("ruling")), None
    ):
        return f"Under {ruling.rule}. {ruling.reason}" if ruling.rule else ruling.reason
    remark = getattr(event, "remark", None)
    return remark.words if remark and not visibility.is_hidden(motion) else ""
