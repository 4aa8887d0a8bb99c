"""Telephone numbers are read as people write them and shown as they are dialled."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lla.addresses import telephone
from organisers.lists.vcards import Card, vcard_file


@pytest.mark.parametrize(
    ("typed", "kept", "shown"),
    [
        ("07700 900123", "+447700900123", "07700 900123"),
        ("+44 (0)7700 900 123", "+447700900123", "07700 900123"),
        ("0044 7700 900123", "+447700900123", "07700 900123"),
        ("０７７００９００１２３", "+447700900123", "07700 900123"),  # noqa: RUF001 - digits of a full-width keyboard
        ("01632 960001", "+441632960001", "01632 960001"),
        ("+353 20 910 0123", "+353209100123", "+353 20 910 0123"),
        ("\u202a+44 7700 900123\u202c", "+447700900123", "07700 900123"),
        ("0800 1111", "+448001111", "0800 1111"),
        ("016977 3555", "+44169773555", "016977 3555"),
        ("01632 960001 ext 5", "+441632960001;ext=5", "01632 960001 ext. 5"),
        ("01632960001x5", "+441632960001;ext=5", "01632 960001 ext. 5"),
        ("01632 960001, Extension 23", "+441632960001;ext=23", "01632 960001 ext. 23"),
    ],
)
def test_a_number_is_kept_in_one_form_and_shown_as_dialled(typed: str, kept: str, shown: str) -> None:
    assert (telephone.read(typed), telephone.shown(kept)) == (kept, shown)


@pytest.mark.parametrize(
    "typed",
    [
        "911",
        "ring me",
        "=07700+900",
        "+999 123",
        "0" * 30,
        "+44",
        "0800 FLOWERS",
        "07700 9OO123",
        "ring 07700 900123",
        "07700 900123 (evenings)",
        "07700 90012",
        "07700 900123 4",
        "960001",
        "07700 900123 / 01632 960001",
        "01632 960001 ext",
    ],
)
def test_what_is_no_number_is_refused_in_words(typed: str) -> None:
    with pytest.raises(ValueError, match="Enter a telephone number, such as"):
        telephone.read(typed)


def test_an_address_book_reads_the_number_apart_from_its_extension() -> None:
    cards = vcard_file([Card("Jo Marsh", "Hull Left", phone="+441632960001;ext=5")])
    assert b"TEL;TYPE=WORK,VOICE:+441632960001 x5\r\n" in cards


@given(st.text())
def test_any_text_is_kept_in_the_one_form_or_refused_in_a_sentence(typed: str) -> None:
    try:
        kept = telephone.read(typed)
    except ValueError as wrong:
        assert str(wrong) == telephone.WRONG
    else:
        number, _, extension = kept.partition(";ext=")
        assert number.startswith("+") and (number[1:] + extension).isdecimal() and kept.isascii()
        assert len(kept) <= telephone.LONGEST_KEPT
        assert telephone.read(telephone.shown(kept)) == kept
