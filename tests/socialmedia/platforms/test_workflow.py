"""A platform is added with its limits, changed, ended and used again; the record keeps each step."""

from datetime import date
from functools import partial

import pytest

from lla.acts.actors import Actor
from lla.acts.refusals import OVERTAKEN, NotAllowed
from socialmedia.channel_lifecycle import workflow as channel_lifecycle_workflow
from socialmedia.channels.choices import ChannelKind, ChannelStatus, Counting
from socialmedia.channels.models import Channel, Platform
from socialmedia.platforms import workflow as platforms_workflow
from socialmedia.platforms.presets import PRESETS
from socialmedia.posts import selectors as posts_selectors
from socialmedia.record.models import SocialEvent
from tests.concurrency import at_once, refusals
from tests.socialmedia.factories import make_channel, make_platform
from tests.socialmedia.posts.factories import planned, write

pytestmark = pytest.mark.django_db

MANAGER = Actor(key="user:1", role="manager")


def bluesky() -> Platform:
    return platforms_workflow.add(Platform(**PRESETS["bluesky"].filled_in), by=MANAGER)


def refused(act: partial[Platform]) -> list[str]:
    with pytest.raises(NotAllowed) as found:
        act()
    return found.value.reasons


def test_the_platforms_that_were_there_allow_what_they_did() -> None:
    rows = Platform.objects.values_list(
        "slug", "character_limit", "counting", "needs_media", "links_open", "takes_alternative_text"
    )
    assert list(rows) == [
        ("facebook", 63_206, "plain", False, True, True),
        ("twitter", 280, "weighted", False, True, True),
        ("instagram", 2_200, "plain", True, True, True),
        ("youtube", 5_000, "bytes", True, True, True),
        ("snapchat", 250, "plain", True, True, True),
    ]
    assert set(Platform.objects.values_list("hashtag_limit", "byte_limit", "ended_on")) == {
        (None, None, None)
    }


@pytest.mark.parametrize("key", PRESETS)
def test_every_preset_can_be_added_as_it_is(key: str) -> None:
    added = platforms_workflow.add(Platform(**PRESETS[key].filled_in), by=MANAGER)
    added.full_clean()
    assert (added.slug, added.order, Platform.objects.last()) == (key, 6, added)
    [event] = SocialEvent.objects.of(added)
    assert (event.act, event.actor_role) == ("added", "manager")


def test_a_post_is_held_against_what_the_row_says_now() -> None:
    """The same words fit, and do not once the manager has lowered the limit."""
    platform = bluesky()
    page = make_channel("Our Bluesky page", platform="bluesky")
    draft = write(planned(page, "🎉" * 300))

    def said() -> list[str]:
        judged = posts_selectors.judge(draft, now=draft.created_at)
        return [verdict.sentence for verdict in judged.verdicts if verdict.code == "platform_limits"]

    before = said()
    platform.character_limit = 200
    platforms_workflow.change(platform, seen=platform.state, by=MANAGER)
    lower = said()
    platform.character_limit, platform.byte_limit = 300, 1_000
    platforms_workflow.change(platform, seen=platform.state, by=MANAGER)
    assert (before, lower, said()) == (
        ["Our Bluesky page: 300 of 300 characters as Bluesky counts them."],
        ["Our Bluesky page: 300 characters as Bluesky counts them, but the limit is 200."],
        ["Our Bluesky page: 1,200 bytes, but the limit on Bluesky is 1,000."],
    )


def test_a_row_says_in_a_sentence_how_long_a_post_may_be() -> None:
    rows = [Platform(name="Pictures"), make_platform("twitter"), bluesky()]
    assert [row.limits_in_words for row in rows] == [
        "",
        "At most 280 characters as Twitter (X) counts them.",
        "At most 300 characters as Bluesky counts them and 3,000 bytes, of which an emoji has 4 or more.",
    ]


