"""Sharing a link: what is known is filled in, what is missing is asked, and what was typed is kept."""

from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from lla.accounts.models import User
from lla.emails.models import Email
from socialmedia.channels.choices import ChannelStatus
from socialmedia.channels.models import Channel
from socialmedia.guidelines.choices import Duty
from socialmedia.posts.choices import PostKind, PostStatus
from socialmedia.posts.models import Post, Variant
from socialmedia.sharing import workflow
from socialmedia.sharing.workflow import Review
from socialmedia.sources.models import Source, Vetting
from tests.concurrency import at_once, refusals
from tests.factories import sign_in
from tests.socialmedia.factories import (
    make_channel,
    make_guidelines,
    make_member,
    make_platform,
    make_post,
    make_source,
    make_variant,
    require_checks,
)
from tests.socialmedia.posts.factories import actor

pytestmark = pytest.mark.django_db
SHARE = "/social/share/"
NOW = datetime(2027, 2, 1, 9, 7, tzinfo=UTC)
LINK = "https://riverside-chronicle.example.org/news/buses-run-again-4711"
UNKNOWN = "https://anvil.example.org/news/trains-run-late"


@pytest.fixture
def now() -> Any:
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


@pytest.fixture
def ours(now: Any) -> Channel:
    return make_channel("Our page")


@pytest.fixture
def member(ours: Channel) -> User:
    return make_member(channel=ours)


@pytest.fixture
def client(member: User) -> Client:
    make_member("Ann Bell")
    return sign_in(Client(), member)


def typed(link: str = LINK, **fields: Any) -> dict[str, Any]:
    given = {"link": link, "title": "Buses run again", "words": "Worth reading.", "read": "on"}
    return {**given, "channel": str(Channel.objects.get(name="Our page").pk), **fields}


REVIEWED = {"name": "Anvil", "reliable": "yes", "conflicts": "no", "note": "Twenty articles."}


def errors(response: Any) -> dict[str, list[str]]:
    return dict(response.context["form"].errors)


def first(response: Any) -> dict[str, Any]:
    form = response.context["form"]
    return {name: form[name].value() for name in ("title", "words", "channel")}


def test_a_known_link_fills_in_title_source_and_channel(client: Client, ours: Channel) -> None:
    make_source()
    response = client.get(SHARE, {"url": LINK})
    assert first(response) == {
        "title": "Buses run again",
        "words": "Buses run again",
        "channel": str(ours.pk),
    }
    body = response.content.decode()
    assert "Riverside Chronicle was reviewed on 1 February 2027." in body
    assert "Our page on Facebook: Monday 1 February 2027, 11.15 am" in body
    assert "Are its facts reliable?" not in body


def test_one_tick_and_one_button_plan_it_for_the_next_free_quarter(client: Client, member: User) -> None:
    source = make_source()
    make_variant(planned_at=NOW + timedelta(hours=2, minutes=10))
    response = client.post(SHARE, typed(), follow=True)
    post = Post.objects.get(kind=PostKind.SHARE)
    variant = post.variants.get()
    assert (post.status, post.source, post.read_by, post.shared_link, post.title) == (
        PostStatus.READY,
        source,
        member,
        LINK,
        "Buses run again",
    )
    assert (variant.words, variant.planned_at) == (
        "Worth reading.",
        datetime(2027, 2, 1, 11, 30, tzinfo=UTC),
    )
    assert "Planned for Our page: Monday 1 February 2027, 11.30 am. It is ready to publish." in (
        response.content.decode()
    )


def test_a_day_that_has_enough_posts_gives_way_to_the_next(client: Client) -> None:
    make_source()
    for hour in (12, 15, 18):
        make_variant(planned_at=NOW.replace(hour=hour))
    said = " ".join(client.get(SHARE, {"url": LINK}).content.decode().split())
    assert "Our page on Facebook: Tuesday 2 February 2027, 8 am, because it has its 3 posts for today" in said
    client.post(SHARE, typed())
    planned_at = Post.objects.get(kind=PostKind.SHARE).variants.get().planned_at
    assert planned_at == datetime(2027, 2, 2, 8, tzinfo=UTC)


