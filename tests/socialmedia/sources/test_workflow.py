"""A source is looked into once and serves every share until the figure of the guidelines says otherwise."""

from datetime import timedelta
from functools import partial
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from lla.acts.refusals import NotAllowed
from lla.time import clock
from socialmedia.channels.choices import ChannelStatus
from socialmedia.channels.models import Channel
from socialmedia.guidelines.choices import Duty
from socialmedia.guidelines.selectors import parameters_in_force
from socialmedia.posts import selectors as posts_selectors
from socialmedia.posts.choices import PostKind, PostStatus
from socialmedia.posts.models import Post
from socialmedia.record.models import SocialEvent
from socialmedia.sources import rules as sources_rules
from socialmedia.sources import selectors as sources_selectors
from socialmedia.sources import workflow as sources_workflow
from socialmedia.sources.models import Like, Source
from tests.concurrency import at_once, refusals
from tests.factories import make_user, sign_in
from tests.socialmedia.factories import (
    make_channel,
    make_guidelines,
    make_member,
    make_source,
    require_checks,
)
from tests.socialmedia.posts.factories import actor, ask, check, codes, page, planned, ready, write

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def checks_are_required(db: None) -> None:
    require_checks()


SITE = "https://www.riverside.example.org/news/1"


def add(address: str = SITE, name: str = "Riverside") -> Source:
    return sources_workflow.add(name=name, address=address, by=actor(make_user()))


def vet(source: Source, *, reliable: bool = True, conflicts: bool = False) -> None:
    user, look = make_user(), source.vettings.first()
    sources_workflow.vet(
        source,
        reliable=reliable,
        conflicts=conflicts,
        note="Read ten of them.",
        seen=look.pk if look else None,
        user=user,
        by=actor(user),
    )


def like(source: Source, channel: Channel) -> Like:
    user = make_user()
    return sources_workflow.like(source, channel=channel, user=user, by=actor(user))


def share(link: str) -> list[str]:
    return codes(write(kind=PostKind.SHARE, shared_link=link, read_by=make_user()))


def test_a_source_vetted_for_one_share_serves_the_next_without_anybody_choosing_it() -> None:
    assert share(SITE) == ["source_vetted", "peer_checked"]
    source = add()
    assert share(SITE) == ["source_vetted", "peer_checked"]
    vet(source)
    assert [share(link) for link in (SITE, "http://riverside.example.org/other?x=1")] == [
        ["peer_checked"]
    ] * 2
    assert share("https://other.example.org/1") == ["source_vetted", "peer_checked"]


def test_a_share_that_waited_for_its_source_knows_it_once_it_is_added_and_vetted() -> None:
    facts: dict[str, Any] = {"kind": PostKind.SHARE, "read_by": make_user()}
    draft, other = (write(shared_link=link, **facts) for link in (SITE, "https://other.example.org/1"))
    asked, ours = ask(write(shared_link=SITE.upper(), **facts)), write(shared_link=SITE)
    vet(add())
    found = [Post.objects.get(pk=one.pk) for one in (draft, asked, other, ours)]
    assert [str(one.source or "") for one in found] == ["Riverside", "Riverside", "", ""]
    assert [codes(one) for one in found[:3]] == [
        ["peer_checked"],
        ["peer_checked"],
        ["source_vetted", "peer_checked"],
    ]


def test_what_was_checked_all_the_same_stays_as_it_was_read() -> None:
    post = ask(write(kind=PostKind.SHARE, shared_link=SITE, read_by=make_user()))
    digest = posts_selectors.digest_of(post)
    post.overrides.create(code="source_vetted", why="It is urgent.", by=make_user(), digest=digest)
    ready = check(post)
    add()
    assert (ready.status, Post.objects.get().source, codes(ready)) == (PostStatus.READY, None, [])


def test_the_latest_look_counts() -> None:
    source = add()
    vet(source)
    vet(source, reliable=False)
    assert share(SITE) == ["source_vetted", "peer_checked"]
    vet(source)
    assert (share(SITE), source.vettings.count()) == (["peer_checked"], 3)


@pytest.mark.django_db(transaction=True)
def test_of_two_who_review_a_source_at_once_the_second_reads_the_first() -> None:
    source, people = add(), [make_member("Ann Bell"), make_member("Bo Ash")]
    given: dict[str, Any] = {"reliable": True, "conflicts": False, "note": "Its imprint.", "seen": None}
    acts = [partial(sources_workflow.vet, source, **given, user=who, by=actor(who)) for who in people]
    [[said]] = refusals(at_once(acts))
    assert said.startswith(f"{source.vettings.get().by} reviewed Riverside on ")


