"""A Word file of ours comes back changed, with its changes tracked or not, and both texts are read of it."""

from dataclasses import replace
from io import BytesIO

import hypothesis
import pytest

from lla.acts.refusals import NotAllowed
from lla.papers.stamps import Stamp
from lla.text.units import Units, units, write
from lla.wordfile.marked_region import LocatedBy
from lla.wordfile.returned import as_written_in
from lla.wordfile.uploads import read_returned_word
from lla.words.cleaning import composed
from tests.lla.text import random_units
from tests.lla.wordfile.marked_files import (
    SMALL,
    STAMP,
    make_marked,
    part_of,
    parts,
    read,
    repacked,
    replaced,
    with_text,
)
from tests.lla.wordfile.tracked_edits import EDITS, FOUR, ONE, TOP, gone, line, new, run


@pytest.mark.parametrize("edit", EDITS)
def test_both_texts_are_read_whatever_was_tracked(edit: str) -> None:
    paragraphs, lines = EDITS[edit]
    returned = read(with_text(make_marked(SMALL), TOP + paragraphs))
    assert parts(returned.accepted) == ("A title", "\n".join(["Conference notes:", "", *lines]), "")
    assert parts(returned.refused) == write(SMALL)
    assert returned.is_tracked
    assert returned.accepted.told == ()
    assert returned.told_of(returned.refused) == ()


@hypothesis.settings(deadline=None, derandomize=True, max_examples=40, phases=(hypothesis.Phase.generate,))
@hypothesis.given(random_units.texts, random_units.texts)
def test_what_is_written_is_read_again_letter_for_letter(old: Units, other: Units) -> None:
    old, other = ((replace(text[0], words=composed(text[0].words)), *text[1:]) for text in (old, other))
    for changed in (old, other, (old[0], *other[1:3], *old[2:])):
        returned = read(make_marked(old, changed))
        assert write(as_written_in(old, returned.refused)) == write(old)
        assert write(as_written_in(changed, returned.accepted)) == write(changed)
        assert returned.accepted.told == ()


def test_words_changed_without_tracking_count_and_are_told_of_where_others_were_tracked() -> None:
    base = read(make_marked(SMALL)).accepted
    plain = read(with_text(make_marked(SMALL), TOP + line(1, run("one 2 three")) + FOUR))
    assert plain.accepted.body == "Conference notes:\n\n- one 2 three\n- four"
    assert not plain.is_tracked
    assert plain.told_of(base) == ()
    mixed = read(with_text(make_marked(SMALL), TOP + line(1, run("one ") + gone("2") + new("3")) + FOUR))
    assert mixed.accepted.body == "Conference notes:\n\n- one 3\n- four"
    assert mixed.told_of(base) == (
        "Some words were changed without tracking. They count like those that were tracked.",
    )


# Each program loses some of what marks the text: one carrier after the other is taken away.
CARRIERS = (
    ('name="text-hash"|revision 2 0123456789ab</dc:identifier', "gone", LocatedBy.MARKERS, True),
    ('w:name="text_(begin|end)"', 'w:name="other_\\1"', LocatedBy.MARKERS, True),
    ("Change only|The text ends here", "Hello", LocatedBy.STYLES, True),
    ("revision 2", "rev", LocatedBy.STYLES, False),
    ('w:val="(Fact|TextMarker|Names)"/>', 'w:val="Clause"/>', LocatedBy.NOTHING, False),
)


@pytest.mark.parametrize("taken", range(len(CARRIERS) + 1))
def test_text_and_stamp_are_located_by_whatever_is_left(taken: int) -> None:
    returned = read(replaced(make_marked(SMALL), *((was, now) for was, now, _, _ in CARRIERS[:taken])))
    located_by, is_stamped = CARRIERS[taken - 1][2:] if taken else (LocatedBy.MARKERS, True)
    assert (returned.located_by, returned.stamp) == (located_by, STAMP if is_stamped else None)
    if located_by is not LocatedBy.NOTHING:
        assert parts(returned.accepted) == write(SMALL)
        return
    assert returned.accepted.told == (
        "This does not look like the file that you downloaded here. All of its words were read as the text: "
        "check that nothing else is among them.",
    )
    assert "Change only" not in returned.accepted.body
    assert "- seven" in returned.accepted.body


def test_a_text_located_by_styles_is_told_of() -> None:
    content = replaced(make_marked(SMALL), ("text_(begin|end)", "gone"), (" only | ends ", " "))
    assert read(content).accepted.told == (
        "The lines that mark where the text begins and ends are gone. What is in their place was read: "
        "check that it is the whole text and nothing else.",
    )


def test_one_marker_is_enough_with_the_styles_of_the_rest() -> None:
    for gone_one in ("text_begin|Change only", "text_end|The text ends here"):
        returned = read(replaced(make_marked(SMALL), (gone_one, "gone")))
        assert (returned.located_by, parts(returned.accepted)) == (LocatedBy.STYLES, write(SMALL))


