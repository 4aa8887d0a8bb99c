"""Whether a motion may be amended now, and what the text of an amendment may not be."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime

from lla.accounts.models import User

from ..agenda.choices import Closing, Kind, Nature
from ..agenda.rules import why_not_start
from ..motion import rules as motion_rules
from ..motion import visibility
from ..motion.choices import ENDED, Status
from ..motion.models import Motion
from ..motion.rules import LIVE
from ..motion.texts import Text
from . import clashes, selectors
from .choices import Answer, CarryOutcome
from .models import Amendment, PendingCarry
from .selectors import Marshalled

CHANGED = (
    "This amendment, or what it amends, has changed since you opened this page. Here it is as it is now. "
    "Read it, then answer."
)
HIDDEN_BASE = "The committee has hidden the text that this amendment changes, so it cannot be {} now."
NOTHING_LEFT = "Nothing would be left of the motion. Oppose the motion instead."


def why_not_amend(motion: Motion, *, now: datetime) -> list[str]:
    """Beginning an amendment to a motion, or sending one, in time or late."""
    conference = motion.conference
    if motion.nature == Nature.AMENDMENT:
        return ["This is an amendment. You can propose another amendment to the motion instead."]
    if motion.kind == Kind.EMERGENCY and not conference.amends_emergencies:
        return ["Emergency motions cannot be amended."]
    if motion.status not in LIVE:
        return [f"This motion is {motion.get_status_display().lower()}, so it cannot be amended."]
    if not motion.is_public or visibility.visible_text(motion).instead:
        return ["The text of this motion is not public, so it cannot be amended."]
    if not motion.label:
        return ["You can propose amendments once this motion has its letter or number."]
    if now >= conference.freeze_at:
        return ["The order paper is final, so amendments cannot be sent any more."]
    return why_not_start(conference, now=now)


def closing(motion: Motion) -> Closing:
    """The closing time that holds for amendments to a motion."""
    return Closing.of(nature=Nature.AMENDMENT, kind=motion.kind)


def unmet(motion: Motion, base: Text, text: Text, *, own: Motion | None = None) -> dict[str, list[str]]:
    """What keeps a text from being an amendment of this motion made from that base, by field.

    The word limit may be set aside for the motion, or for an amendment to it of one's `own`.
    """
    if not text.has_clauses:
        return {"body": [NOTHING_LEFT]}
    conference = motion.conference
    limited = conference.amended_length and all(map(motion_rules.has_limit, (motion, own or motion)))
    sentences = motion_rules.unmet(conference, text, limited=limited)
    if text.sha256 == base.sha256:
        sentences["body"] = [f"This says what motion {motion.label} already says. Change something in it."]
    return sentences


def too_long(motion: Motion, text: Text) -> str:
    """What is told, though not refused, of an amendment that makes a motion longer than the limit."""
    limit = motion.conference.body_words
    if not limit or motion.conference.amended_length or text.words <= limit:
        return ""
    return f"With this amendment the motion would have {text.words:,} words; the limit is {limit:,}."


def why_fallen(amendment: Motion) -> list[str]:
    """Why nothing is voted on any more that amends a motion: the motion has ended, or is in a composite."""
    motion = amendment.amends
    if motion is None or motion.status not in (*ENDED, Status.COMPOSITED):
        return []
    verb = "is" if motion.status == Status.COMPOSITED else "was"
    return [f"The {motion.noun} {verb} {motion.get_status_display().lower()}."]


def why_base_hidden(motion: Motion, *, act: str) -> list[str]:
    """Why an amendment is not signed or confirmed now: it shows words that nobody may read."""
    return [HIDDEN_BASE.format(act)] if visibility.hidden_with_motion(motion) else []


def why_not_write_anew(amendment: Motion, *, act: str) -> list[str]:
    """Why it is not put to the text that its motion has now: the committee has hidden that."""
    motion = amendment.amends
    hidden = motion is not None and visibility.hiding_ruling(motion, motion.text)
    return [HIDDEN_BASE.format(act)] if hidden else []


def waits(amendment: Motion) -> bool:
    """Whether a new text of its motion left it behind."""
    return PendingCarry.objects.filter(motion=amendment).exists()


def why_not_settle(amendment: Motion, *, now: datetime) -> list[str]:
    """Its mover agreeing to an amendment as it was offered on the new text of the motion."""
    if reasons := motion_rules.why_ended(amendment) or why_fallen(amendment):
        return reasons
    if reasons := why_not_write_anew(amendment, act="agreed to"):
        return reasons
    if not PendingCarry.objects.filter(motion=amendment, outcome=CarryOutcome.OFFERED).exists():
        return ["There is nothing for you to agree to."]
    if amendment.conference.is_over(now):
        return ["The conference is over."]
    return []


def why_not_order_votes(motion: Motion, *, by: User, now: datetime) -> list[str]:
    """The committee saying in which order the amendments to a motion are voted on."""
    reasons = motion_rules.why_not_take_part(motion, by=by)
    if not selectors.before_conference(motion):
        reasons.append(f"No amendments to this {motion.noun} are before conference.")
    if motion.conference.is_over(now):
        reasons.append("The conference is over.")
    return reasons


def why_not_number_votes(numbers: Mapping[Motion, int | None]) -> dict[Motion, str]:
    """Why amendments may not be voted on in the order of these numbers: which of them has a number twice."""
    taken = Counter(number for number in numbers.values() if number is not None)
    return {
        motion: f"Another amendment has the number {number} too."
        for motion, number in numbers.items()
        if number is not None and taken[number] > 1
    }


def why_not_merge(rows: Sequence[Marshalled]) -> list[str]:
    """One draft of a motion's text with these amendments to it."""
    if not rows:
        return ["Choose the amendments for the draft."]
    behind = [row for row in rows if selectors.is_behind(row.motion)]
    if behind:
        return [
            f"{row.named} {'do' if row.is_several else 'does'} not fit. {selectors.written_for(row.motion)}"
            for row in behind
        ]
    sets = [row.change.operations for row in rows]
    clashing = {
        (first, second): clash for first, second, clash in clashes.conflicts(rows[0].change.base, sets)
    }
    return [
        f"{rows[first].meets(clash.kind, rows[second])}. Choose one of the two."
        for (first, second), clash in clashing.items()
    ]


