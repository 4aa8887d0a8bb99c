"""Whether a motion may be sent: its item, its kind, the people and the meeting behind it."""

from datetime import date, datetime, timedelta

from django.utils.timezone import localdate

from lla.addresses import email
from lla.time.wording import moment_in_words

from ..agenda.choices import Closing, Kind
from ..agenda.models import AgendaItem, Conference
from ..agenda.rules import why_not_emergency, why_not_start
from ..amendments.rules import closing, why_not_amend
from ..motion.choices import Route
from ..motion.models import Motion, Revision
from .models import Draft

PASSED_AT_MOST = timedelta(days=2 * 366)  # longer ago is a slip in the year


def why_not_send(
    item: AgendaItem, *, kind: str, event_on: date | None, now: datetime, late: bool = False
) -> list[str]:
    """Sending a motion under an agenda item. `late` says that the sender knows it comes after closing."""
    conference = item.conference
    if reasons := why_not_start(conference, now=now):
        return reasons
    reasons = []
    if not item.takes_motions:
        reasons.append(f"You cannot send motions on the agenda item “{item.title}”. Choose another.")
    if kind == Kind.EMERGENCY:
        reasons += why_not_emergency(conference, event_on=event_on, now=now)
    if not late:
        reasons += why_not_in_time(conference, Closing.of(kind=kind), now=now)
    return reasons


def why_no_more(draft: Draft, *, now: datetime) -> list[str]:
    """Why a draft can no longer be sent, in time or late, whatever its sender still changes in it."""
    if draft.amends:
        return why_not_amend(draft.amends, now=now)
    return why_not_start(draft.conference, now=now)


MOVED_ON = (
    "The motion has been revised since you began. What you wrote is saved. Carry it over to the new text, "
    "then send it."
)


def why_not_send_amendment(
    motion: Motion, *, base: Revision | None, now: datetime, late: bool = False
) -> list[str]:
    """Sending an amendment that was made from one text of a motion."""
    if reasons := why_not_amend(motion, now=now):
        return reasons
    reasons = [] if late else why_not_in_time(motion.conference, closing(motion), now=now)
    return reasons if base and base.pk == motion.current_id else [*reasons, MOVED_ON]


def why_not_in_time(conference: Conference, closing: Closing, *, now: datetime) -> list[str]:
    """Sending something that is to be in time."""
    if conference.in_time(closing, now):
        return []
    return [f"{closing.label.capitalize()} closed on {moment_in_words(conference.closes_at(closing))}."]


def why_not_people(
    *, route: str, mover: str, officer: str, passed_on: date | None, now: datetime, noun: str = "motion"
) -> list[str]:
    """The people and the meeting behind a motion; `mover` and `officer` are email addresses."""
    if route != Route.GROUP:
        return []
    reasons = []
    if email.key(mover) == email.key(officer):
        reasons.append("The confirming officer has to be a second person with a different email address.")
    return reasons + (why_not_passed(passed_on, now=now, noun=noun) if passed_on else [])


def why_not_passed(passed_on: date, *, now: datetime, noun: str = "motion") -> list[str]:
    """The day a group says it passed the motion."""
    if passed_on > localdate(now):
        return [f"The day the group passed the {noun} is in the future."]
    if passed_on < localdate(now) - PASSED_AT_MOST:
        return ["That is more than two years ago. Check the year."]
    return []
