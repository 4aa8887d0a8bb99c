"""What becomes of a check when a post changes after it, and of words against a post that is ready."""

from datetime import UTC, datetime, timedelta
from functools import partial

import pytest
import time_machine
from django.test import Client

from lla.acts.refusals import NotAllowed
from lla.emails.models import Email
from lla.time import clock
from socialmedia.posts import workflow as posts_workflow
from socialmedia.posts.choices import PostStatus
from socialmedia.posts.models import Post
from tests.factories import make_user, sign_in
from tests.socialmedia.factories import make_member, require_checks
from tests.socialmedia.posts.factories import (
    WORDS,
    actor,
    ask,
    check,
    codes,
    page,
    planned,
    post_it,
    read,
    ready,
    rewrite,
    write,
)

pytestmark = pytest.mark.django_db
COME = "Come!"


@pytest.fixture(autouse=True)
def checks_are_required(db: None) -> None:
    require_checks()


def both() -> Post:
    return ready(planned(), planned(page("twitter"), COME))


def test_a_channel_taken_off_leaves_a_checked_post_ready() -> None:
    helper = make_user()
    post = rewrite(both(), planned(), user=helper)
    assert (post.status, codes(post), post.checks.get().digest) == (PostStatus.READY, [], read(post))


def test_whoever_only_took_a_channel_off_may_check_what_is_left() -> None:
    helper = make_user()
    post = rewrite(write(planned(), planned(page("twitter"), COME)), planned(), user=helper)
    assert check(ask(post), by=helper).status == PostStatus.READY


@pytest.mark.parametrize("change", ["other words", "a channel more", "none left", "another channel"])
def test_words_that_nobody_has_read_ask_for_another_check(change: str) -> None:
    twitter = planned(page("twitter"), COME)
    places = {
        "other words": [planned(words="Come on Sunday.")],
        "a channel more": [planned(), twitter, planned(page("instagram"), "Here!")],
        "none left": [],
        "another channel": [planned(page("instagram"), WORDS), twitter],
    }
    post = rewrite(both(), *places[change])
    assert (post.status, "peer_checked" in codes(post)) == (PostStatus.DRAFT, True)


def test_a_reason_counts_for_the_words_that_are_left() -> None:
    post = write(planned(), planned(page("twitter"), COME), official=True)
    user = make_user()
    posts_workflow.override(post, code="basis_named", why="It is urgent.", user=user, by=actor(user))
    post = rewrite(check(ask(post)), planned())
    assert (post.status, codes(post), post.overrides.get().digest) == (PostStatus.READY, [], read(post))


def test_a_reason_given_for_the_fewer_words_before_stays_beside_a_later_one() -> None:
    post, user = write(official=True), make_user()
    excuse = partial(posts_workflow.override, code="basis_named", why="Now.", user=user, by=actor(user))
    excuse(post)
    post = rewrite(post, planned(), planned(page("twitter"), COME))
    excuse(post)
    post = rewrite(post, planned())
    assert ("basis_named" in codes(post), post.overrides.count()) == (False, 2)


def test_a_no_is_not_counted_against_what_is_left() -> None:
    """The channel that was objected to may be the one that is gone: somebody reads the rest anew."""
    post = check(ask(write(planned(), planned(page("twitter"), COME))), agreed=False, note="Not on X.")
    post = rewrite(post, planned())
    assert (post.checks.get().digest == read(post), codes(post)) == (False, ["peer_checked"])


def test_words_against_a_ready_post_make_it_a_draft_and_reach_its_writer_and_its_checker() -> None:
    post, checker = ask(write()), make_user(name="Imre Halloran")
    post = check(post, by=checker)
    post = check(post, agreed=False, note="This names a child.")
    told = Email.objects.filter(kind="socialmedia/not_agreed").order_by("pk")
    assert (post.status, [(email.to, email.subject, "names a child" in email.body) for email in told]) == (
        PostStatus.DRAFT,
        [
            (post.author.email, "Your draft post needs changes", True),
            (checker.email, "A post you agreed to needs changes", True),
        ],
    )