def why_not_print_as_one(amendment: Motion, *, by: User) -> list[str]:
    reasons = motion_rules.why_not_take_part(amendment, by=by)
    identical = selectors.identical_to(amendment)
    if not identical:
        reasons.append("No other amendment that is public makes the same change.")
    elif all(meeting.as_one for meeting in identical):
        reasons.append("It is printed as one with all that make the same change.")
    return reasons


def why_not_print_apart(amendment: Motion, *, by: User) -> list[str]:
    reasons = motion_rules.why_not_take_part(amendment, by=by)
    if not amendment.amendment.printed_as_one:
        reasons.append("It is printed by itself.")
    return reasons


def why_not_answer(amendment: Motion, *, now: datetime) -> list[str]:
    """The mover of the motion saying whether they accept an amendment."""
    if amendment.nature == Nature.AMENDMENT and amendment.status == Status.ACCEPTED:
        return ["You have accepted this amendment. To undo that, revise the motion."]
    if amendment.nature != Nature.AMENDMENT or amendment.status != Status.IN_ORDER:
        return ["You can answer an amendment once the committee has ruled it in order."]
    if reasons := why_fallen(amendment):
        return reasons
    if amendment.conference.is_over(now):
        return ["The conference is over."]
    if visibility.visible_text(amendment).instead:
        return ["Its text is hidden from readers, so you cannot answer it."]
    return []


def why_not_accept(
    amendment: Motion, *, now: datetime, accepted: Sequence[Motion] | None = None
) -> list[str]:
    """Accepting an amendment: it has to fit the text that stands, and whatever else was accepted.

    A page that asks of many gives the `accepted` ones.
    """
    if reasons := why_not_answer(amendment, now=now):
        return reasons
    motion = amendment.amends
    if motion is None or motion.status not in LIVE:
        return ["The motion is not before conference any more."]
    accepted = selectors.accepted_of(motion) if accepted is None else accepted
    if clashing := selectors.clashing_accepted(amendment, accepted):
        names = ", ".join(other.label or other.reference for other in clashing)
        return [f"It changes the same words as {names}, which you have accepted, so you cannot accept both."]
    if amendment.text.base_id != motion.current_id:
        return [
            "The motion has a new text since this amendment was written, and the amendment does not fit it "
            "yet. Its mover has to agree to it on the new text first."
        ]
    return []


def why_not_decline(amendment: Motion, *, now: datetime) -> list[str]:
    """Saying that an amendment is not accepted; it may have been accepted after the order paper was final."""
    if reasons := why_not_answer(amendment, now=now):
        return reasons
    if Amendment.objects.filter(motion=amendment, answer=Answer.NOT_ACCEPTED).exists():
        return ["You have said that you do not accept this amendment."]
    return []
