"""The pages of our channels: what is typed wrongly comes back with a sentence, and nothing is lost."""

from collections.abc import Mapping
from typing import Any

import pytest
from django.test import Client

from lla.emails.models import Email
from lla.time import clock
from socialmedia.channels.choices import ChannelKind, ChannelStatus
from socialmedia.channels.models import Channel
from tests.factories import make_user, sign_in
from tests.socialmedia.factories import make_appointment, make_channel, make_member, make_post, make_variant
from tests.socialmedia.staffing.factories import WHY, make_coordinator, make_six, make_twitter

pytestmark = pytest.mark.django_db

HERE = "/social/channels/"
PAGE = {"name": "Our page", "platform": "1", "address": "https://www.facebook.com/us", "members": "12"}


@pytest.fixture
def desk() -> Client:
    return sign_in(Client(), make_coordinator())


def errors(desk: Client, address: str, typed: Mapping[str, Any]) -> dict[str, list[str]]:
    response = desk.post(address, typed)
    assert response.status_code == 200
    return dict(response.context["form"].errors)


def test_a_page_is_planned_and_shown(desk: Client) -> None:
    response = desk.post(f"{HERE}new/page/", PAGE)
    assert response.headers["Location"] == f"{HERE}our-page/"
    shown = desk.get(f"{HERE}our-page/").content.decode()
    assert ["Planned" in shown, "https://www.facebook.com/us" in shown, "Open the channel" in shown] == [
        True
    ] * 3


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        ({"name": ""}, {"name": ["“Name” is empty. Fill it in."]}),
        ({"name": "talk"}, {"name": ["There is already a channel of this name."]}),
        (
            {"name": "x" * 81},
            {"name": ["This has 81 characters. The limit is 80."]},
        ),
        ({"platform": "2"}, {"platform": ["There is already a public page on Twitter (X): Our tweets."]}),
        (
            {"address": "https://x.com/us"},
            {
                "address": [
                    "This address is not on Facebook. It should be on facebook.com or fb.com or fb.watch."
                ]
            },
        ),
        ({"platform": "77"}, {"platform": ["Choose a platform from the list."]}),
        ({"platform": "teapot"}, {"platform": ["Choose a platform from the list."]}),
        *(
            (
                {"address": link},
                {"address": ["Enter a whole web address, such as https://www.example.org/news."]},
            )
            for link in ("our page", "javascript:alert(1)", "ftp://example.org/us")
        ),
        *(
            ({"members": number}, {"members": [words]})
            for number, words in (
                ("-1", "Enter 0 or more."),
                ("1e9", "Enter a whole number."),
                ("many", "Enter a whole number."),
                ("99999999999999999999", "Enter 100,000,000 or less."),
            )
        ),
    ],
)
def test_what_is_wrong_with_a_page_is_said_beside_the_field(
    desk: Client, typed: dict[str, str], wrong: dict[str, list[str]]
) -> None:
    make_channel("Talk", kind=ChannelKind.DISCUSSION)
    make_channel("Our tweets", platform="twitter")
    address = f"{HERE}new/page/"
    assert errors(desk, address, {**PAGE, **typed}) == wrong
    [value] = typed.values()
    response = desk.post(address, {**PAGE, **typed})
    assert response.context["form"][next(iter(typed))].value() == value
    assert not Channel.objects.filter(name="Our page").exists()


def test_an_organising_forum_away_from_the_preferred_platform_names_a_decision(desk: Client) -> None:
    typed: dict[str, Any] = {**PAGE, "name": "Organising", "platform": "2", "address": "", "extra_seats": "0"}
    typed["allowed_posts"] = ["polls"]
    assert errors(desk, f"{HERE}new/organising/", {**typed, "allowed_posts": []}) == {
        "allowed_posts": ["Choose at least one."]
    }
    assert list(errors(desk, f"{HERE}new/organising/", typed)) == ["decided_by"]
    decided = {**typed, "decided_by": "statement", "decided_on": "2026-05-03"}
    decided |= {"decision": "Leadership, 3 May 2026", "decision_link": "https://www.example.org/m42"}
    assert desk.post(f"{HERE}new/organising/", decided).status_code == 302
    shown = desk.get(f"{HERE}organising/").content.decode()
    assert "Leadership, 3 May 2026" in shown


