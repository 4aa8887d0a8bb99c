"""The table of speed is printed and its exit code says whether every target is met; no time is judged."""

import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.reading import Reading, at_least, at_most, show

ROOT = Path(__file__).resolve().parent.parent


def test_a_few_motions_meet_every_target_that_counts_work_and_leave_no_database() -> None:
    """Queries, emails that wait, and an answer to everything hostile: one site is served for all of them."""
    bench = [sys.executable, "-m", "benchmarks", "--small", "queries", "emails", "soak"]
    done = subprocess.run(bench, cwd=ROOT, capture_output=True, text=True, check=False)
    header, *lines, last = done.stdout.splitlines()
    assert (done.returncode, last) == (0, "every target is met"), done.stdout + done.stderr
    assert header.split() == ["what", "figure", "target"]
    assert [line.split("  ")[0] for line in lines] == [
        "motion page: queries",
        "marshalled list: queries",
        "item page: queries",
        "conference page: queries",
        "home: queries",
        "search: queries",
        "emails: a code behind 15 at 50 ms each",
        "emails: lost or doubled",
        "soak, readers: pages not read",
        "soak, hostile: not answered in words",
    ]


def test_an_unknown_row_is_refused() -> None:
    bench = [sys.executable, "-m", "benchmarks", "teapots"]
    done = subprocess.run(bench, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr.splitlines()[-1]) == (2, "script/bench: error: no such row: teapots")


@pytest.mark.parametrize(
    ("reading", "code", "verdict"),
    [
        (at_most("one", 0.2, 0.2), 0, "met"),
        (at_most("one", 0.21, 0.2), 1, "NOT met"),
        (at_least("one", 0.7, 0.7), 0, "met"),
        (at_least("one", 0.69, 0.7), 1, "NOT met"),
    ],
)
def test_a_missed_target_is_printed_and_makes_the_run_fail(
    reading: Reading, code: int, verdict: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert show([reading]) == code
    printed = capsys.readouterr().out.splitlines()[1]
    assert printed.rstrip().endswith(f"  {verdict}")


def test_one_missed_target_among_others_makes_the_run_fail() -> None:
    assert show([at_most("one", 1, 2), at_most("other", 3, 2), at_most("third", 1, 2)]) == 1
