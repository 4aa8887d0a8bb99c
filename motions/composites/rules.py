"""Whether a composite may be made, written, sent to its motions' people, agreed to, closed or dissolved."""

from collections.abc import Sequence
from datetime import datetime

from lla.accounts.models import User
from lla.time.wording import moment_in_words

from ..agenda.choices import Closing, Nature
from ..motion import rules as motion_rules
from ..motion import visibility
from ..motion.choices import MOVERS, Status
from ..motion.models import Backing, Motion
from ..motion.texts import Text
from . import options, selectors
from .choices import ConsentAnswer
from .models import CompositeSource
from .options import Question
from .selectors import Speaker

FEWEST = 2
IN_NONE = "This motion is in no composite."
OVERTAKEN = "The composite has a new text since you opened this page. Read it before you answer."


def why_not_begin(motion: Motion, *, by: User, now: datetime) -> list[str]:
    """Making a composite of this motion and others."""
    reasons = motion_rules.why_not_take_part(motion, by=by)
    if motion.nature != Nature.MAIN:
        reasons.append("A composite is made of motions alone.")
    elif motion.status != Status.IN_ORDER:
        reasons.append("A composite is made of motions that are in order.")
    elif visibility.is_hidden(motion):
        reasons.append("The committee has hidden this motion, so it cannot be composited.")
    if source := selectors.composite_of(motion):
        composite = source.composite
        reasons.append(f"This motion is already in {composite.label or f'composite {composite.reference}'}.")
    return reasons + _closed(motion, now=now)


def why_not_make(motions: Sequence[Motion], *, by: User, now: datetime) -> list[str]:
    """Making a composite of these motions."""
    reasons = [
        f"{motion.reference}: {reason}"
        for motion in motions
        for reason in why_not_begin(motion, by=by, now=now)
    ]
    if len(motions) < FEWEST:
        reasons.append("A composite is made of two or more motions.")
    if len({(motion.conference_id, motion.kind) for motion in motions}) > 1:
        reasons.append("The motions of a composite are of one conference and one kind.")
    return reasons


def why_not_write(composite: Motion, *, by: User, now: datetime) -> list[str]:
    """Giving a composite a new text, which nobody has agreed to yet."""
    return (
        motion_rules.why_not_take_part(composite, by=by)
        + _not_being_made(composite)
        + _closed(composite, now=now)
    )


def unmet(composite: Motion, text: Text) -> dict[str, list[str]]:
    """What a text of a composite still lacks, by field; it may be longer than a motion."""
    return motion_rules.unmet(composite.conference, text, limited=False)


def why_not_change_to(composite: Motion, text: Text, questions: tuple[Question, ...]) -> list[str]:
    """Giving a composite this text with these questions inside it."""
    reasons = [sentence for sentences in unmet(composite, text).values() for sentence in sentences]
    same = text.sha256 == composite.text.sha256 and questions == selectors.options_of(composite.text)
    return reasons + options.unmet(questions) + ([motion_rules.UNCHANGED] if same else [])


def why_not_send(composite: Motion, *, by: User, now: datetime) -> list[str]:
    """Asking the people behind the motions of a composite about its text."""
    reasons = why_not_write(composite, by=by, now=now)
    if reasons:
        return reasons
    sources = selectors.sources_of(composite)
    if sum(source.motion.status == Status.IN_ORDER for source in sources) < FEWEST:
        return ["Fewer than two of its motions are still in order. Dissolve the composite."]
    if all(source.asked_id == composite.current_id for source in sources):
        return ["The people behind the motions have been asked about this text already."]
    return []