def test_a_time_that_is_offered_leaves_two_hours_for_a_check(client: Client, ours: Channel) -> None:
    make_source()
    make_guidelines(peer_checked=Duty.LEFT_OPEN)
    free = "Our page on Facebook: Monday 1 February 2027, 9.15 am"
    assert free in client.get(SHARE, {"url": LINK}).content.decode()
    client.post(SHARE, typed())
    client.post(SHARE, typed(ask="on"))
    at = list(Variant.objects.order_by("pk").values_list("planned_at", flat=True))
    assert at == [datetime(2027, 2, 1, hour, 15, tzinfo=UTC) for hour in (9, 11)]


def test_a_channel_whose_name_says_where_it_is_says_it_once(client: Client) -> None:
    x = make_channel("X page", platform="twitter")
    facebook = Channel.objects.get(name="Our page")
    assert [x.with_platform, facebook.with_platform] == ["X page", "Our page on Facebook"]


OURS = "This is a page of our own website, which needs no review. Write a new post about it instead."
NOBODYS = "This address leads to a machine that readers cannot reach. Give the one that everybody opens."


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("http://localhost:8000/motions/m42/", OURS),
        ("http://127.0.0.1/admin/", NOBODYS),
        ("http://192.168.1.1/", NOBODYS),
        ("https://press.local/news", NOBODYS),
    ],
)
def test_our_own_pages_and_what_nobody_can_reach_are_not_shared(client: Client, url: str, said: str) -> None:
    assert errors(client.get(SHARE, {"url": url})) == {"url": [said]}


def test_another_time_can_be_chosen(client: Client) -> None:
    make_source()
    client.post(SHARE, typed(day="2027-02-05", hour="18:00"))
    assert Variant.objects.get().planned_at == datetime(2027, 2, 5, 18, tzinfo=UTC)
    half = client.post(SHARE, typed(day="2027-02-05"))
    assert errors(half) == {"hour": ["Choose the time too, or leave both blank."]}
    past = client.post(SHARE, typed(day="2027-02-01", hour="08:00"))
    assert errors(past) == {"hour": ["That time has passed. Choose a later one."]}


def test_where_a_check_is_required_a_colleague_is_asked_on_the_page_of_the_check(client: Client) -> None:
    require_checks()
    make_source()
    client.post(SHARE, typed())
    post = Post.objects.get(kind=PostKind.SHARE)
    (email,) = Email.objects.filter(about=f"post {post.pk}")
    assert post.status == PostStatus.CHECKING
    assert f"/social/posts/{post.pk}/check/peer/" in email.body


def test_where_a_check_is_encouraged_the_tick_for_it_is_there(client: Client) -> None:
    make_source()
    assert client.get(SHARE, {"url": LINK}).context["form"]["ask"].initial is True
    client.post(SHARE, typed(ask="on"))
    assert Post.objects.get().status == PostStatus.CHECKING


def test_what_nobody_has_read_is_not_planned_and_nothing_typed_is_lost(client: Client) -> None:
    make_source()
    response = client.post(SHARE, typed(read=""))
    assert errors(response) == {"read": ["Read it to the end, then tick this."]}
    assert response.context["form"]["words"].value() == "Worth reading."
    assert not Post.objects.exists()


def test_an_unknown_source_is_reviewed_on_the_same_page(client: Client) -> None:
    shown = client.get(SHARE, {"url": UNKNOWN})
    assert "anvil.example.org is not among the sources yet." in shown.content.decode()
    missing = client.post(SHARE, typed(UNKNOWN))
    assert errors(missing) == {
        "name": ["Write who it is."],
        "reliable": ["Say whether its facts are reliable."],
        "conflicts": ["Say whether it conflicts with our principles."],
        "note": ["Say what you looked at."],
    }
    assert missing.context["form"]["words"].value() == "Worth reading."
    client.post(SHARE, typed(UNKNOWN, **REVIEWED))
    post, source = Post.objects.get(), Source.objects.get()
    assert (source.name, source.key, post.source, post.status) == (
        "Anvil",
        "anvil.example.org",
        source,
        PostStatus.READY,
    )


def test_a_review_that_is_too_old_is_asked_for_again_without_the_name(client: Client) -> None:
    source = make_source(vetted=timedelta(days=200))
    shown = client.get(SHARE, {"url": LINK})
    assert ("name" in shown.context["form"].fields, "note" in shown.context["form"].fields) == (False, True)
    again = {name: REVIEWED[name] for name in ("reliable", "conflicts", "note")}
    client.post(SHARE, typed(**again))
    assert (Vetting.objects.filter(source=source).count(), Post.objects.get().source) == (2, source)