@pytest.mark.django_db(transaction=True)
def test_a_review_sent_twice_at_once_is_one_review() -> None:
    source, who = add(), make_member("Ann Bell")
    given: dict[str, Any] = {"reliable": True, "conflicts": False, "note": "Its imprint.", "seen": None}
    act = partial(sources_workflow.vet, source, **given, user=who, by=actor(who))
    assert (refusals(at_once([act, act])), source.vettings.count()) == ([], 1)


def test_a_look_runs_out_after_the_days_of_the_version_in_force() -> None:
    source = add()
    vet(source)
    make_guidelines(2, vetted_days=10, peer_checked=Duty.REQUIRED)
    in_days = [clock.now() + timedelta(days=days) for days in (10, 11)]
    found = [sources_selectors.standing(source, parameters_in_force(), now=now) for now in in_days]
    assert [one.level for one in found if one] == ["pass", "fail"]


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("https://youtube.com/watch?v=1", sources_rules.NO_NAME),
        ("https://facebook.com/", sources_rules.NO_NAME),
        ("http://riverside.example.org/b", "Riverside is already in the list, as riverside.example.org."),
    ],
)
def test_a_source_is_refused_in_words(address: str, words: str) -> None:
    add()
    with pytest.raises(NotAllowed) as no:
        add(address)
    assert no.value.reasons == [words]


def test_liking_takes_the_same_look_as_sharing() -> None:
    source, ours = add(), page()
    with pytest.raises(NotAllowed) as no:
        like(source, ours)
    assert no.value.reasons == [
        "Nobody has reviewed Riverside yet. Review it. The review then counts for 180 days."
    ]
    vet(source)
    assert like(source, ours).channel == ours
    with pytest.raises(NotAllowed) as no:
        like(source, ours)
    assert no.value.reasons == ["Our facebook page already likes Riverside."]


def test_liking_an_unknown_source_is_open_where_the_guidelines_only_encourage_a_look() -> None:
    make_guidelines(2, source_vetted=Duty.ENCOURAGED, peer_checked=Duty.REQUIRED)
    assert like(add(), page()).pk


def test_only_an_open_page_of_ours_likes_anybody() -> None:
    source = add()
    vet(source)
    forum = make_channel("Debate", kind="discussion")
    shut = make_channel("Shut", platform="twitter", status=ChannelStatus.SUSPENDED)
    said = []
    for channel in (forum, shut):
        with pytest.raises(NotAllowed) as no:
            like(source, channel)
        said += no.value.reasons
    assert said == ["Debate is not an open page of ours.", "Shut is not an open page of ours."]


def test_a_like_can_be_taken_back() -> None:
    source = add()
    vet(source)
    like(source, page())
    for _ in range(2):
        sources_workflow.unlike(source, channel=page(), by=actor(make_user()))
    acts = [event.act for event in SocialEvent.objects.of(source)][::-1]
    assert (source.likes.count(), acts) == (0, ["added", "vetted", "liked", "unliked"])


@pytest.fixture
def client() -> Client:
    return sign_in(Client(), make_member(channel=page()))


def test_a_source_is_added_looked_into_and_liked_on_its_pages(client: Client) -> None:
    response = client.post("/social/sources/new/", {"name": "Riverside", "address": SITE})
    source = Source.objects.get()
    assert (source.key, response.headers["Location"]) == (
        "riverside.example.org",
        f"/social/sources/{source.pk}/vet/",
    )
    wrong = client.post(f"/social/sources/{source.pk}/vet/", {"note": "Kept"})
    assert (dict(wrong.context["form"].errors), b"Kept" in wrong.content) == (
        {
            "reliable": ["Say whether its facts are reliable."],
            "conflicts": ["Say whether it conflicts with our principles."],
        },
        True,
    )
    client.post(
        f"/social/sources/{source.pk}/vet/", {"reliable": "yes", "conflicts": "no", "note": "Read it."}
    )
    client.post(f"/social/sources/{source.pk}/like/", {"channel": page().pk})
    shown = client.get(f"/social/sources/{source.pk}/")
    assert (shown.context["verdict"].level, [one.channel for one in shown.context["likes"]]) == (
        "pass",
        [page()],
    )
    client.post(f"/social/sources/{source.pk}/unlike/", {"channel": page().pk})
    assert source.likes.count() == 0


