"""Whether an act on a motion may happen now, and the words refusing it; an empty list means yes."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta

from django.utils.timezone import localdate

from lla import mailboxes
from lla.models import User
from lla.moments import moment_in_words
from lla.text import too_much, why_too_large
from organisers.models import Contact

from . import showing
from .choices import Act, GroupAnswer, Kind, Outcome, Point, Role, Route, Status
from .models import AgendaItem, Backing, Conference, GroupQuestion, Motion, Ruling
from .texts import BODY_CHARACTERS, TITLE_CHARACTERS, Text

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
WAITING = frozenset({Status.AWAITING, Status.GATHERING})
INVITED_AT_ONCE = 60
MOST_REMINDERS = 5
BETWEEN_REMINDERS = timedelta(days=1)
# A proposal about these is overtaken by a new text.
ABOUT_ONE_TEXT = (Outcome.RULED_OUT, Outcome.REDACTED)
NO_PROPOSAL = "There is no proposal that waits for a second person."
PROPOSES = {
    Outcome.RULED_OUT: "to rule this motion out",
    Outcome.REOPENED: "to reopen the ruling on this motion",
    Outcome.HIDDEN: "to hide this motion",
    Outcome.TEXT_HIDDEN: "to hide one text of this motion",
    Outcome.REDACTED: "to take words out of this motion",
    Outcome.SHOWN: "to show again what was hidden of this motion",
}


def unmet(conference: Conference, text: Text) -> dict[str, list[str]]:
    """What a text still lacks, by field: {"title": [sentences], "body": [...], "appendix": [...]}."""
    found: dict[str, list[str]] = {"title": [], "body": [], "appendix": []}
    if not text.title:
        found["title"].append("Give the motion a title.")
    elif len(text.title) > TITLE_CHARACTERS:
        found["title"].append(
            f"The title has {len(text.title)} characters; it can have {TITLE_CHARACTERS} at most."
        )
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
        return [f"{conference} is over. It takes no more motions."]
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
        reasons.append(f"The agenda item “{item.title}” takes no motions. Choose another.")
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
        return [f"Motions are open until {closes}: send it as an ordinary one."]
    if event_on is None:
        return ["Say on which day the event happened that makes this an emergency."]
    if event_on < closed_on:
        return ["An emergency motion is about something that happened after motions closed."]
    if event_on > localdate(now):
        return ["The event's day is still to come."]
    return []


def why_not_people(
    *, route: str, mover: str, officer: str, passed_on: date | None, now: datetime
) -> list[str]:
    """The people and the meeting behind a motion; `mover` and `officer` are e-mail addresses."""
    if route != Route.GROUP:
        return []
    reasons = []
    if mailboxes.key(mover) == mailboxes.key(officer):
        reasons.append("The confirming officer is a second person, with an address of their own.")
    return reasons + (why_not_passed(passed_on, now=now) if passed_on else [])


def why_not_passed(passed_on: date, *, now: datetime) -> list[str]:
    """The day a group says it passed the motion."""
    return ["The day the group passed the motion is still to come."] if passed_on > localdate(now) else []


def why_not_confirm(backing: Backing, *, now: datetime) -> list[str]:
    """Confirming by the e-mailed link that one is behind a motion."""
    if backing.stands:
        return ["You have already confirmed. Nothing more is needed."]
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
        return [f"{backing.name} has answered by the address we have, so it stays as it is."]
    reasons = why_not_confirm(backing, now=now)
    others = backing.motion.backings.exclude(pk=backing.pk)
    if mailboxes.key(email) == mailboxes.key(backing.email):
        reasons.append("This is the address that we have. Remind them instead.")
    elif others.filter(email__iexact=email).exists():
        reasons.append("Somebody else behind this motion has this address. Each needs one of their own.")
    return reasons


def why_not_remind(motion: Motion, *, now: datetime) -> list[str]:
    """Writing once more to everybody whose confirmation is missing: once a day, and not for ever."""
    if motion.status not in WAITING or not motion.backings.unconfirmed().exists():
        return ["Nobody’s confirmation is missing."]
    reminded = list(motion.events.filter(act=Act.REMINDED).values_list("at", flat=True))
    if len(reminded) >= MOST_REMINDERS:
        return [f"They have been reminded {MOST_REMINDERS} times. Ask them in another way."]
    if reminded and now < (again := reminded[-1] + BETWEEN_REMINDERS):
        words = moment_in_words(again)
        return [f"They were reminded less than a day ago. You can remind them again after {words}."]
    return why_not_start(motion.conference, now=now)


def why_not_support(motion: Motion, *, now: datetime) -> list[str]:
    """Signing a motion. After closing, what is still gathering may be completed and then arrives late."""
    if motion.route != Route.SIGNATORIES:
        return ["This motion comes from a group and does not gather signatories."]
    if showing.is_hidden(motion):
        return ["The committee has hidden this motion, so it gathers no signatories."]
    if motion.status in ENDED:
        return [ENDED[Status(motion.status)]]
    if motion.status != Status.GATHERING and not motion.conference.in_time(motion.kind, now):
        return ["Motions have closed, and this one has the signatories it needs."]
    return why_not_start(motion.conference, now=now)


def why_not_withdraw_support(backing: Backing, *, now: datetime) -> list[str]:
    if backing.withdrawn_at:
        return ["Your name has been withdrawn already."]
    if backing.role == Role.MOVER:
        return ["You move this motion. You can withdraw the motion itself instead."]
    if now >= backing.motion.conference.freeze_at:
        return ["The order paper is final. Write to the committee if your name should go."]
    return []


def why_not_name_co_mover(backing: Backing, *, by: Backing) -> list[str]:
    reasons = []
    if by.role != Role.MOVER:
        reasons.append("Only the mover names co-movers.")
    if not backing.stands or backing.role != Role.SIGNATORY:
        reasons.append("A co-mover is somebody who has confirmed that they sign the motion.")
    return reasons


def why_not_act_for(motion: Motion, *, by: Backing | None) -> list[str]:
    """Acting for a motion as its mover or co-mover; no `by` means the committee acts for them."""
    if by is not None and (
        by.motion_id != motion.pk or by.role not in (Role.MOVER, Role.CO_MOVER) or not by.stands
    ):
        return ["Only the mover and co-movers can do this."]
    return []


def why_not_revise(motion: Motion, *, now: datetime) -> list[str]:
    """Giving a motion a new text: until motions close, or when the committee has asked something."""
    if motion.status in ENDED:
        return [ENDED[Status(motion.status)]]
    if motion.status == Status.QUERIED:
        return []
    if not motion.conference.in_time(motion.kind, now):
        return [
            "Motions have closed. A change now needs the committee: write to it and say what should change."
        ]
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
        else ["The committee is not waiting for an answer on this motion."]
    )


def why_not_take_part(motion: Motion, *, by: User) -> list[str]:
    """A committee member dealing with a motion at all."""
    if motion.recusals.filter(user=by).exists():
        return ["You have declared an interest in this motion and take no part in it."]
    return []


def why_not_query(motion: Motion, *, by: User) -> list[str]:
    return why_not_take_part(motion, by=by) + _only(motion, Status.RECEIVED, "can be queried with its mover")


def why_not_rule(motion: Motion, *, by: User) -> list[str]:
    """Ruling in order, or proposing to rule out."""
    return why_not_propose(motion, by=by) + _only(motion, Status.RECEIVED, "can be ruled on")


def why_not_propose(motion: Motion, *, by: User) -> list[str]:
    """Proposing anything that takes two people: one proposal waits at a time."""
    reasons = why_not_take_part(motion, by=by)
    if ruling := open_ruling(motion):
        proposes = PROPOSES[Outcome(ruling.outcome)]
        reasons.append(f"A proposal {proposes} waits for a second person. Second or decline it first.")
    return reasons


def why_not_reopen(motion: Motion, *, by: User, now: datetime) -> list[str]:
    """Proposing that the committee takes its ruling back and looks at the motion again."""
    reasons = why_not_propose(motion, by=by)
    if ruling_in_force(motion) is None:
        reasons.append("There is no ruling on this motion that could be reopened.")
    if localdate(now) > motion.conference.ends_on:
        reasons.append("The conference is over.")
    return reasons


def why_not_hide(motion: Motion, *, by: User, number: int | None = None) -> list[str]:
    """Proposing to hide a motion from readers, or one text of it by its number."""
    reasons = why_not_propose(motion, by=by)
    if showing.is_hidden(motion):
        reasons.append("This motion is hidden already.")
    elif number is not None:
        revision = motion.revisions.filter(number=number).first()
        if revision is None:
            reasons.append(f"There is no revision {number} of this motion.")
        elif showing.hiding(motion, revision):
            reasons.append(f"Revision {number} is hidden already.")
    return reasons


def why_not_redact(motion: Motion, *, by: User, passages: Sequence[str] = ()) -> list[str]:
    """Proposing to take words out of the text that stands."""
    reasons = why_not_propose(motion, by=by)
    if motion.status in WAITING:
        reasons.append("It has not been received, and its text can still change. It can be hidden.")
    text = Text(motion.text.title, motion.text.body, motion.text.appendix)
    reasons += [
        f"“{passage}” does not stand in revision {motion.text.number}."
        for passage in passages
        if not text.holds(passage)
    ]
    left = text.without(passages) if passages and not reasons else text
    if len(left.title) > TITLE_CHARACTERS or max(len(left.body), len(left.appendix)) > BODY_CHARACTERS:
        reasons.append("With so many marks the text becomes too long. Take out longer passages instead.")
    return reasons


def why_not_show(motion: Motion, *, by: User) -> list[str]:
    """Proposing that readers see again what the committee has hidden."""
    reasons = why_not_propose(motion, by=by)
    if not showing.in_force(motion):
        reasons.append("The committee has hidden nothing of this motion.")
    return reasons


def why_not_second(ruling: Ruling | None, *, by: User) -> list[str]:
    """Being the second of the two people that a proposal takes."""
    if ruling is None or ruling.decided_at or ruling.declined_at:
        return [NO_PROPOSAL]
    reasons = why_not_take_part(ruling.motion, by=by)
    if ruling.proposed_by_id == by.pk:
        reasons.append("This takes two people. You proposed it, so somebody else seconds it.")
    return reasons + _overtaken(ruling)


def _overtaken(ruling: Ruling) -> list[str]:
    """What happened to the motion since something was proposed, where that leaves nothing to decide."""
    motion, reasons = ruling.motion, []
    if ruling.outcome in ABOUT_ONE_TEXT and ruling.revision_id != motion.current_id:
        reasons.append(
            "The motion has been revised since this was proposed. Decline it and look at the new text."
        )
    if ruling.outcome == Outcome.RULED_OUT:
        reasons += _only(motion, Status.RECEIVED, "can be ruled out")
    if ruling.outcome == Outcome.REOPENED and ruling.ends != ruling_in_force(motion):
        reasons.append("The ruling that was to be reopened does not stand any more. Decline the proposal.")
    return reasons


def why_not_decline(ruling: Ruling | None, *, by: User) -> list[str]:
    """Ending a proposal; whoever made it may take it back."""
    if ruling is None or ruling.decided_at or ruling.declined_at:
        return [NO_PROPOSAL]
    return why_not_take_part(ruling.motion, by=by)


def why_not_rule_in_order(motion: Motion, *, by: User) -> list[str]:
    return why_not_rule(motion, by=by) + _on_hold(motion)


def why_not_publish(motion: Motion, *, by: User) -> list[str]:
    reasons = why_not_take_part(motion, by=by) + _on_hold(motion)
    if motion.is_public:
        reasons.append("This motion is public already.")
    elif motion.status not in LIVE and motion.status != Status.RULED_OUT:
        reasons.append("Only a motion that has been received can be published.")
    return reasons


def _on_hold(motion: Motion) -> list[str]:
    return (
        ["This motion is on hold: a contact of its group doubts it. Look into it and lift the hold first."]
        if motion.held_at
        else []
    )


def why_not_lift_hold(motion: Motion, *, by: User) -> list[str]:
    reasons = why_not_take_part(motion, by=by)
    return reasons if motion.held_at else [*reasons, "This motion is not on hold."]


def why_not_vouch(question: GroupQuestion) -> list[str]:
    """A contact saying that the group passed the motion."""
    if question.answer:
        return ["You have answered already. Write to the committee if something has changed."]
    return _why_not_speak_for_group(question)


def why_not_doubt(question: GroupQuestion) -> list[str]:
    """A contact putting the motion on hold, after a yes too."""
    if question.answer == GroupAnswer.DOUBT:
        return ["You have put the motion on hold already."]
    return _why_not_speak_for_group(question)


def _why_not_speak_for_group(question: GroupQuestion) -> list[str]:
    motion = question.motion
    if motion.status in ENDED:
        return [ENDED[Status(motion.status)]]
    return [] if question.reaches_contact else ["You are no longer on record as a contact of the group."]


def contacts_of(motion: Motion) -> list[Contact]:
    """The contacts on record of the group in whose name a motion comes."""
    if motion.group_id is None:
        return []
    return list(Contact.objects.present().filter(group=motion.group_id).order_by("pk"))


def is_known_to_group(motion: Motion) -> bool:
    """Whether a contact on record stands behind a motion in the group's name, or has said yes to it."""
    if motion.group_questions.filter(answer=GroupAnswer.YES).exists():
        return True
    known = {contact.email.casefold() for contact in contacts_of(motion)}
    return any(backing.email.casefold() in known for backing in motion.backings.standing())


