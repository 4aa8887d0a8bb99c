"""The filter list has versions that stay, and it is seen which channel has which."""

import pytest
from django.db import Error, transaction

from lla.acts.actors import SYSTEM
from lla.acts.refusals import NotAllowed
from socialmedia.channels.choices import ChannelStatus
from socialmedia.channels.models import Channel
from socialmedia.filters import rules as filters_rules
from socialmedia.filters import workflow as filters_workflow
from socialmedia.filters.models import FilterList
from socialmedia.guidelines.choices import Duty, Level
from socialmedia.guidelines.parameters import Parameters
from tests.factories import make_user
from tests.socialmedia.factories import make_channel
from tests.socialmedia.filters.factories import make_filter_list

pytestmark = pytest.mark.django_db


def install(channel: Channel, version: FilterList) -> None:
    filters_workflow.install(channel, version, person=make_user(name="Jo Brook"), by=SYSTEM)


def test_a_new_version_says_what_it_changed() -> None:
    first = make_filter_list(["loser", "tree"])
    second = make_filter_list(["loser", "Twig", "vermin"], why="Trees are fine")
    assert (second.number, FilterList.objects.current()) == (2, second)
    change = filters_rules.change(FilterList.objects.before(2), second)
    assert (change.added, change.removed, change.words) == (
        ["Twig", "vermin"],
        ["tree"],
        "2 words added, 1 removed",
    )
    assert filters_rules.change(FilterList.objects.before(1), first).words == "2 words added"
    assert filters_rules.change(first, first).words == "Nothing changed"


def test_a_version_is_never_changed_nor_removed() -> None:
    version = make_filter_list()
    for act in (
        lambda: FilterList.objects.update(words=["tree"]),
        lambda: FilterList.objects.filter(pk=version.pk).delete(),
    ):
        with pytest.raises(Error, match="Cannot"), transaction.atomic():
            act()
    assert FilterList.objects.get().words == ["loser", "tree"]


def test_a_version_made_meanwhile_is_not_undone() -> None:
    make_filter_list(["tree"])
    with pytest.raises(NotAllowed) as refused:
        filters_workflow.make(["twig"], why="Mine", seen=0, person=make_user(), by=SYSTEM)
    assert refused.value.reasons == [
        "Version 1 was made while you wrote yours. Your words are still here. Compare "
        "them with the new version before you save."
    ]
    with pytest.raises(NotAllowed) as refused:
        filters_workflow.make(["tree"], why="Mine", seen=1, person=make_user(), by=SYSTEM)
    assert refused.value.reasons == ["These are the same words as in version 1."]


@pytest.mark.parametrize(
    ("duty", "installed", "current", "level", "sentence"),
    [
        (Duty.REQUIRED, 4, 4, Level.PASS, "Version 4 is in its settings."),
        (
            Duty.REQUIRED,
            3,
            4,
            Level.FAIL,
            "Version 3 is in its settings, 1 version behind version 4.",
        ),
        (
            Duty.ENCOURAGED,
            1,
            4,
            Level.WARN,
            "Version 1 is in its settings, 3 versions behind version 4.",
        ),
        (
            Duty.ENCOURAGED,
            None,
            4,
            Level.WARN,
            "No filter list is in its settings. Version 4 is current.",
        ),
        (
            Duty.LEFT_OPEN,
            None,
            4,
            Level.PASS,
            "No filter list is in its settings. Version 4 is current.",
        ),
        (Duty.REQUIRED, None, None, Level.FAIL, "There is no filter list yet."),
    ],
)
def test_the_duty_of_the_guidelines_sets_the_level(
    duty: Duty, installed: int | None, current: int | None, level: Level, sentence: str
) -> None:
    found = filters_rules.verdict(duty, installed=installed, current=current)
    assert (found.level, found.sentence) == (level, sentence)


def test_drift_is_shown_for_every_open_channel_those_behind_first() -> None:
    fresh, old, empty = (
        make_channel(name, platform=platform)
        for name, platform in (("Fresh", "facebook"), ("Old", "twitter"), ("Empty", "instagram"))
    )
    make_channel("Closed", platform="youtube", status=ChannelStatus.CLOSED)
    first = make_filter_list(["tree"])
    install(fresh, first)
    install(old, first)
    second = make_filter_list(["tree", "twig"])
    install(fresh, second)
    found = [
        (row.channel, row.verdict.level, row.verdict.sentence) for row in filters_rules.drifts(Parameters())
    ]
    assert found == [
        (old, Level.WARN, "Version 1 is in its settings, 1 version behind version 2."),
        (empty, Level.WARN, "No filter list is in its settings. Version 2 is current."),
        (fresh, Level.PASS, "Version 2 is in its settings."),
    ]


def test_a_version_is_noted_once_and_for_a_channel_that_is_open() -> None:
    channel, version = make_channel("Our page"), make_filter_list()
    closed = make_channel("Closed", platform="youtube", status=ChannelStatus.CLOSED)
    install(channel, version)
    for where, words in (
        (channel, "Jo Brook has already recorded version 1 for Our page."),
        (closed, "Closed is closed."),
    ):
        with pytest.raises(NotAllowed) as refused:
            install(where, version)
        assert refused.value.reasons == [words]
