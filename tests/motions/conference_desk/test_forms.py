"""The agenda on the desk's page of its conference: put in order, added to, and kept at its addresses."""

from typing import Any

import pytest
from django.test import Client

from motions.agenda.models import AgendaItem, Conference
from tests.desk_forms import change_page, sent_from
from tests.motions.factories import make_conference, make_item, make_motion

pytestmark = pytest.mark.django_db


def agenda(conference: Conference) -> list[tuple[int, str, str]]:
    return list(conference.items.order_by("order").values_list("order", "title", "slug"))


def save(desk: Client, conference: Conference, **changed: Any) -> Any:
    return desk.post(change_page(conference), sent_from(desk, conference, **changed))


def errors(answer: Any) -> list[str]:
    """Everything that is wrong with the agenda that was sent."""
    formset = answer.context["inline_admin_formsets"][0].formset
    of_forms = [
        message for form in formset.forms for messages in form.errors.values() for message in messages
    ]
    return [*formset.non_form_errors(), *of_forms]


def make_agenda(**fields: Any) -> Conference:
    conference = make_conference(**fields)
    for title in ("Housing", "Rent", "Buses"):
        make_item(conference, title)
    return conference


def test_typing_numbers_puts_the_agenda_in_another_order(desk: Client) -> None:
    conference = make_agenda()
    answer = save(desk, conference, **{"items-0-order": 3, "items-1-order": 1, "items-2-order": 2})
    assert answer.status_code == 302
    assert agenda(conference) == [(1, "Rent", "item-2"), (2, "Buses", "item-3"), (3, "Housing", "item-1")]


def test_two_items_of_one_number_are_refused(desk: Client) -> None:
    conference = make_agenda()
    answer = save(desk, conference, **{"items-0-order": 2})
    assert errors(answer) == ["Two items have the same number on the agenda: 2."]


def test_an_item_is_added_with_an_address_made_from_its_title(desk: Client) -> None:
    conference = make_agenda()
    answer = save(desk, conference, **{"items-3-order": 4, "items-3-title": "Care & respect"})
    assert answer.status_code == 302
    assert agenda(conference)[3:] == [(4, "Care & respect", "care-respect")]


@pytest.mark.parametrize(
    ("title", "sentence"),
    [
        ("Item 1", "Two items have the same address: item-1."),
        ("Motions", "“motions” is used for the files of the whole conference. Choose another address."),
    ],
)
def test_a_title_whose_address_is_taken_is_refused(desk: Client, title: str, sentence: str) -> None:
    answer = save(desk, make_agenda(), **{"items-3-order": 4, "items-3-title": title})
    assert errors(answer) == [sentence]


def test_a_public_item_keeps_its_address_until_somebody_ticks_that_it_shall_change(desk: Client) -> None:
    conference = make_agenda()
    changed = {"items-0-slug": "elsewhere"}
    warned = save(desk, conference, **changed)
    assert 'type="checkbox" name="items-0-move_anyway"' in warned.content.decode()
    assert [error[:45] for error in errors(warned)] == ["This would change the address of the page, wh"]
    assert save(desk, conference, **changed, **{"items-0-move_anyway": "on"}).status_code == 302
    assert agenda(conference)[0] == (1, "Housing", "elsewhere")


def test_an_item_of_a_draft_changes_its_address_without_a_question(desk: Client) -> None:
    draft = make_agenda(opened_at=None)
    assert save(desk, draft, slug="spring", **{"items-0-slug": "elsewhere"}).status_code == 302
    assert agenda(draft)[0] == (1, "Housing", "elsewhere")


def test_an_item_is_removed_from_a_draft_and_from_nothing_else(desk: Client) -> None:
    draft, opened = make_agenda(opened_at=None), make_agenda()
    for conference in (draft, opened):
        save(desk, conference, **{"items-1-DELETE": "on"})
    assert (draft.items.count(), opened.items.count()) == (2, 3)


def test_an_item_with_motions_stays_with_its_conference(desk: Client) -> None:
    motion = make_motion()
    assert save(desk, motion.conference, **{"items-0-title": "Homes"}).status_code == 302
    assert AgendaItem.objects.get().title == "Homes"
    assert AgendaItem.objects.get().conference == motion.conference