def test_an_older_page_of_a_review_shows_what_a_colleague_found_meanwhile(client: Client) -> None:
    """Sent once more on purpose it is the review that counts."""
    source = add()
    address = f"/social/sources/{source.pk}/vet/"
    mine = {"reliable": "no", "conflicts": "yes", "note": "It calls for strikebreaking."}
    seen = client.get(address).context["form"]["seen"].value()
    colleague = sign_in(Client(), make_member("Roisin Tarrant"))
    colleague.post(address, {"reliable": "yes", "conflicts": "no", "note": "Its imprint.", "seen": seen})
    told = client.post(address, {**mine, "seen": seen})
    form, shown = told.context["form"], told.content.decode()
    [said] = form.non_field_errors()
    assert said.startswith("Roisin Tarrant reviewed Riverside on ")
    assert said.endswith("If you send yours again, it counts.")
    assert ("Its imprint." in shown, {name: form[name].value() for name in mine}) == (True, mine)
    assert client.post(address, {**mine, "seen": form["seen"].value()}).status_code == 302
    assert [look.reliable for look in source.vettings.all()] == [False, True]


@pytest.mark.parametrize("channel", ["", "999999", "x", "9" * 30])
def test_an_odd_channel_is_answered_in_words(client: Client, channel: str) -> None:
    source = make_source()
    for act in ("like", "unlike"):
        assert client.post(f"/social/sources/{source.pk}/{act}/", {"channel": channel}).status_code == 302
    assert not Like.objects.exists()


def test_a_share_hands_its_address_over_to_the_new_source(client: Client) -> None:
    form = client.get(f"/social/sources/new/?link={SITE}").context["form"]
    assert (form["address"].value(), form["name"].value()) == (SITE, "riverside.example.org")


def test_sources_are_found_by_name_and_site_and_say_when_they_are_out_of_date(client: Client) -> None:
    make_source("Anvil", vetted=None)
    with time_machine.travel(clock.now().replace(hour=12), tick=False):  # days are counted by our clock
        make_source("Beacon", vetted=timedelta(days=181))
        make_source("Chimes")
        rows = client.get("/social/sources/").context["rows"]
    assert [(row["source"].name, row["verdict"].level) for row in rows] == [
        ("Anvil", "fail"), ("Beacon", "fail"), ("Chimes", "pass"),
    ]  # fmt: skip
    assert "181 days before. A review counts for 180 days." in rows[1]["verdict"].sentence
    found = [
        client.get(f"/social/sources/?q={asked}").context["rows"] for asked in ("beac", "chimes.ex", "%00")
    ]
    assert [[row["source"].name for row in rows] for rows in found] == [
        ["Beacon"], ["Chimes"], ["Anvil", "Beacon", "Chimes"],
    ]  # fmt: skip


def test_the_lists_ask_as_much_of_the_database_for_many_as_for_few(client: Client) -> None:
    asked = []
    for number in (1, 3):
        for place in range(number):
            vet(make_source(f"Source {number} {place}"))
        with CaptureQueriesContext(connection) as queries:
            client.get("/social/sources/")
        asked.append(len(queries))
    assert asked[0] == asked[1]


def test_a_source_with_a_sound_review_asks_to_be_liked_by_each_page_that_does_not() -> None:
    first, second = page(), make_channel("Second page", platform="twitter")
    client = sign_in(Client(), make_member(channel=first))
    source = add()
    told = [client.get(f"/social/sources/{source.pk}/").context["to_like"]]
    vet(source)
    told.append(client.get(f"/social/sources/{source.pk}/").context["to_like"])
    assert "nobody yet: like it" in client.get("/social/sources/").content.decode()
    like(source, first)
    told.append(client.get(f"/social/sources/{source.pk}/").context["to_like"])
    vet(source, reliable=False)
    told.append(client.get(f"/social/sources/{source.pk}/").context["to_like"])
    assert told == [[], [first, second], [second], []]


def test_whoever_posts_a_share_is_asked_to_like_its_source_until_the_page_does() -> None:
    ours, source = page(), make_source()
    client = sign_in(Client(), make_member(channel=ours))
    told = []
    for number in (1, 2):
        link = f"https://riverside-chronicle.example.org/{number}"
        facts = {"kind": PostKind.SHARE, "shared_link": link, "source": source, "read_by": make_user()}
        variant = ready(planned(ours), **facts).variants.get()
        typed = {"link": f"https://facebook.com/ours/{number}"}
        answer = client.post(f"/social/posts/{variant.post_id}/out/{variant.pk}/", typed, follow=True)
        told.append(f"{ours} does not like {source} yet" in answer.content.decode())
        Like.objects.get_or_create(source=source, channel=ours, defaults={"by": make_user()})
    assert told == [True, False]