def test_a_second_yes_is_told_who_agreed_and_when() -> None:
    checker = make_user(name="Imre Halloran")
    with clock.at(clock.now()):
        post = check(ask(write()), by=checker)
        with pytest.raises(NotAllowed) as no:
            check(post)
    assert no.value.reasons[0].startswith("Imre Halloran agreed to this post on ")


def test_writers_and_whoever_comes_too_late_do_not_object() -> None:
    post, said = ready(), []
    with pytest.raises(NotAllowed) as no:
        check(post, by=post.author, agreed=False, note="No.")
    said += no.value.reasons
    post = post_it(post.variants.get())
    with pytest.raises(NotAllowed) as no:
        check(post, agreed=False, note="No.")
    assert said + no.value.reasons == [
        "You wrote some of these words. Change the post yourself.",
        "This post is not waiting for a check. It is: posted.",
    ]


def test_the_page_of_the_check_says_who_agreed_and_takes_what_has_to_change() -> None:
    client = sign_in(Client(), make_member(channel=page()))
    post = check(ask(write()), by=make_user(name="Imre Halloran"))
    address = f"/social/posts/{post.pk}/check/peer/"
    response = client.get(address)
    assert response.context["refused"][0].startswith("Imre Halloran agreed to this post on ")
    assert (b"It is ready to publish" in response.content, b"Ask for changes" in response.content) == (
        False,
        True,
    )
    client.post(address, {"agreed": "no", "note": "Name the street.", "read": read(post)})
    post.refresh_from_db()
    assert post.status == PostStatus.DRAFT


def test_what_was_typed_against_a_post_that_is_a_draft_again_is_kept() -> None:
    client = sign_in(Client(), make_member(channel=page()))
    post = check(ask(write()), agreed=False, note="Not like this.")
    asked = {"agreed": "no", "note": "Name the street.", "read": read(post)}
    response = client.post(f"/social/posts/{post.pk}/check/peer/", asked)
    assert (response.context["form"].non_field_errors(), b"Name the street." in response.content) == (
        ["This post is not waiting for a check. It is: draft."],
        True,
    )


def form_of(post: Post, **changed: str) -> dict[str, object]:
    (variant,) = post.variants.standing()
    pk = variant.channel_id
    typed = {f"words_{pk}": variant.words, f"day_{pk}": "2027-02-05", f"hour_{pk}": "18:00"}
    return {
        "title": post.title,
        "kind": post.kind,
        "channels": [str(pk)],
        "seen": post.state,
        **typed,
        **changed,
    }


def test_saving_other_words_of_a_ready_post_says_that_it_is_a_draft_again() -> None:
    client = sign_in(Client(), make_member(channel=page()))
    post = ready()
    address = f"/social/posts/{post.pk}/edit/"
    assert b"This post is ready to publish. If you change what it says" in client.get(address).content
    typed = form_of(post, **{f"words_{page().pk}": "Come on Sunday."})
    response = client.post(address, typed, follow=True)
    assert [str(message) for message in response.context["messages"]] == [
        "Post saved. It was ready, but its words have changed. It is a draft again, and needs a new check."
    ]


def test_an_approval_that_made_a_post_ready_is_one_line_of_its_history() -> None:
    client = sign_in(Client(), make_member(channel=page()))
    post = ready()
    steps = [step["words"] for step in client.get(f"/social/posts/{post.pk}/").context["history"]]
    assert steps == ["Approved", "Sent for a check", "Written"]


def test_the_email_that_asks_for_a_check_says_where_and_when_it_is_planned() -> None:
    checker = make_member(channel=page())
    at = datetime(2027, 2, 5, 18, tzinfo=UTC)
    with time_machine.travel("2027-02-01T09:00:00Z", tick=False):
        ask(write(planned(at=at), planned(page("twitter"), COME, at=at + timedelta(hours=1))))
    email = Email.objects.get(kind="socialmedia/check_asked", to=checker.email)
    assert email.subject == "A post needs your check by Friday 5 February 2027, 6 pm"
    assert (
        "It is planned for:\n\n- Our facebook page, Friday 5 February 2027, 6 pm\n"
        "- Our twitter page, Friday 5 February 2027, 7 pm\n"
    ) in email.body
