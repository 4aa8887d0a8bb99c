"""What is missing or odd about a conference before it is opened."""

from datetime import date, datetime
from typing import Any

import pytest
from django.utils.timezone import get_default_timezone

from motions.agenda.choices import Numbering
from motions.agenda.models import Conference
from motions.conference_desk import selectors
from tests.factories import make_staff
from tests.motions.factories import make_conference, make_item

pytestmark = pytest.mark.django_db


def in_london(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=get_default_timezone())  # type: ignore[misc,arg-type]


NOW = in_london(2027, 1, 4, 12)


def make_ready(**fields: Any) -> Conference:
    """A draft in which nothing is missing or odd, but for what is given."""
    ready = {
        "opened_at": None,
        "venue": "Guildhall",
        "starts_on": date(2027, 3, 20),
        "ends_on": date(2027, 3, 21),
        "motions_open_at": in_london(2027, 1, 11, 9),
        "motions_close_at": in_london(2027, 2, 26, 17),
        "amendments_close_at": in_london(2027, 3, 12, 17),
        "emergency_close_at": in_london(2027, 3, 18, 12),
        "freeze_at": in_london(2027, 3, 19, 12),
    }
    draft = make_conference(**{**ready, **fields})
    make_item(draft, "Opening", takes_motions=False)
    make_item(draft, "Housing")
    return draft


def words(conference: Conference, now: datetime = NOW) -> list[str]:
    return [finding.words for finding in selectors.findings(conference, now=now)]


@pytest.fixture
def committee() -> None:
    make_staff()
    make_staff()


@pytest.mark.usefixtures("committee")
def test_a_conference_that_is_ready_has_nothing_to_look_at() -> None:
    assert words(make_ready()) == []


@pytest.mark.usefixtures("committee")
@pytest.mark.parametrize(
    ("fields", "sentences"),
    [
        ({"venue": ""}, ["The venue is missing."]),
        (
            {"motions_close_at": in_london(2027, 2, 27, 17)},
            ["Motions close at a weekend: Saturday 27 February 2027, 5 pm."],
        ),
        (
            {"motions_close_at": in_london(2027, 2, 26, 23)},
            ["Motions close at night: Friday 26 February 2027, 11 pm."],
        ),
        (
            {"motions_open_at": in_london(2027, 1, 10, 0)},
            ["Motions open at a weekend and at night: Sunday 10 January 2027, midnight."],
        ),
        (
            {"amendments_close_at": in_london(2027, 3, 19, 13)},
            ["Amendments close after the order paper becomes final."],
        ),
        (
            {"emergency_close_at": in_london(2027, 3, 19, 13)},
            ["Emergency motions close after the order paper becomes final."],
        ),
        (
            {"amendments_close_at": in_london(2027, 2, 26, 17)},
            ["Amendments close together with motions, so nobody has time to write one."],
        ),
        (
            {"composites_close_at": in_london(2027, 3, 5, 17)},
            ["Composites close before amendments do, so some cannot be composited."],
        ),
        ({"motions_open_at": in_london(2027, 2, 22, 9)}, ["Motions are open for less than a week."]),
        (
            {"starts_on": date(2027, 3, 19)},
            ["The order paper becomes final only when the conference has begun."],
        ),
    ],
)
def test_what_is_missing_or_odd_is_said(fields: dict[str, Any], sentences: list[str]) -> None:
    assert words(make_ready(**fields)) == sentences


@pytest.mark.usefixtures("committee")
def test_what_has_passed_is_said_of_a_draft_alone() -> None:
    draft = make_ready()
    sentences = ["Motions open on Monday 11 January 2027, 9 am, which has passed."]
    assert words(draft, now=in_london(2027, 1, 11, 9)) == sentences
    assert words(draft, now=in_london(2027, 3, 20, 9))[-1] == (
        "The first day is Saturday 20 March 2027, which is not in the future."
    )
    draft.opened_at = NOW
    assert words(draft, now=in_london(2027, 3, 20, 9)) == []


@pytest.mark.usefixtures("committee")
def test_an_agenda_without_items_for_motions_is_said() -> None:
    draft = make_ready()
    draft.items.update(takes_motions=False)
    assert words(draft) == ["No item of the agenda takes motions."]


@pytest.mark.usefixtures("committee")
def test_items_that_cannot_be_told_apart_are_said() -> None:
    draft = make_ready(numbering=Numbering.DOTTED)
    make_item(draft, "HOUSING", prefix="2")
    assert words(draft) == [
        "Two items are called “Housing”.",
        "Two items give their motions the same labels, beginning with 2.",
    ]


def test_a_committee_of_fewer_than_two_is_said() -> None:
    draft = make_ready()
    nobody = words(draft)
    make_staff()
    assert (nobody, words(draft)) == (
        ["Nobody is on the committee, so nobody can rule on motions."],
        ["Only one person is on the committee. Ruling a motion out takes two."],
    )


@pytest.mark.usefixtures("committee")
def test_each_leads_to_where_it_is_put_right() -> None:
    draft = make_ready(venue="", motions_open_at=in_london(2027, 2, 21, 9))
    page = f"/admin/motions/conference/{draft.pk}/change/"
    draft.items.update(takes_motions=False)
    assert [(finding.url, finding.mend) for finding in selectors.findings(draft, now=NOW)] == [
        (f"{page}#id_venue", "Change the settings"),
        (f"{page}#id_motions_open_at_0", "Change the times"),
        (f"{page}#id_motions_open_at_0", "Change the times"),
        (f"{page}#items-group", "Change the agenda"),
    ]
