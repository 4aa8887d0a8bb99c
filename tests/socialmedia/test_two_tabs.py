"""What the team changes in two tabs: the second save is told of the first and saves when it is meant."""

import pytest
from django.test import Client
from django.urls import reverse

from lla.acts.actors import SYSTEM
from lla.acts.refusals import OVERTAKEN
from socialmedia.channels.models import Channel
from socialmedia.forums.models import ForumRule
from socialmedia.forums.workflow import forums
from socialmedia.guidelines import workflow as guidelines_workflow
from socialmedia.guidelines.models import GuidelineVersion
from socialmedia.meetings.forms import MeetingForm
from socialmedia.meetings.models import Meeting, MeetingKind
from socialmedia.team.choices import Role
from tests.concurrency import at_once, refusals
from tests.factories import make_user, sign_in
from tests.socialmedia.factories import make_channel, make_member
from tests.socialmedia.forums.factories import make_forum
from tests.two_tabs import TOLD_ONCE, as_sent, send_from_two

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client: Client) -> Client:
    return sign_in(client, make_member(role=Role.COORDINATOR))


def test_the_notes_of_a_meeting(desk: Client) -> None:
    meeting = Meeting.objects.create(kind=MeetingKind.STRATEGY, on="2026-04-08")
    assert send_from_two(desk, f"/social/meetings/{meeting.pk}/edit/", "notes") == TOLD_ONCE
    assert Meeting.objects.get().notes == "Mine"


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


def test_a_channel(desk: Client) -> None:
    channel = make_channel("Our page")
    address = reverse("socialmedia:change_channel", args=[channel.slug])
    assert send_from_two(desk, address, "name") == TOLD_ONCE
    assert Channel.objects.get(pk=channel.pk).name == "Mine"


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
