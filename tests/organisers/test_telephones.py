"""Telephone numbers are read as people write them and shown as they are dialled."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from organisers import telephones


@pytest.mark.parametrize(
    ("typed", "kept", "shown"),
    [
        ("07700 900123", "+447700900123", "07700 900123"),
        ("+44 (0)7700 900 123", "+447700900123", "07700 900123"),
        ("0044 7700 900123", "+447700900123", "07700 900123"),
        ("０７７００９００１２３", "+447700900123", "07700 900123"),  # noqa: RUF001 - digits of a full-width keyboard
        ("01632 960001", "+441632960001", "01632 960001"),
        ("+353 20 910 0123", "+353209100123", "+353 20 910 0123"),
    ],
)
def test_a_number_is_kept_in_one_form_and_shown_as_dialled(typed: str, kept: str, shown: str) -> None:
    assert (telephones.read(typed), telephones.shown(kept)) == (kept, shown)


@pytest.mark.parametrize("typed", ["911", "ring me", "=07700+900", "+999 123", "0" * 30, "+44"])
def test_what_is_no_number_is_refused_in_words(typed: str) -> None:
    with pytest.raises(ValueError, match="This is not a telephone number we can read"):
        telephones.read(typed)


def test_an_extension_is_refused_rather_than_dropped() -> None:
    with pytest.raises(ValueError, match="without an extension"):
        telephones.read("01632 960001 ext 5")


@given(st.text())
def test_any_text_is_kept_in_the_one_form_or_refused_in_a_sentence(typed: str) -> None:
    try:
        kept = telephones.read(typed)
    except ValueError as wrong:
        assert str(wrong) in {telephones.WRONG, telephones.NO_EXTENSION}
    else:
        assert kept.startswith("+") and kept[1:].isdecimal() and kept.isascii() and len(kept) <= 16
        assert telephones.read(telephones.shown(kept)) == kept