def test_of_two_who_review_a_source_the_second_reads_what_the_first_found(client: Client) -> None:
    """Their own review stays on the page; sent once more it is the one that counts."""
    mine = {**REVIEWED, "reliable": "no", "conflicts": "yes", "note": "It calls for strikebreaking."}
    colleague = sign_in(Client(), make_member("Roisin Tarrant"))
    colleague.post(SHARE, typed(UNKNOWN, **REVIEWED))
    response = client.post(SHARE, typed(UNKNOWN, **mine))
    assert errors(response) == {
        "__all__": [
            "Roisin Tarrant reviewed Anvil on Monday 1 February 2027, 9.07 am: its facts are reliable, and "
            "it does not conflict with our principles. Compare this with your own review. If you send yours "
            "again, it counts."
        ]
    }
    shown, form = response.content.decode(), response.context["form"]
    assert {name: form[name].value() for name in ("reliable", "conflicts", "note", "words")} == {
        **{name: mine[name] for name in ("reliable", "conflicts", "note")},
        "words": "Worth reading.",
    }
    assert ("Twenty articles." in shown, "Shared before" in shown) == (True, True)
    assert (Post.objects.count(), Vetting.objects.count()) == (1, 1)
    again = client.post(SHARE, typed(UNKNOWN, **mine, reviewed=str(form.look.pk)))
    assert errors(again) == {
        "__all__": ["Anvil was found not to be reliable. Share it from a reliable source."]
    }
    assert list(Vetting.objects.order_by("pk").values_list("reliable", flat=True)) == [True, False]


def test_a_review_that_a_colleague_contradicts_meanwhile_is_not_lost(client: Client) -> None:
    """Also where the colleague has found a source not fit to be shared, whose page has no form else."""
    source = make_source(vetted=timedelta(days=200))
    colleague = make_member("Roisin Tarrant")
    Vetting.objects.create(source=source, by=colleague, reliable=False, conflicts=False, note="No imprint.")
    response = client.post(SHARE, typed(**REVIEWED))
    assert ["Roisin Tarrant reviewed" in error for error in errors(response)["__all__"]] == [True]
    assert ("No imprint." in response.content.decode(), Post.objects.exists()) == (True, False)
    client.post(SHARE, typed(**REVIEWED, reviewed=str(response.context["form"].look.pk)))
    assert Post.objects.get().source == source


def test_a_review_sent_twice_is_one_review(client: Client) -> None:
    for _ in range(2):
        client.post(SHARE, typed(UNKNOWN, **REVIEWED))
    assert Vetting.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_two_who_review_a_source_at_once_the_second_is_told() -> None:
    source, people = make_source(vetted=timedelta(days=200)), [make_member("Ann Bell"), make_member("Bo Ash")]
    given = Review("", "", reliable=True, conflicts=False, note="Its imprint.")
    review = partial(workflow.review, source, given, seen=Vetting.objects.get().pk)
    [[said]] = refusals(at_once([partial(review, user=who, by=actor(who)) for who in people]))
    assert said.startswith(f"{Vetting.objects.latest('pk').by} reviewed ")
    assert Vetting.objects.count() == 2


def test_a_review_against_a_source_is_kept_and_the_share_is_not_planned(client: Client) -> None:
    response = client.post(SHARE, typed(UNKNOWN, **{**REVIEWED, "reliable": "no"}))
    assert errors(response) == {
        "__all__": ["Anvil was found not to be reliable. Share it from a reliable source."]
    }
    assert (Post.objects.exists(), Vetting.objects.get().reliable) == (False, False)
    again = client.get(SHARE, {"url": UNKNOWN}).content.decode()
    assert ("Plan the share" in again, "See the review" in again) == (False, True)


def test_an_address_that_names_nobody_asks_whose_it_is(client: Client) -> None:
    platform = make_platform("youtube")
    link = f"https://www.{platform.hosts[0]}/watch?v=abc"
    source = make_source()
    shown = client.get(SHARE, {"url": link})
    assert {"source", "name", "address"} <= set(shown.context["form"].fields)
    client.post(SHARE, typed(link, source=source.pk))
    assert Post.objects.get().source == source
    new = {**REVIEWED, "address": f"https://{platform.hosts[0]}/@anvil"}
    client.post(SHARE, typed(link + "d", **new))
    assert Post.objects.latest("pk").source == Source.objects.get(name="Anvil")


