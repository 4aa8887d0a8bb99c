"""The platforms' order of preference: who may change it, what it changes, and what is kept of it."""

from functools import partial

import pytest
from django.test import Client

from lla.acts.actors import Actor
from lla.acts.refusals import NotAllowed
from lla.time import clock
from socialmedia.channel_lifecycle.rules import opening
from socialmedia.channels.models import Platform
from socialmedia.platforms import rules as platforms_rules
from socialmedia.platforms import workflow as platforms_workflow
from socialmedia.posts.selectors import surroundings
from socialmedia.record.models import SocialEvent, SocialRemark
from socialmedia.team.choices import Role
from tests.concurrency import at_once, refusals
from tests.factories import sign_in
from tests.socialmedia.factories import make_channel, make_member

pytestmark = pytest.mark.django_db

HERE = "/social/channels/platforms/order/"
FACEBOOK_LAST = ["twitter", "instagram", "youtube", "snapchat", "facebook"]
WHY = "Annual conference 2027, motion C"
TYPED = {**{f"place_{place}": slug for place, slug in enumerate(FACEBOOK_LAST, start=1)}, "why": WHY}
MANAGER = Actor(key="user:1", role="manager")


def standing() -> list[str]:
    return list(Platform.objects.values_list("slug", flat=True))


def rows(slugs: list[str]) -> list[Platform]:
    return [Platform.objects.get(slug=slug) for slug in slugs]


@pytest.fixture
def desk() -> Client:
    return sign_in(Client(), make_member(role=Role.MANAGER))


def test_the_manager_changes_the_order_and_the_record_keeps_it_and_why(desk: Client) -> None:
    response = desk.post(HERE, TYPED)
    assert (response.headers["Location"], standing()) == ("/social/channels/", FACEBOOK_LAST)
    [event] = SocialEvent.objects.filter(about="platforms:order")
    assert (event.act, event.actor_role, event.details) == ("preferred", "manager", {"order": FACEBOOK_LAST})
    assert event.remark.words == WHY
    shown = desk.get(HERE).content.decode()
    assert ["Twitter (X), Instagram, YouTube, Snapchat, Facebook" in shown, WHY in shown] == [True, True]


def test_the_order_counts_at_once_for_posts_and_for_opening() -> None:
    make_channel("Our page")
    tweets = make_channel("Our tweets", platform="twitter")
    before = (surroundings(clock.now()).preferred, opening(tweets, now=clock.now()).skipped)
    platforms_workflow.prefer(
        rows(["snapchat", "twitter", "facebook", "instagram", "youtube"]), why=WHY, by=MANAGER
    )
    tweets.platform.refresh_from_db()
    after = (surroundings(clock.now()).preferred, opening(tweets, now=clock.now()).skipped)
    assert (before, after) == (("Facebook", ()), ("Twitter (X)", (Platform.objects.get(slug="snapchat"),)))


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        ({"why": " "}, {"why": [platforms_rules.SAY_WHY]}),
        ({"why": "x" * 301}, {"why": ["This has 301 characters. The limit is 300."]}),
        ({"place_1": "facebook"}, {"place_5": ["Facebook is already at “Most preferred”."]}),
        ({"place_3": "instagram"}, {"place_3": ["Instagram is already at “Place 2”."]}),
        ({"place_4": "teapot"}, {"place_4": ["Choose a platform from the list."]}),
        ({"place_4": ""}, {"place_4": ["Choose a platform from the list."]}),
    ],
)
def test_what_is_typed_wrongly_is_said_beside_its_field_and_kept(
    desk: Client, typed: dict[str, str], wrong: dict[str, list[str]]
) -> None:
    before = standing()
    form = desk.post(HERE, {**TYPED, **typed}).context["form"]
    assert (form.errors, standing()) == (wrong, before)
    assert {name: form[name].value() for name in typed} == typed


def test_an_order_that_is_none_or_no_other_is_refused() -> None:
    def refused(slugs: list[str], why: str = WHY) -> list[str]:
        with pytest.raises(NotAllowed) as found:
            platforms_workflow.prefer(rows(slugs), why=why, by=MANAGER)
        return found.value.reasons

    assert [
        refused(standing()),
        refused(FACEBOOK_LAST[1:]),
        refused([*FACEBOOK_LAST[1:], "facebook"]),
        refused(FACEBOOK_LAST, why=" "),
    ] == [
        [platforms_rules.SAME],
        [platforms_rules.EACH_ONCE],
        [platforms_rules.EACH_ONCE],
        [platforms_rules.SAY_WHY],
    ]
    assert not SocialEvent.objects.exists()


def test_the_way_there_is_shown_to_whoever_may_go_it() -> None:
    readers = [make_member("Ann Bell"), make_member("Bea Cole", role=Role.MANAGER)]
    shown = [sign_in(Client(), one).get("/social/channels/").content.decode() for one in readers]
    assert [HERE in one for one in shown] == [False, True]


@pytest.mark.django_db(transaction=True)
def test_of_two_who_choose_the_same_order_at_once_one_is_told() -> None:
    order = rows(FACEBOOK_LAST)
    answers = at_once([partial(platforms_workflow.prefer, order, why=WHY, by=MANAGER) for _ in range(2)])
    assert (refusals(answers), standing(), SocialRemark.objects.count()) == (
        [[platforms_rules.SAME]],
        FACEBOOK_LAST,
        1,
    )