def test_a_change_is_recorded_with_what_was_changed() -> None:
    platform = make_platform("snapchat")
    platform.character_limit, platform.counting = 300, Counting.BYTES
    platforms_workflow.change(platform, seen=platform.state, by=MANAGER)
    [event] = SocialEvent.objects.of(platform)
    assert (event.act, event.details) == ("changed", {"changed": ["character_limit", "counting"]})


def test_what_somebody_else_changed_meanwhile_is_not_lost() -> None:
    mine, theirs = make_platform("snapchat"), make_platform("snapchat")
    seen = mine.state
    theirs.character_limit = 300
    platforms_workflow.change(theirs, seen=theirs.state, by=MANAGER)
    mine.character_limit = 400
    assert refused(partial(platforms_workflow.change, mine, seen=seen, by=MANAGER)) == [OVERTAKEN]


def test_an_ended_platform_takes_no_channel_until_it_is_used_again() -> None:
    platform = platforms_workflow.end(make_platform("twitter"), by=MANAGER)
    assert isinstance(platform.ended_on, date)
    page = Channel(name="Our tweets", kind=ChannelKind.PAGE, platform=platform)
    assert refused(partial(channel_lifecycle_workflow.make, page, by=MANAGER)) == [  # type: ignore[arg-type]
        "The team no longer uses Twitter (X). Choose another platform."
    ]
    page.platform = platforms_workflow.resume(platform, by=MANAGER)
    channel_lifecycle_workflow.make(page, by=MANAGER)
    assert [event.act for event in SocialEvent.objects.of(platform)] == ["resumed", "ended"]


def test_a_platform_is_not_ended_while_something_of_ours_is_there() -> None:
    make_channel("Our tweets", platform="twitter")
    forum = make_channel("Our room", kind=ChannelKind.DISCUSSION)
    forum.also_on.add(make_platform("twitter"))
    make_channel("Old tweets", platform="twitter", kind=ChannelKind.DISCUSSION, status=ChannelStatus.CLOSED)
    ended = platforms_workflow.end(make_platform("youtube"), by=MANAGER)
    assert [
        refused(partial(platforms_workflow.end, make_platform("twitter"), by=MANAGER)),
        refused(partial(platforms_workflow.end, ended, by=MANAGER)),
        refused(partial(platforms_workflow.resume, make_platform("twitter"), by=MANAGER)),
    ] == [
        ["Our tweets and Our room are on Twitter (X). Close what is there for good, or move it, first."],
        ["YouTube is no longer used."],
        ["Twitter (X) is in use."],
    ]


def test_ended_platforms_come_after_those_that_are_put_in_order() -> None:
    platforms_workflow.end(make_platform("facebook"), by=MANAGER)
    order = [make_platform(slug) for slug in ("snapchat", "twitter", "instagram", "youtube")]
    platforms_workflow.prefer(order, why="Annual conference", by=MANAGER)
    assert list(Platform.objects.values_list("slug", flat=True)) == [
        "snapchat",
        "twitter",
        "instagram",
        "youtube",
        "facebook",
    ]


@pytest.mark.django_db(transaction=True)
def test_of_two_who_add_the_same_platform_at_once_one_is_told() -> None:
    answers = at_once([bluesky, bluesky])
    assert refusals(answers) == [
        ["There is already a platform of this name.", "bsky.app is a site of Bluesky already."]
    ]


@pytest.mark.django_db(transaction=True)
def test_a_platform_does_not_end_under_a_channel_that_is_being_planned() -> None:
    platform = make_platform("twitter")
    page = Channel(name="Our tweets", kind=ChannelKind.PAGE, platform=platform)
    answers = at_once(
        [
            partial(channel_lifecycle_workflow.make, page, by=MANAGER),
            partial(platforms_workflow.end, platform, by=MANAGER),
        ]
    )
    refusal = "The team no longer uses Twitter (X). Choose another platform."
    kept = "Our tweets is on Twitter (X). Close what is there for good, or move it, first."
    assert refusals(answers) in ([[refusal]], [[kept]])
