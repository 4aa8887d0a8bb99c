"""A text with its changes is drawn as Word tracks them, by Word's own rules."""

import re
from datetime import UTC, datetime

import hypothesis
import pytest

from lla.papers import cost, store, word
from lla.papers.blocks import MarkedPaper, Paper, TextLine, papers_in
from lla.text.tracking import tracked
from lla.text.units import Units, units
from tests.lla.papers.names_in_scripts import NAMES
from tests.lla.papers.test_word_files import changed
from tests.lla.text import random_units
from tests.lla.wordfile.marked_files import SMALL, STAMP, make_marked, part_of
from tests.word_rules import faults

DOCUMENT = "word/document.xml"
AT = datetime(2026, 5, 1, 9, 30, tzinfo=UTC)
EVEN = ' w:author="Kim Vale" w:date="2026-05-01T09:30:00Z"'
LATER = EVEN.replace("09:30", "09:35")
GONE = LATER.replace("Vale", "Vale ")


def drawn(old: str, new: str) -> list[str]:
    """The paragraphs of a text of these bodies, without the numbers of changes."""
    text = tracked(units("Rents", old), units("Rents", new))
    content = word.render(MarkedPaper(Paper("Rents", ()), text, changed_by="Kim Vale", changed_at=AT))
    body = re.sub(r' w:id="\d+"| xml:space="preserve"', "", part_of(content, DOCUMENT))
    return re.findall(r"<w:p>.*?</w:p>", body)[1:-1]


def paragraph(depth: int, inside: str, mark: str = "") -> str:
    place = f'<w:numPr><w:ilvl w:val="{depth - 1}"/><w:numId w:val="2"/></w:numPr>'
    style = f"Point{depth if depth > 1 else ''}"
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{place}{mark}</w:pPr>{inside}</w:p>'


def run(words: str, tag: str = "t") -> str:
    return f"<w:r><w:{tag}>{words}</w:{tag}></w:r>"


def test_words_that_went_and_came_are_runs_of_their_own() -> None:
    assert drawn("- We ask for five pounds.", "- We ask for ten pounds.") == [
        paragraph(
            1,
            run("We ask for ")
            + f"<w:del{EVEN}>{run('five ', 'delText')}</w:del><w:ins{EVEN}>{run('ten ')}</w:ins>"
            + run("pounds."),
        )
    ]


def test_words_of_neighbouring_lines_are_dated_apart() -> None:
    lines = drawn("- We ask for five.\n- We ask for six.", "- We ask for ten.\n- We ask for nine.")
    assert [re.findall('w:date="([^"]*)"', line) for line in lines] == [
        ["2026-05-01T09:30:00Z"] * 2,
        ["2026-05-01T09:32:00Z"] * 2,
    ]


def test_a_line_that_came_or_went_is_marked_whole_and_dated_later_than_words() -> None:
    assert drawn("- Stays.\n- Goes away.", "- Stays.\n  - Comes here.") == [
        paragraph(1, run("Stays.")),
        paragraph(
            1, f"<w:del{GONE}>{run('Goes away.', 'delText')}</w:del>", f"<w:rPr><w:del{GONE}/></w:rPr>"
        ),
        paragraph(2, f"<w:ins{LATER}>{run('Comes here.')}</w:ins>", f"<w:rPr><w:ins{LATER}/></w:rPr>"),
    ]


def test_where_a_line_came_what_went_is_by_another_author() -> None:
    lines = drawn("- We ask for five.\n- Moves.", "- We ask for ten.\n  - Moves.")
    assert [re.findall('<w:(ins|del)[^>]*w:author="([^"]*)"', line) for line in lines] == [
        [("del", "Kim Vale "), ("ins", "Kim Vale")],
        [("del", "Kim Vale ")] * 2,
        [("ins", "Kim Vale")] * 2,
    ]


