"""What members may do with a motion: send it, sign, confirm, correct, remind, revise, answer, withdraw."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from django.utils.timezone import localdate

from lla import mailboxes
from lla.moments import moment_in_words
from lla.text import too_much, why_too_large

from .. import showing
from ..choices import Act, Kind, Role, Route, Status
from ..models import AgendaItem, Backing, Conference, Motion
from ..querysets import BEFORE_RECEIPT, MOVERS
from ..texts import BODY_CHARACTERS, TITLE_CHARACTERS, Text

MOVES: Mapping[str, frozenset[str]] = {
    "": frozenset({Status.AWAITING, Status.GATHERING}),
    Status.AWAITING: frozenset({Status.RECEIVED, Status.WITHDRAWN}),
    Status.GATHERING: frozenset({Status.RECEIVED, Status.WITHDRAWN}),
    Status.RECEIVED: frozenset({Status.QUERIED, Status.IN_ORDER, Status.RULED_OUT, Status.WITHDRAWN}),
    Status.QUERIED: frozenset({Status.RECEIVED, Status.WITHDRAWN}),
    Status.IN_ORDER: frozenset({Status.RECEIVED, Status.WITHDRAWN}),
    Status.RULED_OUT: frozenset({Status.RECEIVED}),
    Status.WITHDRAWN: frozenset(),
}
LIVE = frozenset({Status.RECEIVED, Status.QUERIED, Status.IN_ORDER})
ENDED = {
    Status.RULED_OUT: "This motion has been ruled out.",
    Status.WITHDRAWN: "This motion has been withdrawn.",
}
INVITED_AT_ONCE = 60
MOST_REMINDERS = 5
BETWEEN_REMINDERS = timedelta(days=1)
PASSED_AT_MOST = timedelta(days=2 * 366)  # longer ago is a slip in the year


def unmet(conference: Conference, text: Text) -> dict[str, list[str]]:
    """What a text still lacks, by field: {"title": [sentences], "body": [...], "appendix": [...]}."""
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
        found["body"] += _unmet_by_words(conference, text)
    return {field: sentences for field, sentences in found.items() if sentences}


def _unmet_by_words(conference: Conference, text: Text) -> list[str]:
    if not text.has_clauses:
        return ["Write what conference should note, believe or resolve."]
    if conference.body_words and text.words > conference.body_words:
        return [f"The motion has {text.words:,} words; the limit is {conference.body_words:,}."]
    return []


def why_not_start(conference: Conference, *, now: datetime) -> list[str]:
    """Beginning a draft for this conference, in time or late."""
    if now < conference.motions_open_at:
        return [f"Motions to {conference} open on {moment_in_words(conference.motions_open_at)}."]
    if localdate(now) > conference.ends_on:
        return [f"{conference} is over. Motions are closed."]
    return []


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
    if not late and not conference.in_time(kind, now):
        closed = moment_in_words(conference.closes_at(kind))
        what = "Emergency motions" if kind == Kind.EMERGENCY else "Motions"
        reasons.append(f"{what} closed on {closed}.")
    return reasons


def why_not_emergency(conference: Conference, *, event_on: date | None, now: datetime) -> list[str]:
    """Calling a motion an emergency: something happened after motions closed."""
    closed_on = localdate(conference.motions_close_at)
    if now <= conference.motions_close_at:
        closes = moment_in_words(conference.motions_close_at)
        return [f"Motions are open until {closes}. Send yours as an ordinary motion."]
    if event_on is None:
        return ["Enter the day of the event that makes this an emergency."]
    if event_on < closed_on:
        return ["An emergency motion is about something that happened after motions closed."]
    if event_on > localdate(now):
        return ["The day of the event is in the future."]
    return []


def why_not_people(
    *, route: str, mover: str, officer: str, passed_on: date | None, now: datetime
) -> list[str]:
    """The people and the meeting behind a motion; `mover` and `officer` are email addresses."""
    if route != Route.GROUP:
        return []
    reasons = []
    if mailboxes.key(mover) == mailboxes.key(officer):
        reasons.append("The confirming officer has to be a second person with a different email address.")
    return reasons + (why_not_passed(passed_on, now=now) if passed_on else [])


def why_not_passed(passed_on: date, *, now: datetime) -> list[str]:
    """The day a group says it passed the motion."""
    if passed_on > localdate(now):
        return ["The day the group passed the motion is in the future."]
    if passed_on < localdate(now) - PASSED_AT_MOST:
        return ["That is more than two years ago. Check the year."]
    return []


def why_not_confirm(backing: Backing, *, now: datetime) -> list[str]:
    """Confirming by the emailed link that one is behind a motion."""
    if backing.stands:
        return ["You have already confirmed. You do not have to do anything else."]
    if backing.withdrawn_at:
        return ["You have withdrawn your name from this motion."]
    if backing.role == Role.SIGNATORY:
        return why_not_support(backing.motion, now=now)
    if backing.motion.status in ENDED:
        return [ENDED[Status(backing.motion.status)]]
    return why_not_start(backing.motion.conference, now=now)


def why_not_correct_address(backing: Backing, *, email: str, now: datetime) -> list[str]:
    """Asking somebody who has not confirmed to do so by another address. Who has confirmed keeps theirs."""
    if backing.confirmed_at or backing.withdrawn_at:
        return [f"{backing.name} has answered from the address we have, so you cannot change it."]
    reasons = why_not_confirm(backing, now=now)
    others = backing.motion.backings.exclude(pk=backing.pk)
    if mailboxes.key(email) == mailboxes.key(backing.email):
        reasons.append("This is the address we already have. Send a reminder instead.")
    elif others.filter(email__iexact=email).exists():
        reasons.append("Somebody else on this motion has this email address. Each person needs their own.")
    return reasons


def why_not_remind(motion: Motion, *, now: datetime) -> list[str]:
    """Writing once more to everybody whose confirmation is missing: once a day, and not for ever."""
    if motion.status not in BEFORE_RECEIPT or not motion.backings.unconfirmed().exists():
        return ["Everybody has confirmed."]
    reminded = list(motion.events.filter(act=Act.REMINDED).values_list("at", flat=True))
    if len(reminded) >= MOST_REMINDERS:
        return [f"They have been reminded {MOST_REMINDERS} times. Contact them another way."]
    if reminded and now < (again := reminded[-1] + BETWEEN_REMINDERS):
        words = moment_in_words(again)
        return [f"They were reminded less than a day ago. You can remind them again after {words}."]
    return why_not_start(motion.conference, now=now)


def why_not_support(motion: Motion, *, now: datetime) -> list[str]:
    """Signing a motion. After closing, what is still gathering may be completed and then arrives late."""
    if motion.route != Route.SIGNATORIES:
        return ["This motion is from a group, so it does not need signatories."]
    if showing.is_hidden(motion):
        return ["The committee has hidden this motion, so it cannot be signed."]
    if motion.status in ENDED:
        return [ENDED[Status(motion.status)]]
    if motion.status != Status.GATHERING and not motion.conference.in_time(motion.kind, now):
        return ["Motions have closed, and this one already has enough signatories."]
    return why_not_start(motion.conference, now=now)


def why_not_withdraw_support(backing: Backing, *, now: datetime) -> list[str]:
    if backing.withdrawn_at:
        return ["You have already withdrawn your name."]
    if backing.role == Role.MOVER:
        return ["You are the mover. Withdraw the motion instead."]
    if now >= backing.motion.conference.freeze_at:
        return ["The order paper is final. To withdraw your name, write to the committee."]
    return []


def why_not_name_co_mover(backing: Backing, *, by: Backing) -> list[str]:
    reasons = []
    if by.role != Role.MOVER:
        reasons.append("Only the mover can name co-movers.")
    if not backing.stands or backing.role != Role.SIGNATORY:
        reasons.append("A co-mover has to be somebody who has confirmed their signature.")
    return reasons


def why_not_act_for(motion: Motion, *, by: Backing | None) -> list[str]:
    """Acting for a motion as its mover or co-mover; no `by` means the committee acts for them."""
    if by is not None and (by.motion_id != motion.pk or by.role not in MOVERS or not by.stands):
        return ["Only the mover and co-movers can do this."]
    return []


def why_not_revise(motion: Motion, *, now: datetime) -> list[str]:
    """Giving a motion a new text: until motions close, or when the committee has asked something."""
    if motion.status in ENDED:
        return [ENDED[Status(motion.status)]]
    if motion.status == Status.QUERIED:
        return []
    if not motion.conference.in_time(motion.kind, now):
        return ["Motions have closed. To change yours, write to the committee and say what should change."]
    return []


def why_not_withdraw(motion: Motion, *, now: datetime) -> list[str]:
    if motion.status in ENDED:
        return [ENDED[Status(motion.status)]]
    if localdate(now) > motion.conference.ends_on:
        return ["The conference is over."]
    return []


def why_not_answer(motion: Motion) -> list[str]:
    return (
        []
        if motion.status == Status.QUERIED
        else ["The committee is not waiting for an answer about this motion."]
    )
