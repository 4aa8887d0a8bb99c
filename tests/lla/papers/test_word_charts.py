"""Tables and charts of a Word file are Word's own: a head stands again, and figures can be edited."""

import re
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import docx
import pytest
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import qn

from lla.papers import word
from lla.papers.blocks import Block, Booklet, Chart, Number, Paper, Series
from lla.papers.charts import summary
from tests.lla.papers.drawn_files import text_of_word
from tests.lla.papers.sample_papers import HOSTILE, make_chart, make_report, make_table

C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"


def open_word(*blocks: Block) -> Any:
    return docx.Document(BytesIO(word.render(Paper("Title", blocks))))


def charts_of(document: Any) -> list[Any]:
    """The chart parts in the order in which the text shows them."""
    shown = [element.get(qn("r:id")) for element in document.element.body.iter(f"{C}chart")]
    return [document.part.related_parts[relation] for relation in shown]


def cached(element: Any) -> list[str]:
    return [value.text for value in element.iter(f"{C}v")]


def series_of(document: Any) -> list[tuple[str, list[str], list[tuple[str, str]]]]:
    """Of each series its name, its labels, and its values by the number of their label."""
    return [
        (
            cached(series.find(f"{C}tx"))[0],
            cached(series.find(f"{C}cat")),
            [(point.get("idx"), cached(point)[0]) for point in series.find(f"{C}val").iter(f"{C}pt")],
        )
        for chart in charts_of(document)
        for series in parse_xml(chart.blob).iter(f"{C}ser")
    ]


def test_a_table_has_a_caption_a_head_that_stands_again_and_rows_that_are_not_torn() -> None:
    document = open_word(make_table())
    table = document.tables[0]
    heads = [bool(row._tr.xpath("./w:trPr/w:tblHeader")) for row in table.rows]
    whole = [bool(row._tr.xpath("./w:trPr/w:cantSplit")) for row in table.rows]
    styles = [[cell.paragraphs[0].style.name for cell in row.cells] for row in table.rows]
    assert [paragraph.style.name for paragraph in document.paragraphs] == ["Title", "Caption", "After Table"]
    assert table.style.name == "Figures"
    assert (heads, whole) == ([True, False, False], [True] * 3)
    assert styles == [["Table Words", "Table Figure", "Table Words"]] * 3
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["Rule", "Times", "What was done"],
        ["Be kind", "1,200", "A word in private"],
        ["One language", "no figure", ""],
    ]


def test_a_chart_is_words_own_with_its_names_labels_and_values() -> None:
    days = ["Day 1 Facebook", "Day 2 Facebook", "Day 3 Facebook"]
    assert series_of(open_word(make_chart(2, None, 5.5))) == [
        ("Facebook", days, [("0", "2"), ("2", "5.5")]),
        ("Łódź", days, [("0", "5.5"), ("2", "2")]),
        ("the aim of Facebook: 2 to 3", days, [("0", "3"), ("1", "3"), ("2", "3")]),
        ("the aim of Facebook: 2 to 3 (at least)", days, [("0", "2"), ("1", "2"), ("2", "2")]),
    ]


@pytest.mark.parametrize(
    ("kind", "plots"), [("columns", ["barChart", "lineChart"]), ("lines", ["lineChart"])]
)
def test_its_axes_are_named_and_its_kind_is_kept(kind: str, plots: list[str]) -> None:
    chart = make_chart(2, 5, kind="lines" if kind == "lines" else "columns")
    part = parse_xml(charts_of(open_word(chart))[0].blob)
    titles = ["".join(text.text for text in title.iter(qn("a:t"))) for title in part.iter(f"{C}title")]
    drawn = [element.tag.removeprefix(C) for element in part.iter(f"{C}barChart", f"{C}lineChart")]
    assert (titles, drawn) == (["Day of Facebook", "posts of Facebook"], plots)


def test_a_chart_says_its_summary_and_stands_before_its_figures() -> None:
    chart = make_chart(2, 5)
    document = open_word(chart, make_chart(1))
    said = [(mark.get("id"), mark.get("descr")) for mark in document.element.body.iter(qn("wp:docPr"))]
    styles = [paragraph.style.name for paragraph in document.paragraphs]
    assert said == [("1", summary(chart)), ("2", summary(make_chart(1)))]
    assert styles == ["Title", *["Caption", "Chart", "Caption", "After Table"] * 2]


