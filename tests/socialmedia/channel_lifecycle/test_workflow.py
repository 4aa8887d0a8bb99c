"""The life of a channel: what may be kept, opened, suspended and closed, and who hears of it."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from lla.acts.actors import Actor
from lla.acts.refusals import NotAllowed
from lla.emails.models import Email
from lla.time import clock
from socialmedia.channel_lifecycle import rules as channel_lifecycle_rules
from socialmedia.channel_lifecycle import workflow as channel_lifecycle_workflow
from socialmedia.channels.choices import ChannelKind, ChannelStatus, ForumPost
from socialmedia.channels.models import Channel, Platform
from socialmedia.posts.choices import VariantStatus
from socialmedia.posts.models import Variant
from socialmedia.record.models import SocialEvent
from tests.factories import make_user
from tests.socialmedia.factories import (
    make_appointment,
    make_channel,
    make_guidelines,
    make_platform,
    make_post,
    make_variant,
)
from tests.socialmedia.staffing.factories import COORDINATOR, WHY, make_coordinator, make_six, make_twitter

pytestmark = pytest.mark.django_db

SHORT = [
    "3 people work on our 2 pages; 4 people are needed: one for each page and two more.",
    "Only 8 of 9 seats can be filled: nobody counts for two pages or for more than 2 roles.",
    "With Our Twitter page open the team needs 1 more person.",
]


def planned(
    kind: str = ChannelKind.PAGE, *, platform: str = "facebook", name: str = "Ours", **facts: object
) -> Channel:
    return Channel(name=name, kind=kind, platform=make_platform(platform), **facts)


def refused(act: object, *args: object, **options: object) -> list[str]:
    assert callable(act)
    with pytest.raises(NotAllowed) as caught:
        act(*args, **options, by=COORDINATOR)
    return caught.value.reasons


def test_a_channel_is_planned_with_an_address_of_its_own() -> None:
    first = channel_lifecycle_workflow.make(
        planned(ChannelKind.DISCUSSION, name="Général ☭ talk"), by=COORDINATOR
    )
    make_channel("Old", kind=ChannelKind.DISCUSSION, status=ChannelStatus.CLOSED)
    again = channel_lifecycle_workflow.make(planned(ChannelKind.DISCUSSION, name="Old"), by=COORDINATOR)
    signs = channel_lifecycle_workflow.make(planned(ChannelKind.DISCUSSION, name="☭☭"), by=COORDINATOR)
    assert [one.slug for one in (first, again, signs)] == ["general-talk", "old-2", "channel"]
    assert {one.status for one in (first, again, signs)} == {ChannelStatus.PLANNED}


@pytest.mark.parametrize(
    ("kind", "facts", "wrong"),
    [
        (ChannelKind.PAGE, {}, {}),
        (ChannelKind.PAGE, {"name": "our PAGE"}, {"name": "There is already a channel of this name."}),
        (ChannelKind.PAGE, {"members": -1}, {"members": "Write a number from 0 to 100,000,000."}),
        (ChannelKind.DISCUSSION, {"extra_seats": 51}, {"extra_seats": "Write a number from 0 to 50."}),
        (
            ChannelKind.PAGE,
            {"platform": "twitter"},
            {"platform": "There is already a public page on Twitter (X): Our page."},
        ),
        (
            ChannelKind.ORGANISING,
            {"platform": "twitter", "allowed_posts": ["polls"]},
            {
                "decided_by": "An organising forum has to be on Facebook unless the leadership decides "
                "otherwise. Say who decided that, or choose Facebook."
            },
        ),
        (ChannelKind.ORGANISING, {"allowed_posts": ["polls"]}, {}),
        (
            ChannelKind.ORGANISING,
            {
                "platform": "twitter",
                "allowed_posts": ["polls"],
                "decided_by": "statement",
                "decided_on": date(2026, 5, 3),
                "decision": "Leadership, 3 May",
            },
            {},
        ),
        (
            ChannelKind.ORGANISING,
            {},
            {"allowed_posts": "Choose at least one."},
        ),
    ],
)
def test_what_speaks_against_a_channel_stands_by_its_field(
    kind: str, facts: dict[str, object], wrong: dict[str, str]
) -> None:
    make_channel("Our page", platform="twitter")
    given = {"name": "Ours", "platform": "facebook", **facts}
    row = Channel(kind=kind, **{**given, "platform": make_platform(str(given["platform"]))})
    assert channel_lifecycle_rules.wrong_with(row, also_on=[], today=date(2026, 5, 3)) == wrong


def test_a_public_page_is_on_one_platform_and_stays_there() -> None:
    further = [make_platform("twitter")]
    assert refused(channel_lifecycle_workflow.make, planned(), also_on=further) == [
        "A public page is on one platform. Plan a page for each platform."
    ]
    page = make_channel("Ours")
    page.platform = make_platform("twitter")
    assert refused(channel_lifecycle_workflow.change, page) == [
        "You cannot move a page that was opened to another platform. Plan another page instead."
    ]


def test_a_change_keeps_the_status_that_somebody_else_has_set_meanwhile() -> None:
    forum = make_channel("Talk", kind=ChannelKind.DISCUSSION)
    seen = Channel.objects.get(pk=forum.pk)
    channel_lifecycle_workflow.suspend(forum, why=WHY, by=COORDINATOR)
    seen.members = 1_200
    changed = channel_lifecycle_workflow.change(seen, also_on=[make_platform("snapchat")], by=COORDINATOR)
    kept = Channel.objects.get(pk=forum.pk)
    assert (kept.status, kept.members, list(changed.also_on.all())) == (
        ChannelStatus.SUSPENDED,
        1_200,
        [make_platform("snapchat")],
    )


def test_nothing_is_changed_about_a_closed_channel() -> None:
    closed = make_channel("Gone", kind=ChannelKind.DISCUSSION, status=ChannelStatus.CLOSED)
    over = ["Gone is closed for good."]
    assert refused(channel_lifecycle_workflow.change, closed) == over
    assert refused(channel_lifecycle_workflow.look_through, closed, ["polls"], user=make_user()) == over
    assert refused(channel_lifecycle_workflow.open_channel, closed) == over
    assert refused(channel_lifecycle_workflow.suspend, closed, why=WHY) == [
        "Gone cannot be suspended: it is closed."
    ]


def test_opening_twitter_with_the_same_six_is_refused_and_says_how_many_are_missing() -> None:
    twitter = make_twitter(make_six())
    found = channel_lifecycle_rules.opening(twitter, now=clock.now())
    assert refused(channel_lifecycle_workflow.open_channel, twitter) == SHORT
    assert found.advice == (
        "Keep it closed until you find somebody. There is no less preferred page to suspend."
    )
    twitter.refresh_from_db()
    assert (twitter.status, SocialEvent.objects.count(), Email.objects.count()) == ("planned", 0, 0)


def test_with_an_adapter_it_opens_and_the_figures_of_that_day_are_recorded() -> None:
    six = make_six()
    coordinator = make_coordinator()
    twitter = make_twitter(six, adapter=True)
    opened = channel_lifecycle_workflow.open_channel(
        twitter, why=WHY, by=Actor.user(coordinator, role="coordinator")
    )
    [event] = SocialEvent.objects.of(opened)
    assert (opened.status, event.act, event.remark.words, event.details) == (
        ChannelStatus.OPEN,
        "opened",
        WHY,
        {
            "light": "amber", "people": 7, "filled": 9, "full": 9, "shared": 7, "hard": 4, "needs": 0,
            "version": 0,
        },
    )  # fmt: skip
    told = {email.to for email in Email.objects.filter(kind="socialmedia/channel_opened")}
    gus = twitter.appointments.get(role="adapter").user
    assert told == {one.email for one in [*six.people[:3], gus]}


def test_a_channel_is_opened_once_and_a_suspended_one_is_opened_again() -> None:
    six = make_six()
    assert refused(channel_lifecycle_workflow.open_channel, six.discussion) == ["Discussion is open."]
    assert refused(channel_lifecycle_workflow.reopen, six.discussion) == ["Discussion is open."]
    channel_lifecycle_workflow.suspend(six.discussion, why=WHY, by=COORDINATOR)
    assert refused(channel_lifecycle_workflow.open_channel, six.discussion) == ["Discussion is suspended."]
    channel_lifecycle_workflow.reopen(six.discussion, by=COORDINATOR)
    acts = SocialEvent.objects.of(six.discussion).values_list("act", flat=True)
    assert list(acts) == ["reopened", "suspended"]


def test_out_of_the_order_of_preference_a_reason_is_needed_and_recorded() -> None:
    six = make_six()
    page = make_channel("Our Instagram page", platform="instagram", status=ChannelStatus.PLANNED)
    for person in [*six.people[:3], make_user("", "Gus Hale")]:
        make_appointment(person, "adapter", channel=page)
    against = [
        "Twitter (X) comes before Instagram in our order of preference and has no open page.",
        "Say why you are opening it anyway.",
    ]
    assert refused(channel_lifecycle_workflow.open_channel, page, why="  ") == against
    channel_lifecycle_workflow.open_channel(page, why="Young members asked for it.", by=COORDINATOR)
    [event] = SocialEvent.objects.of(page)
    assert (event.details["override"], event.remark.words) == (["twitter"], "Young members asked for it.")


def test_a_page_without_an_address_is_not_opened() -> None:
    twitter = make_twitter(make_six(), adapter=True)
    Channel.objects.filter(pk=twitter.pk).update(address="")
    assert refused(channel_lifecycle_workflow.open_channel, twitter) == [
        "Enter the address of the page first."
    ]


def test_room_for_a_page_is_proposed_from_the_least_preferred_platform_on() -> None:
    six = make_six()
    twitter = make_twitter(six)
    hal = make_user("", "Hal Innes")
    for slug in ("instagram", "youtube"):
        page = make_channel(f"Our {slug} page", platform=slug)
        for person in [*six.people[:3], hal]:
            make_appointment(person, "adapter", channel=page)
    make_appointment(make_user("", "Gus Hale"), "adapter", channel=page)
    found = channel_lifecycle_rules.opening(twitter, now=clock.now())
    assert found.short
    assert found.advice == (
        "It could open if Our youtube page was suspended and the people who work there helped elsewhere."
    )


def test_a_forum_needs_its_own_people_and_is_not_held_back_by_what_was_short_before() -> None:
    """The page has one person of three, so the check is red whatever becomes of the forums."""
    make_appointment(channel=make_channel("Our page"), role="page_admin")
    forum = make_channel("Talk", kind=ChannelKind.DISCUSSION, status=ChannelStatus.PLANNED)
    make_appointment(channel=forum)
    assert refused(channel_lifecycle_workflow.open_channel, forum)[1] == "Talk needs 2 people and has 1."
    make_appointment(channel=forum)
    assert channel_lifecycle_workflow.open_channel(forum, by=COORDINATOR).status == ChannelStatus.OPEN


def test_the_figures_of_the_version_in_force_decide() -> None:
    twitter = make_twitter(make_six())
    make_guidelines(3, page_extra_people=1)
    opened = channel_lifecycle_workflow.open_channel(twitter, by=COORDINATOR)
    [event] = SocialEvent.objects.of(opened)
    assert (event.details["full"], event.details["version"]) == (8, 3)


def test_the_last_organising_forum_is_neither_suspended_nor_closed() -> None:
    forum = make_channel("Organising", kind=ChannelKind.ORGANISING)
    only = ["Organising is the only open organising forum, and there has to be one."]
    assert [
        refused(channel_lifecycle_workflow.suspend, forum, why=WHY),
        refused(channel_lifecycle_workflow.close, forum, why=WHY),
    ] == [
        only,
        only,
    ]
    other = make_channel("Other", kind=ChannelKind.ORGANISING)
    channel_lifecycle_workflow.suspend(forum, why=WHY, by=COORDINATOR)
    assert refused(channel_lifecycle_workflow.suspend, other, why=WHY) == [
        "Other is the only open organising forum, and there has to be one."
    ]
    assert channel_lifecycle_workflow.close(forum, why=WHY, by=COORDINATOR).status == ChannelStatus.CLOSED


def test_suspending_and_closing_need_a_reason() -> None:
    page = make_channel("Our page")
    assert refused(channel_lifecycle_workflow.suspend, page, why=" ") == [channel_lifecycle_rules.SAY_WHY]
    assert refused(channel_lifecycle_workflow.close, page, why="") == [channel_lifecycle_rules.SAY_WHY]


def test_what_is_planned_on_a_suspended_page_stays_and_its_authors_are_told() -> None:
    coordinator, author = make_coordinator(), make_user("", "Ann Thor")
    page = make_channel("Our page")
    admin = make_appointment(channel=page, role="page_admin").user
    at = datetime(2030, 5, 3, 9, tzinfo=ZoneInfo("Europe/London"))
    mine = make_variant(make_post(author, "Buses for all"), channel=page, planned_at=at)
    gone = make_variant(make_post(author, "Cancelled"), channel=page)
    Variant.objects.filter(pk=gone.pk).update(status="dropped")
    channel_lifecycle_workflow.suspend(page, why="Too few people in May.", by=COORDINATOR)
    emails = {one.to: one.body for one in Email.objects.filter(kind="socialmedia/channel_left_alone")}
    assert set(emails) == {coordinator.email, admin.email, author.email}
    assert "> Buses for all\n> Friday 3 May 2030, 9 am" in emails[author.email]
    assert "1 post is still planned there, and the authors know." in emails[coordinator.email]
    assert ["Buses for all" in emails[one.email] for one in (coordinator, admin)] == [False, False]
    [event] = SocialEvent.objects.of(page)
    assert (event.details["planned"], event.details["people"]) == (1, 0)
    assert Variant.objects.get(pk=mine.pk).status == VariantStatus.PLANNED


def test_whoever_acts_gets_no_email_about_it() -> None:
    coordinator = make_coordinator()
    page = make_channel("Our page")
    channel_lifecycle_workflow.close(page, why=WHY, by=Actor.user(coordinator, role="coordinator"))
    assert list(Email.objects.all()) == []


def test_functions_are_noted_with_the_day_they_were_seen() -> None:
    page, user = make_channel("Our page"), make_user()
    with clock.at(clock.now() - timedelta(days=9)):
        channel_lifecycle_workflow.look_through(page, ["polls", "files"], user=make_user(), by=COORDINATOR)
    channel_lifecycle_workflow.look_through(page, ["polls"], user=user, by=COORDINATOR)
    seen = dict(page.functions.values_list("function", "in_use"))
    assert (len(seen), [name for name, used in seen.items() if used]) == (7, ["polls"])
    assert set(page.functions.values_list("seen_by", flat=True)) == {user.pk}
    assert refused(channel_lifecycle_workflow.look_through, page, ["teapots"], user=user) == [
        "Choose from the functions on the list."
    ]


def test_an_organising_forum_says_what_is_posted_there() -> None:
    forum = planned(ChannelKind.ORGANISING, allowed_posts=[ForumPost.ACTIVITY, ForumPost.DATES])
    made = channel_lifecycle_workflow.make(
        forum, also_on=Platform.objects.filter(slug="twitter"), by=COORDINATOR
    )
    kept = Channel.objects.get(pk=made.pk)
    assert (kept.allowed_posts, [str(one) for one in kept.also_on.all()]) == (
        ["activity", "dates"],
        ["Twitter (X)"],
    )
