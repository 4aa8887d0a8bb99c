"""How a direct message stands with its clocks, and whether an act on it may happen now."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.timezone import localdate

from lla.time.wording import clock_in_words, day_in_words, moment_in_words

from ..guidelines.choices import Duty, Level
from ..guidelines.parameters import Parameters
from ..guidelines.verdicts import Verdict
from ..sources.models import Source
from ..sources.selectors import facts_of
from ..sources.vetting import source_verdict
from .choices import CLOCKED, MessageKind, MessageStatus
from .clocks import Clock, Timing, answered_in_words, clock_of, hours_in_words, took
from .models import Message

MOVES: Mapping[str, frozenset[str]] = {
    MessageStatus.OPEN: frozenset({MessageStatus.ANSWERED, MessageStatus.SET_ASIDE}),
    MessageStatus.ANSWERED: frozenset({MessageStatus.OPEN}),
    MessageStatus.SET_ASIDE: frozenset({MessageStatus.OPEN}),
}
TONES = {Timing.ON_TIME: "", Timing.GETTING_LATE: "wait", Timing.LATE: "bad"}


@dataclass(frozen=True, slots=True)
class Line:
    """A message as the inbox shows it: a word with its tone, and a sentence."""

    message: Message
    word: str
    tone: str
    sentence: str


def line_of(message: Message, *, figures: Parameters, now: datetime) -> Line:
    """How a message stands."""
    if message.status != MessageStatus.OPEN:
        return _dealt_with(message, figures)
    if message.kind == MessageKind.ARTICLE:
        return Line(message, "No deadline", "", "Give it a thumbs up once its source has been reviewed.")
    if not message.is_clocked:
        return Line(message, "No deadline", "", "No answer needed.")
    clock = clock_of(message.came_at, figures)
    timing = clock.timing(now)
    return Line(message, timing.words, TONES[timing], _due(clock, timing, figures, now=now))


def _due(clock: Clock, timing: Timing, figures: Parameters, *, now: datetime) -> str:
    last_day = localdate(clock.hard_at) - timedelta(days=1)
    ends = "today" if last_day == localdate(now) else day_in_words(last_day)
    if timing == Timing.LATE:
        return f"It should have been answered by the end of {ends}."
    if timing == Timing.GETTING_LATE:
        within = hours_in_words(figures.reply_soft_hours)
        return f"The guidelines ask for an answer within {within}. It is late after the end of {ends}."
    if clock.soft_at == clock.hard_at:
        return f"Answer it by the end of {ends}."
    same_day = localdate(clock.soft_at) == localdate(now)
    by = clock_in_words(clock.soft_at) if same_day else moment_in_words(clock.soft_at)
    return f"Answer it by {by}. It is late after the end of {ends}."


def _dealt_with(message: Message, figures: Parameters) -> Line:
    if message.status == MessageStatus.SET_ASIDE or message.answered_at is None:
        return Line(message, message.get_status_display(), "", "No answer needed.")
    if not message.is_clocked:
        passed = took(message.came_at, message.answered_at)
        return Line(message, "Answered", "good", f"Answered after {passed}.")
    late = clock_of(message.came_at, figures).timing(message.answered_at) == Timing.LATE
    words = answered_in_words(message.came_at, message.answered_at, figures)
    return Line(message, "Answered", "bad" if late else "good", words)


def why_not_answer(
    message: Message, *, answered_at: datetime, figures: Parameters, now: datetime
) -> list[str]:
    """Noting that a message was answered at a moment; an article's thumbs up waits for the vetting."""
    if reasons := why_not_deal(message):
        return reasons
    reasons = []
    if answered_at > now:
        reasons.append(f"It cannot have been answered in the future. It is now {moment_in_words(now)}.")
    if answered_at < message.came_at:
        reasons.append(
            f"It came in on {moment_in_words(message.came_at)}, so it cannot have been answered before that."
        )
    if message.kind == MessageKind.ARTICLE:
        reasons += why_not_vouch(message.source, figures=figures, now=now)
    return reasons


def why_not_vouch(source: Source | None, *, figures: Parameters, now: datetime) -> list[str]:
    """What stands against a thumbs up for something of this source, where the guidelines ask for vetting."""
    wrong = [each for each in of_source(source, figures=figures, now=now) if each.level == Level.FAIL]
    return [f"{verdict.sentence} {verdict.todo}".strip() for verdict in wrong]


def of_source(source: Source | None, *, figures: Parameters, now: datetime) -> list[Verdict]:
    """What the guidelines say of giving something of a source a thumbs up; as of sharing it."""
    if source is not None:
        return source_verdict(facts_of(source), figures, on=localdate(now))
    if figures.source_vetted == Duty.LEFT_OPEN:
        return []
    level = Level.FAIL if figures.source_vetted == Duty.REQUIRED else Level.WARN
    todo = "Choose the source. A thumbs up is for reviewed sources only."
    return [Verdict("source_vetted", level, "The source is missing.", todo)]


def why_not_set_aside(message: Message) -> list[str]:
    """Leaving a message without an answer; a genuine request and a possible recruit always get one."""
    if reasons := why_not_deal(message):
        return reasons
    if message.kind in CLOCKED:
        return [
            f"{message.get_kind_display()} always needs an answer. If it is something else, change its "
            "kind first."
        ]
    return []


def why_not_deal(message: Message) -> list[str]:
    """Doing anything to a message that waits; two at once have one winner."""
    if message.status == MessageStatus.OPEN:
        return []
    by, at = message.answered_by, message.answered_at
    when = f" on {moment_in_words(at)}" if at else ""
    done = "answered it" if message.status == MessageStatus.ANSWERED else "decided that it needs no answer"
    return [f"{by or 'Somebody'} {done}{when}. Nothing has changed."]


def why_not_pass_on(message: Message) -> list[str]:
    if message.kind != MessageKind.RECRUIT:
        return ["Only people who may join are referred to a region’s organiser."]
    return []


def why_not_reopen(message: Message, *, because: str) -> list[str]:
    """Saying that a message was not dealt with after all."""
    if message.status == MessageStatus.OPEN:
        return ["This message is already waiting for an answer."]
    if message.forgotten_at:
        return ["Its words have been deleted."]
    return [] if because.strip() else ["Say why you are reopening it."]
