"""What was typed of a post that is gone by now can be saved; a cancelled one still shows its words."""

from datetime import UTC, datetime
from typing import Any

import pytest
import time_machine
from django.test import Client

from lla.accounts.models import User
from socialmedia.posts import workflow as posts_workflow
from socialmedia.posts.choices import PostStatus
from socialmedia.posts.models import Post
from tests.factories import sign_in
from tests.socialmedia.factories import make_member
from tests.socialmedia.posts.factories import WORDS, actor, page, post_it, ready, write

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
