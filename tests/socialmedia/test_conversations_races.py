"""Two at once on a message, a comment or the filter list: one winner, and the other hears of it."""

from datetime import timedelta
from functools import partial

import pytest

from lla.acts.actors import SYSTEM
from lla.emails.models import Email
from lla.time import clock
from socialmedia.comments import workflow as comments_workflow
from socialmedia.filters import workflow as filters_workflow
from socialmedia.filters.models import FilterInstalled, FilterList
from socialmedia.messages import tasks as messages_tasks
from socialmedia.messages import workflow as messages_workflow
from socialmedia.messages.choices import MessageKind
from socialmedia.record.models import SocialEvent
from socialmedia.team.choices import Role
from tests.concurrency import at_once, refusals
from tests.factories import make_user
from tests.socialmedia.comments.factories import make_comment
from tests.socialmedia.factories import make_appointment, make_channel
from tests.socialmedia.filters.factories import make_filter_list
from tests.socialmedia.messages.factories import make_message

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_who_answer_at_once_have_one_winner() -> None:
    message = make_message()
    people = [make_user(), make_user()]
    found = refusals(
        at_once([partial(messages_workflow.answer, message, person=one, by=SYSTEM) for one in people])
    )
    assert [len(found), "Nothing has changed." in str(found[0])] == [1, True]
    assert SocialEvent.objects.of(message).filter(act="answered").count() == 1


def test_answering_and_setting_aside_at_once_has_one_winner() -> None:
    message = make_message(MessageKind.OPINION)
    acts = [
        partial(act, message, person=make_user(), by=SYSTEM)
        for act in (messages_workflow.answer, messages_workflow.set_aside)
    ]
    assert len(refusals(at_once(acts))) == 1
    assert SocialEvent.objects.of(message).count() == 2


def test_two_who_decide_about_a_comment_at_once_have_one_winner() -> None:
    incident = make_comment()
    acts = [
        partial(comments_workflow.decide, incident, done=done, person=make_user(), by=SYSTEM)
        for done in ("hide", "rebut")
    ]
    found = refusals(at_once(acts))
    assert [len(found), "has just decided" in str(found[0])] == [1, True]


@pytest.mark.parametrize("earlier", [0, 1])
def test_two_versions_at_once_are_one_version_and_one_refusal(earlier: int) -> None:
    if earlier:
        make_filter_list(["ash"])
    acts = [
        partial(filters_workflow.make, [word], why="Mine", seen=earlier, person=make_user(), by=SYSTEM)
        for word in ("tree", "twig")
    ]
    found = refusals(at_once(acts))
    assert [len(found), f"Version {earlier + 1} was made" in str(found[0])] == [1, True]
    assert FilterList.objects.count() == earlier + 1


def test_two_who_install_a_version_at_once_are_noted_once() -> None:
    channel, version = make_channel(), make_filter_list()
    acts = [partial(filters_workflow.install, channel, version, person=make_user(), by=SYSTEM)] * 2
    assert [len(refusals(at_once(acts))), FilterInstalled.objects.count()] == [1, 1]


def test_two_nights_at_once_tell_of_a_late_message_once() -> None:
    make_appointment(make_user(), Role.COORDINATOR)
    make_message(came_at=clock.now() - timedelta(days=3))
    assert sorted(at_once([messages_tasks.tell_of_late_messages] * 2)) == [0, 1]
    assert Email.objects.count() == 1
