"""Figures come from a spreadsheet: every row's fate is shown before anything is saved, then done as shown."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from functools import partial
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from lla.acts.actors import Actor
from lla.acts.refusals import NotAllowed
from lla.sheets import csv_files
from lla.sheets.tables import ONLY_A_HEAD
from socialmedia.channels.choices import ChannelKind
from socialmedia.channels.models import Channel
from socialmedia.figure_imports import workflow
from socialmedia.figure_imports.columns import guess
from socialmedia.figure_imports.forms import ONE_OF_TWO, TOO_LONG, read_rows
from socialmedia.figure_imports.matching import Row
from socialmedia.record.models import SocialEvent
from socialmedia.results.models import Result
from socialmedia.statistics.models import WeekFigures
from tests.concurrency import at_once, refusals
from tests.factories import make_user, sign_in
from tests.socialmedia.factories import make_channel, make_member
from tests.socialmedia.posts.factories import gone_out, page

pytestmark = pytest.mark.django_db
HERE = "/social/figures/import/"
MONDAY = date(2027, 2, 1)
WEEKS = """Date,Page,Followers,Reach,Engagements
2027-02-03,Our page,"1,200",5000,90
2027-W04,Twitter (X),300,,
5 Feb 2027,Our page,1,,
2027-02-03,Their page,7,,
2027-03-01,Our page,7,,
2027-02-03,Our tweets,many,,
2027-01-18,Our page,,40,
"""
POSTS = """Permalink,Impressions,Likes,Comments
http://www.facebook.com/ours/1/?fbclid=abc,400,3,1
https://facebook.com/theirs/1,9,9,9
"""


@pytest.fixture(autouse=True)
def _february() -> Iterator[Any]:
    with time_machine.travel("2027-02-10T12:00:00Z", tick=False) as clock:
        yield clock


@pytest.fixture
def ours() -> Channel:
    make_channel("Our tweets", platform="twitter")
    return make_channel("Our page")


@pytest.fixture
def client(ours: Channel) -> Client:
    return sign_in(Client(), make_member(channel=ours))


def typed(pasted: str, **more: Any) -> dict[str, Any]:
    return {"about": "weeks", "pasted": pasted, **more}


def sent(response: Any, **more: Any) -> dict[str, Any]:
    """What a browser sends of the rehearsal as it stands."""
    carrying, columns = response.context["carrying"], response.context["form"]
    values = {field.name: field.value() for form in (carrying, columns) for field in form}
    rehearsal = response.context.get("rehearsal")
    return {**values, "rehearsed": rehearsal.digest if rehearsal else "", **more}


def fates(response: Any) -> list[tuple[int, str, str, str]]:
    verdicts = response.context["rehearsal"].verdicts
    return [(one.row.number, one.fate.value, one.place, one.words) for one in verdicts]


def kept() -> list[tuple[str, date, int, int | None, int | None]]:
    rows = WeekFigures.objects.order_by("week", "channel__name")
    return list(rows.values_list("channel__name", "week", "followers", "reach", "responses"))


def test_each_row_s_fate_is_shown_before_anything_is_saved(client: Client, ours: Channel) -> None:
    WeekFigures.objects.create(channel=ours, week=MONDAY, followers=1100, reach=5000, by=make_user())
    shown = client.post(HERE, typed(WEEKS))
    assert fates(shown) == [
        (2, "corrects", "Our page", "1,100 becomes 1,200"),
        (3, "new", "Our tweets", ""),
        (
            4,
            "left_out",
            "Our page",
            "An earlier row is about the same channel or post and the same day or week.",
        ),
        (
            5,
            "left_out",
            "their page",
            "No channel of ours has this name. Choose the channel above, or correct the name.",
        ),
        (6, "left_out", "Our page", "This week has not started yet."),
        (7, "left_out", "Our tweets", "Followers or members, “many”: Enter a whole number."),
        (8, "left_out", "Our page", "It does not say how many followers or members there are."),
    ]
    assert kept() == [("Our page", MONDAY, 1100, 5000, None)]
    done = client.post(HERE, sent(shown, bring_in="1"))
    assert done.headers["Location"] == "/social/figures/"
    assert kept() == [
        ("Our tweets", date(2027, 1, 25), 300, None, None),
        ("Our page", MONDAY, 1200, 5000, 90),
    ]


def test_the_same_again_changes_nothing(client: Client) -> None:
    table = "Week,Channel,Followers\n2027-W05,Our page,1200\n"
    client.post(HERE, sent(client.post(HERE, typed(table)), bring_in="1"))
    again = client.post(HERE, typed(table))
    assert fates(again) == [(2, "same", "Our page", "")]
    refused = client.post(HERE, sent(again, bring_in="1")).context["form"].non_field_errors()
    assert refused == [workflow.NOTHING]


def test_a_file_without_names_of_channels_is_of_the_chosen_one(client: Client, ours: Channel) -> None:
    """And a column that nobody could guess is named by hand."""
    content = "Monday;Folk;Noise\n01/02/2027;1200;x\n".encode("cp1252")
    file = SimpleUploadedFile("figures.csv", content)
    shown = client.post(HERE, {"about": "weeks", "file": file, "channel": ours.pk})
    assert fates(shown) == [(2, "left_out", "Our page", "It has no figures.")]
    assert [field.value() for field in shown.context["form"]] == ["day", "none", "none"]
    looked = client.post(HERE, sent(shown, column1="followers"))
    assert fates(looked) == [(2, "new", "Our page", "")]
    client.post(HERE, sent(looked, bring_in="1"))
    assert kept() == [("Our page", MONDAY, 1200, None, None)]


def test_results_of_posts_are_found_by_their_address_and_corrected_on_record(client: Client) -> None:
    post = gone_out()
    shown = client.post(HERE, typed(POSTS, about="posts", on="2027-02-10"))
    place = f"A walk, {page()}"
    assert [one[:3] for one in fates(shown)] == [(2, "new", place), (3, "left_out", "facebook.com/theirs/1")]
    client.post(HERE, sent(shown, bring_in="1"))
    corrected = client.post(HERE, typed(POSTS.replace("400", "420"), about="posts"))
    assert fates(corrected)[0] == (2, "corrects", place, "400 becomes 420")
    client.post(HERE, sent(corrected, bring_in="1"))
    result = Result.objects.get()
    assert (result.on, result.figures) == (date(2027, 2, 10), {"reach": 420, "likes": 3, "comments": 1})
    acts = SocialEvent.objects.of(post).values_list("act", flat=True)[:2]
    assert list(acts) == ["results_corrected", "results"]


@pytest.mark.parametrize(
    ("given", "wrong"),
    [
        (typed(" "), {"file": [ONE_OF_TWO]}),
        (typed("Followers\n"), {"pasted": [ONLY_A_HEAD]}),
        (typed("x" * 300_001), {"pasted": [TOO_LONG]}),
        (typed(WEEKS, about="teapots"), {"about": ["Choose one of the two."]}),
        (typed(WEEKS, channel="99999"), {"channel": ["Choose a channel from the list."]}),
        (typed(WEEKS, on="31 February"), {"on": ["Enter a real date, such as 6 April 2027."]}),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_said_beside_its_field_and_kept(
    client: Client, given: dict[str, Any], wrong: dict[str, list[str]]
) -> None:
    form = client.post(HERE, given).context["form"]
    assert (form.errors, form["pasted"].value()) == (wrong, given["pasted"])


def test_columns_that_do_not_say_enough_ask_for_it(client: Client) -> None:
    shown = client.post(HERE, typed("Folk,Noise\n1200,x\n"))
    assert "rehearsal" not in shown.context
    twice = client.post(HERE, sent(shown, column0="day", column1="day"))
    assert twice.context["form"].errors == {
        "column1": ["“Day or week” is chosen for two columns. Choose it for one of them."]
    }


def test_a_page_that_lost_its_table_asks_for_it_again(client: Client) -> None:
    shown = client.post(HERE, {"content": "", "about": "weeks"})
    assert b"Choose the file again, or paste the table again." in shown.content


def test_what_somebody_entered_meanwhile_is_shown_first(client: Client, ours: Channel) -> None:
    shown = client.post(HERE, typed("Week,Channel,Followers\n2027-W05,Our page,1200\n"))
    WeekFigures.objects.create(channel=ours, week=MONDAY, followers=7, by=make_user())
    again = client.post(HERE, sent(shown, bring_in="1"))
    assert (again.context["form"].non_field_errors(), fates(again)) == (
        [workflow.CHANGED],
        [(2, "corrects", "Our page", "7 becomes 1,200")],
    )
    client.post(HERE, sent(again, bring_in="1"))
    assert kept() == [("Our page", MONDAY, 1200, None, None)]


@pytest.mark.parametrize(
    ("about", "head", "columns"),
    [
        ("weeks", ["Date", "Page name", "Total followers"], ["day", "channel", "followers"]),
        ("weeks", ["Week", "Likes"], ["day", ""]),
        ("posts", ["Post URL", "Video views", "URL clicks"], ["link", "reach", "clicks"]),
        ("posts", ["Permalink", "Followers", "Replies"], ["link", "", "comments"]),
    ],
)  # fmt: skip
def test_columns_are_known_by_the_names_that_platforms_give_them(
    about: str, head: list[str], columns: list[str]
) -> None:
    assert guess(head, about) == columns


def rows_of(number: int) -> list[Row]:
    lines = "".join(f"2026-W{week:02},Our page,{week}\n" for week in range(10, 10 + number))
    table = csv_files.read(f"Week,Channel,Followers\n{lines}".encode())
    return read_rows(table, guess(table.head, "weeks"), "weeks", on=MONDAY)


def test_a_rehearsal_takes_as_many_questions_for_more_rows(ours: Channel) -> None:
    make_channel("Our forum", kind=ChannelKind.DISCUSSION)

    def asked(number: int) -> int:
        with CaptureQueriesContext(connection) as captured:
            found = workflow.rehearsal("weeks", rows_of(number), channel=None)
        assert found.counts == {"new": number}
        return len(captured)

    assert asked(1) == asked(30)


@pytest.mark.django_db(transaction=True)
def test_of_two_who_bring_in_the_same_post_at_once_one_looks_again() -> None:
    """Or it was done before the other looked: nothing is recorded twice."""
    post = gone_out()
    user = make_user()
    table = csv_files.read(b"Permalink,Likes\nhttps://facebook.com/ours/1,4\n")
    rows = read_rows(table, guess(table.head, "posts"), "posts", on=datetime(2027, 2, 10, tzinfo=UTC).date())
    seen = workflow.rehearsal("posts", rows, channel=None).digest
    act = partial(
        workflow.bring_in, "posts", rows, channel=None, seen=seen, user=user, by=Actor.user(user, "team")
    )
    answers = at_once([act, act])
    assert refusals(answers) in ([], [[workflow.CHANGED]])
    assert SocialEvent.objects.of(post).filter(act__startswith="results").count() == 1


def test_what_was_not_shown_is_not_done(ours: Channel) -> None:
    user = make_user()
    with pytest.raises(NotAllowed) as refused:
        workflow.bring_in(
            "weeks", rows_of(1), channel=None, seen="", user=user, by=Actor.user(user, role="team")
        )
    assert (refused.value.reasons, kept()) == ([workflow.CHANGED], [])