def test_an_earlier_share_gives_its_title(client: Client) -> None:
    post = make_post(title="Buses at last", kind=PostKind.SHARE)
    Post.objects.filter(pk=post.pk).update(shared_link=LINK)
    response = client.get(SHARE, {"url": f"{LINK}?utm_source=mail"})
    assert first(response)["title"] == "Buses at last"
    assert "Shared before" in response.content.decode()


@pytest.mark.parametrize(
    "given",
    [
        {"url": LINK},
        {"text": f"Look at this {LINK}. It is good"},
        {"title": "Buses", "text": LINK, "url": ""},
        {"title": f"Buses {LINK}"},
        {"url": f"{LINK}?fbclid=IwAR0&utm_campaign=x"},
    ],
)
def test_a_telephone_may_put_the_link_where_it_likes(client: Client, given: dict[str, str]) -> None:
    assert client.get(SHARE, given).context["known"].link == LINK


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("javascript:alert(1)", "Enter a whole web address, such as https://www.example.org/news."),
        (
            "data:text/html,<script>alert(1)</script>",
            "Enter a whole web address, such as https://www.example.org/news.",
        ),
        (
            "https://riverside-chronicle.example.org@evil.example.org/",
            "This address hides where it leads. Remove everything before the @.",
        ),
        ("https://example.org/" + "a" * 600, "This has 620 characters. The limit is 500."),
        ("\x00", "Enter a whole web address, such as https://www.example.org/news."),
    ],
)
def test_an_address_that_is_none_is_refused_beside_the_field(client: Client, url: str, said: str) -> None:
    response = client.get(SHARE, {"url": url})
    body = response.content.decode()
    assert errors(response) == {"url": [said]}
    assert ("<script>alert" in body, 'href="javascript' in body) == (False, False)


def test_a_site_in_letters_that_look_like_ours_is_new_and_spelt_out(client: Client) -> None:
    make_source()
    alike = LINK.replace("riverside", "rivers\u0456de")
    known = client.get(SHARE, {"url": alike}).context["known"]
    assert (known.source, known.spelt.startswith("xn--")) == (None, True)


def test_somebody_signed_out_comes_back_with_what_was_shared(ours: Channel) -> None:
    response = Client().get(SHARE, {"title": "Buses", "text": f"Read {LINK}?a=1&b=2"})
    led = urlsplit(response.headers["Location"])
    back = urlsplit(parse_qs(led.query)["next"][0])
    assert (led.path, back.path) == ("/accounts/login/", SHARE)
    assert parse_qs(back.query) == {"title": ["Buses"], "text": [f"Read {LINK}?a=1&b=2"]}


def test_only_open_channels_are_offered(client: Client) -> None:
    make_channel("Closed page", platform="twitter", status=ChannelStatus.SUSPENDED)
    other = Channel.objects.get(name="Closed page")
    make_source()
    response = client.post(SHARE, typed(channel=str(other.pk)))
    assert errors(response) == {"channel": ["Choose one of our open channels."]}


def test_words_that_do_not_fit_the_platform_are_refused_and_kept(client: Client) -> None:
    make_source()
    x = make_channel("Our X page", platform="twitter")
    response = client.post(SHARE, typed(channel=str(x.pk), words="a" * 300))
    assert "324 characters as Twitter (X) counts them, with the shared link" in errors(response)["__all__"][0]
    assert not Post.objects.exists()


def test_a_team_that_does_not_ask_for_reviews_is_not_asked_for_one(client: Client) -> None:
    make_guidelines(source_vetted=Duty.LEFT_OPEN, peer_checked=Duty.LEFT_OPEN)
    assert "note" not in client.get(SHARE, {"url": UNKNOWN}).context["form"].fields
    client.post(SHARE, typed(UNKNOWN))
    assert (Post.objects.get().source, Post.objects.get().status) == (None, PostStatus.READY)


def test_more_channels_and_posts_ask_no_more_questions(client: Client) -> None:
    make_source()
    counts = []
    for platform in ("twitter", "instagram", "youtube"):
        channel = make_channel(platform, platform=platform)
        make_variant(channel=channel, planned_at=NOW + timedelta(hours=3))
        with CaptureQueriesContext(connection) as asked:
            client.get(SHARE, {"url": LINK})
        counts.append(len(asked))
    assert counts[0] == counts[2]
