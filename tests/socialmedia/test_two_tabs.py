"""What the team changes in two tabs: the second save is told of the first and saves when it is meant."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from lla.acts.actors import SYSTEM
from lla.acts.refusals import OVERTAKEN
from socialmedia.channels.models import Channel
from socialmedia.forums.models import ForumRule
from socialmedia.forums.rules import RETIRED
from socialmedia.forums.workflow import cases, forums
from socialmedia.guidelines import workflow as guidelines_workflow
from socialmedia.guidelines.models import GuidelineVersion
from socialmedia.meetings.forms import MeetingForm
from socialmedia.meetings.models import Meeting, MeetingKind
from socialmedia.posts.models import Post
from socialmedia.results.models import Result
from socialmedia.statistics import workflow as statistics_workflow
from socialmedia.statistics.models import WeekFigures
from socialmedia.team.choices import Role
from tests.concurrency import at_once, refusals
from tests.factories import make_user, sign_in
from tests.socialmedia.factories import make_channel, make_member
from tests.socialmedia.forums.factories import breach, make_case, make_forum, rule_of
from tests.socialmedia.posts.factories import gone_out, page, write
from tests.two_tabs import TOLD_ONCE, as_sent, send_at_once, send_from_two

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client: Client) -> Client:
    return sign_in(client, make_member(role=Role.COORDINATOR))


def test_the_notes_of_a_meeting(desk: Client) -> None:
    meeting = Meeting.objects.create(kind=MeetingKind.STRATEGY, on="2026-04-08")
    assert send_from_two(desk, f"/social/meetings/{meeting.pk}/edit/", "notes") == TOLD_ONCE
    assert Meeting.objects.get().notes == "Mine"


def test_what_was_not_touched_in_a_meeting_takes_over_what_is_saved_now(desk: Client) -> None:
    meeting = Meeting.objects.create(kind=MeetingKind.STRATEGY, on="2026-04-08")
    address = f"/social/meetings/{meeting.pk}/edit/"
    old = as_sent(desk.get(address).context["form"])
    assert desk.post(address, {**old, "kind": "day_to_day", "notes": "Theirs"}).status_code == 302
    refused = desk.post(address, {**old, "notes": "Mine", "present": "4"}).context["form"]
    told = [one.words for one in refused.stored]
    assert (told, refused["kind"].value(), refused["notes"].value()) == (["Theirs"], "day_to_day", "Mine")
    assert desk.post(address, as_sent(refused)).status_code == 302
    assert Meeting.objects.values_list("kind", "notes", "present").get() == ("day_to_day", "Mine", 4)


def test_what_a_colleague_saved_elsewhere_in_a_meeting_is_no_reason_to_ask(desk: Client) -> None:
    meeting = Meeting.objects.create(kind=MeetingKind.STRATEGY, on="2026-04-08")
    address = f"/social/meetings/{meeting.pk}/edit/"
    old = as_sent(desk.get(address).context["form"])
    assert desk.post(address, {**old, "notes": "Theirs"}).status_code == 302
    assert desk.post(address, {**old, "present": "4"}).status_code == 302
    assert Meeting.objects.values_list("notes", "present").get() == ("Theirs", 4)


def test_an_older_page_of_a_post_is_asked_again_and_keeps_the_rest(desk: Client) -> None:
    """The team agrees to all of it together."""
    post = write()
    channel = post.variants.get().channel
    address = f"/social/posts/{post.pk}/edit/"
    old = as_sent(desk.get(address).context["form"])
    assert desk.post(address, {**old, "title": "Theirs"}).status_code == 302
    refused = desk.post(address, {**old, f"words_{channel.pk}": "Mine"}).context["form"]
    assert (refused.non_field_errors(), refused["title"].value()) == ([OVERTAKEN], "Theirs")
    assert desk.post(address, as_sent(refused)).status_code == 302
    assert (Post.objects.get().title, Post.objects.get().variants.get().words) == ("Theirs", "Mine")


def test_the_draft_of_the_guidelines(desk: Client) -> None:
    guidelines_workflow.begin(drafted_by=make_user(), by=SYSTEM)
    assert send_from_two(desk, "/social/guidelines/draft/", "words") == TOLD_ONCE
    assert GuidelineVersion.objects.get().words == "Mine"


def test_a_rule_of_a_forum(desk: Client) -> None:
    forum = make_forum()
    rule = forums.add_rule(forum, words="Be kind.", by=SYSTEM)
    address = reverse("socialmedia:forum_rule", args=[forum.slug, rule.pk])
    assert send_from_two(desk, address, "response") == TOLD_ONCE
    assert ForumRule.objects.get(pk=rule.pk).response == "Mine"


def test_a_rule_that_breaches_refer_to(desk: Client) -> None:
    """It is retired when it is changed, and another takes its number: the old page compares with that."""
    rule = breach(make_forum(), make_member("Ann")).rule
    assert rule
    address = reverse("socialmedia:forum_rule", args=[rule.channel.slug, rule.pk])
    assert send_from_two(desk, address, "words") == TOLD_ONCE
    standing = rule.channel.rules.standing()
    assert [one.words for one in standing] == ["Mine"]


def test_a_rule_retired_meanwhile_keeps_what_was_typed(desk: Client) -> None:
    rule = rule_of(make_forum())
    address = reverse("socialmedia:forum_rule", args=[rule.channel.slug, rule.pk])
    typed = as_sent(desk.get(address).context["form"])
    forums.retire_rule(rule, by=SYSTEM)
    form = desk.post(address, {**typed, "words": "Mine"}).context["form"]
    assert (form.non_field_errors(), form["words"].value()) == ([RETIRED], "Mine")


def test_what_a_forum_is_for(desk: Client) -> None:
    forum = make_forum(kind="organising")
    address = reverse("socialmedia:forum_posts", args=[forum.slug])
    typed = as_sent(desk.get(address).context["form"])
    assert desk.post(address, {**typed, "kinds": ["polls"]}).status_code == 302
    form = desk.post(address, {**typed, "kinds": ["dates"]}).context["form"]
    assert [form.non_field_errors(), len(form.stored)] == [[OVERTAKEN], 1]


def test_who_is_kept_out_of_a_case(desk: Client) -> None:
    """Nobody whom a colleague has kept out meanwhile is let in by an older page."""
    ann, bea, cem = (make_member(name) for name in ("Ann Bell", "Bea Lowe", "Cem Holt"))
    case = make_case(make_forum(), ann)
    address = reverse("socialmedia:keep_out_of_case", args=[case.pk])
    typed = as_sent(desk.get(address).context["form"])
    cases.keep_out(case, people=[bea], by=ann)
    page = desk.post(address, {**typed, "people": [cem.pk]})
    form = page.context["form"]
    assert (form.non_field_errors(), [one.words for one in form.stored]) == ([OVERTAKEN], ["Bea Lowe"])
    assert list(case.kept_out.all()) == [bea]
    assert desk.post(address, {"people": [bea.pk, cem.pk], "seen": form["seen"].value()}).status_code == 302
    assert set(case.kept_out.all()) == {bea, cem}


@pytest.mark.parametrize("begun", [True, False])
def test_figures_of_a_week_that_were_not_touched_take_over_what_a_colleague_saved(
    desk: Client, begun: bool
) -> None:
    channel, week = make_channel("Our page"), date(2026, 2, 2)
    if begun:
        row = WeekFigures(channel=channel, followers=3810, reach=5)
        statistics_workflow.save(week, [row], by=make_user())
    address = "/social/figures/enter/?week=2026-W06"
    old = as_sent(desk.get(address).context["form"])
    theirs = {**old, f"{channel.slug}-followers": "4310", f"{channel.slug}-responses": "3"}
    assert desk.post(address, theirs).status_code == 302
    mine = {**old, f"{channel.slug}-reach": "7"}
    assert desk.post(address, mine).status_code == 302
    saved = WeekFigures.objects.values_list("followers", "reach", "responses")
    assert list(saved) == [(4310, 7, 3)]


def test_results_that_were_not_touched_take_over_what_a_colleague_saved(desk: Client) -> None:
    post = gone_out()
    slug, address = page().slug, f"/social/posts/{post.pk}/results/"
    assert desk.post(address, {"on": "", "seen": ""}).status_code == 200
    old = as_sent(desk.get(address).context["form"])
    assert desk.post(address, {**old, f"{slug}-reach": "500", f"{slug}-likes": "3"}).status_code == 302
    assert desk.post(address, {**old, f"{slug}-clicks": "9"}).status_code == 302
    saved = Result.objects.values_list("reach", "likes", "clicks")
    assert list(saved) == [(500, 3, 9)]


def test_a_channel(desk: Client) -> None:
    channel = make_channel("Our page")
    address = reverse("socialmedia:change_channel", args=[channel.slug])
    assert send_from_two(desk, address, "name") == TOLD_ONCE
    assert Channel.objects.get(pk=channel.pk).name == "Mine"


def both_texts(page: Any) -> list[bool]:
    return [words in page.text for words in ("What is saved now", "Mine", "Theirs")]


@pytest.mark.django_db(transaction=True)
def test_of_two_who_change_a_rule_at_the_same_moment_the_second_is_shown_both_texts() -> None:
    rule = rule_of(make_forum())
    desk = sign_in(Client(), make_member(role=Role.COORDINATOR))
    address = reverse("socialmedia:forum_rule", args=[rule.channel.slug, rule.pk])
    typed = as_sent(desk.get(address).context["form"])
    tabs = [{**typed, "response": words} for words in ("Mine", "Theirs")]
    first, second = send_at_once(desk, address, tabs)
    assert (first.status_code, both_texts(second)) == (302, [True, True, True])


@pytest.mark.django_db(transaction=True)
def test_of_two_who_save_notes_at_the_same_moment_the_second_is_shown_both_texts() -> None:
    meeting = Meeting.objects.create(kind=MeetingKind.STRATEGY, on="2026-04-08")
    desk = sign_in(Client(), make_member(role=Role.COORDINATOR))
    address = f"/social/meetings/{meeting.pk}/edit/"
    typed = as_sent(desk.get(address).context["form"])
    first, second = send_at_once(desk, address, [{**typed, "notes": words} for words in ("Mine", "Theirs")])
    assert (first.status_code, both_texts(second)) == (302, [True, True, True])


@pytest.mark.django_db(transaction=True)
def test_of_two_who_save_at_the_same_moment_the_second_is_told() -> None:
    meeting = Meeting.objects.create(kind=MeetingKind.STRATEGY, on="2026-04-08")

    def form(words: str) -> MeetingForm:
        row = Meeting.objects.get(pk=meeting.pk)
        sent = MeetingForm({**as_sent(MeetingForm(instance=row)), "notes": words}, instance=row)
        assert sent.is_valid(), sent.errors
        return sent

    answers = at_once([form(words).save for words in ("Mine", "Theirs")])
    assert refusals(answers) == [[OVERTAKEN]]
