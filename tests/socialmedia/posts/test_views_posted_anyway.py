"""Words that were on a platform already when a colleague stopped their post are still put on record."""

from datetime import UTC, datetime
from functools import partial

import pytest
import time_machine
from django.test import Client

from lla.accounts.models import User
from lla.acts.refusals import NotAllowed
from lla.emails.models import Email
from socialmedia.channels.choices import ChannelStatus
from socialmedia.channels.models import Channel
from socialmedia.posts import rules
from socialmedia.posts import workflow as posts_workflow
from socialmedia.posts.choices import PostAct, PostStatus, VariantStatus
from socialmedia.posts.models import Post, Variant
from socialmedia.record.models import SocialEvent
from tests.concurrency import at_once, refusals
from tests.factories import make_user
from tests.socialmedia.posts.factories import actor, ask, page, planned, post_it, ready, rewrite, write
from tests.socialmedia.posts.test_views import client, member, now, pytestmark  # noqa: F401

LINK = "https://facebook.com/ours/1"


def out(variant: Variant) -> str:
    return f"/social/posts/{variant.post_id}/out/{variant.pk}/"


def test_what_was_cancelled_meanwhile_is_recorded_where_it_is(client: Client, member: User) -> None:  # noqa: F811
    post, other = ready(planned(), planned(page("twitter"))), make_user(name="Imre Halloran")
    variant = post.variants.get(channel=page())
    read = client.get(out(variant)).context["form"].initial["read"]
    posts_workflow.drop(post, why="The date is wrong.", by=actor(other))
    refused = client.post(out(variant), {"link": LINK, "read": read})
    said = " ".join(refused.content.decode().split())
    assert [
        words in said
        for words in (
            "Imre Halloran cancelled this post on",
            "The date is wrong.",
            f'value="{LINK}"',
            "Record that it was posted",
        )
    ] == [True, True, True, True]
    answer = client.post(out(variant), {"link": LINK, "read": read, "anyway": "1"}, follow=True)
    assert [str(message) for message in answer.context["messages"]] == [
        "Recorded: it is on Our facebook page although it was cancelled. If it should not be there, delete "
        "it there."
    ]
    variant.refresh_from_db()
    post = Post.objects.get(pk=post.pk)
    assert (post.status, variant.status, variant.link, variant.posted_by) == (
        PostStatus.POSTED,
        VariantStatus.POSTED,
        LINK,
        member,
    )
    assert SocialEvent.objects.of(post).first().act == PostAct.POSTED_ANYWAY  # type: ignore[union-attr]
    step = client.get(f"/social/posts/{post.pk}/").context["history"][0]
    assert (step["words"], step["note"]) == ("Recorded as posted", "It was not to go out any more.")
    told = Email.objects.filter(kind="socialmedia/posted_anyway")
    assert {email.to for email in told} == {post.author.email, other.email}
    since, until = datetime(2027, 2, 1, tzinfo=UTC), datetime(2027, 2, 2, tzinfo=UTC)
    assert list(Variant.objects.posted_in(since, until)) == [variant]


def test_a_cancelled_post_leads_to_the_page_that_records_it(client: Client, member: User) -> None:  # noqa: F811
    post = ready()
    posts_workflow.drop(post, why="The date is wrong.", by=actor(member))
    assert out(post.variants.get()) in client.get(f"/social/posts/{post.pk}/").content.decode()


def test_a_post_that_never_was_ready_is_not_recorded_so(client: Client, member: User) -> None:  # noqa: F811
    post = ask(write())
    posts_workflow.drop(post, why="The date is wrong.", by=actor(member))
    variant = post.variants.get()
    assert out(variant) not in client.get(f"/social/posts/{post.pk}/").content.decode()
    page_of_it = client.post(out(variant), {"link": LINK, "anyway": "1"})
    assert page_of_it.context["form"].non_field_errors() == [rules.NEVER_READY]


