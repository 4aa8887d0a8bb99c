"""The pages of platforms: presets fill in the form, bad input is refused beside its field and kept."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from socialmedia.channels.models import Platform
from socialmedia.platforms.presets import PRESETS
from socialmedia.team.choices import Role
from tests.factories import sign_in
from tests.socialmedia.factories import make_channel, make_member, make_platform

pytestmark = pytest.mark.django_db

TYPED = {
    "name": "Bluesky",
    "hosts": "https://bsky.app/profile/ours\nbsky.social",
    "character_limit": "300",
    "counting": "bluesky",
    "links_open": "on",
    "takes_alternative_text": "on",
    "byte_limit": "",
    "hashtag_limit": "",
    "filter_format": "lines",
    "functions": ["filters", "polls"],
}


@pytest.fixture
def desk() -> Client:
    return sign_in(Client(), make_member(role=Role.MANAGER))


def sent(page: Any) -> dict[str, Any]:
    """What a browser sends of a form that is left as it is."""
    values = {field.name: field.value() for field in page.context["form"]}
    return {name: value for name, value in values.items() if value not in (None, False)}


@pytest.mark.parametrize("key", PRESETS)
def test_a_preset_is_added_in_two_presses(desk: Client, key: str) -> None:
    opened = desk.get(f"/social/platforms/new/?preset={key}")
    response = desk.post("/social/platforms/new/", sent(opened))
    assert response.headers["Location"] == "/social/platforms/"
    preset, row = PRESETS[key].filled_in, Platform.objects.get(slug=key)
    assert {name: getattr(row, name) for name in preset} == preset


def test_of_a_pasted_address_its_site_is_kept(desk: Client) -> None:
    desk.post("/social/platforms/new/", TYPED)
    added = Platform.objects.get(slug="bluesky")
    assert (added.hosts, added.functions) == (["bsky.app", "bsky.social"], ["filters", "polls"])


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        ({"name": "facebook"}, {"name": ["There is already a platform of this name."]}),
        ({"name": " "}, {"name": ["“Name” is empty. Fill it in."]}),
        ({"hosts": " "}, {"hosts": ["Enter at least one site, such as bsky.app."]}),
        (
            {"hosts": "bsky"},
            {"hosts": ["“bsky” is not a site. Enter only its name, such as bsky.app, without “https://”."]},
        ),
        ({"hosts": "m.facebook.com"}, {"hosts": ["facebook.com is a site of Facebook already."]}),
        ({"hosts": "app.x.com"}, {"hosts": ["app.x.com is a site of Twitter (X) already."]}),
        (
            {"hosts": " ".join(f"s{at}.example" for at in range(11))},
            {"hosts": ["Enter no more than 10 sites."]},
        ),
        ({"character_limit": "0"}, {"character_limit": ["Enter 1 or more."]}),
        ({"character_limit": "many"}, {"character_limit": ["Enter a whole number."]}),
        ({"character_limit": "70001"}, {"character_limit": ["Enter 70,000 or less."]}),
        ({"byte_limit": "0"}, {"byte_limit": ["Enter 1 or more."]}),
        ({"byte_limit": "280001"}, {"byte_limit": ["Enter 280,000 or less."]}),
        ({"hashtag_limit": "101"}, {"hashtag_limit": ["Enter 100 or less."]}),
        ({"counting": "by ear"}, {"counting": ["Choose one of the ways to count."]}),
        ({"functions": ["teapot"]}, {"functions": ["Choose from the functions on the list."]}),
    ],
)
def test_what_is_typed_wrongly_is_said_beside_its_field_and_kept(
    desk: Client, typed: dict[str, Any], wrong: dict[str, list[str]]
) -> None:
    form = desk.post("/social/platforms/new/", {**TYPED, **typed}).context["form"]
    assert (form.errors, Platform.objects.count()) == (wrong, 5)
    assert {name: form[name].value() for name in typed} == typed


def test_a_platform_is_changed_and_its_history_names_what(desk: Client) -> None:
    here = "/social/platforms/snapchat/change/"
    desk.post(here, {**sent(desk.get(here)), "character_limit": "300"})
    shown = desk.get(here)
    assert (make_platform("snapchat").character_limit, shown.context["steps"][0]["note"]) == (
        300,
        "Most characters of a post",
    )


def test_of_two_windows_the_second_is_told_and_loses_nothing(desk: Client) -> None:
    here = "/social/platforms/snapchat/change/"
    opened = sent(desk.get(here))
    desk.post(here, {**opened, "character_limit": "300"})
    form = desk.post(here, {**opened, "character_limit": "400"}).context["form"]
    assert (bool(form.non_field_errors()), form["character_limit"].value()) == (True, "400")
    assert make_platform("snapchat").character_limit == 300


def test_an_ended_platform_is_listed_as_such_and_no_longer_offered(desk: Client) -> None:
    desk.post("/social/platforms/twitter/end/")
    page, order = desk.get("/social/platforms/"), desk.get("/social/channels/platforms/order/")
    new = sign_in(Client(), make_member("Cora", role=Role.COORDINATOR)).get("/social/channels/new/page/")
    offered = [str(label) for _, label in new.context["form"].fields["platform"].choices]
    everything = ["Facebook", "Instagram", "YouTube", "Snapchat"]
    assert [
        [str(row) for row in page.context["ended"]],
        [str(row) for row, _ in page.context["in_use"]],
        [str(field.label) for name, field in order.context["form"].fields.items() if "place_" in name],
        offered,
    ] == [["Twitter (X)"], everything, everything, everything]


def test_a_channel_notes_only_what_its_platform_has(desk: Client) -> None:
    make_platform("twitter")
    Platform.objects.filter(slug="twitter").update(functions=["polls", "filters"])
    page = make_channel("Our tweets", platform="twitter")
    here = f"/social/channels/{page.slug}/functions/"
    form = desk.get(here).context["form"]
    assert [value for value, _ in form.fields["in_use"].choices] == ["polls", "filters"]
    assert desk.post(here, {"in_use": ["files"]}).context["form"].errors == {
        "in_use": ["Choose from the functions on the list."]
    }
    desk.post(here, {"in_use": ["polls"]})
    assert list(page.functions.values_list("function", "in_use")) == [("filters", False), ("polls", True)]


def test_the_list_takes_as_many_questions_for_more_platforms(desk: Client) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as captured:
            desk.get("/social/platforms/")
        return len(captured)

    asked()
    before = asked()
    for key in PRESETS:
        desk.post("/social/platforms/new/", sent(desk.get(f"/social/platforms/new/?preset={key}")))
    assert (asked(), Platform.objects.count()) == (before, 9)
