"""What a chart says and how it is measured out, before anybody draws it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lla.papers.blocks import Aim, Chart, Number, Series, Table, plain
from lla.papers.charts import NO_FIGURES, scale_of, summary, thinned, written

MINUS = "\u2212"


def make_chart(*values: Number | None, kind: str = "columns", aim: Aim | None = None) -> Chart:
    labels = tuple(f"week {at}" for at in range(1, len(values) + 1))
    series = (Series("Facebook", values),)
    return Chart(
        "Posts", "posts a day", "Week", labels, series, "lines" if kind == "lines" else "columns", aim
    )


def test_its_table_leaves_out_the_rows_that_have_no_figure() -> None:
    assert make_chart(None, 2, None).table.rows == ((plain("week 2"), 2),)


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "0"),
        (1204, "1,204"),
        (-3, f"{MINUS}3"),
        (2.75, "2.75"),
        (100.0, "100"),
        (-0.001, "0"),
        (1 / 3, "0.33"),
        (10**14, "100,000,000,000,000"),
        (None, "no figure"),
    ],
)
def test_a_number_is_written_as_people_write_it(number: Number | None, words: str) -> None:
    assert written(number) == words


@pytest.mark.parametrize(
    ("chart", "ticks"),
    [
        (make_chart(2, 5), (0, 2, 4, 6)),
        (make_chart(0, 0), (0, 1)),
        (make_chart(0, kind="lines"), (0, 1)),
        (make_chart(1), (0, 1)),
        (make_chart(0.1, 0.3), (0, 0.1, 0.2, 0.3)),
        (make_chart(-3, 7), (-5, 0, 5, 10)),
        (make_chart(12_000, 14_400, kind="lines"), (12_000, 13_000, 14_000, 15_000)),
        (make_chart(12_000, kind="lines"), (10_000, 15_000)),
        (make_chart(3, 9, kind="lines"), (0, 5, 10)),
        (make_chart(1, aim=Aim(2, 3, "the aim")), (0, 1, 2, 3)),
        (make_chart(2 * 10**12), (0, 5e11, 1e12, 1.5e12, 2e12)),
        (make_chart(10**9, 10**9 + 1, kind="lines"), (10**9, 10**9 + 1)),
    ],
)
def test_ticks_are_few_and_round_and_columns_stand_on_nought(chart: Chart, ticks: tuple[float, ...]) -> None:
    assert scale_of(chart).ticks == ticks


@pytest.mark.parametrize(
    ("values", "labels"),
    [
        ((6000,), ("0", "2,000", "4,000", "6,000")),
        ((2_500_000,), ("0", "1m", "2m", "3m")),
        ((1_000_000, 250_000), ("0", "0.5m", "1.0m")),
        ((0.3,), ("0", "0.1", "0.2", "0.3")),
        ((-1, 1), (f"{MINUS}1", "0", "1")),
        ((3e20,), ("0", "1e+20", "2e+20", "3e+20")),
    ],
)
def test_ticks_are_labelled_in_few_letters(values: tuple[Number, ...], labels: tuple[str, ...]) -> None:
    assert scale_of(make_chart(*values)).labels == labels


NUMBERS = st.one_of(
    st.integers(-(10**18), 10**18), st.floats(-1e90, 1e90, allow_nan=False, allow_subnormal=False)
)


@given(st.lists(st.none() | NUMBERS, max_size=6), st.sampled_from(["columns", "lines"]))
def test_any_numbers_stand_between_the_ends_of_few_ticks(values: list[Number | None], kind: str) -> None:
    chart = make_chart(*values, kind=kind)
    scale = scale_of(chart)
    assert list(scale.ticks) == sorted(set(scale.ticks))
    assert 2 <= len(scale.ticks) <= 8
    assert len(set(scale.labels)) == len(scale.labels)
    outside = [value for value in chart.numbers if not -1e-6 <= scale.height(value) <= 1 + 1e-6]
    assert outside == []


def test_labels_are_thinned_until_they_have_room() -> None:
    assert [thinned(count, 20, 5) for count in (1, 4, 5, 8, 53)] == [1, 1, 2, 2, 14]
    assert thinned(3, 20, 50) == 3


def test_the_summary_says_what_the_picture_shows() -> None:
    chart = Chart(
        "Output",
        "posts a day",
        "Day",
        ("Mon", "Tue", "Wed"),
        (
            Series("Facebook", (2, None, 5)),
            Series("Instagram", (1, 1, 1)),
            Series("YouTube", (None, None, None)),
            Series("Twitter", (None, 4, None)),
        ),
        aim=Aim(2, 3, "the aim: 2 to 3 posts a day"),
    )
    assert summary(chart) == (
        "Column chart of posts a day. Day: Mon to Wed. "
        "Facebook: 2 at first, 5 at last; lowest 2 (Mon), highest 5 (Wed). "
        "Instagram: 1 throughout. YouTube: no figure. Twitter: 4. The aim: 2 to 3 posts a day."
    )


def test_a_chart_without_numbers_says_so() -> None:
    assert [summary(make_chart()), summary(make_chart(None, None))] == [NO_FIGURES] * 2


def test_the_figures_of_a_chart_are_a_table() -> None:
    chart = make_chart(2, None, aim=Aim(2, 3, "the aim: 2 to 3"))
    assert chart.table == Table(
        "Posts: the figures, in posts a day (the aim: 2 to 3)",
        ("Week", "Facebook"),
        ((plain("week 1"), 2),),
    )
    assert chart.table.numeric == (False, True)


def test_a_table_with_a_torn_row_or_without_a_caption_is_refused() -> None:
    with pytest.raises(ValueError, match="needs 2 cells"):
        Table("Caption", ("A", "B"), ((1,),))
    with pytest.raises(ValueError, match="needs a caption"):
        Table("", ("A",), ())


@pytest.mark.parametrize("number", [float("nan"), float("inf"), -float("inf"), 10**400])
def test_what_is_no_finite_number_is_refused(number: Number) -> None:
    with pytest.raises(ValueError, match="not a finite number"):
        make_chart(1, number)


def test_a_series_with_too_few_values_is_refused() -> None:
    with pytest.raises(ValueError, match="needs 2 values"):
        Chart("Posts", "posts", "Week", ("1", "2"), (Series("Facebook", (1,)),))
