"""The days ahead, and what-ifs: days of which the same is said are told once."""

from dataclasses import replace
from datetime import date

from socialmedia.staffing.outlook import compare, folded, outlook, worse
from tests.socialmedia.staffing.test_checks import FIGURES, LAST, SIX, TODAY, away, team


def test_days_of_which_the_same_is_said_are_told_once() -> None:
    spans = (
        away(6, date(2026, 7, 3), date(2026, 7, 4)),
        away(6, date(2026, 7, 5), date(2026, 7, 6)),
        away(6, date(2026, 7, 20), date(2026, 7, 20)),
    )
    changing = replace(team(SIX), leave=spans)
    days = "Friday 3 July 2026 to Monday 6 July 2026, and Monday 20 July 2026"
    spells = folded(worse(outlook(changing, TODAY, LAST, FIGURES)))
    assert [(spell.when, spell.missing) for spell in spells] == [(days, ("Fay",))]
    compared = compare(team(SIX), changing, TODAY, LAST, FIGURES)
    assert [(len(compared), one.when) for one in folded(compared)] == [
        (
            6,
            "Wednesday 1 July 2026 to Thursday 2 July 2026, and Tuesday 7 July 2026 to Sunday 19 July 2026, "
            "and Tuesday 21 July 2026 to Tuesday 28 July 2026",
        ),
        (6, days),
    ]
