"""The rules that a Word file is held to refuse each file that breaks one, and none that keeps them."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from docx.oxml import OxmlElement

from lla.papers import word
from lla.papers.blocks import Booklet, Index, IndexLine, Names, Paper, Paragraph, Span, Table, plain
from lla.text.reading import parse
from tests.lla.papers.broken_word_files import BROKEN, SETTINGS
from tests.lla.papers.names_in_scripts import NAMES
from tests.lla.papers.sample_papers import HOSTILE, make_booklet, make_paper, make_report
from tests.word_rules import faults
from tests.word_rules.opening import children, name_of
from tests.word_rules.order import in_order


def make_file() -> bytes:
    names = Names("שמות", tuple(NAMES.values()))
    paper = Paper("Names", (names, Paragraph((Span("שלום", bold=True, italic=True),))), reference="m7")
    return word.render(make_booklet(make_paper("A) First"), make_report("B) Second"), paper))


@pytest.fixture(scope="module")
def sound() -> bytes:
    return make_file()


def changed(content: bytes, part: str, old: str, new: str) -> bytes:
    """The file with other words once in a part; without the part where `new` is None."""
    out = BytesIO()
    with ZipFile(BytesIO(content)) as file, ZipFile(out, "w", ZIP_DEFLATED) as other:
        for name in file.namelist():
            packed = file.read(name).decode() if name == part else ""
            assert name != part or old in packed
            other.writestr(name, packed.replace(old, new, 1) if name == part else file.read(name))
    return out.getvalue()


def repacked(content: bytes, *, without: str = "", more: str = "") -> bytes:
    """The file without a part, or with one more."""
    out = BytesIO()
    with ZipFile(BytesIO(content)) as file, ZipFile(out, "w", ZIP_DEFLATED) as other:
        for name in file.namelist():
            if name != without:
                other.writestr(name, file.read(name))
        if more:
            other.writestr(more, "<x/>")
    return out.getvalue()


def test_files_that_keep_the_rules_are_not_refused(sound: bytes) -> None:
    assert faults(sound) == []


@pytest.mark.parametrize(
    "thing",
    [
        Paper(HOSTILE, parse(HOSTILE), running_head=f" {HOSTILE} ", reference=HOSTILE, author=HOSTILE),
        Paper("T" * 300, parse("a"), subject="S" * 300, author="A" * 300),
        Paper("a\x0bb\ufffe", (Paragraph(plain("c\x00d")),), running_head="e\x0bf", reference="g\x01"),
        Paper(
            "Links",
            parse("[x](https://example.org/a b) https://example.org/ż?q=“é”&b=[c]|d mailto:a@example.org"),
        ),
        Booklet(
            "All",
            Paper("Front", (Index((IndexLine("A)", "First", "", "m1"),)),)),
            (Paper("A", (), reference="m1"),),
        ),
        Paper("Odd", (Paragraph(plain("כן"), "4.2"), Table("C", ("אחת", "2"), ((plain("ג"), None),)))),
        Paper("Empty", ()),
    ],
    ids=["hostile", "long", "control characters", "links", "an index", "odd numbers", "empty"],
)
def test_no_words_make_a_file_that_breaks_the_rules(thing: Paper | Booklet) -> None:
    assert faults(word.render(thing)) == []


@pytest.mark.parametrize("change", BROKEN)
def test_a_file_that_breaks_a_rule_is_refused(change: str, sound: bytes) -> None:
    part, old, new, said = BROKEN[change]
    found = faults(changed(sound, part, old, new))
    assert [sentence.startswith(said.format(part)) for sentence in found[:1]] == [True], found


def test_parts_that_are_missing_or_that_nothing_leads_to_are_told(sound: bytes) -> None:
    assert faults(repacked(sound, without="word/charts/chart1.xml"))[:2] == [
        "[Content_Types].xml names /word/charts/chart1.xml, which is not there.",
        "word/document.xml leads to word/charts/chart1.xml, which is not there.",
    ]
    assert faults(repacked(sound, more="word/more.xml")) == [
        "Nothing leads to word/more.xml.",
    ]
    with pytest.warns(UserWarning, match="Duplicate"):
        twice = repacked(sound, more=SETTINGS)
    assert faults(twice)[0] == "The part word/settings.xml is there twice."


@pytest.mark.parametrize(
    ("name", "made"),
    [
        (
            "w:pPr",
            ["outlineLvl", "jc", "ind", "spacing", "tabs", "numPr", "widowControl", "keepNext", "pStyle"],
        ),
        (
            "w:rPr",
            ["rtl", "vertAlign", "u", "highlight", "sz", "color", "vanish", "strike", "iCs", "b", "rFonts"],
        ),
        ("w:tcPr", ["vAlign", "vMerge", "gridSpan", "tcW"]),
        ("w:trPr", ["trHeight", "gridAfter", "gridBefore"]),
        ("w:tblPr", ["tblLayout", "jc", "bidiVisual", "tblStyle"]),
        ("w:style", ["rPr", "pPr", "qFormat", "uiPriority", "next", "basedOn", "name"]),
        ("w:sectPr", ["titlePg", "pgMar", "pgSz", "type", "footerReference"]),
        ("w:r", ["t", "rPr"]),
    ],
)
def test_the_order_is_that_in_which_another_program_puts_its_elements(name: str, made: list[str]) -> None:
    element = OxmlElement(name)
    for each in made:
        getattr(element, f"_insert_{each}")(OxmlElement(f"w:{each}"))
    found = [name_of(each) for each in children(element)]
    assert sorted(found) == sorted(f"w:{each}" for each in made)
    assert list(in_order(name, found)) == []
    assert list(in_order(name, found[::-1])) != []