def test_a_line_whose_link_changes_goes_and_comes_and_no_link_is_at_its_end() -> None:
    gone, come = drawn("- See [this](https://example.org).", "- See [that](https://example.org).")
    assert [re.findall("<w:(hyperlink|ins|del)[ >]", line) for line in (gone, come)] == [
        ["del", "del", "hyperlink", "del", "del"],
        ["ins", "ins", "hyperlink", "ins", "ins"],
    ]
    gone, come = drawn("- See [this](https://example.org)", "- See [that](https://example.org)")
    assert gone.endswith(f"</w:hyperlink><w:del{GONE}>{run(' ', 'delText')}</w:del></w:p>")
    assert come.endswith(f"</w:hyperlink><w:ins{LATER}>{run(' ')}</w:ins></w:p>")


@hypothesis.settings(deadline=None, derandomize=True, max_examples=25, phases=(hypothesis.Phase.generate,))
@hypothesis.given(random_units.texts, random_units.texts)
def test_no_change_makes_a_file_that_breaks_the_rules(old: Units, new: Units) -> None:
    assert faults(make_marked(old, new)) == []
    assert faults(make_marked(old, (old[0], *new[1:3], *old[2:]), stamp=None)) == []


def test_names_in_every_script_come_and_go_by_the_rules() -> None:
    body = "\n".join(f"- {name}" for name in NAMES.values())
    assert faults(make_marked(SMALL, units("שלום", body))) == []


BROKEN = {
    "number": (r'(<w:del w:id=")\d+', r"\g<1>1", "word/document.xml: The number 1 is there twice."),
    "author": ('w:author="B.1, Kim Vale"', 'w:author=" "', "word/document.xml: A change is nobody’s"),
    "words": (
        r"<w:delText[^>]*>(\w+)</w:delText>",
        r"<w:t>\1</w:t>",
        "word/document.xml: Words that went are not",
    ),
    "half a line": (
        r"</w:rPr></w:pPr><w:ins",
        "</w:rPr></w:pPr><w:r><w:t>x</w:t></w:r><w:ins",
        "word/document.xml: A paragraph came or went, and not all",
    ),
}


@pytest.mark.parametrize("fault", BROKEN)
def test_a_file_whose_changes_break_a_rule_is_refused(fault: str) -> None:
    content = make_marked(SMALL, units("A title", "Conference notes:\n\n- one 2 three\n- brand new"))
    expression, other, sentence = BROKEN[fault]
    (was, *_) = re.findall(rf"(?=({expression}))", part_of(content, DOCUMENT))
    was = was if isinstance(was, str) else was[0]
    found = faults(changed(content, DOCUMENT, was, re.sub(expression, other, was)))
    assert [said.startswith(sentence) for said in found[:1]] == [True], found


def test_only_a_file_that_is_to_come_back_is_stamped_and_tracks() -> None:
    stamped, plain = make_marked(SMALL), make_marked(SMALL, stamp=None)
    for content, expected in ((stamped, True), (plain, False)):
        said = {
            "trackRevisions" in part_of(content, "word/settings.xml"),
            "m42 revision 2 0123456789ab" in part_of(content, "docProps/core.xml"),
            "Change only what is below this line." in part_of(content, DOCUMENT),
        }
        assert said == {expected}
    assert STAMP.end_words == "The text ends here. (m42 revision 2 0123456789ab)"
    assert STAMP.end_words in part_of(stamped, DOCUMENT)
    assert ">The text ends here.<" in part_of(plain, DOCUMENT)
    assert ">0123456789ab<" in part_of(stamped, "docProps/custom.xml")


def test_the_store_draws_it_as_word_alone_and_reckons_what_it_costs() -> None:
    thing = MarkedPaper(Paper("Rents", ()), tracked(SMALL, SMALL), stamp=STAMP)
    assert store._draw(thing, ".docx", None)[:2] == b"PK"
    with pytest.raises(ValueError, match=r"Nothing is drawn as \.pdf from MarkedPaper"):
        store._draw(thing, ".pdf", None)
    assert [len(paper.blocks) for paper in papers_in(thing)] == [len(thing.text)]
    more = MarkedPaper(Paper("Rents", ()), (*thing.text, *[TextLine("clause", thing.text[2].spans)] * 50))
    assert cost.seconds(more, ".docx") > cost.seconds(thing, ".docx")
