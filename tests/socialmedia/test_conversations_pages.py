"""The pages of messages, comments and filters: what they show, what they keep of what was typed wrongly."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.html import strip_tags

from lla.acts.actors import SYSTEM
from socialmedia.channels.models import Channel
from socialmedia.comments import workflow as comments_workflow
from socialmedia.comments.models import Incident
from socialmedia.filters.models import FilterInstalled, FilterList
from socialmedia.messages import workflow as messages_workflow
from socialmedia.messages.choices import MessageKind
from socialmedia.messages.models import Message
from socialmedia.posts.choices import PostKind, VariantStatus
from socialmedia.posts.models import Variant
from tests.factories import make_user, sign_in
from tests.organisers.factories import make_appointment as make_organiser_of
from tests.organisers.factories import make_region
from tests.socialmedia.comments.factories import make_comment
from tests.socialmedia.factories import (
    make_channel,
    make_guidelines,
    make_member,
    make_post,
    make_source,
    make_variant,
)
from tests.socialmedia.filters.factories import make_filter_list
from tests.socialmedia.messages.factories import make_message
from tests.two_tabs import as_sent

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 7, 14, 11, tzinfo=UTC)  # noon in London
HERE = "/social/"
TAG = re.compile(r'<a class="tag"[^>]*>(.*?)</a>', re.DOTALL)
A_MESSAGE = {"kind": "request", "person": "Kim", "words": "When?", "day": "2026-07-14", "hour": "11:30"}
A_COMMENT = {"hostile": "on", "earlier": "1", "words": "No!", "day": "2026-07-14", "hour": "11:30"}


@pytest.fixture(autouse=True)
def july() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def team(client: Client) -> Client:
    return sign_in(client, make_member("Jo Brook", channel=make_channel("Our page")))


def page(client: Client, address: str, typed: dict[str, Any] | None = None) -> str:
    response = client.get(HERE + address) if typed is None else client.post(HERE + address, typed)
    assert response.status_code == 200, (address, response.status_code)
    return str(response.content.decode())


def tags(html: str) -> list[str]:
    return [" ".join(strip_tags(words).split()) for words in TAG.findall(html)]


def channel_key() -> int:
    return Channel.objects.get(name="Our page").pk


def test_the_inbox_shows_recruits_first_with_their_clocks(team: Client) -> None:
    make_message(MessageKind.REQUEST, came_at=NOW - timedelta(hours=13), person="Kim Late")
    make_message(MessageKind.RECRUIT, person="Ash New")
    messages_workflow.answer(make_message(person="Done Already"), person=make_user(), by=SYSTEM)
    shown = page(team, "messages/")
    assert shown.index("Ash New") < shown.index("Kim Late")
    assert "It should have been answered by the end of Monday 13 July 2026." in shown
    found = {show: "Done Already" in page(team, f"messages/?show={show}") for show in ("waiting", "done")}
    assert found == {"waiting": False, "done": True}
    assert "Ash New" not in page(team, "messages/?show=late")
    assert tags(page(team, "messages/?show=%00&page=nine")) == ["Waiting 2", "Late 1", "Dealt with 1"]


def sort(team: Client, message: Message, **typed: object) -> None:
    address = f"{HERE}messages/{message.pk}/kind/"
    team.post(address, {**as_sent(team.get(address).context["form"]), **typed})


def test_a_message_is_noted_and_answered(team: Client) -> None:
    answer = team.post(f"{HERE}messages/new/", {**A_MESSAGE, "channel": channel_key()})
    message = Message.objects.get()
    assert answer.headers["Location"] == f"{HERE}messages/{message.pk}/"
    assert message.came_at == NOW - timedelta(minutes=30)
    assert "Answer it by 3.30 pm" in page(team, f"messages/{message.pk}/")
    answer = team.post(f"{HERE}messages/{message.pk}/answer/", {"note": "Told", "day": "", "hour": ""})
    message.refresh_from_db()
    assert (answer.headers["Location"], message.status) == (f"{HERE}messages/", "answered")
    assert str(message.answered_by) == "Jo Brook"
    assert "Answered after 30 minutes, on time." in page(team, f"messages/{message.pk}/")


def test_an_answer_is_judged_by_the_figures_of_the_day_its_message_came_in(team: Client) -> None:
    message = make_message(came_at=NOW - timedelta(days=1))
    messages_workflow.answer(message, person=make_user(), by=SYSTEM)
    make_guidelines(reply_hard_days=3)
    (line,) = team.get("/social/messages/?show=done").context["lines"]
    assert line.sentence.endswith(", late.")
    assert team.get(f"/social/messages/{message.pk}/").context["line"].tone == "bad"


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        (
            {"day": "2026-07-15"},
            "The message cannot be from the future. It is now Tuesday 14 July 2026, noon.",
        ),
        ({"day": "2026-03-29", "hour": "01:30"}, "There is no 1.30 am"),
        ({"day": "2025-10-26", "hour": "01:30"}, "happens twice"),
        ({"day": "2001-01-01"}, "That is more than a year ago."),
        ({"day": "2100-12-31"}, "The message cannot be from the future"),
        ({"day": "30 February"}, "Enter a real date, such as 6 April 2027."),
        ({"hour": "noonish"}, "Enter a time, such as 6.30 pm or 18:30."),
        ({"words": "x" * 100_000}, "This has 100000 characters. The limit is 2000."),
        ({"person": "Kim\x07Ash"}, "without line breaks or control characters"),
        ({"person": "K" * 121}, "This has 121 characters. The limit is 120."),
        ({"kind": "gossip"}, "Choose what kind of message it is."),
        ({"channel": "7777777"}, "Choose a channel from the list."),
        ({"channel": ""}, "Choose a channel."),
        ({"source": "-1"}, "Choose a source from the list."),
    ],
)
def test_a_message_typed_wrongly_comes_back_with_a_sentence(
    team: Client, typed: dict[str, str], words: str
) -> None:
    given = {**A_MESSAGE, "channel": channel_key(), "words": "When is it?", **typed}
    shown = page(team, "messages/new/", given)
    assert words in shown
    assert typed.get("words", "When is it?") in shown
    assert Message.objects.count() == 0


def test_control_characters_in_a_text_are_left_out(team: Client) -> None:
    team.post(f"{HERE}messages/new/", {**A_MESSAGE, "channel": channel_key(), "words": "Wh\x00e\x1bn?"})
    assert Message.objects.get().words == "When?"


def test_the_second_of_two_answers_is_told_and_its_words_are_kept(team: Client) -> None:
    message = make_message()
    messages_workflow.answer(message, person=make_user(name="Robin Vale"), by=SYSTEM)
    shown = page(team, f"messages/{message.pk}/answer/", {"note": "I told Kim about Saturday"})
    assert "Robin Vale answered it on Tuesday 14 July 2026, noon. Nothing has changed." in shown
    assert "I told Kim about Saturday" in shown


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"day": "2026-07-14"}, "Enter both the day and the time, or leave both blank."),
        ({"day": "2026-07-14", "hour": "13:00"}, "It cannot have been answered in the future"),
        ({"day": "2026-07-01", "hour": "13:00"}, "so it cannot have been answered before that."),
    ],
)
def test_an_answer_at_an_impossible_time_is_refused(team: Client, typed: dict[str, str], words: str) -> None:
    message = make_message()
    assert words in page(team, f"messages/{message.pk}/answer/", typed)
    message.refresh_from_db()
    assert message.status == "open"


def test_a_request_cannot_be_set_aside_by_its_address_either(team: Client) -> None:
    message = make_message()
    response = team.post(f"{HERE}messages/{message.pk}/set-aside/")
    assert (response.status_code, "always needs an answer" in response.content.decode()) == (409, True)
    sort(team, message, kind="opinion")
    assert "It needs no answer" in page(team, f"messages/{message.pk}/")
    assert team.post(f"{HERE}messages/{message.pk}/set-aside/").status_code == 302
    team.post(f"{HERE}messages/{message.pk}/reopen/", {"because": "They asked after all"})
    message.refresh_from_db()
    assert message.status == "open"


def test_an_article_shows_why_it_waits_and_gets_its_thumbs_up_once_vetted(team: Client) -> None:
    message = make_message(MessageKind.ARTICLE, source=make_source(vetted=None))
    shown = page(team, f"messages/{message.pk}/")
    found = [words in shown for words in ("Nobody has reviewed Riverside", "I have given it a thumbs up")]
    assert found == [True, False]
    sound = make_source("Ouse Weekly")
    sort(team, message, kind="article", source=sound.pk)
    assert "I have given it a thumbs up" in page(team, f"messages/{message.pk}/")


def test_somebody_who_may_join_is_pointed_to_the_regions_organiser(team: Client) -> None:
    region = make_region()
    make_organiser_of(make_user(name="Sam Hollis"), region=region)
    make_organiser_of(make_user(name="Once There"), region=region, ends_on=NOW.date() - timedelta(days=1))
    message = make_message(MessageKind.RECRUIT)
    assert "Sam Hollis" not in page(team, f"messages/{message.pk}/")
    team.post(f"{HERE}messages/{message.pk}/pass-on/", {"region": region.pk})
    shown = page(team, f"messages/{message.pk}/")
    assert ["Sam Hollis organises Yorkshire and the Humber." in shown, "Once There" in shown] == [True, False]
    assert f"/regions/{region.slug}/" in shown
    assert "Refer them to" not in page(team, f"messages/{make_message().pk}/")
    assert "Choose a region." in page(team, f"messages/{message.pk}/pass-on/", {"region": ""})


def test_a_comment_is_noted_and_decided(team: Client) -> None:
    given = {**A_COMMENT, "channel": channel_key(), "link": "social.example.org/post/7"}
    assert team.post(f"{HERE}comments/new/", given).status_code == 302
    incident = Incident.objects.get()
    assert incident.link == "https://social.example.org/post/7"
    address = f"comments/{incident.pk}/"
    assert "There was one hostile comment before it" in page(team, address)
    shown = page(team, address, {"done": "delete", "note": ""})
    assert "The guidelines suggest: leave it or hide it. Say why you did something else." in shown
    assert team.post(HERE + address, {"done": "hide"}).status_code == 302
    assert "by Jo Brook" in page(team, "comments/")


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"link": "javascript:alert(1)"}, "Enter a whole web address, such as"),
        ({"link": "not a link"}, "Enter a whole web address, such as"),
        ({"link": "https://social.example.org/" + "x" * 500}, "The limit is 500."),
        ({"earlier": "-1"}, "Enter 0 or more."),
        ({"earlier": "many"}, "Enter a whole number."),
        ({"words": "x" * 100_000}, "This has 100000 characters. The limit is 5000."),
        ({"variant": "99"}, "Choose a post from the list."),
        ({"hostile": ""}, "Only give earlier hostile comments for a hostile comment."),
        ({"hour": "23:59"}, "The comment cannot be from the future"),
    ],
)
def test_a_comment_typed_wrongly_comes_back_with_a_sentence(
    team: Client, typed: dict[str, str], words: str
) -> None:
    given = {**A_COMMENT, "channel": channel_key(), "person": "Kim Ashdown", **typed}
    shown = page(team, "comments/new/", {name: value for name, value in given.items() if value})
    assert [words in shown, "Kim Ashdown" in shown, Incident.objects.count()] == [True, True, 0]


def test_the_second_to_decide_sees_what_was_done_and_can_still_change_it(team: Client) -> None:
    incident = make_comment()
    comments_workflow.decide(incident, done="hide", person=make_user(name="Robin Vale"), by=SYSTEM)
    address = f"comments/{incident.pk}/"
    shown = page(team, address, {"done": "rebut", "note": "They asked fairly", "seen": ""})
    assert "Robin Vale has just decided: hidden." in shown
    assert ["They asked fairly" in shown, 'name="seen" value="hide"' in shown] == [True, True]
    again = {"done": "rebut", "note": "They asked fairly", "seen": "hide"}
    assert team.post(HERE + address, again).status_code == 302


def test_comments_are_found_by_channel_and_day(team: Client) -> None:
    other = make_channel("Other page", platform="twitter")
    make_comment(words="Here today")
    make_comment(words="Here on Sunday", happened_at=NOW - timedelta(days=2))
    make_comment(words="There today", channel=other)

    def found(query: str) -> list[str]:
        shown = page(team, f"comments/?{query}")
        return [words for words in ("Here today", "Here on Sunday", "There today") if words in shown]

    assert found("") == ["Here today", "Here on Sunday", "There today"]
    assert found(f"channel={other.pk}") == ["There today"]
    assert found("day=2026-07-12") == ["Here on Sunday"]
    assert found(f"channel={channel_key()}&day=2026-07-14") == ["Here today"]
    assert "the year cannot be after 2100" in page(team, "comments/?day=9999-12-31")
    assert "Choose a channel from the list." in page(team, "comments/?channel=x&day=31")


def test_the_form_offers_our_posts_of_the_last_week_and_the_one_named(team: Client) -> None:
    new, old = (make_variant(make_post(title=title)) for title in ("New post", "Old post"))
    for variant, age in ((new, 6), (old, 8)):
        Variant.objects.filter(pk=variant.pk).update(
            status=VariantStatus.POSTED, posted_at=NOW - timedelta(days=age)
        )
    shown = page(team, "comments/new/")
    assert ["New post" in shown, "Old post" in shown] == [True, False]
    assert f'<option value="{old.pk}" selected>' in page(team, f"comments/new/?variant={old.pk}")
    assert page(team, "comments/new/?variant=%F0%9D%9F%97")
    assert old.post.kind == PostKind.ORIGINAL


def test_a_filter_list_is_made_copied_out_and_installed(team: Client) -> None:
    assert "There is no filter list yet" in page(team, "filters/")
    typed = {"words": "tree, LOSER\r\ntree", "why": "First words", "seen": "0"}
    answer = team.post(f"{HERE}filters/new/", typed)
    assert answer.headers["Location"] == f"{HERE}filters/1/"
    assert FilterList.objects.get().words == ["LOSER", "tree"]
    shown = page(team, "filters/1/")
    assert "LOSER, LOSERs, tree, trees" in shown
    assert "I have put version 1 into Our page" in shown
    assert team.post(f"{HERE}filters/1/installed/our-page/").status_code == 302
    assert "Version 1 is in its settings." in page(team, "filters/")
    assert team.post(f"{HERE}filters/1/installed/our-page/").status_code == 409
    assert FilterInstalled.objects.count() == 1


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("\n".join(f"word{number}" for number in range(5_000)), "A list can have up to 1,000 words"),
        ("tree\n=SUM(A1)", "starts like a formula. Write the word without “=”."),
        ("x" * 81, "is longer than 80 characters: shorten it."),
        ("x" * 100_001, "The limit is 100000."),
        (" , ,\n", "Write at least one word."),
        ("tree\x00", "Null characters are not allowed."),
    ],
)
def test_a_list_typed_wrongly_comes_back_with_a_sentence(team: Client, words: str, sentence: str) -> None:
    shown = page(team, "filters/new/", {"words": words, "why": "Many more", "seen": "0"})
    assert [sentence in shown, "Many more" in shown, FilterList.objects.count()] == [True, True, 0]


def test_whoever_is_second_with_a_version_keeps_what_was_typed_and_can_save_it_then(team: Client) -> None:
    make_filter_list(["ash"])
    typed = {"words": "twig", "why": "Mine", "seen": "0"}
    shown = page(team, "filters/new/", typed)
    assert "Version 1 was made while you wrote yours." in shown
    assert ["twig" in shown, 'name="seen" value="1"' in shown] == [True, True]
    assert team.post(f"{HERE}filters/new/", {**typed, "seen": "1"}).status_code == 302


def test_the_tester_says_which_words_hit_and_keeps_nothing(team: Client) -> None:
    assert "There is no filter list yet" in page(team, "filters/try/", {"text": "tree"})
    make_filter_list(["loser", "tree"])
    shown = page(team, "filters/try/", {"text": "What a T.R.E.E <b>"})
    assert '<li class="tag">tree</li>' in shown
    assert ["1 word of version 1 found" in shown, "What a T.R.E.E &lt;b&gt;" in shown] == [True, True]
    assert "No words found" in page(team, "filters/try/", {"text": "a street"})
    assert "The limit is 100000." in page(team, "filters/try/", {"text": "x" * 100_001})


@pytest.mark.parametrize("name", ["messages", "comments"])
@pytest.mark.parametrize("pk", ["99", "99999999999999999999"])
def test_what_is_not_there_is_not_found(team: Client, name: str, pk: str) -> None:
    assert team.get(f"{HERE}{name}/{pk}/").status_code == 404


def test_the_pages_ask_the_database_no_more_for_many_rows(team: Client) -> None:
    addresses = ["messages/", "messages/?show=done", "comments/", "comments/new/", "filters/", "filters/1/"]

    def fill(count: int) -> None:
        for number in range(count):
            person = make_user()
            make_message()
            messages_workflow.answer(make_message(), person=person, by=SYSTEM)
            make_comment()
            comments_workflow.decide(make_comment(), done="hide", person=person, by=SYSTEM)
            make_filter_list([f"word{number}", f"again{FilterList.objects.count()}"], person=person)

    def asked() -> list[int]:
        counts = []
        for address in addresses:
            with CaptureQueriesContext(
                connection,
            ) as queries:
                page(team, address)
            counts.append(len(queries))
        return counts

    fill(1)
    few = asked()
    for number, platform in enumerate(("twitter", "instagram", "youtube", "snapchat")):
        make_channel(f"Page {number}", platform=platform)
    fill(60)
    assert asked() == few
    assert [count for count in few if count > 12] == []
