"""Two at once on one post or source: one wins, and the other is told in words."""

from datetime import timedelta
from functools import partial

import pytest

from lla.acts.refusals import NotAllowed
from lla.emails.models import Email
from lla.time import clock
from socialmedia.posts import tasks as posts_tasks
from socialmedia.posts import workflow as posts_workflow
from socialmedia.posts.choices import PostStatus, VariantStatus
from socialmedia.posts.models import DayVerdict, Post, Variant
from socialmedia.sources import workflow as sources_workflow
from socialmedia.sources.models import Like, Source
from socialmedia.team.choices import Role
from tests.concurrency import at_once, refusals
from tests.factories import make_user
from tests.socialmedia.factories import make_member, make_source, make_variant, require_checks
from tests.socialmedia.posts.factories import (
    actor,
    ask,
    check,
    page,
    planned,
    post_it,
    read,
    ready,
    rewrite,
    write,
)

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def checks_are_required(db: None) -> None:
    require_checks()


def test_of_two_who_mark_a_post_at_once_one_wins_and_the_other_hears_who() -> None:
    (variant,) = ready().variants.all()
    people = [make_user(name="Sam Hollis"), make_user(name="Kim Ash")]
    links = ["https://facebook.com/1", "https://facebook.com/2"]
    answers = at_once(
        [partial(post_it, variant, link=link, by=who) for who, link in zip(people, links, strict=True)]
    )
    variant.refresh_from_db()
    winner = variant.posted_by
    assert refusals(answers) == [[f"{winner} has already marked it as posted on Our facebook page."]]
    assert (variant.status, variant.link) == (VariantStatus.POSTED, links[people.index(winner)])  # type: ignore[arg-type]


def test_a_check_and_a_change_of_the_words_at_once_never_leave_unread_words_ready() -> None:
    post = ask(write())
    seen, reader = read(post), make_user()
    others = planned(words="Come on Sunday.")
    at_once([partial(check, post, by=reader, read=seen), partial(rewrite, post, others)])
    post = Post.objects.get(pk=post.pk)
    checked = post.checks.filter(digest=read(post)).exists()
    assert (post.status == PostStatus.READY) == checked
    assert post.variants.get().words == "Come on Sunday."


def test_of_two_who_hand_over_a_post_at_once_one_does() -> None:
    post = write()
    helper = make_user()
    posts_workflow.override(post, code="peer_checked", why="It is urgent.", user=helper, by=actor(helper))
    answers = at_once([partial(posts_workflow.hand_over, post, by=actor(helper))] * 2)
    assert refusals(answers) == [
        ["Only a draft, or a post waiting for a check, can be marked as ready. This post is: ready."]
    ]


def test_of_two_who_give_a_reason_at_once_one_reason_stays() -> None:
    post = write()
    people = [make_user(), make_user()]
    answers = at_once(
        [
            partial(posts_workflow.override, post, code="peer_checked", why="Now.", user=who, by=actor(who))
            for who in people
        ]
    )
    assert (refusals(answers), post.overrides.count()) == ([["A reason for this has already been given."]], 1)


def test_dropping_and_putting_out_at_once_leave_a_post_that_is_one_of_them() -> None:
    post = ready()
    variant = post.variants.get()
    answers = at_once([partial(posts_workflow.drop, post, by=actor(make_user())), partial(post_it, variant)])
    assert len(refusals(answers)) == 1
    found = (Post.objects.get(pk=post.pk).status, Variant.objects.get(pk=variant.pk).status)
    assert found in {(PostStatus.DROPPED, VariantStatus.DROPPED), (PostStatus.POSTED, VariantStatus.POSTED)}


def test_words_against_a_post_and_its_going_out_at_once_leave_it_one_of_the_two() -> None:
    post = ready()
    at_once(
        [
            partial(check, post, by=make_user(), agreed=False, note="No."),
            partial(post_it, post.variants.get()),
        ]
    )
    post = Post.objects.get(pk=post.pk)
    objected = post.checks.filter(agreed=False).exists()
    assert (post.status, objected) in {(PostStatus.POSTED, False), (PostStatus.DRAFT, True)}


def test_of_two_who_add_a_source_at_once_one_does() -> None:
    add = partial(
        sources_workflow.add,
        name="Riverside",
        address="https://riverside.example.org/",
        by=actor(make_user()),
    )
    answers = at_once([add] * 2)
    assert (refusals(answers), Source.objects.count()) == (
        [["Riverside is already in the list, as riverside.example.org."]],
        1,
    )


def test_of_two_who_like_a_source_at_once_one_does() -> None:
    source, ours, user = make_source(), page(), make_user()
    answers = at_once([partial(sources_workflow.like, source, channel=ours, user=user, by=actor(user))] * 2)
    said = [["Our facebook page already likes Riverside Chronicle."]]
    assert (refusals(answers), Like.objects.count()) == (said, 1)


def test_two_nights_at_once_write_down_each_day_once() -> None:
    ours = page()
    type(ours).objects.update(created_at=ours.created_at.replace(year=ours.created_at.year - 1))
    at_once([posts_tasks.judge_days] * 2)
    assert DayVerdict.objects.count() == posts_tasks.LOOKED_BACK


def test_a_refusal_in_a_race_is_the_same_as_without_one() -> None:
    post = ask(write())
    with pytest.raises(NotAllowed):
        check(post, read="of other words")


def test_two_sweeps_at_once_tell_of_an_overdue_post_once() -> None:
    make_member("Coo", Role.COORDINATOR)
    make_variant(planned_at=clock.now() - timedelta(hours=1))
    assert sorted(at_once([posts_tasks.tell_of_overdue_posts] * 2)) == [0, 1]
    assert Email.objects.filter(kind="socialmedia/posts_overdue").count() == 1