def workbook_of(document: Any) -> list[list[str]]:
    """The cells of a chart's workbook, row by row."""
    relations = charts_of(document)[0].rels.values()
    package = next(one.target_part for one in relations if one.reltype == RELATIONSHIP_TYPE.PACKAGE)
    with ZipFile(BytesIO(package.blob)) as book:
        assert b"<f>" not in book.read("xl/worksheets/sheet1.xml")
        shared = [
            "".join(text.text for text in one.iter("{*}t"))
            for one in parse_xml(book.read("xl/sharedStrings.xml"))
        ]
        rows = parse_xml(book.read("xl/worksheets/sheet1.xml")).iter("{*}row")
        return [
            [shared[int(cell[0].text)] if cell.get("t") == "s" else cell[0].text for cell in row]
            for row in rows
        ]


def test_the_figures_can_be_edited_in_a_workbook_without_formulas() -> None:
    chart = Chart("T", "posts", "=1+1", ("=A1", "Tue"), (Series("=SUM(B2:B3)", (2, None)),))
    assert workbook_of(open_word(chart)) == [["=1+1", "=SUM(B2:B3)"], ["=A1", "2"], ["Tue"]]


def test_the_cells_a_chart_names_are_those_of_its_workbook() -> None:
    part = parse_xml(charts_of(open_word(make_chart(2, 5)))[0].blob)
    named = [element.text for element in part.iter(f"{C}f")]
    assert named[:3] == ["Figures!$B$1", "Figures!$A$2:$A$3", "Figures!$B$2:$B$3"]
    assert named[-3:] == ["Figures!$E$1", "Figures!$A$2:$A$3", "Figures!$E$2:$E$3"]


def test_every_chart_of_a_booklet_has_parts_of_its_own() -> None:
    parts = (make_report("One"), make_report("Two"))
    drawn = word.render(Booklet("All", Paper("Front", ()), parts))
    with ZipFile(BytesIO(drawn)) as package:
        names = sorted(name for name in package.namelist() if re.search("chart|embed", name))
        kinds = package.read("[Content_Types].xml").decode()
    numbers = range(1, 5)
    charts = [f"word/charts/{name}" for at in numbers for name in [f"chart{at}.xml"]]
    links = [f"word/charts/_rels/chart{at}.xml.rels" for at in numbers]
    assert names == sorted(charts + links + [f"word/embeddings/chart{at}.xlsx" for at in numbers])
    assert kinds.count("drawingml.chart+xml") == 4


@pytest.mark.parametrize(
    "values",
    [(0,), (0, 0), (10**17, -(10**17)), (1e90,), (1.5, None), tuple(range(53))],
    ids=["one point", "nought", "huge", "huger", "a gap", "a year of weeks"],
)
def test_any_numbers_make_a_chart_that_can_be_read(values: tuple[Number | None, ...]) -> None:
    for kind in ("columns", "lines"):
        chart = make_chart(*values, kind="lines" if kind == "lines" else "columns")
        expected = [(str(at), str(value)) for at, value in enumerate(values) if value is not None]
        assert series_of(open_word(chart))[0][2] == expected


def test_a_chart_without_numbers_is_a_sentence() -> None:
    document = open_word(make_chart(), make_chart(None))
    said = ["Posts of Facebook", "There are no figures yet."] * 2
    assert [paragraph.text for paragraph in document.paragraphs] == ["Title", *said]
    assert charts_of(document) == []


def test_hostile_words_are_words() -> None:
    chart = make_chart(1, 2, words=HOSTILE)
    document = open_word(chart, make_table(HOSTILE))
    names = [name for name, _, _ in series_of(document)]
    assert names[0] == HOSTILE
    assert document.tables[1].cell(1, 2).text == HOSTILE
    assert next(document.element.body.iter(qn("wp:docPr"))).get("descr") == summary(chart)
    assert b"<script" not in charts_of(document)[0].blob


def test_characters_no_xml_can_hold_are_left_out() -> None:
    words = "a\x00\x0b\ufffeb"
    document = open_word(make_chart(1, words=words), make_table(words))
    assert series_of(document)[0][0] == "ab"
    drawn = word.render(Paper("Title", (make_table(words),)))
    assert "ab" in text_of_word(drawn)