def test_a_discussion_forum_is_on_each_platform_once(desk: Client) -> None:
    typed = {**PAGE, "name": "Talk", "also_on": ["1", "2", "3"], "extra_seats": "1"}
    assert desk.post(f"{HERE}new/discussion/", typed).status_code == 302
    assert [one.order for one in Channel.objects.get(slug="talk").also_on.all()] == [2, 3]
    assert errors(desk, f"{HERE}new/discussion/", {**typed, "name": "Talk 2", "extra_seats": "-2"}) == {
        "extra_seats": ["Enter 0 or more."]
    }


def test_a_committee_forum_is_looked_after_by_the_officers_or_somebody_named(desk: Client) -> None:
    stranger, member = make_user("", "Stran Ger"), make_member("Sam Hollis")
    typed = {**PAGE, "name": "Officers", "named": ""}
    assert desk.post(f"{HERE}new/committee/", typed).status_code == 302
    typed["seen"] = Channel.objects.get(slug="officers").state
    assert errors(desk, f"{HERE}officers/change/", {**typed, "named": str(stranger.pk)}) == {
        "named": ["Choose somebody from the list."]
    }
    assert desk.post(f"{HERE}officers/change/", {**typed, "named": str(member.pk)}).status_code == 302
    assert Channel.objects.get(slug="officers").named == member


def test_an_unknown_kind_or_channel_is_not_found(desk: Client) -> None:
    assert [desk.get(f"{HERE}{one}/").status_code for one in ("new/teapot", "teapot", "teapot/open")] == [
        404
    ] * 3


def test_a_short_team_is_refused_with_sentences_and_a_proposal(desk: Client) -> None:
    make_twitter(make_six())
    address = f"{HERE}our-twitter-page/open/"
    shown = desk.get(address).content.decode()
    sentences = (
        "With Our Twitter page open the team needs 1 more person.",
        "Needs 1 more person.",
        "Keep it closed until you find somebody",
    )
    assert [words in shown for words in sentences] == [True] * 3
    assert "<textarea" not in shown
    response = desk.post(address, {"why": "It would be good."})
    assert response.context["form"].non_field_errors()[-1] == sentences[0]
    assert response.context["form"]["why"].value() == "It would be good."
    assert Channel.objects.get(slug="our-twitter-page").status == ChannelStatus.PLANNED


def test_out_of_order_the_reason_is_asked_for(desk: Client) -> None:
    six = make_six()
    page = make_channel("Our Instagram page", platform="instagram", status=ChannelStatus.PLANNED)
    for person in [*six.people[:3], make_user()]:
        make_appointment(person, "adapter", channel=page)
    address = f"{HERE}{page.slug}/open/"
    assert "Twitter (X) comes before Instagram" in desk.get(address).content.decode()
    assert errors(desk, address, {"why": " "}) == {"why": ["Say why."]}
    assert desk.post(address, {"why": WHY}).status_code == 302
    assert WHY in desk.get(f"{HERE}{page.slug}/").content.decode()


def test_what_is_planned_is_listed_before_a_page_is_closed(desk: Client) -> None:
    page = make_channel("Our page")
    make_variant(make_post(make_user("", "Ann Thor"), "<b>Buses</b>"), channel=page, planned_at=clock.now())
    shown = desk.get(f"{HERE}our-page/close/").content.decode()
    assert ["&lt;b&gt;Buses&lt;/b&gt;, by Ann Thor" in shown, "<b>Buses" in shown] == [True, False]
    assert errors(desk, f"{HERE}our-page/close/", {"why": ""}) == {"why": ["Say why."]}
    assert desk.post(f"{HERE}our-page/close/", {"why": WHY}).status_code == 302
    assert Email.objects.filter(kind="socialmedia/channel_left_alone").count() == 1
    assert desk.get(HERE).context["closed"] == [page]


def test_the_last_organising_forum_has_no_button_that_would_be_refused(desk: Client) -> None:
    make_channel("Organising", kind=ChannelKind.ORGANISING)
    for act in ("suspend", "close"):
        shown = desk.get(f"{HERE}organising/{act}/").content.decode()
        assert ["the only open organising forum" in shown, "<textarea" in shown] == [True, False]


def test_functions_are_ticked_by_anybody_in_the_team() -> None:
    page = make_channel("Our page")
    member = sign_in(Client(), make_member("Sam Hollis", channel=page))
    assert member.post(f"{HERE}our-page/functions/", {"in_use": ["polls"]}).status_code == 302
    assert "by Sam Hollis" in member.get(f"{HERE}our-page/").content.decode()
    assert member.get(f"{HERE}our-page/functions/").context["form"].initial == {"in_use": ["polls"]}
    assert errors(member, f"{HERE}our-page/functions/", {"in_use": ["teapots"]}) == {
        "in_use": ["Choose from the functions on the list."]
    }