def why_not_answer(source: CompositeSource, *, by: Backing, now: datetime) -> list[str]:
    """Agreeing to a composite, or standing by one's own text: the mover and co-movers of the motion."""
    composite = source.composite
    if by.motion_id != source.motion_id or by.role not in MOVERS or not by.stands:
        return ["Only the mover and co-movers can do this."]
    if source.left_at or composite.status != Status.AWAITING:
        return ["The committee has closed this composite, so nobody is asked any more."]
    if source.motion.status != Status.IN_ORDER:
        present = source.motion.get_status_display().lower()
        return [f"Your motion is {present}. Only a motion that is in order can be composited."]
    if source.asked_id is None:
        return ["The committee is still writing this composite."]
    if source.asked_id != composite.current_id:
        return ["The committee is writing a new text of this composite. We will email you when it is ready."]
    return _closed(composite, now=now)


def why_not_put_on_agenda(composite: Motion, *, by: User, now: datetime) -> list[str]:
    """Closing a composite: it goes on the agenda in place of the motions whose people agree."""
    if reasons := why_not_write(composite, by=by, now=now):
        return reasons
    agreeing = selectors.agreeing(selectors.sources_of(composite), composite.text)
    if len(agreeing) < FEWEST:
        return [
            "The people behind fewer than two of its motions agree to this text. Wait for their answers, "
            "write another text, or dissolve the composite."
        ]
    if undecided := selectors.undecided(composite, agreeing):
        names = ", ".join(amendment.full_label or amendment.reference for amendment in undecided)
        return [f"First decide what happens to these amendments to its motions: {names}."]
    return []


def why_not_decide_amendments(composite: Motion, *, by: User, now: datetime) -> list[str]:
    """Saying what becomes of the amendments to its motions: before it goes on the agenda, or later."""
    reasons = motion_rules.why_not_take_part(composite, by=by) + _not_before_us(composite)
    reasons += _closed(composite, now=now)
    if not reasons and not selectors.open_amendments(selectors.sources_of(composite)):
        return ["There are no amendments to its motions."]
    return reasons


def why_not_choose_speakers(composite: Motion, *, by: User, now: datetime) -> list[str]:
    """Saying who moves a composite and who seconds it."""
    reasons = motion_rules.why_not_take_part(composite, by=by) + _not_before_us(composite)
    if now >= composite.conference.freeze_at:
        frozen = moment_in_words(composite.conference.freeze_at)
        reasons.append(f"The order paper became final on {frozen}.")
    if not reasons and len(selectors.may_speak(composite)) < FEWEST:
        return ["The people behind fewer than two of its motions agree to this text."]
    return reasons


def why_not_speak(mover: Speaker, seconder: Speaker) -> list[str]:
    """Having these move a composite and second it."""
    if mover.source.pk == seconder.source.pk:
        return ["Choose the mover and the seconder from two of its motions."]
    return []


def why_not_dissolve(composite: Motion, *, by: User, now: datetime) -> list[str]:
    """Ending a composite: its motions are in order again, each by itself."""
    reasons = motion_rules.why_not_take_part(composite, by=by) + _not_before_us(composite)
    if composite.conference.is_over(now):
        reasons.append("The conference is over.")
    return reasons


def why_not_agree(answer: str, source: CompositeSource, composite: Motion) -> list[str]:
    """Giving the same answer twice to one text."""
    if selectors.standing_answer(source, composite.text) != answer:
        return []
    same = "agree to this text" if answer == ConsentAnswer.AGREES else "keep your own text"
    return [f"You have already said that you {same}."]


def _not_before_us(composite: Motion) -> list[str]:
    if composite.nature != Nature.COMPOSITE:
        return ["This is not a composite."]
    if composite.status not in (Status.AWAITING, Status.IN_ORDER):
        return [f"This composite is {composite.get_status_display().lower()}."]
    return []


def _not_being_made(composite: Motion) -> list[str]:
    if composite.nature != Nature.COMPOSITE:
        return ["This is not a composite."]
    if composite.status != Status.AWAITING:
        present = composite.get_status_display().lower()
        return [f"This composite is {present}, so its text no longer changes. Dissolve it to start again."]
    return []


def _closed(motion: Motion, *, now: datetime) -> list[str]:
    closes_at = motion.conference.closes_at(Closing.COMPOSITES)
    return [f"Composites closed on {moment_in_words(closes_at)}."] if now >= closes_at else []
