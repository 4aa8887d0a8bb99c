"""Posts are found by words, channel, status, kind, author and days; the address keeps what was asked."""

from datetime import UTC, datetime
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from socialmedia.posts import workflow as posts_workflow
from socialmedia.posts.choices import PostKind
from socialmedia.posts.models import Post
from tests.factories import make_user, sign_in
from tests.socialmedia.factories import make_member, make_source
from tests.socialmedia.posts.factories import actor, gone_out, page, planned, rewrite, write

pytestmark = pytest.mark.django_db
HERE = "/social/posts/"
NOW = datetime(2027, 2, 1, 9, tzinfo=UTC)


@pytest.fixture
def client() -> Any:
    with time_machine.travel(NOW, tick=False):
        yield sign_in(Client(), make_member(channel=page()))


def entitled(title: str, *places: Any, **facts: Any) -> Post:
    post = write(*places, **facts)
    Post.objects.filter(pk=post.pk).update(title=title)
    return Post.objects.get(pk=post.pk)


def on(day: int, words: str = "Join us.", *, at: str = "facebook") -> Any:
    return planned(page(at), words, at=datetime(2027, 2, day, 18, tzinfo=UTC))


def found(client: Client, **asked: Any) -> list[str]:
    return [row["post"].title for row in client.get(HERE, asked).context["rows"]]


def test_words_are_found_in_titles_and_on_channels_in_any_form(client: Client) -> None:
    entitled("Café meetings", on(2))
    entitled("Buses", on(3, "Nobody meets the timetable at Rhŷl."), on(4, "Late again.", at="twitter"))
    rewritten = entitled("Rents", on(5, "The library."), on(6, "Only here: turnstiles.", at="twitter"))
    rewrite(rewritten, on(5, "The library."))
    assert [
        found(client, q="cafe"),
        found(client, q="meeting"),
        found(client, q="rhyl"),
        found(client, q="“late again”"),
        found(client, q="cafe or library"),
        found(client, q="turnstiles"),
    ] == [["Café meetings"], ["Buses", "Café meetings"], ["Buses"], ["Buses"], ["Rents", "Café meetings"], []]


def test_channel_days_and_words_are_of_one_place(client: Client) -> None:
    """A post that says it on Facebook, and is on X another day, is not found for X or for that day."""
    entitled("Buses", on(3, "Timetable."), on(9, "Late.", at="twitter"))
    x = page("twitter").pk
    days = {"since": "2027-02-09", "until": "2027-02-09"}
    assert [
        found(client, channel=x),
        found(client, channel=x, **days),
        found(client, channel=x, since="2027-02-03", until="2027-02-08"),
        found(client, **days),
        found(client, q="timetable", channel=x),
        found(client, q="late", **days),
        found(client, q="buses", channel=x, **days),
        found(client, since="2027-02-10"),
        found(client, until="2027-02-02"),
    ] == [["Buses"], ["Buses"], [], ["Buses"], [], ["Buses"], ["Buses"], [], []]


def test_what_went_out_counts_by_the_day_on_which_it_did(client: Client) -> None:
    gone_out(on(7))
    assert [found(client, until="2027-02-01"), found(client, since="2027-02-07")] == [["A walk"], []]


def test_a_cancelled_post_is_found_where_it_was_planned(client: Client) -> None:
    post = entitled("Dropped", on(3, "Timetable."))
    posts_workflow.drop(post, by=actor(post.author))
    assert found(client, q="timetable", channel=page().pk, status="dropped") == ["Dropped"]


def test_kind_author_and_status_narrow_together_and_are_counted(client: Client) -> None:
    ann, bea = make_user(name="Ann Bell"), make_user(name="Bea Cole")
    entitled("Hers", author=ann)
    share = {"kind": PostKind.SHARE, "shared_link": "https://chronicle.example.org/a"}
    make_source("Chronicle")
    entitled("Shared", author=ann, **share)
    entitled("Other", author=bea)
    response = client.get(f"{HERE}?author={ann.pk}&kind=share&status=draft")
    tags = {tag.words: (tag.count, tag.url) for tag in response.context["filters"]}
    assert [row["post"].title for row in response.context["rows"]] == ["Shared"]
    assert (tags["All"], tags["Ready"]) == (
        (1, f"{HERE}?author={ann.pk}&kind=share"),
        (0, f"{HERE}?author={ann.pk}&kind=share&status=ready"),
    )
    offered = [str(label) for _, label in response.context["form"].fields["author"].choices]
    assert offered == ["Everybody", "Ann Bell", "Bea Cole"]


@pytest.mark.parametrize(
    ("asked", "wrong"),
    [
        ({"channel": "999999"}, {"channel": ["Choose a channel from the list."]}),
        ({"kind": "teapot"}, {"kind": ["Choose a kind from the list."]}),
        ({"author": "me"}, {"author": ["Choose somebody from the list."]}),
        ({"since": "31 February"}, {"since": ["Enter a real date, such as 6 April 2027."]}),
        ({"until": "9999-12-31"}, {"until": ["Check the day: the year cannot be after 2100."]}),
        ({"since": "2027-02-02", "until": "2027-02-01"}, {"until": ["This day is before the first one."]}),
        ({"q": "x" * 201}, {"q": ["This has 201 characters. The limit is 200."]}),
    ],
)
def test_what_cannot_be_meant_is_said_beside_its_field_and_kept(
    client: Client, asked: dict[str, str], wrong: dict[str, list[str]]
) -> None:
    entitled("Buses", on(3))
    response = client.get(HERE, {**asked, "status": "draft"})
    form = response.context["form"]
    assert (response.status_code, form.errors) == (200, wrong)
    assert {name: form[name].value() for name in asked} == asked


@pytest.mark.parametrize("asked", ["", "the", "-buses", '"', "'); drop", "a" * 200, "\x00", "€"])
def test_any_words_are_answered(client: Client, asked: str) -> None:
    entitled("Buses", on(3))
    assert client.get(HERE, {"q": asked}).status_code == 200


def test_a_search_takes_as_many_questions_for_more_posts(client: Client) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as captured:
            found(client, q="join", channel=page().pk, since="2027-02-01", status="draft")
        return len(captured)

    entitled("One", on(2))
    asked()
    before = asked()
    for day in (3, 4):
        entitled(f"Day {day}", on(day), author=make_user())
    assert (asked(), found(client, q="join")) == (before, ["Day 4", "Day 3", "One"])


def test_pages_of_a_long_search_keep_what_was_asked(client: Client) -> None:
    for number in range(26):
        entitled(f"Bus {number}", on(2))
    shown = client.get(HERE, {"q": "bus", "status": "draft"})
    assert "?q=bus&amp;status=draft&amp;page=2" in shown.content.decode()
    assert found(client, q="bus", status="draft", page=2) == ["Bus 0"]
