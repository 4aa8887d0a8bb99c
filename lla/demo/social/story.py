"""Playing the team's quarter in the order of time, and the nights between."""

from collections.abc import Iterator
from datetime import date
from operator import attrgetter

from django.utils import timezone

from lla import clock
from socialmedia.workflow import consultation_chores, conversation_chores, post_chores, swaps

from .. import reading
from ..telling import Step
from . import conversations, daily, figures, forums, hearings, sources, stories, team
from .crew import Crew, records

NIGHTS = (*range(-98, -1, 14), -1, 0)  # each looks back a month, so that none has to be told between
NIGHT = "03:30"
CHORES = (
    consultation_chores.remind_silent,
    conversation_chores.tell_of_late_messages,
    conversation_chores.forget_messages,
    conversation_chores.forget_comments,
    post_chores.judge_days,
    swaps.let_lapse,
)


def tell(today: date) -> None:
    """What has not come yet is left out, so the day of seeding is told up to the hour."""
    told = reading.told("social/team")
    crew = Crew(today, timezone.now(), records(told["people"]))
    posting = reading.told("social/posts")
    hearing = reading.told("social/hearings")
    steps = [
        *team.steps(crew, told),
        *figures.steps(crew, reading.told("social/figures"), reading.told("social/guidelines")),
        *sources.steps(crew, posting),
        *daily.steps(crew, posting),
        *stories.steps(crew, posting),
        *conversations.steps(crew, reading.told("social/conversations")),
        *hearings.steps(crew, hearing),
        *forums.steps(crew, hearing),
        *nights(crew),
    ]
    for step in sorted(steps, key=attrgetter("at")):
        if crew.has_come(step.at):
            with clock.at(step.at):
                step.act()


def nights(crew: Crew) -> Iterator[Step]:
    for night in NIGHTS:
        for chore in CHORES:
            yield Step(crew.moment((night, NIGHT)), chore)
