"""The pages of posts: what was typed comes back with a sentence beside it, and verdicts are there at once."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client

from lla.accounts.models import User
from lla.acts.refusals import OVERTAKEN
from socialmedia.channels.choices import ChannelStatus
from socialmedia.channels.models import Channel
from socialmedia.posts.choices import PostKind, PostStatus
from socialmedia.posts.models import Post
from tests.factories import make_staff, sign_in
from tests.socialmedia.factories import make_channel, make_member, make_source, require_checks
from tests.socialmedia.posts.factories import ask, check, gone_out, page, planned, post_it, read, ready, write

pytestmark = pytest.mark.django_db
NEW = "/social/posts/new/"
NO_LINK = "Enter a whole web address, such as https://www.example.org/news."
ONE_LINE = "Write this on one line, without line breaks or control characters."
NOW = datetime(2027, 2, 1, 9, tzinfo=UTC)


@pytest.fixture
def now() -> Any:
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


@pytest.fixture
def member(now: Any) -> User:
    return make_member(channel=page())


@pytest.fixture
def client(member: User) -> Client:
    return sign_in(Client(), member)


def typed(channel: Channel | None = None, **fields: Any) -> dict[str, Any]:
    """What a form holds for one page, with whatever a test types otherwise."""
    pk = (channel or page()).pk
    given = {
        "title": "A walk",
        "kind": "original",
        "channels": [str(pk)],
        f"words_{pk}": "Join us on Saturday.",
        f"day_{pk}": "2027-02-05",
        f"hour_{pk}": "18:00",
    }
    own = {"words", "day", "hour"}
    return {**given, **{f"{name}_{pk}" if name in own else name: value for name, value in fields.items()}}


def errors(response: Any) -> dict[str, list[str]]:
    return dict(response.context["form"].errors)


def sentences(response: Any) -> list[str]:
    return [line["verdict"].sentence for line in response.context["found"]["lines"]]


def test_a_post_is_written_for_a_day_and_an_hour_in_london(client: Client) -> None:
    response = client.post(NEW, typed(day="2027-07-05", hour="18:00"))
    post = Post.objects.get()
    (variant,) = post.variants.all()
    assert response.headers["Location"] == f"/social/posts/{post.pk}/"
    assert (post.status, variant.words, variant.planned_at) == (
        PostStatus.DRAFT,
        "Join us on Saturday.",
        datetime(2027, 7, 5, 17, tzinfo=UTC),
    )


def test_the_hour_that_does_not_exist_is_refused_beside_the_field(client: Client) -> None:
    response = client.post(NEW, typed(day="2027-03-28", hour="01:30"))
    assert errors(response) == {
        f"hour_{page().pk}": [
            "There is no 1.30 am on Sunday 28 March 2027: the clocks go forward that night, "
            "from 1 am to 2 am. Choose another time."
        ]
    }
    assert (Post.objects.count(), b"Join us on Saturday." in response.content) == (0, True)


def test_the_hour_that_comes_twice_is_refused_beside_the_field(client: Client) -> None:
    (said,) = errors(client.post(NEW, typed(day="2027-10-31", hour="01:30")))[f"hour_{page().pk}"]
    assert said.startswith("1.30 am on Sunday 31 October 2027 happens twice")


@pytest.mark.parametrize(
    ("fields", "field", "sentence"),
    [
        ({"title": ""}, "title", "“Working title” is empty. Fill it in."),
        ({"title": "two\nlines"}, "title", ONE_LINE),
        ({"kind": "repost"}, "kind", "Choose one of the two."),
        ({"shared_link": "nonsense"}, "shared_link", NO_LINK),
        ({"shared_link": "javascript:alert(1)"}, "shared_link", NO_LINK),
        ({"shared_link": "https://example.org\\@facebook.com/"}, "shared_link", NO_LINK),
        ({"channels": ["999"]}, "channels", "Choose channels from the list."),
        ({"channels": ["one"]}, "channels", "Choose channels from the list."),
        ({"words": ""}, "words_{}", "Write the words for Our facebook page, or untick it."),
        ({"words": "a" * 70_001}, "words_{}", "This has 70001 characters. The limit is 70000."),
        ({"day": ""}, "day_{}", "Choose the day for Our facebook page."),
        ({"day": "30 February 2027"}, "day_{}", "Enter a real date, such as 6 April 2027."),
        ({"hour": "25:00"}, "hour_{}", "Enter a time, such as 6.30 pm or 18:30."),
        ({"hour": ""}, "hour_{}", "Choose the time for Our facebook page."),
        ({"day": "2027-01-31"}, "hour_{}", "That time has passed. Choose a later one."),
        ({"day": "2099-12-31"}, "hour_{}", "Choose a time within the next two years."),
        ({"day": "2000-01-01", "hour": "00:00"}, "hour_{}", "That time has passed. Choose a later one."),
        ({"channels": []}, "words_{}", "Tick Our facebook page too, or delete these words."),
    ],
)  # fmt: skip
def test_bad_input_is_answered_beside_the_field_and_nothing_typed_is_lost(
    client: Client, fields: dict[str, Any], field: str, sentence: str
) -> None:
    response = client.post(NEW, {**typed(), "judgement_note": "Kept words", **typed(**fields)})
    assert errors(response).get(field.format(page().pk)) == [sentence]
    assert (Post.objects.count(), b"Kept words" in response.content) == (0, True)


def test_a_draft_without_a_channel_is_kept_and_cannot_be_given_to_be_checked(client: Client) -> None:
    response = client.post(NEW, typed(channels=[], words=""), follow=True)
    post = Post.objects.get()
    assert (response.context["may"]["ask"], post.variants.count()) == (False, 0)
    refused = client.post(f"/social/posts/{post.pk}/ask/")
    assert (refused.status_code, b"Choose at least one channel" in refused.content) == (409, True)


def test_words_for_a_suspended_page_are_kept_and_it_is_said_that_they_cannot_go_out(client: Client) -> None:
    Channel.objects.update(status=ChannelStatus.SUSPENDED)
    response = client.post(NEW, typed(), follow=True)
    assert f"{page()} is suspended: you cannot publish there now." in sentences(response)


def test_a_closed_page_is_not_offered_and_its_planned_words_stay(client: Client, member: User) -> None:
    post = write(author=member)
    shut = make_channel("Old page", platform="twitter", status=ChannelStatus.CLOSED)
    Channel.objects.update(status=ChannelStatus.CLOSED)
    new, old = client.get(NEW), client.get(f"/social/posts/{post.pk}/edit/")
    assert [row["channel"] for row in new.context["form"].channel_rows] == []
    assert [row["channel"] for row in old.context["form"].channel_rows] == [page()]
    assert errors(client.post(NEW, typed(shut)))["channels"] == ["Choose channels from the list."]


def test_ten_thousand_characters_for_x_are_kept_and_answered_with_both_figures(client: Client) -> None:
    make_channel("Our X page", platform="twitter")
    x = page("twitter")
    response = client.post(NEW, typed(x, words="a" * 10_000), follow=True)
    assert "Our X page: 10,000 characters as Twitter (X) counts them, but the limit is 280." in sentences(
        response
    )


def test_words_are_composed_and_cleared_of_what_nobody_sees(client: Client) -> None:
    family = "\U0001f469\u200d\U0001f467"
    client.post(NEW, typed(words=f"cafe\u0301\r\n{family}\u202e\x00\ud7ff"))
    assert Post.objects.get().variants.get().words == f"caf\u00e9\n{family}\ud7ff"


def test_check_now_says_what_the_guidelines_say_and_saves_nothing(client: Client) -> None:
    response = client.post(NEW, {**typed(words="日" * 9), "official": "on", "look": "1"})
    assert (response.status_code, Post.objects.count()) == (200, 0)
    assert sentences(response) == [
        "It states an official position without giving its basis.",
        "Nobody but the writer has checked yet.",
    ]
    assert "日" * 9 in response.content.decode()


def test_the_preview_answers_while_half_is_still_missing(client: Client) -> None:
    half = {"kind": "share", "channels": [str(page().pk)], "shared_link": "https://riverside.example.org/1"}
    response = client.post(f"{NEW}preview/", half)
    assert (response.status_code, sentences(response), Post.objects.count()) == (
        200,
        [
            "Nobody has confirmed that they read in full what is shared.",
            "riverside.example.org is not among the sources yet.",
            "Nobody but the writer has checked yet.",
        ],
        0,
    )
    assert client.post(f"{NEW}preview/", {}).status_code == 200


def test_the_preview_of_a_saved_post_knows_its_checks(client: Client, member: User) -> None:
    post = ready(author=member)
    (variant,) = post.variants.all()
    same = typed(words=variant.words, day="2027-02-01", hour="12:00")
    address = f"/social/posts/{post.pk}/preview/"
    assert sentences(client.post(address, same)) == []
    (said,) = sentences(client.post(address, {**same, f"words_{page().pk}": "Other words"}))
    assert said.startswith("The words have changed since")


def test_verdicts_write_no_words_of_ours_as_markup(client: Client) -> None:
    response = client.post(
        f"{NEW}preview/", typed(title="x", official="on", basis="constitution", basis_words="<b>3</b>")
    )
    assert b"&lt;b&gt;3&lt;/b&gt;" in response.content


def test_what_somebody_else_saved_meanwhile_is_not_overwritten(
    client: Client, member: User, now: Any
) -> None:
    post = write(author=member)
    seen = post.state
    now.shift(60)
    Post.objects.get(pk=post.pk).save()
    response = client.post(f"/social/posts/{post.pk}/edit/", {**typed(words="Mine"), "seen": seen})
    assert errors(response)["__all__"] == [OVERTAKEN]
    assert b"Mine" in response.content
    again = client.post(
        f"/social/posts/{post.pk}/edit/", {**typed(words="Mine"), "seen": Post.objects.get(pk=post.pk).state}
    )
    assert (again.status_code, post.variants.get().words) == (302, "Mine")


def test_a_share_finds_its_source_by_its_address_and_not_by_another_s_name(client: Client) -> None:
    source = make_source()
    link = "https://www.riverside-chronicle.example.org/news/1"
    client.post(NEW, typed(kind="share", shared_link=link))
    assert Post.objects.get().source == source
    response = client.post(
        NEW, typed(kind="share", shared_link="https://other.example.org/", source=str(source.pk))
    )
    assert errors(response)["source"] == [
        "This address is on other.example.org, but Riverside Chronicle is known as "
        "riverside-chronicle.example.org."
    ]


def test_a_film_whose_address_says_nothing_has_the_source_that_was_chosen(client: Client) -> None:
    source = make_source()
    link = "https://www.youtube.com/watch?v=1"
    client.post(NEW, typed(kind=PostKind.SHARE, shared_link=link, source=str(source.pk)))
    assert Post.objects.get().source == source


def test_somebody_else_checks_the_words_that_were_on_the_page(client: Client) -> None:
    post = ask(write())
    address = f"/social/posts/{post.pk}/check/peer/"
    seen = client.get(address).context["form"]["read"].value()
    assert seen == read(post)
    assert errors(client.post(address, {"read": seen}))["agreed"] == ["Choose one of the answers."]
    client.post(address, {"agreed": "yes", "read": seen})
    post.refresh_from_db()
    assert post.status == PostStatus.READY


def test_words_that_changed_meanwhile_are_shown_and_the_next_answer_counts_for_them(client: Client) -> None:
    post = ask(write())
    address = f"/social/posts/{post.pk}/check/peer/"
    seen = client.get(address).context["form"]["read"].value()
    post.variants.update(words="Come on Sunday.")
    response = client.post(address, {"agreed": "yes", "note": "Good.", "read": seen})
    told = errors(response)["__all__"]
    assert (told[0][:49], b"Come on Sunday." in response.content) == (
        "The words have changed since you opened this page",
        True,
    )
    fresh = response.context["form"]["read"].value()
    assert client.post(address, {"agreed": "yes", "read": fresh}).status_code == 302


def test_the_author_finds_words_instead_of_a_check(client: Client, member: User) -> None:
    post = ask(write(author=member))
    response = client.get(f"/social/posts/{post.pk}/check/peer/")
    assert response.context["refused"] == [
        "You wrote some of these words, so you cannot check them. Ask somebody else."
    ]
    assert client.get(f"/social/posts/{post.pk}/").context["may"]["check"] is False
    assert client.get(f"/social/posts/{post.pk}/check/third/").status_code == 404


def test_a_reason_is_given_where_a_verdict_asks_for_it(client: Client) -> None:
    require_checks()
    post = write(official=True)
    lines = client.get(f"/social/posts/{post.pk}/").context["found"]["lines"]
    for line in lines:
        client.post(line["url"], {"why": "The vote is tonight."})
    response = client.get(f"/social/posts/{post.pk}/")
    assert (response.context["may"]["hand_over"], response.content.count(b"The vote is tonight.")) == (
        True,
        2,
    )
    assert client.post(f"/social/posts/{post.pk}/ready/").status_code == 302


@pytest.mark.parametrize(
    "verdict", ["nonsense/", "platform_limits/?channel=x", "basis_named/?channel=9999999999"]
)
def test_a_reason_against_nothing_is_answered_in_words(client: Client, verdict: str) -> None:
    post = write()
    address = f"/social/posts/{post.pk}/reason/{verdict}"
    nothing = ["The guidelines no longer object to this."]
    assert client.get(address).context["refused"] == nothing
    assert errors(client.post(address, {"why": "Because"}))["__all__"] == nothing


def test_a_post_is_put_out_by_hand_and_its_address_brought_back(client: Client) -> None:
    post = ready(
        planned(words="Line one\nLine two"), has_media=True, media_rights="Sam", alternative_text="A hall"
    )
    (variant,) = post.variants.all()
    address = f"/social/posts/{post.pk}/out/{variant.pk}/"
    shown = client.get(address).content.decode()
    assert [words in shown for words in ("Line one\nLine two", "A hall", "Sam", variant.channel.address)] == [
        True
    ] * 4
    wrong = client.post(address, {"link": "https://example.org/1"})
    assert errors(wrong)["__all__"][0].startswith("This address is not on Facebook")
    assert b"https://example.org/1" in wrong.content
    assert errors(client.post(address, {"link": "not a link"})) == {"link": [NO_LINK]}
    assert client.post(address, {"link": "facebook.com/ours/1"}).status_code == 302
    variant.refresh_from_db()
    assert (variant.link, variant.posted_at) == ("https://facebook.com/ours/1", NOW)
    late = client.post(address, {"link": "https://facebook.com/ours/2"})
    assert b"has already marked it as posted" in late.content


def test_why_a_post_went_out_against_the_guidelines_stays_on_its_page(client: Client, member: User) -> None:
    post = write(official=True)
    for line in client.get(f"/social/posts/{post.pk}/").context["found"]["lines"]:
        client.post(line["url"], {"why": "The vote is tonight."})
    client.post(f"/social/posts/{post.pk}/ready/")
    post_it(post.variants.get())
    assert client.get(f"/social/posts/{post.pk}/").content.count(b"The vote is tonight.") == 1


def test_a_post_that_went_out_is_brought_again_for_tomorrow(client: Client) -> None:
    post = gone_out()
    response = client.post(f"/social/posts/{post.pk}/repost/")
    again = Post.objects.first()
    assert again and response.headers["Location"] == f"/social/posts/{again.pk}/edit/"
    hour = post.variants.get().planned_at
    assert hour and (again.original, again.variants.get().planned_at) == (post, hour + timedelta(days=1))
    assert "kind" not in client.get(response.headers["Location"]).context["form"].fields


def test_a_post_is_dropped_after_one_more_question(client: Client, member: User) -> None:
    post = write()
    assert b"You cannot undo this." in client.get(f"/social/posts/{post.pk}/drop/").content
    client.post(f"/social/posts/{post.pk}/drop/", {"why": "It is over."})
    post.refresh_from_db()
    assert post.status == PostStatus.DROPPED
    assert client.get(f"/social/posts/{post.pk}/edit/").status_code == 302
    assert client.get(f"/social/posts/{post.pk}/drop/").context["refused"] == [
        f"{member} cancelled this post on Monday 1 February 2027, 9 am. Reason: It is over."
    ]


def test_the_team_is_asked_from_a_post_s_page(client: Client) -> None:
    make_member("Kim Ash")
    post = write()
    response = client.post(f"/social/posts/{post.pk}/consult/", {"question": "May we?"}, follow=True)
    assert "The team was asked" in [step["words"] for step in response.context["history"]]


def test_a_link_of_the_planner_begins_with_its_day_and_page(client: Client) -> None:
    form = client.get(f"{NEW}?day=2027-02-05&channel={page().pk}").context["form"]
    assert (form["channels"].value(), str(form[f"day_{page().pk}"].value())) == (
        [str(page().pk)],
        "2027-02-05",
    )
    assert [client.get(f"{NEW}?{odd}").status_code for odd in ("day=x&channel=y", "day=2027-02-30")] == [
        200,
        200,
    ]


def test_posts_are_listed_by_status(client: Client) -> None:
    draft, waiting = write(), ask(write())
    listed = {
        status: [row["post"] for row in client.get(f"/social/posts/?status={status}").context["rows"]]
        for status in ("", "draft", "checking", "nonsense")
    }
    both = [waiting, draft]
    assert listed == {"": both, "draft": [draft], "checking": [waiting], "nonsense": both}


def test_the_leadership_reads_a_post_and_finds_no_buttons() -> None:
    with time_machine.travel(NOW, tick=False):
        from_leadership = sign_in(Client(), make_staff())
        post = check(ask(write()))
        response = from_leadership.get(f"/social/posts/{post.pk}/")
        shown = (response.status_code, b"Publish" in response.content, b"<form" in response.content)
        assert shown == (200, False, False)


def test_the_six_ticks_about_a_post_stand_in_one_fieldset(client: Client) -> None:
    [ticks] = re.findall(
        r'<fieldset class="group ticks">(.*?)</fieldset>', client.get(NEW).content.decode(), re.DOTALL
    )
    names = re.findall(r'<input type="checkbox" name="(\w+)"', ticks)
    assert names == ["official", "controversial", "makes_claims", "accuses", "has_media", "paid"]
