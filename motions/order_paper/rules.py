"""Whether the order paper may be changed, issued or taken back now, and the words refusing it."""

from collections.abc import Iterable
from datetime import datetime

from lla.acts.refusals import OVERTAKEN
from lla.time.wording import moment_in_words

from ..agenda.models import Conference
from ..motion.choices import Status
from ..motion.models import Motion
from . import selectors
from .models import ConferenceSession

ISSUED = "The order paper is issued. Withdraw it before you change it."


def why_not_change(conference: Conference, *, seen: str | None = None) -> list[str]:
    """Changing what it says; `seen` is the state that the person had in view."""
    if selectors.is_issued(conference):
        return [ISSUED]
    return [OVERTAKEN] if seen is not None and seen != selectors.state(conference) else []


def why_not_plan(conference: Conference, motions: Iterable[Motion], *, session: int | None) -> list[str]:
    """Having these motions voted on in one session: each once on the whole order paper."""
    reasons: list[str] = []
    seen: set[int] = set()
    taken = selectors.planned_elsewhere(conference, session=session)
    for motion in motions:
        if motion.pk in seen:
            reasons.append(f"{motion.full_label} is in this session twice.")
        elif motion.pk in taken:
            reasons.append(f"{motion.full_label} is in the session “{taken[motion.pk]}” already.")
        seen.add(motion.pk)
    return reasons


def why_not_sit(session: ConferenceSession) -> list[str]:
    """Having a session then: conference is one room, and votes in one session at a time."""
    others = session.conference.sessions.filter(
        day=session.day, begins_at__lt=session.ends_at, ends_at__gt=session.begins_at
    )
    if session.pk:
        others = others.exclude(pk=session.pk)
    return [f"“{other}” is at the same time, from {other.hours}." for other in others]


def why_not_issue(conference: Conference, *, now: datetime) -> list[str]:
    """Showing it to everybody, which makes all labels final."""
    if conference.is_draft:
        return [f"{conference} is not open yet."]
    if selectors.is_issued(conference):
        return ["The order paper is issued already."]
    if now < conference.motions_close_at:
        closes = moment_in_words(conference.motions_close_at)
        return [f"Motions are open until {closes}. Labels can only become final after that."]
    sessions = selectors.sessions(conference)
    if not sessions:
        return ["There is no session yet. Add one first."]
    motions = selectors.voted_on(sessions)
    return [reason for motion in motions for reason in _why_not_print(motion)]


def _why_not_print(motion: Motion) -> list[str]:
    name = motion.full_label or motion.reference
    if not motion.is_public:
        return [f"{name} is not public yet."]
    if motion.status != Status.IN_ORDER:
        return [f"{name} is not in order: {motion.get_status_display().lower()}."]
    return []


def why_not_take_back(conference: Conference) -> list[str]:
    """Changing it again; labels stay final."""
    return [] if selectors.is_issued(conference) else ["The order paper is not issued."]
