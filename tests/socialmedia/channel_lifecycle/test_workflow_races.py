"""Two at once on our channels: one organising forum stays, one page a platform, one name."""

from functools import partial

import pytest

from socialmedia.channel_lifecycle import workflow as channel_lifecycle_workflow
from socialmedia.channels.choices import ChannelKind
from socialmedia.channels.models import Channel
from tests.concurrency import at_once, refusals
from tests.socialmedia.factories import make_channel, make_platform
from tests.socialmedia.staffing.factories import COORDINATOR, WHY

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_suspensions_at_once_leave_one_organising_forum_open() -> None:
    forums = [make_channel(name, kind=ChannelKind.ORGANISING) for name in ("One", "Other")]
    answers = at_once(
        [partial(channel_lifecycle_workflow.suspend, one, why=WHY, by=COORDINATOR) for one in forums]
    )
    assert (len(refusals(answers)), Channel.objects.open().organising().count()) == (1, 1)


def test_two_pages_planned_at_once_on_one_platform_leave_one() -> None:
    platform = make_platform()
    pages = [Channel(name=name, kind=ChannelKind.PAGE, platform=platform) for name in ("One", "Other")]
    answers = at_once([partial(channel_lifecycle_workflow.make, page, by=COORDINATOR) for page in pages])
    [kept] = Channel.objects.all()
    assert refusals(answers) == [[f"There is already a public page on Facebook: {kept}."]]
