"""The lists of the desk: each cell has the words of its column, which a phone shows before it."""

import re

import pytest
from django.test import Client

from lla.templatetags.desk_lists import labelled
from tests.factories import make_staff, sign_in
from tests.motions.factories import make_conference

CELL = re.compile(r'<td data-label="([^"]+)" class="field-(\w+)')


def test_a_cell_has_the_words_of_its_column_and_says_when_it_is_empty() -> None:
    heads = [{"text": '<input type="checkbox">'}, {"text": "name"}, {"text": "a & b"}, {"text": "last day"}]
    cells = [
        f'<td class="{name}">{words}</td>' for name, words in (("a", "☐"), ("", ""), ("b", "1"), ("c", "-"))
    ]
    cells[1] = "<th>Kim</th>"
    assert labelled(cells, heads) == [
        cells[0],
        cells[1],
        '<td data-label="A &amp; b" class="b">1</td>',
        '<td data-label="Last day" data-empty class="c">-</td>',
    ]


@pytest.mark.django_db
def test_every_column_of_a_list_but_the_first_is_labelled() -> None:
    make_conference("Spring Conference")
    page = sign_in(Client(), make_staff()).get("/admin/motions/conference/").content.decode()
    heads = re.findall(r'<th scope="col"\s+class="[^"]*column-(\w+)', page)
    assert [name for _, name in CELL.findall(page)] == heads[1:]
    assert {name: words for words, name in CELL.findall(page)}["starts_on"] == "First day"