@pytest.mark.parametrize("kept", [0, 1, 2])
def test_each_carrier_of_the_stamp_is_read_by_itself(kept: int) -> None:
    gone_ones = [('name="text-hash"', 'name="x"'), ("dc:identifier", "dc:source"), ("\\(m42", "(?")]
    del gone_ones[kept]
    assert read(replaced(make_marked(SMALL), *gone_ones)).stamps == (STAMP,)


def test_a_file_put_together_of_two_has_two_stamps_and_its_own_is_first() -> None:
    content = replaced(make_marked(SMALL), ("\\(m42 revision 2 0", "(m7 revision 1 0"))
    returned = read(content)
    assert returned.stamps == (STAMP, Stamp("m7", 1, "0123456789ab"))
    assert returned.accepted.told == (
        "This file was put together from two of ours: check that its text is the one that you mean.",
    )


def test_what_stands_around_the_text_is_left_out_and_other_words_there_are_told_of() -> None:
    content = replaced(
        make_marked(SMALL),
        ("Ouse Valley Left", "Ouse Left"),
        ("Alex Fern", "Alex Ferns"),
        (">Change only what", ">Oh. Change only what"),
        (">The text ends here", ">And so on. The text ends here"),
        ("<w:sectPr", line(1, run("A clause too far.")) + "<w:sectPr"),
    )
    returned = read(content)
    assert parts(returned.accepted) == write(SMALL)
    assert returned.accepted.told == (
        "Left out, because it is in a line that marks where the text begins or ends: “Oh.”.",
        "Left out, because it is in a line that marks where the text begins or ends: “And so on.”.",
        "Left out, because it is outside the lines that mark the text: “A clause too far.”.",
    )


def test_tables_boxes_and_pictures_in_the_text_are_told_of() -> None:
    cell = f"<w:tc>{line(0, run('Leeds'))}</w:tc><w:tc>{line(0, run('12'))}</w:tc>"
    box = f"<w:r><w:pict><v:shape><v:textbox><w:txbxContent>{line(0, run('In a box'))}</w:txbxContent>"
    box += "</v:textbox></v:shape></w:pict></w:r>"
    picture = '<w:r><w:pict><v:shape><v:imagedata r:id="x"/></v:shape></w:pict></w:r>'
    gone_row = f"<w:tr><w:trPr><w:del/></w:trPr>{cell}</w:tr>"
    table = f"<w:tbl><w:tr>{cell}</w:tr>{gone_row}</w:tbl>"
    returned = read(with_text(make_marked(SMALL), TOP + line(1, run("four") + box + picture) + table))
    assert returned.accepted.body == "Conference notes:\n\n- four\n\nIn a box\n\nLeeds | 12"
    assert returned.accepted.told == (
        "Left out: 1 picture.",
        "The words of 1 text box are below the paragraph that it was beside.",
        "1 table was read row by row.",
    )


def test_sub_clauses_without_their_clause_move_up_together() -> None:
    content = with_text(make_marked(SMALL), TOP + line(2, run("a")) + line(2, run("b")) + line(3, run("c")))
    assert read(content).accepted.body == "Conference notes:\n\n- a\n- b\n  - c"


def test_a_title_broken_in_two_is_one_and_one_without_its_style_is_still_the_title() -> None:
    end = "A title</w:t></w:r></w:p>"
    broken = TOP.replace(end, end + TOP.partition(end)[0] + end)
    assert read(with_text(make_marked(SMALL), broken + ONE)).accepted.title == "A title A title"
    bare = TOP.replace('<w:pStyle w:val="Title"/>', "")
    assert parts(read(with_text(make_marked(SMALL), bare + ONE)).accepted) == (
        "A title",
        "Conference notes:\n\n- one two three",
        "",
    )
    assert read(with_text(make_marked(SMALL), ONE)).accepted.title == ""


def test_an_appendix_goes_back_to_its_part_and_may_come_or_go() -> None:
    without, with_one = units("T", "A."), units("T", "A.", "# Figures\n\n- B.\n  - C.\n\nD.")
    for before, after in ((with_one, with_one), (without, with_one), (with_one, without)):
        returned = read(make_marked(before, after))
        assert (parts(returned.refused), parts(returned.accepted)) == (write(before), write(after))
        assert returned.accepted.told == ()


def test_a_file_without_a_text_or_that_is_no_word_file_is_refused() -> None:
    with pytest.raises(NotAllowed, match="This file has no words"):
        read(with_text(make_marked(SMALL), TOP.partition("</w:p>")[0] + "</w:p>"))
    with pytest.raises(NotAllowed, match="This is not a Word file"):
        read_returned_word(BytesIO(b"%PDF-1.7"))
    typed = f'<!DOCTYPE x [<!ENTITY e "{"e" * 9}">]>'
    document = part_of(make_marked(SMALL), "word/document.xml").partition("?>")[2]
    entity = repacked(make_marked(SMALL), {"word/document.xml": typed + document.replace("four", "&e;")})
    with pytest.raises(NotAllowed, match="This is not a Word file"):
        read_returned_word(BytesIO(entity))


def test_a_file_that_was_sent_back_is_read_in_a_process_with_limits() -> None:
    returned = read_returned_word(BytesIO(make_marked(SMALL)))
    assert (parts(returned.accepted), returned.stamp) == (write(SMALL), STAMP)
