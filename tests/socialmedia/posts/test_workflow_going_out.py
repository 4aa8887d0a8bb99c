"""A post that was checked is put out by hand where it may be, and what is left can be dropped."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from lla.acts.refusals import NotAllowed
from lla.time import clock
from socialmedia.channels.choices import ChannelStatus
from socialmedia.channels.models import Channel
from socialmedia.guidelines.choices import Duty, Level
from socialmedia.posts import workflow as posts_workflow
from socialmedia.posts.choices import PostKind, PostStatus, VariantStatus
from socialmedia.posts.models import Post
from tests.factories import make_user, sign_in
from tests.socialmedia.factories import make_guidelines, make_member, make_source, require_checks
from tests.socialmedia.posts.factories import actor, page, planned, post_it, ready, rewrite, write

pytestmark = pytest.mark.django_db


def statuses(post: Post) -> list[str]:
    return [one.status for one in post.variants.order_by("pk")]


def marked(post: Post, link: str) -> list[str]:
    with pytest.raises(NotAllowed) as no:
        post_it(post.variants.standing()[0], link=link)
    return no.value.reasons


@pytest.mark.parametrize(
    "link",
    ["https://example.org/1", "https://facebook.com.example.org/1", "https://facebook.com@example.org/"],
)
def test_the_link_lies_on_the_platform(link: str) -> None:
    sites = "facebook.com or fb.com or fb.watch"
    assert marked(ready(), link) == [f"This address is not on Facebook. It should be on {sites}."]


def test_its_author_puts_a_post_out_where_a_second_reader_is_only_encouraged() -> None:
    """By the buttons of the pages; in a team that requires a check the same author has none of them."""
    sam = make_member()
    client, post = sign_in(Client(), sam), write(author=sam)
    address, variant = f"/social/posts/{post.pk}/", post.variants.get()
    page_of_post = client.get(address).content.decode()
    assert "Mark as ready" in page_of_post
    assert "You can publish it without a check" in page_of_post
    client.post(f"{address}ready/")
    put_out = reverse("socialmedia:put_out", args=[post.pk, variant.pk])
    assert put_out in client.get(address).content.decode()
    client.post(put_out, {"link": "https://facebook.com/ours/1"})
    assert Post.objects.get().status == PostStatus.POSTED
    require_checks()
    second = write(planned(words="Come again!"), author=sam)
    address = f"/social/posts/{second.pk}/"
    page_of_post = client.get(address).content.decode()
    assert ("Mark as ready" in page_of_post, "Give a reason" in page_of_post) == (False, False)
    client.post(f"{address}ready/")
    assert Post.objects.get(pk=second.pk).status == PostStatus.DRAFT


def test_only_a_post_that_is_ready_goes_out() -> None:
    assert marked(write(), "https://facebook.com/1") == [
        "Only a post that is ready can be published. This post is: draft."
    ]


def test_nothing_goes_out_on_a_suspended_page_and_the_words_stay() -> None:
    post = ready()
    Channel.objects.update(status=ChannelStatus.SUSPENDED)
    assert marked(post, "https://facebook.com/1") == [
        "Our facebook page is suspended, so you cannot publish there now."
    ]
    assert statuses(post) == [VariantStatus.PLANNED]


def test_what_came_in_the_way_since_the_check_keeps_it_from_going_out() -> None:
    source = make_source(vetted=timedelta(days=180) - timedelta(hours=6))
    post = ready(kind=PostKind.SHARE, source=source, read_by=make_user())
    with clock.at(clock.now() + timedelta(days=2)):
        (reason,) = marked(post, "https://facebook.com/1")
    assert reason.startswith("Riverside Chronicle was last reviewed on")


def test_a_variant_too_long_for_one_platform_goes_out_on_the_other() -> None:
    post = ready(planned(), planned(page("twitter"), "Come!"))
    with clock.at(clock.now()):
        platform = page("twitter").platform
        platform.character_limit = 3
        platform.save()
        first, second = post.variants.order_by("channel__platform__order")
        post = post_it(first)
        with pytest.raises(NotAllowed):
            post_it(second, link="https://x.com/1")
    assert (post.status, statuses(post)) == (PostStatus.READY, [VariantStatus.POSTED, VariantStatus.PLANNED])


def test_what_is_left_of_a_post_that_went_out_in_part_can_be_dropped() -> None:
    post = ready(planned(), planned(page("twitter"), "Come!"))
    post = post_it(post.variants.get(channel=page()))
    post = posts_workflow.drop(post, by=actor(post.author))
    assert (post.status, statuses(post)) == (PostStatus.POSTED, [VariantStatus.POSTED, VariantStatus.DROPPED])


def test_taking_off_what_is_left_makes_a_post_posted() -> None:
    post = ready(planned(), planned(page("twitter"), "Come!"))
    post_it(post.variants.get(channel=page()))
    post = rewrite(Post.objects.get(pk=post.pk), planned())
    assert (post.status, statuses(post)) == (PostStatus.POSTED, [VariantStatus.POSTED, VariantStatus.DROPPED])


def put_out(post: Post, channel: Channel) -> Any:
    variant = post.variants.get(channel=channel)
    client = sign_in(Client(), make_member(channel=page()))
    return client.get(f"/social/posts/{post.pk}/out/{variant.pk}/")


@pytest.mark.parametrize(
    ("duty", "told", "refused"),
    [
        (Duty.LEFT_OPEN, [], []),
        (Duty.ENCOURAGED, [Level.WARN], []),
        (
            Duty.REQUIRED,
            [Level.FAIL],
            [
                "It has not been posted yet on Our facebook page, where it starts. "
                "Post it on Our facebook page first, or say in the post why it starts elsewhere."
            ],
        ),
    ],
)
def test_what_would_go_out_before_the_page_it_starts_on_says_so(
    duty: Duty, told: list[Level], refused: list[str]
) -> None:
    make_guidelines(variants_after_original=str(duty))
    post = ready(planned(), planned(page("twitter"), "Come!"))
    early, first = put_out(post, page("twitter")), put_out(post, page())
    assert ([one.level for one in early.context["ahead"]], early.context["refused"]) == (told, refused)
    assert (b"It has not been posted yet on" in early.content, first.context["ahead"]) == (bool(told), [])
    post_it(post.variants.get(channel=page()))
    later = put_out(post, page("twitter"))
    assert (later.context["ahead"], later.context["refused"]) == ([], [])


def test_a_page_that_cannot_go_out_and_a_reason_keep_no_other_page_waiting() -> None:
    make_guidelines(variants_after_original=str(Duty.REQUIRED))
    excused = ready(planned(), planned(page("twitter"), "Come!"), starts_elsewhere="It breaks there.")
    waits = ready(planned(), planned(page("twitter"), "Come!"))
    refused = [put_out(excused, page("twitter")).context["refused"]]
    Channel.objects.filter(pk=page().pk).update(status=ChannelStatus.SUSPENDED)
    refused.append(put_out(waits, page("twitter")).context["refused"])
    assert refused == [[], []]
