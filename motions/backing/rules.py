"""What the people behind a motion may do: sign, confirm, remind, revise, answer, withdraw."""

from datetime import datetime, timedelta

from lla.accounts.models import User
from lla.addresses import email as addresses_email
from lla.time.wording import moment_in_words

from ..agenda.choices import Nature
from ..agenda.rules import why_not_start
from ..amendments import rules as amendments_rules
from ..motion import visibility
from ..motion.choices import BEFORE_RECEIPT, Act, Role, Route, Status
from ..motion.models import Backing, Motion
from ..motion.rules import why_ended, why_not_take_part

INVITED_AT_ONCE = 60
MOST_REMINDERS = 5
BETWEEN_REMINDERS = timedelta(days=1)
GIVEN_A_CO_MOVER = "given a co-mover"


def why_not_confirm(backing: Backing, *, now: datetime) -> list[str]:
    """Confirming by the emailed link that one is behind a motion."""
    if backing.stands:
        return ["You have already confirmed. You do not have to do anything else."]
    if backing.withdrawn_at:
        return [f"You have withdrawn your name from this {backing.motion.noun}."]
    if backing.role == Role.SIGNATORY:
        return why_not_support(backing.motion, now=now)
    reasons = _why_hidden(backing.motion, act="confirmed") or _why_no_more(backing.motion)
    return reasons or why_not_start(backing.motion.conference, now=now)


def _why_no_more(motion: Motion) -> list[str]:
    """Why nobody is asked for anything any more: the motion has ended, or the one that it amends."""
    return why_ended(motion) or amendments_rules.why_fallen(motion)


def _why_hidden(motion: Motion, *, act: str) -> list[str]:
    """Why nobody is asked to be behind it: they could not read it."""
    if visibility.is_hidden(motion):
        return [f"The committee has hidden this {motion.noun}, so it cannot be {act}."]
    return amendments_rules.why_base_hidden(motion, act=act)


def why_not_correct_address(backing: Backing, *, email: str, now: datetime) -> list[str]:
    """Asking somebody who has not confirmed to do so by another address. Who has confirmed keeps theirs."""
    if backing.confirmed_at or backing.withdrawn_at:
        return [f"{backing.name} has answered from the address we have, so you cannot change it."]
    reasons = why_not_confirm(backing, now=now)
    others = backing.motion.backings.exclude(pk=backing.pk)
    if addresses_email.key(email) == addresses_email.key(backing.email):
        reasons.append("This is the address we already have. Send a reminder instead.")
    elif others.filter(email__iexact=email).exists():
        here = f"on this {backing.motion.noun}"
        reasons.append(f"Somebody else {here} has this email address. Each person needs their own.")
    return reasons


def why_not_remind(motion: Motion, *, now: datetime) -> list[str]:
    """Writing once more to everybody whose confirmation is missing: once a day, and not for ever."""
    if reasons := _why_hidden(motion, act="confirmed") or _why_no_more(motion):
        return reasons
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
        return [f"This {motion.noun} is from a group, so it does not need signatories."]
    if reasons := _why_hidden(motion, act="signed") or _why_no_more(motion):
        return reasons
    if motion.status != Status.GATHERING and not motion.conference.in_time(motion.closing, now):
        closed = f"{motion.closing.label.capitalize()} have closed"
        return [f"{closed}, and this one already has enough signatories."]
    return why_not_start(motion.conference, now=now)


def why_not_withdraw_support(backing: Backing, *, now: datetime) -> list[str]:
    if backing.withdrawn_at:
        return ["You have already withdrawn your name."]
    if backing.role == Role.MOVER:
        return [f"You are the mover. Withdraw the {backing.motion.noun} instead."]
    if now >= backing.motion.conference.freeze_at:
        return ["The order paper is final. To withdraw your name, write to the committee."]
    return []


ASKED_ALREADY = "{} has been asked already."
CO_MOVER_ALREADY = "{} is a co-mover already."


def why_not_choose_co_mover(motion: Motion, *, by: Backing) -> list[str]:
    """Naming a co-mover at all. Those of a motion in a composite still answer about that."""
    reasons = [] if motion.status == Status.COMPOSITED else why_ended(motion)
    reasons = reasons or _why_hidden(motion, act=GIVEN_A_CO_MOVER)
    if by.role != Role.MOVER or not by.stands:
        reasons.append("Only the mover can name co-movers.")
    return reasons


def why_not_ask_co_mover(backing: Backing, *, by: Backing) -> list[str]:
    """Asking a signatory to be a co-mover."""
    reasons = why_not_choose_co_mover(backing.motion, by=by)
    if not backing.stands or backing.role != Role.SIGNATORY:
        reasons.append("A co-mover has to be somebody who has confirmed their signature.")
    elif backing.co_mover_asked_at or backing.actor.key in declined(backing.motion):
        reasons.append(ASKED_ALREADY.format(backing.name))
    return reasons


def declined(motion: Motion) -> set[str]:
    """Who was asked to be a co-mover and said no, by the keys of the record."""
    return set(motion.events.filter(act=Act.CO_MOVER_DECLINED).values_list("actor_key", flat=True))


def why_not_answer_co_moving(backing: Backing) -> list[str]:
    """A signatory saying whether they become a co-mover."""
    motion = backing.motion
    if reasons := [] if motion.status == Status.COMPOSITED else why_ended(motion):
        return reasons
    if not backing.stands or backing.role != Role.SIGNATORY or backing.co_mover_asked_at is None:
        return ["Nobody asks you to be a co-mover."]
    return _why_hidden(motion, act=GIVEN_A_CO_MOVER)


def why_not_revise(motion: Motion, *, now: datetime) -> list[str]:
    """Giving a motion a new text: until motions close, or when the committee has asked something.

    An amendment that a new text of its motion left behind can be written anew until the order paper is final.
    """
    if reasons := _why_no_more(motion) or amendments_rules.why_not_write_anew(motion, act="revised"):
        return reasons
    if motion.status == Status.QUERIED:
        return []
    if now < motion.conference.freeze_at and amendments_rules.waits(motion):
        return []
    if not motion.conference.in_time(motion.closing, now):
        closed = f"{motion.closing.label.capitalize()} have closed."
        return [f"{closed} To change yours, write to the committee and say what should change."]
    return []


def why_not_withdraw(motion: Motion, *, now: datetime) -> list[str]:
    if reasons := why_ended(motion):
        return reasons
    if motion.conference.is_over(now):
        return ["The conference is over."]
    return []


def why_not_answer(motion: Motion) -> list[str]:
    return (
        []
        if motion.status == Status.QUERIED
        else [f"The committee is not waiting for an answer about this {motion.noun}."]
    )


def why_not_withdraw_for_mover(motion: Motion, *, by: User, now: datetime) -> list[str]:
    """Withdrawing a motion on the committee's desk, because its mover asked."""
    reasons = why_not_take_part(motion, by=by) + why_not_withdraw(motion, now=now)
    if motion.nature == Nature.COMPOSITE:
        reasons.append("A composite is not withdrawn. Dissolve it, and its motions are in order again.")
    return reasons