def why_not_recuse(motion: Motion, *, by: User) -> list[str]:
    return why_not_take_part(motion, by=by)


def why_not_assign(motion: Motion, *, by: User, to: User | None) -> list[str]:
    """Saying which committee member looks after a motion."""
    reasons = why_not_take_part(motion, by=by)
    if to and to != by and why_not_take_part(motion, by=to):
        reasons.append(f"{to} has declared an interest in this motion and takes no part in it.")
    return reasons


def why_not_mark(
    findings: Mapping[str, str], *, shown: Mapping[str, str], present: Mapping[str, str]
) -> list[str]:
    """Marking points of the checklist that somebody else may have marked since they were shown."""
    return [
        f"Somebody else marked “{Point(point).label}” while you had the checklist open. "
        "Look at it again; what you ticked is still here."
        for point, finding in findings.items()
        if present.get(point, "") not in {shown.get(point, ""), finding}
    ]


def why_not_withdraw_for_mover(motion: Motion, *, by: User, now: datetime) -> list[str]:
    """Withdrawing a motion on the committee's desk, because its mover asked."""
    return why_not_take_part(motion, by=by) + why_not_withdraw(motion, now=now)


def open_ruling(motion: Motion) -> Ruling | None:
    """The proposal that waits for a second person."""
    return motion.rulings.filter(decided_at=None, declined_at=None).first()


def ruling_in_force(motion: Motion) -> Ruling | None:
    """The ruling by which a motion is in order or ruled out; its status has the outcome's name."""
    if motion.status not in (Outcome.IN_ORDER, Outcome.RULED_OUT):
        return None
    decided = motion.rulings.filter(outcome=motion.status, decided_at__isnull=False, ended_at=None)
    return decided.order_by("decided_at", "pk").last()


def _only(motion: Motion, status: Status, words: str) -> list[str]:
    if motion.status == status:
        return []
    present = motion.get_status_display().lower()
    return [f"Only a motion that is {status.label.lower()} {words}; this one is {present}."]
