"""What the database keeps of a conference and its agenda, each refusal with a sentence of its own."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from tests.motions.factories import make_conference, make_item

pytestmark = pytest.mark.django_db


def refusal(row: object) -> list[str]:
    with pytest.raises(ValidationError) as refused:
        row.validate_constraints()  # type: ignore[attr-defined]
    return [str(message) for message in refused.value.messages]


def test_the_moments_of_a_conference_come_in_order() -> None:
    conference = make_conference()
    conference.motions_open_at = conference.motions_close_at + timedelta(days=1)
    assert refusal(conference) == ["Motions have to close after they open."]
    conference = make_conference()
    conference.amendments_close_at = conference.motions_close_at - timedelta(days=1)
    assert refusal(conference) == ["The other closing times have to be after motions close."]
    conference = make_conference()
    conference.composites_close_at = conference.freeze_at + timedelta(days=1)
    assert refusal(conference) == [
        "Composites close after motions do, and not after the order paper becomes final."
    ]
    conference = make_conference()
    conference.ends_on = conference.starts_on - timedelta(days=1)
    assert refusal(conference) == ["The last day is before the first day."]


def test_an_item_cannot_take_the_address_of_the_conferences_files() -> None:
    item = make_item()
    item.slug = "motions"
    assert refusal(item) == [
        "“motions” is used for the files of the whole conference. Choose another address."
    ]


def test_two_items_of_a_conference_share_neither_number_nor_address() -> None:
    first = make_item()
    second = make_item(first.conference)
    second.slug, second.order = first.slug, first.order
    assert refusal(second) == [
        "This conference already has an item with that address.",
        "This conference already has an item with that number.",
    ]
