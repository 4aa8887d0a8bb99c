"""What was typed of a post that is gone by now can be saved; a cancelled one still shows its words."""

from datetime import UTC, datetime
from typing import Any

import pytest
import time_machine
from django.test import Client

from lla.accounts.models import User
from lla.emails.models import Email
from socialmedia.channels.models import Platform
from socialmedia.consultations.models import Consultation
from socialmedia.posts import rules
from socialmedia.posts import workflow as posts_workflow
from socialmedia.posts.choices import PostStatus
from socialmedia.posts.models import Post, Variant
from tests.factories import make_user, sign_in
from tests.socialmedia.factories import make_member
from tests.socialmedia.posts.factories import (
    WORDS,
    actor,
    ask,
    check,
    page,
    planned,
    post_it,
    ready,
    rewrite,
    write,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def now() -> Any:
    with time_machine.travel(datetime(2027, 2, 1, 9, tzinfo=UTC), tick=False) as clock:
        yield clock


@pytest.fixture
def member() -> User:
    return make_member(channel=page())


@pytest.fixture
def client(member: User) -> Client:
    return sign_in(Client(), member)


def typed(post: Post, **fields: str) -> dict[str, Any]:
    pk = page().pk
    return {
        "title": "Another title",
        "kind": "original",
        "channels": [str(pk)],
        f"words_{pk}": "Come on Sunday instead.",
        f"day_{pk}": "2027-02-05",
        f"hour_{pk}": "18:00",
        "seen": post.state,
        **fields,
    }


@pytest.mark.parametrize("end", ["cancelled", "published"])
def test_words_of_a_post_that_is_gone_can_be_saved_as_a_new_one(
    client: Client, member: User, end: str
) -> None:
    post = ready()
    given = typed(post)
    if end == "cancelled":
        posts_workflow.drop(post, by=actor(member))
    else:
        post_it(post.variants.get())
    response = client.post(f"/social/posts/{post.pk}/edit/", given)
    [said] = response.context["form"].non_field_errors()
    assert (
        said.startswith(f"This post {'was' if end == 'cancelled' else 'has been'} {end}."),
        [
            words in response.content
            for words in (b"Come on Sunday instead.", b'formaction="/social/posts/new/"')
        ],
    ) == (True, [True, True])
    assert b'name="seen"' not in response.content
    client.post("/social/posts/new/", {**given, "seen": ""})
    again = Post.objects.exclude(pk=post.pk).get()
    assert (again.status, again.variants.get().words) == (PostStatus.DRAFT, "Come on Sunday instead.")


def test_a_cancelled_post_still_shows_its_words(client: Client, member: User) -> None:
    post = posts_workflow.drop(write(), by=actor(member))
    assert WORDS.encode() in client.get(f"/social/posts/{post.pk}/").content


def test_a_form_that_was_refused_is_headed_by_the_title_that_is_saved(client: Client) -> None:
    post = write()
    response = client.post(f"/social/posts/{post.pk}/edit/", typed(post, kind="nonsense"))
    shown = response.content.decode()
    assert ("Change the post A walk" in shown, "Change the post Another title" in shown) == (True, False)


def test_a_post_is_cancelled_with_a_reason_that_its_author_reads(client: Client) -> None:
    post = ready()
    address = f"/social/posts/{post.pk}/drop/"
    assert dict(client.post(address, {"why": ""}).context["form"].errors) == {"why": ["Say why."]}
    client.post(address, {"why": "The meeting is off."})
    post.refresh_from_db()
    [email] = Email.objects.filter(kind="socialmedia/post_dropped")
    assert (post.status, email.to, "> The meeting is off." in email.body) == (
        PostStatus.DROPPED,
        post.author.email,
        True,
    )
    step = client.get(f"/social/posts/{post.pk}/").context["history"][0]
    assert (step["words"], step["note"]) == ("Cancelled", "The meeting is off.")


def test_what_was_agreed_to_is_told_of_a_cancelled_post_as_of_any_other(client: Client) -> None:
    post = ready()
    posts_workflow.drop(post, why="The meeting is off.", by=actor(post.author))
    shown = client.get(f"/social/posts/{post.pk}/").content.decode()
    assert ("Agrees" in shown, "the words have changed since" in shown) == (True, False)


def out(variant: Variant) -> str:
    return f"/social/posts/{variant.post_id}/out/{variant.pk}/"


def whole(client: Client, post: Post) -> tuple[list[str], bool]:
    """The channels whose words the page of a post shows, and whether it says that these have changed."""
    response = client.get(f"/social/posts/{post.pk}/")
    shown = response.content.decode()
    channels = [one["variant"] for one in response.context["variants"] if one["variant"].words in shown]
    return sorted(str(each.channel) for each in channels), "words have changed since" in shown


def test_what_was_cancelled_of_a_post_that_went_out_in_part_still_shows_its_words(client: Client) -> None:
    """Those of a channel that its writers took off before are not part of it any more."""
    Platform.objects.filter(slug="youtube").update(needs_media=False)
    places = [
        planned(),
        planned(page("twitter"), "Come!"),
        planned(page("youtube"), "Come along!"),
    ]
    left = ["Our facebook page", "Our twitter page"]
    in_part = ready(*places)
    with time_machine.travel(datetime(2027, 2, 1, 9, 10, tzinfo=UTC)):
        rewrite(in_part, *places[:2])
    with time_machine.travel(datetime(2027, 2, 1, 9, 20, tzinfo=UTC)):
        post_it(in_part.variants.get(channel=page()))
        posts_workflow.drop(in_part, why="The meeting is off.", by=actor(make_user()))
    assert whole(client, in_part) == (left, False)
    assert (
        out(in_part.variants.get(channel=page("twitter")))
        in client.get(f"/social/posts/{in_part.pk}/").content.decode()
    )
    recorded, user = ready(*places[:2]), make_user()
    posts_workflow.drop(recorded, why="The meeting is off.", by=actor(user))
    assert whole(client, recorded) == (left, False)
    variant = recorded.variants.get(channel=page())
    posts_workflow.mark_posted_anyway(variant, link="https://facebook.com/1", user=user, by=actor(user))
    assert whole(client, recorded) == (left, False)


def test_who_has_cancelled_a_post_in_part_is_named_to_whoever_cancels_it_again(client: Client) -> None:
    post = ready(planned(), planned(page("twitter"), "Come!"))
    post_it(post.variants.get(channel=page()))
    posts_workflow.drop(post, why="The meeting is off.", by=actor(make_user(name="Roisin Tarrant")))
    said = "Roisin Tarrant cancelled this post on Monday 1 February 2027, 9 am. Reason: The meeting is off."
    again = client.post(f"/social/posts/{post.pk}/drop/", {"why": "It rains."})
    assert again.context["form"].non_field_errors() == [said]
    other = client.get(out(post.variants.get(channel=page("twitter"))))
    assert other.context["refused"] == [said]


def test_whoever_cancels_their_own_post_gets_no_email() -> None:
    post = write()
    posts_workflow.drop(post, why="Enough.", by=actor(post.author))
    assert not Email.objects.filter(kind="socialmedia/post_dropped").exists()


def test_words_that_changed_since_they_were_copied_are_not_marked_as_posted(client: Client) -> None:
    post = ready()
    (variant,) = post.variants.all()
    address = f"/social/posts/{post.pk}/out/{variant.pk}/"
    page_before = client.get(address)
    read = page_before.context["form"]["read"].value()
    assert page_before.content.count(f'value="{read}"'.encode()) == 1
    check(ask(rewrite(post, planned(words="Come on Sunday."))))
    response = client.post(address, {"link": "https://facebook.com/ours/1", "read": read})
    variant.refresh_from_db()
    assert (response.context["form"].non_field_errors(), variant.link) == ([rules.OTHER_WORDS], "")
    fresh = response.context["form"]["read"].value()
    assert client.post(address, {"link": "https://facebook.com/ours/1", "read": fresh}).status_code == 302


def test_the_team_is_asked_about_a_post_once_at_a_time(client: Client) -> None:
    make_member("Kim Ash")
    post = write()
    address = f"/social/posts/{post.pk}/consult/"
    client.post(address, {"question": "May we?"})
    again = client.post(address, {"question": "May we?"})
    [said] = again.context["form"].non_field_errors()
    assert said.startswith("The team is being asked already, until ") and said.endswith(": May we?")
    assert client.get(address).context["refused"] == [said]
    assert Consultation.objects.count() == 1
