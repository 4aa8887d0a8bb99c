"""Weekly figures are entered whole, can be corrected, and are charted."""

from datetime import date
from typing import Any

import pytest
import time_machine
from django.test import Client

from lla.acts.refusals import NotAllowed
from lla.papers.blocks import Chart, Series
from socialmedia.channels.choices import ChannelKind
from socialmedia.channels.models import Channel
from socialmedia.statistics.models import WeekFigures
from socialmedia.statistics.papers import charts, weeks_of
from socialmedia.statistics.workflow import save
from tests.factories import make_user, sign_in
from tests.socialmedia.factories import make_channel, make_member
from tests.two_tabs import as_sent

pytestmark = pytest.mark.django_db

MONDAY = date(2027, 2, 1)


@pytest.fixture(autouse=True)
def _in_february():  # type: ignore[no-untyped-def]
    with time_machine.travel("2027-02-10T12:00:00Z", tick=False):
        yield


def kept() -> list[tuple[str, int, int | None]]:
    return list(WeekFigures.objects.values_list("channel__name", "followers", "reach"))


def entry(channel: Channel, followers: int | None, reach: int | None = None, **figures: Any) -> WeekFigures:
    return WeekFigures(**{"channel": channel, "followers": followers, "reach": reach, **figures})


def two() -> tuple[Channel, Channel]:
    return make_channel("Our page"), make_channel("Our forum", kind=ChannelKind.ORGANISING)


def test_a_week_is_entered_and_entered_again_without_doubling() -> None:
    page, forum = two()
    save(MONDAY, [entry(page, 1200, 5000), entry(forum, 300)], by=make_user())
    save(MONDAY, [entry(page, 1210, 5000), entry(forum, None)], by=make_user())
    assert kept() == [("Our page", 1210, 5000)]


def test_a_week_that_has_not_begun_or_is_long_ago_is_refused() -> None:
    page, _ = two()
    reasons = []
    for monday in (date(2027, 2, 15), date(2024, 12, 30)):
        with pytest.raises(NotAllowed) as refused:
            save(monday, [entry(page, 1)], by=make_user())
        reasons += refused.value.reasons
    assert reasons == [
        "This week has not started yet.",
        "This week is too long ago. You can enter figures for the last two years.",
    ]


def test_the_page_keeps_what_was_typed_and_says_what_is_wrong() -> None:
    two()
    client = sign_in(Client(), make_member())
    address = "/social/figures/enter/?week=2027-W05"
    typed = {"our-page-followers": "1,2OO", "our-forum-reach": "40"}
    page = client.post(address, typed).content.decode()
    said = (
        "Enter a whole number.",
        "Say how many followers or members Our forum has.",
        'value="1,2OO"',
        'value="40"',
    )
    assert ([words for words in said if words not in page], kept()) == ([], [])
    assert "Our page, Followers or members: Enter a whole number." in " ".join(page.split())
    client.post(address, {"our-page-followers": "1200", "our-forum-followers": "300"})
    assert kept() == [("Our page", 1200, None), ("Our forum", 300, None)]


def test_what_a_colleague_saved_meanwhile_is_shown_with_its_channel() -> None:
    two()
    client, address = sign_in(Client(), make_member()), "/social/figures/enter/?week=2027-W05"
    old = as_sent(client.get(address).context["form"])
    client.post(address, {**old, "our-page-followers": "4400"})
    told = client.post(address, {**old, "our-page-followers": "4500"}).context["form"].stored
    assert [(one.label, one.words) for one in told] == [("Our page, Followers or members", "4400")]


def test_a_week_nobody_knows_is_the_last_one_that_is_over() -> None:
    page = sign_in(Client(), make_member()).get("/social/figures/enter/?week=2027-W99").content.decode()
    assert "1 to 7 February 2027" in page


def test_a_channel_is_a_line_and_a_week_without_a_figure_a_gap() -> None:
    page, forum = two()
    save(date(2027, 1, 18), [entry(page, 100), entry(forum, 50)], by=make_user())
    save(MONDAY, [entry(page, 120, responses=9), entry(forum, None)], by=make_user())
    found = WeekFigures.objects.in_weeks(date(2027, 1, 18), MONDAY)
    labels = ("18 Jan", "25 Jan", "1 Feb")
    assert charts(weeks_of(found), last=MONDAY, count=3) == (
        Chart(
            "Followers and members",
            "people",
            "Week of",
            labels,
            (Series("Our page", (100, None, 120)), Series("Our forum", (50, None, None))),
            "lines",
        ),
        Chart("Responses", "responses", "Week of", labels, (Series("Our page", (None, None, 9)),), "lines"),
    )


def test_the_page_of_figures_shows_the_charts_and_the_weeks_that_lack_them() -> None:
    page, _ = two()
    save(MONDAY, [entry(page, 120)], by=make_user())
    shown = sign_in(Client(), make_member()).get("/social/figures/").content.decode()
    assert [
        said for said in ("Followers and members", "25 to 31 January 2027", "<svg") if said not in shown
    ] == []