def test_a_channel_taken_off_or_suspended_and_a_draft_again_are_recorded(member: User) -> None:  # noqa: F811
    mark = partial(posts_workflow.mark_posted_anyway, link=LINK, user=member, by=actor(member))
    taken_off = ready(planned(), planned(page("twitter")))
    variant = taken_off.variants.get(channel=page())
    rewrite(taken_off, planned(page("twitter")))
    assert mark(variant).status == VariantStatus.POSTED
    assert Post.objects.get(pk=taken_off.pk).status == PostStatus.READY
    suspended = ready()
    Channel.objects.filter(pk=page().pk).update(status=ChannelStatus.SUSPENDED)
    assert mark(suspended.variants.get()).status == VariantStatus.POSTED
    Channel.objects.filter(pk=page().pk).update(status=ChannelStatus.OPEN)
    again = ready()
    old = rules.mark_of(again.variants.get())
    rewrite(again, planned(words="Come on Sunday."))
    with pytest.raises(NotAllowed) as refused:
        mark(again.variants.get(), read=old)
    assert refused.value.reasons == [rules.OTHER_WORDS]


def test_what_may_still_go_out_or_is_planned_anew_is_marked_the_usual_way(member: User) -> None:  # noqa: F811
    mark = partial(posts_workflow.mark_posted_anyway, link=LINK, user=member, by=actor(member))
    post = ready()
    with pytest.raises(NotAllowed) as refused:
        mark(post.variants.get())
    assert refused.value.reasons == [rules.USUAL_WAY]
    variant = post.variants.get()
    rewrite(post, planned(page("twitter")))
    rewrite(post, planned(), planned(page("twitter")))
    with pytest.raises(NotAllowed) as refused:
        mark(variant)
    assert refused.value.reasons == [
        "Other words of this post are planned for Our facebook page now. Mark those as posted."
    ]


def test_the_page_of_a_posted_one_is_headed_by_what_it_corrects(client: Client, member: User) -> None:  # noqa: F811
    variant = ready().variants.get()
    post_it(variant, by=member)
    said = client.get(out(variant)).content.decode()
    assert ["Correct the address of the post</h1>" in said, "has already marked" in said] == [True, False]


@pytest.mark.django_db(transaction=True)
def test_of_two_who_record_it_at_once_one_does() -> None:
    with time_machine.travel(datetime(2027, 2, 1, 9, tzinfo=UTC)):
        post, people = ready(), [make_user(name="Sam Hollis"), make_user(name="Kim Ash")]
        posts_workflow.drop(post, why="The date is wrong.", by=actor(people[0]))
        mark = partial(posts_workflow.mark_posted_anyway, post.variants.get(), link=LINK)
        found = refusals(at_once([partial(mark, user=who, by=actor(who)) for who in people]))
    winner = post.variants.get().posted_by
    assert found == [[f"{winner} has already marked it as posted on Our facebook page."]]


def test_what_was_cancelled_stays_on_the_page_beside_what_went_out(client: Client, member: User) -> None:  # noqa: F811
    """The page of the act says so; and what was agreed to in all the words counts for those that are left."""
    places = (planned(), planned(page("twitter"), words="Walk with us."))
    partly, wholly = ready(*places), ready(*places)
    checker = partly.checks.get().by
    post_it(partly.variants.get(channel=page()))
    for post in (partly, wholly):
        posts_workflow.drop(Post.objects.get(pk=post.pk), why="The date is wrong.", by=actor(member))
    variant = Post.objects.get(pk=wholly.pk).variants.get(channel=page())
    posts_workflow.mark_posted_anyway(variant, link=LINK, user=member, by=actor(member))
    for post in (partly, wholly):
        said = " ".join(client.get(f"/social/posts/{post.pk}/").content.decode().split())
        assert ("Walk with us." in said, "Cancelled, so it was not published here." in said) == (True, True)
        assert "but the words have changed since" not in said
    assert str(checker) in client.get(f"/social/posts/{partly.pk}/").content.decode()


def test_a_channel_that_was_taken_off_before_is_no_part_of_a_posted_post(client: Client) -> None:  # noqa: F811
    post = ready(planned(), planned(page("twitter"), words="Walk with us."))
    rewrite(post, planned())
    post_it(post.variants.get(channel=page()))
    assert "Walk with us." not in client.get(f"/social/posts/{post.pk}/").content.decode()
