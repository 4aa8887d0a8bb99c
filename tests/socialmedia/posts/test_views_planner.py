"""The planner shows a week by page and day against the aim, what today lacks, and what waits for a check."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from lla.time import clock
from socialmedia.channels.choices import ChannelKind, ChannelStatus
from socialmedia.channels.models import Channel
from socialmedia.posts.choices import VariantStatus
from socialmedia.posts.models import Post, Variant
from tests.factories import make_user, sign_in
from tests.socialmedia.factories import make_channel, make_guidelines, make_member
from tests.socialmedia.posts.factories import ask, gone_out, page, planned, write

pytestmark = pytest.mark.django_db
NOW = datetime(2027, 2, 3, 12, tzinfo=UTC)  # a Wednesday
WEDNESDAY = 2
WEEK = "/social/planner/?week=2027-W05"


@pytest.fixture(autouse=True)
def _noon() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def client() -> Client:
    return sign_in(Client(), make_member(channel=page()))


def plan(posts: int, *, at: datetime = NOW + timedelta(hours=3), channel: Channel | None = None) -> None:
    for _ in range(posts):
        write(planned(channel, at=at))


def days(response: Any, row: int = 0) -> list[tuple[int, str]]:
    return [(day["count"], day["words"]) for day in response.context["rows"][row]["days"]]


@pytest.mark.parametrize(
    ("posts", "words"),
    [
        (0, "too few"),
        (1, "low"),
        (2, "on target"),
        (3, "on target"),
        (4, "high"),
        (5, "high"),
        (6, "too many"),
    ],
)
def test_each_day_says_in_words_how_it_stands_with_the_aim(client: Client, posts: int, words: str) -> None:
    plan(posts)
    response = client.get("/social/planner/")
    assert days(response)[0] == (posts, words)
    assert f">{posts}: {words}</span>" in response.content.decode()


def test_today_and_the_days_before_it_are_marked(client: Client) -> None:
    def places(address: str) -> list[str]:
        return [day["place"] for day in client.get(address).context["rows"][0]["days"]]

    assert places("/social/planner/") == ["plan__today", *["plan__day"] * 6]
    assert places(WEEK) == ["plan__past", "plan__past", "plan__today", *["plan__day"] * 4]


def test_the_planner_begins_with_today_unless_a_week_is_asked_for(client: Client) -> None:
    found = [client.get(address).context for address in ("/social/planner/", WEEK)]
    assert [(context["week"], context["from_today"]) for context in found] == [
        ("3 to 9 February 2027", True),
        ("1 to 7 February 2027", False),
    ]


def test_past_days_go_by_the_figures_of_their_day_and_others_by_those_in_force(client: Client) -> None:
    make_guidelines(posts_least=0, posts_aim_least=0, posts_aim_most=1, posts_most=1)
    plan(2)
    assert days(client.get(WEEK))[1:4] == [(0, "too few"), (2, "too many"), (0, "on target")]


def test_what_did_not_go_out_on_a_day_that_is_over_is_shown_and_not_counted(client: Client) -> None:
    with clock.at(NOW - timedelta(days=1)):
        write(planned(at=NOW - timedelta(hours=20)))
    day = client.get(WEEK).context["rows"][0]["days"][WEDNESDAY - 1]
    assert (day["count"], [one["late"] for one in day["entries"]], day["can_plan"]) == (0, [True], False)


def test_a_post_stands_on_the_day_it_went_out(client: Client) -> None:
    gone_out(planned(at=NOW + timedelta(days=2)))
    found = days(client.get("/social/planner/"))
    assert (found[0], found[2]) == ((1, "low"), (0, "too few"))


def test_what_is_used_again_is_marked_and_names_what_it_repeats(client: Client) -> None:
    post = gone_out()
    client.post(f"/social/posts/{post.pk}/repost/")
    again = Post.objects.get(original=post)
    shown = client.get(WEEK).content.decode()
    assert shown.count("used again") == 1
    said = [client.get(f"/social/posts/{one.pk}/").context["said"] for one in (post, again)]
    assert [[part for part in parts if "again" in part[0]] for parts in said] == [
        [("Used again", "A walk, draft", f"/social/posts/{again.pk}/")],
        [("Uses again", "A walk", f"/social/posts/{post.pk}/")],
    ]


def test_a_week_is_london_s_in_summer_too(client: Client) -> None:
    plan(1, at=datetime(2027, 7, 11, 22, 59, tzinfo=UTC))
    plan(1, at=datetime(2027, 7, 11, 23, 0, tzinfo=UTC))
    weeks = [days(client.get(f"/social/planner/?week=2027-W{number}")) for number in (27, 28)]
    assert [[count for count, _ in week] for week in weeks] == [[0] * 6 + [1], [1] + [0] * 6]


@pytest.mark.parametrize("sunday", ["2027-03-28", "2027-10-31"])
def test_the_sundays_of_23_and_25_hours_are_whole_days(client: Client, sunday: str) -> None:
    first = datetime.fromisoformat(f"{sunday}T00:00+0{'0' if sunday < '2027-06' else '1'}:00")
    last = datetime.fromisoformat(f"{sunday}T23:59+0{'1' if sunday < '2027-06' else '0'}:00")
    for at in (first, last, last + timedelta(minutes=1)):
        plan(1, at=at)
    week = date.fromisoformat(sunday).isocalendar().week
    assert days(client.get(f"/social/planner/?week=2027-W{week}"))[6][0] == 2


@pytest.mark.parametrize("week", ["", "2027-W05", "2027-W54", "next", "2027-w05", "0000-W00", "9" * 400])
def test_any_week_is_answered(client: Client, week: str) -> None:
    response = client.get(f"/social/planner/?week={week}")
    assert (response.status_code, response.context["name"]) == (200, "2027-W05")
    assert response.context["unknown"] == (week not in {"", "2027-W05"})


def test_the_way_to_the_weeks_around_keeps_the_channel(client: Client) -> None:
    shown = client.get(f"/social/planner/?channel={page().pk}").content.decode()
    assert f'href="?channel={page().pk}&amp;week=2027-W04"' in shown
    assert f'href="?channel={page().pk}&amp;week=2027-W06"' in shown


def test_one_channel_by_itself_shows_the_words(client: Client) -> None:
    make_channel("Our X page", platform="twitter")
    plan(1)
    one = client.get(f"/social/planner/?channel={page().pk}")
    assert ([row["channel"] for row in one.context["rows"]], b"Join us on Saturday" in one.content) == (
        [page()],
        True,
    )
    assert len(client.get("/social/planner/?channel=nonsense").context["rows"]) == 2


def test_what_is_missing_today_is_said_for_each_open_page(client: Client) -> None:
    make_channel("Our X page", platform="twitter")
    make_channel("Shut", platform="instagram", status=ChannelStatus.SUSPENDED)
    make_channel("Debate", kind=ChannelKind.DISCUSSION)
    plan(1)
    plan(2, at=NOW + timedelta(days=1))
    missing = client.get("/social/planner/?week=2027-W20").context["missing"]
    assert [(one["channel"].name, one["verdict"].level, one["verdict"].todo) for one in missing] == [
        ("Our facebook page", "warn", "Plan 1 more."),
        ("Our X page", "fail", "Plan 2 more."),
    ]
    plan(1)
    assert len(client.get("/social/planner/").context["missing"]) == 1


def test_posts_that_wait_for_a_check_are_listed_and_one_s_own_is_marked(client: Client) -> None:
    mine = make_member("Kim Ash")
    ask(write(author=mine))
    for _ in range(10):
        ask(write())
    shown = sign_in(Client(), mine).get("/social/planner/")
    marked = b"yours, so somebody else has to check it" in shown.content
    assert (len(shown.context["waiting"]), marked) == (10, True)
    assert len(client.get("/social/planner/?page=2").context["waiting"]) == 1


def make_many(channels: int, posts: int) -> None:
    """So many channels, and posts spread over a fortnight around now: a third out already, some undated."""
    made = [page(), make_channel(f"Our X page {posts}", platform="twitter")]
    made += [make_channel(f"Debate {posts} {at}", kind=ChannelKind.DISCUSSION) for at in range(channels - 2)]
    authors = [make_user() for _ in range(3)]
    rows = Post.objects.bulk_create(
        Post(title=f"Post {at}", author=authors[at % 3], status="checking" if at % 5 == 0 else "draft")
        for at in range(posts)
    )
    Variant.objects.bulk_create(
        Variant(
            post=row,
            channel=made[at % channels],
            words="Join us.",
            planned_at=NOW + timedelta(minutes=at * 20 - 10_000) if at % 7 != 1 else None,
            status=VariantStatus.POSTED if at % 3 == 0 else VariantStatus.PLANNED,
            posted_at=NOW + timedelta(minutes=at * 20 - 10_000) if at % 3 == 0 else None,
            posted_by=authors[0] if at % 3 == 0 else None,
        )
        for at, row in enumerate(rows)
    )


ADDRESSES = ["/social/planner/", "/social/posts/", "/social/posts/new/"]


@pytest.mark.parametrize("address", ADDRESSES)
def test_thirty_people_ten_channels_and_two_thousand_posts_ask_no_more_of_the_database(
    client: Client, address: str
) -> None:
    asked = []
    make_many(3, 20)
    for channels, posts in ((0, 0), (10, 2_000)):
        if posts:
            Variant.objects.all().delete()
            Channel.objects.exclude(pk=page().pk).delete()
            make_many(channels, posts)
            for at in range(30):
                make_member(f"Member {at}", channel=page())
        client.get(address)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        asked.append(len(queries))
    assert (asked[0] == asked[1], asked[1] <= 16) == (True, True)


def test_one_post_s_page_asks_no_more_of_the_database_for_many_channels(client: Client) -> None:
    asked = []
    few = write(planned())
    forums = [planned(make_channel(kind=ChannelKind.DISCUSSION), f"Words {at}") for at in range(9)]
    many = write(planned(), *forums)
    for post in (few, many):
        for act in ("", "edit/"):
            client.get(f"/social/posts/{post.pk}/{act}")
            with CaptureQueriesContext(connection) as queries:
                assert client.get(f"/social/posts/{post.pk}/{act}").status_code == 200
            asked.append(len(queries))
    assert asked[:2] == asked[2:]
