"""Which lines of a text were put together is said where its writer looks: field, preview, check page."""

import re
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from motions.agenda.models import AgendaItem
from motions.motion.models import Motion
from tests.motions.member_pages import TEXT, begin, fill, mine, mover_comes_in, page, seen

pytestmark = pytest.mark.django_db
BODY = (
    "Conference notes that many of our groups have not met since the spring, and\n"
    "that nobody in the regions had been asked to help them. Conference thanks\n"
    "Hull Left for its survey.\n\nConference resolves:\n- To help them."
)
SAID = (
    "Lines were put together in 2 places, such as “… since the spring, and that nobody in the …”. "
    "A program seems to have broken them. Where lines belong apart, leave a blank line between."
)
APPENDIX = "The groups of the north have answered our survey in such a\nway that we print it."
OF_APPENDIX = "Two lines were put together:"
TYPED = {**TEXT, "body": BODY}


def between(first: str, last: str, shown: str) -> str:
    """The part of a page from one of its signs to the next."""
    found = re.search(f"{re.escape(first)}.*?{re.escape(last)}", shown, re.DOTALL)
    assert found is not None
    return unescape(found[0])


def beside(field: str, shown: str) -> str:
    """What stands between a field's label and its text."""
    return between(f'<label for="id_{field}">', "<textarea", shown)


def test_the_sentence_stands_beside_the_field_and_is_read_out_with_it(
    client: Client, item: AgendaItem
) -> None:
    draft = begin(client, item)
    shown = client.post(page(draft, "step_text"), {**TYPED, "show": "1"}, follow=True).content.decode()
    assert (SAID in beside("body", shown), OF_APPENDIX in beside("appendix", shown)) == (True, False)
    area = between('<textarea name="body"', ">", shown)
    described = between('aria-describedby="', '" ', area)
    assert described == 'aria-describedby="id_body_helptext id_body_joined" '
    assert f'id="id_body_joined">{SAID}</div>' in unescape(shown)


def test_of_the_appendix_it_stands_beside_the_appendix(client: Client, item: AgendaItem) -> None:
    draft = begin(client, item)
    typed = {**TEXT, "appendix": APPENDIX, "show": "1"}
    shown = client.post(page(draft, "step_text"), typed, follow=True).content.decode()
    assert (OF_APPENDIX in beside("body", shown), OF_APPENDIX in beside("appendix", shown)) == (False, True)


def test_the_live_preview_says_it_in_what_is_read_out(client: Client, item: AgendaItem) -> None:
    draft = begin(client, item)
    shown = client.post(page(draft, "preview"), {**TYPED, "appendix": APPENDIX}).content.decode()
    announced = between("<p data-announce>", "</p>", shown)
    assert (SAID in announced, OF_APPENDIX in announced) == (True, True)
    whole = client.post(page(draft, "preview"), TEXT).content.decode()
    assert "put together" not in whole


def test_the_page_to_check_says_it_above_the_text(client: Client, item: AgendaItem) -> None:
    shown = client.get(page(fill(client, item, text=TYPED), "check")).content.decode()
    note = between('<p class="note note--wait">', '<article class="motion"', shown)
    assert note.removeprefix('<p class="note note--wait">').split("</p>")[0].strip() == SAID
    assert "put together" not in client.get(page(fill(client, item), "check")).content.decode()


def test_whoever_revises_without_looking_is_told_on_the_next_page(client: Client, gathering: Motion) -> None:
    mover_comes_in(client, gathering)
    typed = {**TYPED, "why": "Clearer.", **seen(client, mine(gathering, "revise"))}
    shown = client.post(mine(gathering, "revise"), typed, follow=True).content.decode()
    assert SAID in unescape(shown)
    assert (
        client.post(reverse("motions:revise_preview", args=[gathering.reference]), typed).status_code == 200
    )
