"""Playing the team's quarter in the order of time, and the nights between."""

from collections.abc import Iterator
from datetime import date
from operator import attrgetter

from django.utils import timezone

from lla.demo import reading
from lla.demo.social import conversations, daily, figures, forums, hearings, sources, stories, team
from lla.demo.social.crew import Crew, records
from lla.demo.telling import Step
from lla.time import clock
from socialmedia.comments import tasks as comments_tasks
from socialmedia.consultations import tasks as consultations_tasks
from socialmedia.messages import tasks as messages_tasks
from socialmedia.posts import tasks as posts_tasks
from socialmedia.roster import tasks as roster_tasks

NIGHTS = (*range(-98, -1, 14), -1, 0)  # each looks back a month, so that none has to be told between
NIGHT = "03:30"
CHORES = (
    consultations_tasks.remind_silent,
    messages_tasks.tell_of_late_messages,
    messages_tasks.forget_messages,
    comments_tasks.forget_comments,
    posts_tasks.judge_days,
    roster_tasks.let_swaps_lapse,
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
