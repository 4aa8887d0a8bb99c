"""What was done is written down in three fields, wherever it then stands, and read in one list."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from socialmedia.channels.models import Channel
from socialmedia.comments.models import Incident
from socialmedia.forums.models import BreachCase, Moderation
from socialmedia.record.models import SocialEvent
from socialmedia.what_we_did import rules as what_we_did_rules
from tests.factories import make_user, sign_in
from tests.queries import counted
from tests.socialmedia.comments.factories import make_comment
from tests.socialmedia.factories import make_channel, make_member
from tests.socialmedia.forums.factories import breach, make_case, make_forum, rule_of

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 7, 14, 11, tzinfo=UTC)
LIST = "/social/did/"


@pytest.fixture(autouse=True)
def july() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


@pytest.fixture
def page() -> Channel:
    return make_channel("Our page")


@pytest.fixture
def client(page: Channel) -> Client:
    return sign_in(Client(), make_member("Sam Hollis", channel=page))


def did(client: Client, **typed: Any) -> Any:
    return client.post(f"{LIST}new/", {"words": "You are all the same.", **typed})


def test_a_comment_takes_three_fields(client: Client, page: Channel) -> None:
    assert did(client, channel=page.pk, done="leave").headers["Location"] == LIST
    comment = Incident.objects.get()
    assert (comment.done, comment.words, comment.note, str(comment.done_by)) == (
        "leave",
        "You are all the same.",
        "",
        "Sam Hollis",
    )
    assert [event.act for event in SocialEvent.objects.of(comment)] == ["decided", "noted"]


def test_what_the_guidelines_do_not_suggest_has_what_happened_as_its_reason(
    client: Client, page: Channel
) -> None:
    did(client, channel=page.pk, done="delete")
    did(client, channel=page.pk, done="delete", harmful="on")
    assert list(Incident.objects.order_by("pk").values_list("suggested", "note")) == [
        ("leave,rebut", "You are all the same."),
        ("delete", ""),
    ]


def test_what_is_done_about_a_person_stands_in_the_log_of_the_forum(client: Client) -> None:
    forum = make_forum()
    rule = rule_of(forum)
    did(client, channel=forum.pk, done="reminded", person="@Kit", rule=rule.pk)
    did(client, channel=forum.pk, done="delete", person="Kit", rule=rule.pk)
    did(client, channel=forum.pk, done="delete")
    logged = Moderation.objects.order_by("pk")
    assert [(one.measure, str(one.participant), one.note) for one in logged] == [
        ("reminded", "Kit", "You are all the same."),
        ("removed", "Kit", "You are all the same."),
    ]
    assert list(Incident.objects.values_list("done", flat=True)) == ["delete"]


def test_a_ban_is_offered_once_a_case_has_decided_one(client: Client) -> None:
    def offered() -> list[str]:
        return [value for value, _ in client.get(f"{LIST}new/").context["form"].fields["done"].choices]

    without = offered()
    case = make_case(make_forum(), make_member("Bea"))
    BreachCase.objects.filter(pk=case.pk).update(outcome="ban", days=7, status="decided", decided_at=NOW)
    assert ("banned" in without, offered()) == (False, [*without, "banned"])
    said = " ".join(client.get(f"{LIST}new/").content.decode().split())
    assert f'<a href="{reverse("socialmedia:cases")}">' in said


def test_a_breach_too_many_opens_the_case_from_here_too(client: Client) -> None:
    forum = make_forum()
    rule = rule_of(forum)
    for _ in range(3):
        did(client, channel=forum.pk, done="reminded", person="Kit", rule=rule.pk)
    assert BreachCase.objects.count() == 1
    assert "These breaches belong to a case." in client.get(LIST).content.decode()


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        ({"done": "reminded", "person": "Kit"}, {"done": [what_we_did_rules.NOT_A_FORUM]}),
        ({"done": ""}, {"done": ["Choose what you did."]}),
        ({"done": "leave", "words": ""}, {"words": ["Write what happened."]}),
        ({"done": "leave", "channel": "0"}, {"channel": ["Choose a channel from the list."]}),
    ],
)
def test_what_is_missing_is_said_beside_the_field(
    client: Client, page: Channel, typed: dict[str, str], wrong: dict[str, list[str]]
) -> None:
    assert dict(did(client, **{"channel": page.pk, **typed}).context["form"].errors) == wrong


def test_a_person_is_asked_for_in_a_forum_and_the_folded_fields_open(client: Client) -> None:
    answer = did(client, channel=make_forum().pk, done="muted")
    assert dict(answer.context["form"].errors) == {"person": [what_we_did_rules.SAY_WHO]}
    assert "<details open><summary>More" in answer.content.decode()
    assert "<details><summary>More" in client.get(f"{LIST}new/").content.decode()


def test_the_list_has_both_by_time_and_leaves_out_what_waits_or_was_removed(
    client: Client, page: Channel, july: time_machine.Traveller
) -> None:
    forum = make_forum()
    make_comment(channel=page)
    for minutes, done in ((1, "leave"), (3, "rebut")):
        july.move_to(NOW + timedelta(minutes=minutes))
        did(client, channel=page.pk, done=done)
    july.move_to(NOW + timedelta(minutes=2))
    breach(forum, make_user())
    removed = breach(forum, make_user())
    Moderation.objects.filter(pk=removed.pk).update(struck_at=NOW, struck_by=removed.by)
    context = client.get(LIST).context
    said = [line.comment.done if line.comment else line.entry.measure for line in context["lines"]]
    assert (said, context["waiting"]) == (["rebut", Moderation.objects.order_by("pk")[0].measure, "leave"], 1)


def test_three_of_each_cost_no_more_queries_than_one(client: Client, page: Channel) -> None:
    forum, found = make_forum(), []
    for count in (1, 2):
        for _ in range(count):
            did(client, channel=page.pk, done="leave")
            breach(forum, make_user(), name="Kit")
        client.get(LIST)  # which shows the notices of what was saved
        found.append(counted(client, LIST))
    assert found[0] == found[1]
