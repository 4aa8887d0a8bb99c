"""The organising forum leaves Facebook only by a decision on record: whose, when, where to look it up."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils.timezone import localdate

from lla.acts.refusals import NotAllowed
from lla.time import clock
from motions.motion.choices import Status
from motions.motion.models import Motion
from socialmedia.channel_lifecycle import rules as channel_lifecycle_rules
from socialmedia.channel_lifecycle import workflow as channel_lifecycle_workflow
from socialmedia.channels.choices import ChannelKind, ChannelStatus
from socialmedia.channels.models import Channel
from socialmedia.platforms import workflow as platforms_workflow
from socialmedia.record.models import SocialEvent
from tests.factories import sign_in
from tests.motions.factories import make_motion
from tests.socialmedia.factories import make_channel, make_platform
from tests.socialmedia.staffing.factories import COORDINATOR, WHY, make_coordinator

pytestmark = pytest.mark.django_db
STAYS = (
    "An organising forum has to be on Facebook unless the leadership decides otherwise. "
    "Say who decided that, or choose Facebook."
)
LAST = (
    "Organising is the last organising forum on Facebook, so it cannot leave unless the leadership "
    "decides so. First record that decision in its details: who decided, when, and where it is recorded."
)
NOT_OURS = (
    "Its basis is a decision of conference, but its address does not lead to a public motion of ours. "
    "Give the address of the motion that was carried, or its reference such as m42."
)


@pytest.fixture
def forum() -> Channel:
    row = make_channel("Organising", kind=ChannelKind.ORGANISING)
    row.allowed_posts = ["polls"]
    row.save()
    return row


@pytest.fixture
def elsewhere() -> Channel:
    """A second organising forum that is open, and not on Facebook."""
    return make_channel("Second", kind=ChannelKind.ORGANISING, platform="twitter")


@pytest.fixture
def desk() -> Client:
    return sign_in(Client(), make_coordinator())


def refused(act: Any, *args: Any, **options: Any) -> list[str]:
    with pytest.raises(NotAllowed) as caught:
        act(*args, **options, by=COORDINATOR)
    return caught.value.reasons


def statement(**facts: Any) -> dict[str, Any]:
    """A decision of the leadership as a form holds it."""
    day = str(localdate(clock.now()) - timedelta(days=3))
    given = {"decided_by": "statement", "decision": "Minutes of the leadership, item 4", "decided_on": day}
    return {**given, **facts}


def typed(forum: Channel, **facts: Any) -> dict[str, Any]:
    given = {"name": forum.name, "platform": str(make_platform("twitter").pk), "address": forum.address}
    given["seen"] = Channel.objects.get(pk=forum.pk).state
    return {**given, "members": "0", "extra_seats": "0", "allowed_posts": ["polls"], **facts}


def errors(desk: Client, forum: Channel, **facts: Any) -> dict[str, list[str]]:
    response = desk.post(f"/social/channels/{forum.slug}/change/", typed(forum, **facts))
    assert response.status_code == 200
    return dict(response.context["form"].errors)


def test_moving_it_off_facebook_is_refused_beside_the_field_until_a_decision_is_on_record(
    desk: Client, forum: Channel
) -> None:
    assert errors(desk, forum) == {"decided_by": [STAYS]}
    # What the forum was made for is no decision that it may leave.
    assert errors(desk, forum, decision="Motion C: there shall be a forum") == {"decided_by": [STAYS]}
    forum.platform = make_platform("twitter")
    assert refused(channel_lifecycle_workflow.change, forum) == [STAYS]
    assert Channel.objects.get().platform == make_platform("facebook")


@pytest.mark.parametrize(
    ("facts", "wrong"),
    [
        ({"decision": ""}, {"decision": ["Say which decision it was, and where it is recorded."]}),
        ({"decided_on": ""}, {"decided_on": ["Enter the day it was decided."]}),
        (
            {"decided_on": "tomorrow"},
            {"decided_on": ["That date is in the future. Enter the day it was decided."]},
        ),
        ({"decided_by": "consulted"}, {"decided_by": ["Choose one from the list."]}),
        ({"decided_by": "conference"}, {"decision_link": [NOT_OURS]}),
        (
            {"decided_by": "conference", "decision_link": "https://news.example.org/m1/"},
            {"decision_link": [NOT_OURS]},
        ),
    ],
)
def test_half_a_decision_is_none(
    desk: Client, forum: Channel, facts: dict[str, str], wrong: dict[str, list[str]]
) -> None:
    if facts.get("decided_on") == "tomorrow":
        facts = {"decided_on": str(localdate(clock.now()) + timedelta(days=1))}
    assert errors(desk, forum, **statement(**facts)) == wrong


def test_a_decision_of_conference_is_a_motion_of_ours_that_was_carried(desk: Client, forum: Channel) -> None:
    motion, over = make_motion(), make_motion()
    Motion.objects.filter(pk=motion.pk).update(status=Status.IN_ORDER)
    Motion.objects.filter(pk=over.pk).update(status=Status.RULED_OUT)
    said = {
        one.pk: errors(desk, forum, **statement(decided_by="conference", decision_link=one.reference))
        for one in (motion, over)
    }
    not_yet = f"Motion {motion.reference} is not yet decided. Wait for conference, or choose another basis."
    not_carried = f"Motion {over.reference} was not carried. Name a motion that was."
    assert said == {motion.pk: {"decision_link": [not_yet]}, over.pk: {"decision_link": [not_carried]}}


def test_a_move_with_its_decision_is_shown_and_kept_in_the_record(desk: Client, forum: Channel) -> None:
    response = desk.post(f"/social/channels/{forum.slug}/change/", typed(forum, **statement()), follow=True)
    shown = response.content.decode()
    assert ["A statement of the leadership" in shown, "Minutes of the leadership, item 4" in shown] == [
        True
    ] * 2
    assert SocialEvent.objects.of(forum)[0].remark.words == "Moved from Facebook to Twitter (X)."
    assert list(errors(desk, forum, **statement(decided_by=""))) == ["decided_by"]


@pytest.mark.parametrize(
    ("act", "word"),
    [(channel_lifecycle_workflow.close, "close"), (channel_lifecycle_workflow.suspend, "suspend")],
)
def test_leaving_the_last_one_on_facebook_is_refused_until_a_decision_is_on_record(
    desk: Client, forum: Channel, elsewhere: Channel, act: Any, word: str
) -> None:
    assert refused(act, forum, why=WHY) == [LAST]
    page = desk.post(f"/social/channels/{forum.slug}/{word}/", {"why": WHY}).content.decode()
    assert (LAST in page, LAST in desk.get(f"/social/channels/{forum.slug}/").content.decode()) == (
        True,
        True,
    )
    decided = typed(forum, platform=str(forum.platform_id), **statement())
    assert desk.post(f"/social/channels/{forum.slug}/change/", decided).status_code == 302
    act(forum, why=WHY, by=COORDINATOR)
    assert Channel.objects.get(pk=forum.pk).status != ChannelStatus.OPEN


def test_one_of_two_on_facebook_may_go_and_so_may_one_elsewhere(forum: Channel, elsewhere: Channel) -> None:
    make_channel("Third", kind=ChannelKind.ORGANISING)
    assert [channel_lifecycle_rules.why_not_close(one, why=WHY) for one in (forum, elsewhere)] == [[], []]


def test_another_order_of_preference_does_not_move_it(desk: Client, forum: Channel) -> None:
    others = [make_platform(slug) for slug in ("twitter", "facebook", "instagram", "youtube", "snapchat")]
    platforms_workflow.prefer(others, why=WHY, by=COORDINATOR)
    assert errors(desk, forum) == {"decided_by": [STAYS]}
