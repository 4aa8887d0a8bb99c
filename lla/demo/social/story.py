"""Playing the team's quarter in the order of time, and the nights between."""

from datetime import date

from django.utils import timezone

from lla.demo import reading
from lla.demo.playing import Course, play
from lla.demo.social import conversations, daily, figures, forums, hearings, sources, stories, team
from lla.demo.social.crew import Crew
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
    team_file, posts, hearing = (reading.file(f"social/{name}") for name in ("team", "posts", "hearings"))
    people = {key: reading.PersonRecord(**record) for key, record in team_file["people"].items()}
    crew = Crew(today, timezone.now(), people)
    play(
        [
            *team.courses(crew, team_file),
            *figures.courses(crew, reading.file("social/figures"), reading.file("social/guidelines")),
            *sources.courses(crew, posts),
            *daily.courses(crew, posts),
            *stories.courses(crew, posts),
            *conversations.courses(crew, reading.file("social/conversations")),
            *hearings.courses(crew, hearing),
            *forums.courses(crew, hearing),
            nights(crew),
        ],
        until=crew.now,
    )


def nights(crew: Crew) -> Course:
    for night in NIGHTS:
        for chore in CHORES:
            yield crew.moment((night, NIGHT))
            chore()
