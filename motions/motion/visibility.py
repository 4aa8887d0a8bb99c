"""What readers see of a text of a motion: the text, or the sentence that stands in its place."""

from dataclasses import dataclass

from ..agenda.choices import EndedText
from . import numbering
from .choices import ENDED, Outcome, Status
from .models import Motion, Revision, Ruling

HIDDEN = "Hidden by the committee"
HIDDEN_WITH_IT = "Hidden with the motion"
NO_TITLES = (HIDDEN, HIDDEN_WITH_IT)
SENTENCES = {
    Outcome.HIDDEN: "The committee has hidden this {noun}.",
    Outcome.TEXT_HIDDEN: "The committee has hidden this text.",
    Outcome.REDACTED: "The committee has removed words from this {noun} and hidden its earlier texts.",
}


@dataclass(frozen=True, slots=True)
class VisibleText:
    """The title that is printed, and the sentence in place of a text that is not; empty when it is."""

    title: str
    instead: str = ""


def visible_text(motion: Motion, revision: Revision | None = None) -> VisibleText:
    """What readers see of one text, or of the text that stands. Give motions with their rulings at hand.

    An amendment shows the text that it was made from: where that is not shown, neither is the amendment.
    """
    revision = revision or motion.text
    if ruling := hiding_ruling(motion, revision):
        return VisibleText(HIDDEN, sentence(motion, ruling))
    title = revision.title
    if (amended_motion := amended_by(motion, revision)) and revision.base:
        amended = visible_text(amended_motion, revision.base)
        if amended.instead:
            return VisibleText(HIDDEN_WITH_IT, f"{_because_of(amended_motion)} {amended.instead}")
        title = numbering.amendment_title(amended.title)
    if motion.status in ENDED and motion.conference.ended_text == EndedText.HIDDEN:
        status = Status.RULED_OUT if motion.status == Status.UNDER_APPEAL else Status(motion.status)
        ended = f"The {motion.noun} was {status.label.lower()}"
        return VisibleText(title, f"{ended}, so its text is no longer shown.")
    return VisibleText(title)


def _because_of(motion: Motion) -> str:
    called = motion.full_label or motion.reference
    return f"This amendment shows words of motion {called}, so it is hidden with it."


def amended_by(motion: Motion, revision: Revision) -> Motion | None:
    """The motion that one text of an amendment was made from.

    It is the one that the amendment amends now, unless it has been moved to another since.
    """
    if revision.base is None or motion.amends is None:
        return None
    return motion.amends if revision.base.motion_id == motion.amends_id else revision.base.motion


def hidden_with_motion(motion: Motion, revision: Revision | None = None) -> str:
    """Why nobody outside the committee, its own people included, reads an amendment's text; empty if they do.

    It shows words of its motion that the committee has hidden.
    """
    if motion.amends_id is None:
        return ""
    revision = revision or motion.text
    amended = amended_by(motion, revision)
    ruling = hiding_ruling(amended, revision.base) if amended and revision.base else None
    return f"{_because_of(amended)} {sentence(amended, ruling)}" if amended and ruling else ""


def own_title(motion: Motion) -> str:
    """What its own people read as the title: theirs, hidden or not; of an amendment never a hidden one."""
    if motion.amends is None:
        return motion.title
    title = visible_text(motion.amends).title
    return HIDDEN_WITH_IT if title in NO_TITLES else numbering.amendment_title(title)


def own_titled(motion: Motion) -> str:
    """The same behind the label."""
    return numbering.line(motion.label, own_title(motion))


def titled(motion: Motion) -> str:
    """The heading as readers see it, by one label alone."""
    return numbering.line(motion.label, visible_text(motion).title)


def hiding_ruling(motion: Motion, revision: Revision) -> Ruling | None:
    """The ruling by which the committee hides a text."""
    return next((ruling for ruling in hiding_rulings(motion) if _hides(ruling, revision)), None)


def hiding_rulings(motion: Motion) -> list[Ruling]:
    """The rulings that hide something of a motion, those that hide most first."""
    found = [
        ruling
        for ruling in motion.rulings.all()
        if ruling.outcome in SENTENCES and ruling.decided_at and not ruling.ended_at
    ]
    return sorted(found, key=lambda ruling: ruling.outcome != Outcome.HIDDEN)


def hidden_sentences(motion: Motion) -> list[str]:
    """What the committee has hidden of a motion, and why, for its own people."""
    return [sentence(motion, ruling) for ruling in hiding_rulings(motion)]


def sentence(motion: Motion, ruling: Ruling) -> str:
    return f"{SENTENCES[Outcome(ruling.outcome)].format(noun=motion.noun)} {ruling.reason}"


def is_hidden(motion: Motion) -> bool:
    """Whether the committee has hidden the motion as a whole."""
    return any(ruling.outcome == Outcome.HIDDEN for ruling in hiding_rulings(motion))


def _hides(ruling: Ruling, revision: Revision) -> bool:
    """A motion's texts are numbered as their rows are: redacting one hides it and all before it."""
    match ruling.outcome:
        case Outcome.HIDDEN:
            return True
        case Outcome.TEXT_HIDDEN:
            return ruling.revision_id == revision.pk
    return revision.pk <= ruling.revision_id
