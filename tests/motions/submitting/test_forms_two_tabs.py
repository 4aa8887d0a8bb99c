"""One draft in two tabs: the second save is told of the first, and nothing that was typed is lost."""

import re
from functools import partial
from typing import Any

import pytest
from django.http import QueryDict
from django.test import Client

from lla.acts.refusals import OVERTAKEN
from motions.agenda.models import AgendaItem
from motions.submitting.forms.steps import PeopleForm
from motions.submitting.forms.text import TextForm
from motions.submitting.models import Draft
from tests.concurrency import at_once
from tests.motions.factories import make_conference, make_draft, make_item
from tests.motions.member_pages import TEXT, begin, from_signatories, page

pytestmark = pytest.mark.django_db

MINE, THEIRS = "Organisers for every region", "An organiser for Wales"


def seen_on(words: str) -> str:
    """The mark of what is stored that a page carries."""
    found = re.search(r'name="seen" value="(\w*)"|name="seen" ', words)
    assert found
    return found[1] or ""


def opened(client: Client, address: str) -> str:
    return seen_on(client.get(address).content.decode())


def title(draft: Draft) -> str:
    draft.refresh_from_db()
    return str(draft.typed["text"]["title"][0])


def test_a_second_tab_does_not_overwrite_the_first_and_shows_both(client: Client, item: AgendaItem) -> None:
    draft = begin(client, item)
    address = page(draft, "step_text")
    first, second = opened(client, address), opened(client, address)
    client.post(address, {**TEXT, "title": THEIRS, "seen": first})
    answer = client.post(address, {**TEXT, "title": MINE, "seen": second})
    words = answer.content.decode()
    assert (answer.status_code, OVERTAKEN in words, title(draft)) == (200, True, THEIRS)
    assert [(one.label, one.words) for one in answer.context["form"].stored] == [("Title", THEIRS)]
    assert (f'value="{MINE}"' in words, f"<p>{THEIRS}</p>" in words) == (True, True)


def test_a_second_press_on_purpose_saves(client: Client, item: AgendaItem) -> None:
    draft = begin(client, item)
    address = page(draft, "step_text")
    second = opened(client, address)
    client.post(address, {**TEXT, "title": THEIRS, "seen": second})
    told = client.post(address, {**TEXT, "title": MINE, "seen": second}).content.decode()
    answer = client.post(address, {**TEXT, "title": MINE, "seen": seen_on(told)})
    assert (answer.status_code, title(draft)) == (302, MINE)


@pytest.mark.parametrize("button", ["save", "back", "show"])
def test_no_other_button_goes_on_over_what_was_saved(client: Client, item: AgendaItem, button: str) -> None:
    draft = begin(client, item)
    address = page(draft, "step_text")
    client.post(address, {**TEXT, "title": THEIRS, "seen": ""})
    answer = client.post(address, {**TEXT, "title": MINE, "seen": "", button: "1"})
    assert (answer.status_code, title(draft)) == (200, THEIRS)


def test_a_choice_is_shown_in_its_words(client: Client, item: AgendaItem) -> None:
    other = make_item(item.conference, "Any other business")
    draft = begin(client, item)
    address = page(draft, "step_who")
    client.post(address, {**from_signatories(other), "seen": ""})
    form = client.post(address, {**from_signatories(item), "seen": ""}).context["form"]
    label = "Which agenda item is it for?"
    assert [(one.label, one.words) for one in form.stored] == [(label, str(other))]


def test_the_same_words_sent_twice_are_no_difference(client: Client, item: AgendaItem) -> None:
    draft = begin(client, item)
    answers = [client.post(page(draft, "step_text"), {**TEXT, "seen": ""}) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [302, 302]


def test_two_steps_in_two_tabs_are_saved_both(client: Client, item: AgendaItem) -> None:
    draft = begin(client, item)
    text = opened(client, page(draft, "step_text"))
    client.post(page(draft, "step_who"), {**from_signatories(item), "seen": ""})
    assert client.post(page(draft, "step_text"), {**TEXT, "seen": text}).status_code == 302


def test_what_is_wrong_is_saved_and_can_be_put_right_from_the_same_page(
    client: Client, item: AgendaItem
) -> None:
    draft = begin(client, item)
    address = page(draft, "step_text")
    wrong = client.post(address, {**TEXT, "title": "", "seen": ""})
    assert OVERTAKEN not in wrong.content.decode()
    answer = client.post(address, {**TEXT, "seen": seen_on(wrong.content.decode())})
    assert (answer.status_code, title(draft)) == (302, MINE)


def test_a_slip_in_an_address_is_still_asked_about_once(client: Client, item: AgendaItem) -> None:
    draft = begin(client, item)
    address = page(draft, "step_people")
    typed = {"name": "Ana Whitlow", "email": "ana@gmial.com", "group_name": "", "seen": ""}
    asked = client.post(address, typed)
    assert isinstance(asked.context["form"], PeopleForm)
    again = {**typed, "seen": seen_on(asked.content.decode()), "email-asked": "ana@gmial.com"}
    assert client.post(address, again).status_code == 302


@pytest.mark.django_db(transaction=True)
def test_of_two_saves_at_the_same_moment_one_is_told() -> None:
    draft = make_draft(make_conference())

    def save(words: str) -> Any:
        form = TextForm(
            QueryDict(f"title={words}&body=&appendix=&seen="), draft=Draft.objects.get(pk=draft.pk)
        )
        return form.keep(), form.non_field_errors()

    answers = at_once([partial(save, words) for words in ("Mine", "Theirs")])
    assert sorted((kept, list(said)) for kept, said in answers) == [(False, [OVERTAKEN]), (True, [])]
