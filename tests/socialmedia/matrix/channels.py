"""Our pages and forums, the staffing check, and calls for more people."""

from collections.abc import Mapping, Sequence
from datetime import timedelta

from django.utils.timezone import localdate

from lla.time import clock
from socialmedia.channels.choices import ChannelKind, ChannelStatus
from socialmedia.channels.models import Channel, Platform
from socialmedia.platforms.forms import PreferenceForm
from socialmedia.staffing.models import ReachTarget
from tests.permission_matrix import Cell
from tests.socialmedia.factories import make_channel
from tests.socialmedia.roles import COORDINATORS, MANAGERS, READERS, TEAM, Acts, Cast, Rows, who_do

PAGES: Mapping[str, Sequence[Cell]] = {
    "channels": READERS,
    "channel": READERS,
    "new_channel": COORDINATORS,
    "change_channel": COORDINATORS,
    "channel_functions": TEAM,
    "open_channel": COORDINATORS,
    "reopen_channel": COORDINATORS,
    "suspend_channel": COORDINATORS,
    "close_channel": COORDINATORS,
    "platform_order": MANAGERS,
    "platforms": READERS,
    "new_platform": MANAGERS,
    "change_platform": MANAGERS,
    "end_platform": MANAGERS,
    "resume_platform": MANAGERS,
    "staffing": READERS,
    "new_reach": MANAGERS,
    "end_reach": MANAGERS,
}


def why(cast: Cast) -> Mapping[str, str]:
    return {"why": "The team agreed on it."}


def reach(cast: Cast) -> Mapping[str, str]:
    today = localdate(clock.now())
    return {"extra": "2", "why": "The elections", "starts_on": f"{today}", "ends_on": f"{today}"}


def another_order(cast: Cast) -> Mapping[str, str]:
    form = PreferenceForm(None)
    places = {name: str(field.initial) for name, field in form.fields.items() if "place_" in name}
    *_, last = places
    return {**places, last: "1", "why": "Annual conference", "seen": form.state}


def bluesky() -> Mapping[str, str]:
    return {
        "name": "Bluesky",
        "hosts": "bsky.app",
        "character_limit": "300",
        "counting": "bluesky",
        "filter_format": "lines",
    }


ACTS: Acts = {
    "new_channel": (
        lambda cast: {"name": "Our Twitter page", "platform": "2", "members": "0"},
        who_do(COORDINATORS),
    ),
    "change_channel": (
        lambda cast: {
            "name": "Our other page",
            "platform": f"{cast.page.platform_id}",
            "members": "7",
            "seen": Channel.objects.get(pk=cast.page.pk).state,
        },
        who_do(COORDINATORS),
    ),
    "channel_functions": (lambda cast: {"in_use": ["polls"]}, who_do(TEAM)),
    "open_channel": (why, who_do(COORDINATORS)),
    "reopen_channel": (why, who_do(COORDINATORS)),
    "suspend_channel": (why, who_do(COORDINATORS)),
    "close_channel": (why, who_do(COORDINATORS)),
    "platform_order": (another_order, who_do(MANAGERS)),
    "new_platform": (lambda cast: bluesky(), who_do(MANAGERS)),
    "change_platform": (
        lambda cast: {**bluesky(), "seen": Platform.objects.get(slug="snapchat").state},
        who_do(MANAGERS),
    ),
    "end_platform": (lambda cast: {}, who_do(MANAGERS)),
    "resume_platform": (lambda cast: {}, who_do(MANAGERS)),
    "new_reach": (reach, who_do(MANAGERS)),
    "end_reach": (lambda cast: {}, who_do(MANAGERS)),
}


def rows(cast: Cast) -> Rows:
    today = localdate(clock.now())
    target = ReachTarget.objects.create(
        extra=2, why="Elections", starts_on=today, ends_on=today + timedelta(days=9), set_by=cast.manager
    )
    planned = make_channel("Officers", kind=ChannelKind.COMMITTEE, status=ChannelStatus.PLANNED)
    resting = make_channel("Old room", kind=ChannelKind.COMMITTEE, status=ChannelStatus.SUSPENDED)
    page = {"slug": cast.page.slug}
    Platform.objects.filter(slug="youtube").update(ended_on=today)
    return {
        **dict.fromkeys(
            ("channel", "change_channel", "channel_functions", "suspend_channel", "close_channel"), page
        ),
        "new_channel": {"kind": "page"},
        "open_channel": {"slug": planned.slug},
        "reopen_channel": {"slug": resting.slug},
        "end_reach": {"pk": target.pk},
        "change_platform": {"slug": "snapchat"},
        "end_platform": {"slug": "snapchat"},
        "resume_platform": {"slug": "youtube"},
    }
