"""Names in the two fields of address books."""

import pytest

from lla.words.names import given_and_family

NAMES = {
    "Jo Marsh": ("Jo", "Marsh"),
    "Mary Ann Evans": ("Mary Ann", "Evans"),
    "Izzy Ó Briain": ("Izzy", "Ó Briain"),
    "Ludwig van der Berg": ("Ludwig", "van der Berg"),
    "Charles de Gaul": ("Charles", "de Gaul"),
    "Van Morris": ("Van", "Morris"),
    "Al Bin": ("Al", "Bin"),
    "Ann-Marie O'Dwyer": ("Ann-Marie", "O'Dwyer"),
    "Cher": ("Cher", ""),
    "王小明": ("王小明", ""),
    "": ("", ""),
}


@pytest.mark.parametrize("name", NAMES)
def test_the_last_word_and_what_belongs_to_it_is_the_family_name(name: str) -> None:
    assert given_and_family(name) == NAMES[name]


@pytest.mark.parametrize("name", NAMES)
def test_no_word_of_a_name_is_lost(name: str) -> None:
    assert " ".join(part for part in given_and_family(name) if part) == name
