"""Names sort as people expect them, in lists that the database makes and in those made here."""

import pytest

from lla.folding import in_order
from organisers.models import Group
from tests.organisers.factories import make_group

NAMES = [
    "Åby Left",
    "Arun Left",
    "Ó Briain Left",
    "O’Connell Left",
    "Owen Left",
    "Ŵyn Left",
    "wyn Left South",
    "Zeal Left",
]


def test_an_accent_or_a_capital_moves_no_name() -> None:
    assert sorted(NAMES, key=in_order) == NAMES


@pytest.mark.django_db
def test_the_database_lists_groups_in_the_same_order() -> None:
    for name in reversed(NAMES):
        make_group(name)
    assert [group.name for group in Group.objects.all()] == NAMES
    assert [group.name for group in Group.objects.affiliated()] == NAMES
