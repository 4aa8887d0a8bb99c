"""What is a typing error and what is not, by examples."""

import pytest

from motions.slips.corrections import why_not_a_slip

TEXT = ("Buses", "Conference notes:\n\n- That 14 buses recieve no repair.\n- And more.", "")
LINES = ["A correction adds, removes and splits no lines. Ask the mover to revise the text."]
FIGURE = ["A figure would change. Ask the mover to revise the text."]


@pytest.mark.parametrize(
    ("old", "new", "reasons"),
    [
        ("recieve", "receive", []),
        ("Buses", "The buses", []),
        ("14", "15", FIGURE),
        ("14", "fourteen", FIGURE),
        ("- And more.", "- And more.\n- And more.", LINES),
        ("\n- And more.", "", LINES),
        (
            "And more.",
            "one two three four five six seven eight nine ten eleven twelve",
            ["12 words would change, and a correction changes 10 at most. Ask the mover to revise the text."],
        ),
    ],
)
def test_a_correction_changes_a_few_words_and_no_figure_or_clause(
    old: str, new: str, reasons: list[str]
) -> None:
    after = tuple(part.replace(old, new) for part in TEXT)
    assert after != TEXT
    assert why_not_a_slip(TEXT, (after[0], after[1], after[2])) == reasons
