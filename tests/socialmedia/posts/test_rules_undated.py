"""A draft needs no day; whoever asks for a check, makes it ready or plans it is told to choose one."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client

from lla.acts.refusals import NotAllowed
from lla.emails.models import Email
from lla.time import clock
from socialmedia.channel_lifecycle import workflow as channel_lifecycle_workflow
from socialmedia.posts import selectors as posts_selectors
from socialmedia.posts import tasks as posts_tasks
from socialmedia.posts import workflow as posts_workflow
from socialmedia.posts.choices import PostStatus
from socialmedia.posts.models import Post
from tests.factories import make_user, sign_in
from tests.motions.page_text import words
from tests.socialmedia.factories import make_member
from tests.socialmedia.posts.factories import actor, ask, page, planned, ready, rewrite, write
from tests.socialmedia.staffing.factories import make_coordinator

pytestmark = pytest.mark.django_db
NEW = "/social/posts/new/"
NOW = datetime(2027, 2, 3, 12, tzinfo=UTC)
YEAR = (date(2027, 1, 1), date(2027, 12, 31))
ASK_FIRST = "It has no day yet for Our facebook page. Choose when to publish it there first."


@pytest.fixture(autouse=True)
def _noon() -> Any:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def client() -> Client:
    return sign_in(Client(), make_member(channel=page()))


def undated(words: str = "Join us on Saturday.", platform: str = "facebook") -> posts_selectors.Planned:
    return posts_selectors.Planned(page(platform), words, None)


def typed(*, day: str = "", hour: str = "", **fields: Any) -> dict[str, Any]:
    pk = page().pk
    given = {"title": "A walk", "kind": "original", "channels": [str(pk)], f"words_{pk}": "Join us."}
    return {**given, f"day_{pk}": day, f"hour_{pk}": hour, **fields}


def errors(response: Any) -> dict[str, list[str]]:
    return dict(response.context["form"].errors)


def test_a_draft_is_kept_without_a_day_and_its_page_says_so(client: Client) -> None:
    response = client.post(NEW, typed(), follow=True)
    (variant,) = Post.objects.get().variants.all()
    shown = response.content.decode()
    assert (response.status_code, variant.planned_at, shown.count("No day yet")) == (200, None, 1)
    assert (ASK_FIRST in shown, "Ask for a check" in shown, "Mark as ready" in shown) == (True, False, False)
    form = client.get(f"/social/posts/{variant.post_id}/edit/").context["form"]
    assert [form[f"{name}_{page().pk}"].value() for name in ("day", "hour")] == [None, None]


@pytest.mark.parametrize(
    ("day", "hour", "field", "sentence"),
    [
        ("", "18:00", "day", "Choose the day for Our facebook page."),
        ("2027-02-05", "", "hour", "Choose the time for Our facebook page."),
    ],
)
def test_half_a_moment_is_refused_beside_the_missing_half(
    client: Client, day: str, hour: str, field: str, sentence: str
) -> None:
    assert errors(client.post(NEW, typed(day=day, hour=hour))) == {f"{field}_{page().pk}": [sentence]}


@pytest.mark.parametrize("act", ["ask", "ready"])
def test_asking_for_a_check_and_making_ready_say_that_a_day_is_missing(client: Client, act: str) -> None:
    post = write(undated())
    response = client.post(f"/social/posts/{post.pk}/{act}/")
    assert (response.status_code, ASK_FIRST in response.content.decode()) == (409, True)
    assert Post.objects.get().status == PostStatus.DRAFT


def test_every_channel_without_a_day_is_named() -> None:
    post = write(undated(), undated("Walk with us.", "twitter"), planned(page("instagram"), "Come."))
    with pytest.raises(NotAllowed) as no:
        ask(post)
    assert no.value.reasons == [
        "It has no day yet for Our facebook page and Our twitter page. Choose when to publish it there first."
    ]


@pytest.mark.parametrize(
    ("bring", "status"),
    [(lambda: ask(write()), "waiting for a check"), (ready, "ready")],
)
def test_the_day_of_a_post_beyond_a_draft_cannot_be_taken_away(
    client: Client, bring: Any, status: str
) -> None:
    post = bring()
    seen = client.get(f"/social/posts/{post.pk}/edit/").context["form"]["seen"].value()
    said = (
        f"Choose the day for Our facebook page. Only a draft can be without one, and this post is {status}."
    )
    response = client.post(f"/social/posts/{post.pk}/edit/", typed(seen=seen))
    assert errors(response) == {f"day_{page().pk}": [said]}
    with pytest.raises(NotAllowed) as no:
        rewrite(post, undated())
    assert no.value.reasons == [said]
    assert post.variants.get().planned_at is not None


def test_a_draft_gets_its_day_later_and_can_lose_it_again() -> None:
    post = rewrite(write(undated()), planned(words="Join us on Saturday."))
    assert post.variants.get().planned_at == NOW + timedelta(hours=3)
    assert rewrite(post, undated()).variants.get().planned_at is None


def test_checks_of_day_and_order_wait_for_the_day() -> None:
    post = write(undated(), planned(page("twitter"), "Walk with us."))
    codes = {one.code for one in posts_selectors.judge(post, now=NOW).verdicts if one.channel == page().pk}
    assert codes == {"platform_limits"}


def test_the_planner_lists_drafts_without_a_day_the_newest_first(client: Client) -> None:
    twitter = page("twitter")
    bare = write(undated(), undated("Walk.", "twitter"))
    half = write(planned(), posts_selectors.Planned(twitter, "Walk with us.", None))
    nowhere = posts_workflow.save(Post(title="An idea"), (), user=bare.author, by=actor(bare.author))
    given_up = write(undated())
    posts_workflow.drop(given_up, by=actor(given_up.author))
    write(planned())
    shown = client.get("/social/planner/")
    assert [(one.title, [str(row.channel) for row in one.lacking]) for one in shown.context["undated"]] == [
        (nowhere.title, []),
        (half.title, ["Our twitter page"]),
        (bare.title, ["Our facebook page", "Our twitter page"]),
    ]
    assert "No day yet" in shown.content.decode()
    only = client.get(f"/social/planner/?channel={twitter.pk}").context["undated"]
    assert [one.pk for one in only] == [half.pk, bare.pk]


def test_lists_and_letters_say_no_day_yet_where_a_day_would_stand(client: Client) -> None:
    author = write(undated(), planned(page("twitter"), "Walk with us.")).author
    listed = words(client.get("/social/posts/").content.decode())
    assert "Our twitter page, 3 February 2027 Our facebook page, no day yet" in listed
    coordinator = sign_in(Client(), make_coordinator())
    leaving = " ".join(coordinator.get(f"/social/channels/{page().slug}/suspend/").content.decode().split())
    assert f"A walk, by {author}, no day yet </li>" in leaving
    channel_lifecycle_workflow.suspend(page(), why="Too few people.", by=actor(make_user()))
    letter = Email.objects.get(kind="socialmedia/channel_left_alone", to=author.email)
    assert "> A walk\n> No day yet\n" in letter.body


def test_a_post_without_a_day_is_never_overdue_and_counts_for_no_day() -> None:
    write(undated())
    with clock.at(NOW + timedelta(days=30)):
        assert (posts_tasks.tell_of_overdue_posts(), posts_selectors.posts_by_day([page().pk], *YEAR)) == (
            0,
            {},
        )
