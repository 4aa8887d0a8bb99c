"""A motion's whole history in words, with the names behind each step; for the committee only."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from lla.models import User

from ..choices import Act, Finding, Point, Role
from ..models import Motion, MotionEvent, Ruling


@dataclass(frozen=True)
class Step:
    """One step: when, what, by whom, what was said with it, and whether the public sees it too."""

    at: datetime
    words: str
    by: str
    note: str
    public: bool


def of(motion: Motion) -> list[Step]:
    """Every step, the newest first."""
    events = list(motion.events.select_related("remark").order_by("-pk"))
    names = _names(motion, events)
    rulings = {ruling.pk: ruling for ruling in motion.rulings.all()}
    return [
        Step(
            at=event.at,
            words=event.get_act_display(),
            by=names.get(event.actor_key, "the site"),
            note=_note(event, names, rulings),
            public=event.public,
        )
        for event in events
    ]


def _names(motion: Motion, events: Iterable[MotionEvent]) -> dict[str, str]:
    """Who is behind a key such as "user:4" or "backing:7"."""
    keys = {event.actor_key for event in events} | {_assigned(event) for event in events}
    users = {int(key.removeprefix("user:")) for key in keys if key.startswith("user:")}
    names = {f"user:{user.pk}": f"{user}, committee" for user in User.objects.filter(pk__in=users)}
    for backing in motion.backings.all():
        names[f"backing:{backing.pk}"] = f"{backing.name}, {Role(backing.role).label.lower()}"
    return names


def _assigned(event: MotionEvent) -> str:
    return f"user:{event.details['to']}" if event.details.get("to") else ""


def _note(event: MotionEvent, names: dict[str, str], rulings: dict[int, Ruling]) -> str:
    """What was said with a step, or what its keys and figures mean."""
    if hasattr(event, "remark"):
        return event.remark.words
    match event.act:
        case Act.ASSIGNED:
            return f"To {names.get(_assigned(event), 'nobody')}"
        case Act.CHECKED:
            return "; ".join(_finding(point, finding) for point, finding in event.details["findings"].items())
        case Act.SUBMITTED | Act.REVISED | Act.RECEIVED | Act.RECEIVED_LATE if "revision" in event.details:
            return f"Revision {event.details['revision']}"
        case _ if ruling := rulings.get(event.details.get("ruling", 0)):
            return ": ".join(filter(None, (_proposed(event, ruling), ruling.rule, ruling.reason)))
    return ""


def _proposed(event: MotionEvent, ruling: Ruling) -> str:
    """What was proposed, where the step's own name does not say it."""
    return ruling.get_outcome_display() if event.act in (Act.PROPOSED, Act.DECLINED) else ""


def _finding(point: str, finding: str) -> str:
    words = Finding(finding).label.lower() if finding else "mark removed"
    return f"{Point(point).label}: {words}"
