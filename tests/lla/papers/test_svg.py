"""A chart's picture: every number in its place, words as words, and nothing told by colour alone."""

from itertools import pairwise
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lla.papers import svg
from lla.papers.blocks import Chart, Number, Series
from tests.lla.papers.drawn_files import tags_of_html, words_drawn_in_html
from tests.lla.papers.sample_papers import HOSTILE, make_chart

WEEKS = tuple(f"{at % 28 + 1} September" for at in range(53))


def parts_of(chart: Chart, name: str) -> list[ElementTree.Element]:
    """The parts of a picture that have a class."""
    root = ElementTree.fromstring(svg.draw(chart))  # noqa: S314  we drew it
    return [part for part in root.iter() if name in part.get("class", "").split()]


def make_one(*values: Number | None, kind: str = "columns", count: int = 1) -> Chart:
    labels = WEEKS[: len(values)]
    series = tuple(Series(f"Page {at}", values) for at in range(count))
    return Chart("Posts", "posts", "Week", labels, series, "lines" if kind == "lines" else "columns")


def size(length: str | None) -> float:
    assert length is not None
    return float(length.removesuffix("em").removesuffix("%"))


def test_columns_are_as_high_as_their_numbers() -> None:
    heights = [size(part.get("height")) for part in parts_of(make_one(1, 2, 4), "chart__column")]
    assert heights == [2.75, 5.5, 11]


def test_nought_is_a_thin_mark_and_a_gap_is_nothing() -> None:
    columns = parts_of(make_one(0, None, 4), "chart__column")
    assert [size(column.get("height")) for column in columns] == [0.12, 11]


def test_a_number_below_nought_hangs_from_the_line() -> None:
    above, below = parts_of(make_one(5, -5), "chart__column")
    assert size(above.get("y")) + size(above.get("height")) == size(below.get("y"))


def test_a_line_is_broken_where_there_is_no_number() -> None:
    assert len(parts_of(make_one(1, 2, None, 3, 4, 5, kind="lines"), "chart__line")) == 3


@pytest.mark.parametrize("kind", ["columns", "lines"])
def test_one_point_alone_is_seen(kind: str) -> None:
    marks = parts_of(make_one(7, kind=kind), "chart__column" if kind == "columns" else "chart__mark")
    assert len(marks) == 1
    assert "7" in words_drawn_in_html(svg.draw(make_one(7, kind=kind)))


def key_of(chart: Chart) -> list[list[str]]:
    """The shapes by which each series is known."""
    root = ElementTree.fromstring(svg.draw(chart))  # noqa: S314  we drew it
    looks = [part for part in root if part.tag.endswith("}svg")][: len(chart.series)]
    return [[part.tag.partition("}")[2] for part in look.iter()][1:] for look in looks]


def test_looks_of_columns_differ_in_shape_and_not_in_colour_alone() -> None:
    plain, striped = ["rect"], ["rect", "svg", "line", "line"]
    assert key_of(make_one(1, 2, count=6)) == [plain, plain, striped] * 2


def test_lines_of_several_series_stand_below_each_other_each_with_its_name_and_last_number() -> None:
    chart = make_one(1, 3, 2, None, kind="lines", count=3)
    words = parts_of(chart, "chart__words")
    assert [part.text for part in words] == ["Page 0", "Page 1", "Page 2"]
    assert [part.text for part in parts_of(chart, "chart__value")][::4] == ["2", "2", "2"]
    tops = [size(part.get("y")) for part in words]
    assert min(after - before for before, after in pairwise(tops)) > 4
    marks = [part for part in parts_of(chart, "chart__mark") if part.tag.endswith("circle")]
    assert len(marks) == 9


def test_no_line_of_the_scale_begins_before_the_plot() -> None:
    for kind in ("columns", "lines"):
        chart = make_one(1, 2, 4, kind=kind, count=2)
        lines = [*parts_of(chart, "chart__grid"), *parts_of(chart, "chart__base")]
        assert min(size(part.get("x1")) for part in lines) >= 10


def test_every_value_is_written_where_one_series_has_room() -> None:
    def values(chart: Chart) -> list[str | None]:
        return [part.text for part in parts_of(chart, "chart__value")]

    assert values(make_one(2, 0, None, 5)) == ["2", "0", "5"]
    assert values(make_one(*range(53))) == []
    assert values(make_one(2, 0, count=2)) == []


def test_the_labels_of_53_weeks_leave_room_for_each_other() -> None:
    labels = [part for part in parts_of(make_one(*range(53)), "chart__soft") if "September" in str(part.text)]
    narrow = [part for part in labels if "chart__wide" not in part.get("class", "")]
    for shown, width in ((narrow, 19), (labels, 36)):
        places = [size(part.get("x")) * width / 100 for part in shown]
        widest = max(len(str(part.text)) for part in shown) * 0.52
        assert len(places) > 1
        assert min(after - before for before, after in pairwise(places)) > widest


def test_hostile_words_stay_words() -> None:
    for kind in ("columns", "lines"):
        chart = make_chart(1, 2, words=HOSTILE, kind="lines" if kind == "lines" else "columns")
        drawn = svg.draw(chart)
        known = {"svg", "title", "line", "rect", "text", "circle"}
        assert tags_of_html(drawn) - known == set()
        title = ElementTree.fromstring(drawn)[0]  # noqa: S314  we drew it
        assert str(title.text).count(HOSTILE) == 10


NUMBERS = st.none() | st.integers(-(10**18), 10**18) | st.floats(-1e90, 1e90, allow_subnormal=False)
PRINTED = st.text(st.characters(exclude_categories=["C"]), max_size=40)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.lists(NUMBERS, min_size=1, max_size=60), PRINTED, st.sampled_from(["columns", "lines"]))
def test_any_numbers_stay_inside_the_picture(values: list[Number | None], words: str, kind: str) -> None:
    chart = make_chart(*values, 1, words=words, kind="lines" if kind == "lines" else "columns")
    root = ElementTree.fromstring(svg.draw(chart))  # noqa: S314  we drew it
    height = size(root.get("height"))
    for part in root:
        for name, most in (("x", 100.0), ("x1", 100.0), ("x2", 100.0), ("y", height), ("y1", height)):
            assert 0 <= size(part.get(name, "0")) <= most
