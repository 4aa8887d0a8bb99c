"""What a month's report says in figures, as frozen values that a row can keep and give back."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any, Self

from ..guidelines.choices import Level
from ..guidelines.parameters import Parameters
from ..messages.clocks import Answers
from ..statistics.week import Week

Aim = tuple[int, int]  # so many posts a day at least, and at most


@dataclass(frozen=True, slots=True)
class Output:
    """How many posts a page had on each day of the month; None for a day nobody has judged."""

    channel: str
    posts: tuple[int | None, ...]
    levels: Mapping[str, int]

    @property
    def total(self) -> int:
        return sum(count for count in self.posts if count is not None)

    def days(self, level: Level) -> int:
        return self.levels.get(level, 0)


@dataclass(frozen=True, slots=True)
class Reason:
    """Why somebody went against a verdict: on which day, about what, where, and their words."""

    on: str
    check: str
    channel: str
    post: str
    why: str


@dataclass(frozen=True, slots=True)
class Consulted:
    """A question to the team or the leadership: on which day, to which of them, and how many answered."""

    on: str
    asked: str
    question: str
    answered: int
    of: int

    @property
    def words(self) -> str:
        return f"{self.question} Asked of {self.asked}: {self.answered} of {self.of} answered."


@dataclass(frozen=True, slots=True)
class Worked:
    """A post that people did much with: where and on which day, and what its platform last told of it."""

    post: str
    channel: str
    on: str
    reach: int | None = None
    responses: int | None = None
    clicks: int | None = None


@dataclass(frozen=True, slots=True)
class Month:
    """Everything counted of one month. `counts` holds further tallies: heading -> words -> how many.

    `aims` are those its days were judged by, one after the other.
    """

    first: str
    version: int
    aims: tuple[Aim, ...]
    output: tuple[Output, ...] = ()
    reasons: tuple[Reason, ...] = ()
    answers: Answers = field(default_factory=Answers)
    counts: Mapping[str, Mapping[str, int]] | None = None
    sentences: tuple[tuple[str, str], ...] = ()
    weeks: tuple[Week, ...] = ()
    consulted: tuple[Consulted, ...] = ()
    leadership_asked: str = ""
    worked: tuple[Worked, ...] = ()

    def stored(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def of(cls, stored: Mapping[str, Any]) -> Self:
        """The month as a row keeps it."""
        outputs = (Output(page["channel"], tuple(page["posts"]), page["levels"]) for page in stored["output"])
        return cls(
            first=stored["first"],
            version=stored["version"],
            aims=tuple((least, most) for least, most in stored["aims"]),
            output=tuple(outputs),
            reasons=tuple(Reason(**reason) for reason in stored["reasons"]),
            answers=Answers(**stored["answers"]),
            counts=stored["counts"],
            sentences=tuple((heading, words) for heading, words in stored["sentences"]),
            weeks=tuple(Week(**week) for week in stored["weeks"]),
            # Reports that were sent before said nothing of these.
            consulted=tuple(Consulted(**question) for question in stored.get("consulted", ())),
            leadership_asked=stored.get("leadership_asked", ""),
            worked=tuple(Worked(**post) for post in stored.get("worked", ())),
        )


def output(channel: str, days: list[date], judged: Mapping[date, tuple[int, str]]) -> Output:
    """A page's month from what was written down of each day: posts and level."""
    posts = tuple(judged[day][0] if day in judged else None for day in days)
    levels = Counter(judged[day][1] for day in days if day in judged)
    return Output(channel, posts, dict(levels))


def aim(figures: Parameters) -> Aim:
    return figures.posts_aim_least, figures.posts_aim_most


def aim_in_words(aim: Aim) -> str:
    least, most = aim
    return f"{least}" if least == most else f"{least} to {most}"


def posts_in_words(count: int) -> str:
    return "1 post" if count == 1 else f"{count} posts"


def in_words(one: Output, aims: Sequence[Aim]) -> str:
    """31 posts; 20 days on target (2 to 3), 5 low or high, 6 too few or too many."""
    in_order = [aim_in_words(aim) for aim in aims]
    wanted = f"({', later '.join(in_order)})"
    passed = one.days(Level.PASS)
    days = "1 day" if passed == 1 else f"{passed} days"
    return (
        f"{posts_in_words(one.total)}; {days} on target {wanted}, "
        f"{one.days(Level.WARN)} low or high, {one.days(Level.FAIL)} too few or too many"
    )


def answered_in_words(answers: Answers) -> str:
    """How the month's messages were answered."""
    if not answers.came:
        return "No messages came in."
    came = "1 message came in" if answers.came == 1 else f"{answers.came} messages came in"
    return (
        f"{came}. {answers.clocked} needed an answer: {answers.on_time} on time, "
        f"{answers.late} late, {answers.waiting} still waiting."
    )
