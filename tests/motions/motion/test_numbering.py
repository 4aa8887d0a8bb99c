"""Labels in the three schemes, and the series of emergency and late motions."""

import pytest

from motions.agenda.choices import Kind, Numbering
from motions.motion import numbering


@pytest.mark.parametrize(
    ("number", "letters"), [(1, "A"), (26, "Z"), (27, "AA"), (52, "AZ"), (53, "BA"), (703, "AAA")]
)
def test_letters_run_on_after_z(number: int, letters: str) -> None:
    assert numbering.letters(number) == letters


@pytest.mark.parametrize(
    ("scheme", "prefix", "label"),
    [
        (Numbering.LETTERS, "", "C"),
        (Numbering.LETTERS, "R", "RC"),
        (Numbering.DOTTED, "", "4.3"),
        (Numbering.DOTTED, "R", "R.3"),
        (Numbering.RUNNING, "", "3"),
    ],
)
def test_an_ordinary_motion_is_labelled_by_the_conference_scheme(
    scheme: str, prefix: str, label: str
) -> None:
    scope = numbering.scope(scheme, item_pk=7, kind=Kind.ORDINARY, late=False)
    assert numbering.label(scheme, scope=scope, number=3, order=4, prefix=prefix) == label


@pytest.mark.parametrize("scheme", list(Numbering))
def test_emergency_and_late_motions_have_series_of_their_own(scheme: str) -> None:
    emergency = numbering.scope(scheme, item_pk=7, kind=Kind.EMERGENCY, late=False)
    late = numbering.scope(scheme, item_pk=7, kind=Kind.EMERGENCY, late=True)
    assert numbering.label(scheme, scope=emergency, number=1, order=4) == "EM1"
    assert numbering.label(scheme, scope=late, number=2, order=4) == "L2"


def test_items_share_one_series_only_in_running_numbers() -> None:
    scopes = {
        scheme: {numbering.scope(scheme, item_pk=pk, kind=Kind.ORDINARY, late=False) for pk in (1, 2)}
        for scheme in Numbering
    }
    assert {scheme: len(found) for scheme, found in scopes.items()} == {
        Numbering.LETTERS: 2,
        Numbering.DOTTED: 2,
        Numbering.RUNNING: 1,
    }


@pytest.mark.parametrize(
    ("label", "prefix", "full"),
    [
        ("B", "", "3B"),
        ("AA", "", "3AA"),
        ("RC", "R", "RC"),
        ("4.3", "", "4.3"),
        ("EM1", "", "EM1"),
        ("", "", ""),
    ],
)
def test_outside_its_item_a_letter_carries_the_number_of_the_item(label: str, prefix: str, full: str) -> None:
    assert numbering.full_label(label, order=3, prefix=prefix) == full
