"""Each night every day that is over is judged once, by the guidelines of then, and the coordinator told."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine

from lla.emails.models import Email
from lla.time import clock as time_clock
from socialmedia.channels.choices import ChannelKind, ChannelStatus
from socialmedia.channels.models import Channel
from socialmedia.posts.models import DayVerdict
from socialmedia.posts.tasks import LOOKED_BACK, judge_days
from socialmedia.record.models import SocialEvent
from socialmedia.team.choices import Role
from tests.socialmedia.factories import make_appointment, make_channel, make_guidelines, make_member
from tests.socialmedia.posts.factories import gone_out, page, planned, write

pytestmark = pytest.mark.django_db
NIGHT = datetime(2027, 2, 10, 3, 15, tzinfo=UTC)


@pytest.fixture(autouse=True)
def now() -> Iterator[Any]:
    with time_machine.travel(NIGHT, tick=False) as clock:
        yield clock


def open_since(day: date, name: str = "", **facts: Any) -> Channel:
    """A page that was made before a day begins."""
    with time_clock.at(datetime.combine(day, datetime.min.time(), UTC) - timedelta(hours=2)):
        return make_channel(name, **facts) if name else page()


def put_out(*moments: datetime, channel: Channel | None = None) -> None:
    for at in moments:
        with time_clock.at(at):
            gone_out(planned(channel, at=at + timedelta(hours=1)))


def told() -> list[tuple[date, int, str]]:
    return [(one.on, one.posts, one.level) for one in DayVerdict.objects.order_by("on", "channel")]


def test_what_went_out_each_day_is_written_down_once() -> None:
    open_since(date(2027, 2, 8))
    nine = datetime(2027, 2, 9, 9, tzinfo=UTC)
    put_out(nine, nine + timedelta(hours=1))
    with time_clock.at(nine):
        write(planned(at=nine + timedelta(hours=2)))  # planned, and nobody put it out
    assert [judge_days(), judge_days()] == [2, 0]
    assert told() == [(date(2027, 2, 8), 0, "fail"), (date(2027, 2, 9), 2, "pass")]


def test_a_day_is_london_s_in_summer_and_on_the_nights_the_clocks_change(now: Any) -> None:
    open_since(date(2027, 3, 27))
    put_out(
        datetime(2027, 3, 27, 23, 59, tzinfo=UTC),
        datetime(2027, 3, 28, 0, 0, tzinfo=UTC),
        datetime(2027, 3, 28, 22, 59, tzinfo=UTC),  # a minute to midnight, the end of a day of 23 hours
        datetime(2027, 3, 28, 23, 0, tzinfo=UTC),
    )
    now.move_to(datetime(2027, 3, 30, 3, 15, tzinfo=UTC))
    judge_days()
    assert [(on.day, posts) for on, posts, _ in told()] == [(27, 1), (28, 2), (29, 1)]


def test_a_week_s_gap_is_caught_up_with_and_a_year_s_is_bounded(now: Any) -> None:
    open_since(date(2027, 2, 9))
    judge_days()
    now.shift(timedelta(days=7))
    assert judge_days() == 7
    now.shift(timedelta(days=365))
    assert judge_days() == LOOKED_BACK
    assert DayVerdict.objects.latest("on").on == date(2028, 2, 16)


def test_each_day_is_judged_by_the_version_of_that_day() -> None:
    open_since(date(2027, 2, 7))
    with time_clock.at(datetime(2027, 2, 8, 12, tzinfo=UTC)):
        mild = make_guidelines(1, posts_least=0, posts_aim_least=0)
    judge_days()
    assert [(one.on.day, one.level, one.version) for one in DayVerdict.objects.order_by("on")] == [
        (7, "fail", None),
        (8, "pass", mild),
        (9, "pass", mild),
    ]


def test_only_pages_have_days_and_only_those_on_which_they_were_open_all_day() -> None:
    ours = open_since(date(2027, 2, 5))
    open_since(date(2027, 2, 5), "Debate", kind=ChannelKind.DISCUSSION)
    open_since(date(2027, 2, 5), "Some day", platform="twitter", status=ChannelStatus.PLANNED)
    for act, at in (("opened", 5), ("suspended", 7), ("reopened", 8)):
        moment = datetime(2027, 2, at, 12, tzinfo=UTC)
        SocialEvent.objects.create(about=f"channel:{ours.pk}", act=act, at=moment, actor_role="team")
    judge_days()
    assert [on.day for on, _, _ in told()] == [6, 9]


def test_the_coordinator_reads_one_email_about_all_days_that_fail() -> None:
    coordinator = make_member("Coo Dinator", Role.COORDINATOR)
    make_member("Manny Ager", Role.MANAGER)
    open_since(date(2027, 2, 8), "Our page")
    judge_days()
    (email,) = Email.objects.filter(kind="socialmedia/bad_days")
    assert (email.to, email.subject) == (coordinator.email, "2 days went outside the guidelines")
    assert (
        "- Monday 8 February 2027, Our page. No posts: too little loses engagement. "
        "The fewest is 1 a day, the aim 2 to 3." in email.body
    )
    judge_days()
    assert Email.objects.filter(kind="socialmedia/bad_days").count() == 1


def test_without_a_coordinator_the_manager_is_told_and_good_days_need_no_email(now: Any) -> None:
    manager = make_member("Manny Ager", Role.MANAGER)
    open_since(date(2027, 2, 9))
    put_out(*(datetime(2027, 2, 9, hour, tzinfo=UTC) for hour in (9, 12)))
    judge_days()
    assert not Email.objects.filter(kind="socialmedia/bad_days").exists()
    now.shift(timedelta(days=1))
    judge_days()
    assert [email.to for email in Email.objects.filter(kind="socialmedia/bad_days")] == [manager.email]


def test_nobody_to_tell_is_no_reason_not_to_write_it_down() -> None:
    open_since(date(2027, 2, 9))
    make_appointment(None, Role.COORDINATOR, ends_on=date(2027, 2, 9))
    assert (judge_days(), Email.objects.count()) == (1, 0)
