"""The platforms' order of preference: who may change it, what it changes, and what is kept of it."""

from functools import partial
from typing import Any

import pytest
from django.test import Client

from lla.acts.actors import Actor
from lla.acts.refusals import OVERTAKEN, NotAllowed
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
PLACES = {"facebook": 1, "twitter": 2, "instagram": 3, "youtube": 4, "snapchat": 5}
MANAGER = Actor(key="user:1", role="manager")


def standing() -> list[str]:
    return list(Platform.objects.values_list("slug", flat=True))


def typed(desk: Client, *, why: str = WHY, **places: object) -> dict[str, str]:
    """The form as it was opened, with other places for some of the platforms."""
    numbers = {f"place_{slug}": str(place) for slug, place in {**PLACES, **places}.items()}
    return {**numbers, "why": why, "seen": desk.get(HERE).context["form"].state}


def rows(slugs: list[str]) -> list[Platform]:
    return [Platform.objects.get(slug=slug) for slug in slugs]


@pytest.fixture
def desk() -> Client:
    return sign_in(Client(), make_member(role=Role.MANAGER))


def test_the_manager_changes_the_order_and_the_record_keeps_it_and_why(desk: Client) -> None:
    response = desk.post(HERE, typed(desk, facebook=5))
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
    ("places", "wrong"),
    [
        ({"why": " ", "snapchat": 1}, {"why": [platforms_rules.SAY_WHY]}),
        ({"why": "x" * 301}, {"why": ["This has 301 characters. The limit is 300."]}),
        (
            {"snapchat": 2, "youtube": 2},
            {"place_snapchat": ["YouTube was put at place 2, too. Choose another for one of them."]},
        ),
        ({"youtube": 9}, {"place_youtube": ["Enter 5 or less."]}),
        ({"youtube": "first"}, {"place_youtube": ["Enter a whole number."]}),
        ({"youtube": ""}, {"place_youtube": ["“YouTube” is empty. Fill it in."]}),
    ],
)
def test_what_is_typed_wrongly_is_said_beside_its_field_and_kept(
    desk: Client, places: dict[str, Any], wrong: dict[str, list[str]]
) -> None:
    before, given = standing(), typed(desk, **places)
    form = desk.post(HERE, given).context["form"]
    assert (form.errors, standing()) == (wrong, before)
    assert {name: form[name].value() for name in given if name != "seen"} == {
        name: value for name, value in given.items() if name != "seen"
    }


@pytest.mark.parametrize(
    ("places", "order"),
    [
        ({"snapchat": 2}, ["facebook", "snapchat", "twitter", "instagram", "youtube"]),
        ({"twitter": 4}, ["facebook", "instagram", "youtube", "twitter", "snapchat"]),
        ({"snapchat": 1, "facebook": 5}, ["snapchat", "twitter", "instagram", "youtube", "facebook"]),
        ({"facebook": 2, "twitter": 1}, ["twitter", "facebook", "instagram", "youtube", "snapchat"]),
    ],
)
def test_one_number_moves_a_platform_and_the_others_make_room(
    desk: Client, places: dict[str, Any], order: list[str]
) -> None:
    desk.post(HERE, typed(desk, **places))
    assert standing() == order


def test_an_order_chosen_on_an_older_page_is_compared_first(desk: Client) -> None:
    older = typed(desk, snapchat=1)
    platforms_workflow.prefer(rows(FACEBOOK_LAST), why=WHY, by=MANAGER)
    form = desk.post(HERE, older).context["form"]
    assert (form.non_field_errors(), standing()) == ([OVERTAKEN], FACEBOOK_LAST)


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
