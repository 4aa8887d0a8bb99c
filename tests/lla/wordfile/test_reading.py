"""Word files as people send them come out as they read in Word."""

import pytest

from lla.acts.refusals import NotAllowed
from lla.papers.blocks import Heading, ListBlock
from lla.text.reading import parse
from lla.wordfile.uploads import read_word
from tests.lla.wordfile.word_files import make_word, paragraph, point, read, run, styled

STRUCK = "<w:strike/>"


def field(asked: str, *answer: str) -> str:
    """A field that asks for something and, where there is one, Word's answer."""
    answered = (
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>' + "".join(map(run, answer)) if answer else ""
    )
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f"<w:r><w:instrText>{asked}</w:instrText></w:r>{answered}"
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def test_struck_out_words_stay_out_and_the_sender_is_told() -> None:
    body = (
        paragraph("To ", run("oppose", STRUCK), run(" support the levy."))
        + paragraph("Pay ", run("t", "<w:dstrike/>"), run("en", STRUCK), run("five", "<w:u w:val='single'/>"))
        + styled("Gone", "All ", run("gone.", "<w:strike w:val='0'/>"))
    )
    assert read(body) == ("To support the levy.\n\nPay five\n\ngone.", ["Left out: 3 struck-out words."])


def test_hidden_words_stay_out_and_the_sender_is_told() -> None:
    body = paragraph(
        "Seen.", run(" Not to be seen", "<w:vanish/>"), run(" at all", '<w:rStyle w:val="Secret"/>')
    )
    assert read(body) == ("Seen.", ["Left out: 6 hidden words."])


def test_notes_stand_in_brackets_at_their_marks_and_are_no_clauses() -> None:
    body = (
        point("Wages fell.", '<w:r><w:footnoteReference w:id="2"/></w:r>')
        + point("Rents rose", '<w:r><w:endnoteReference w:id="2"/></w:r>', run("."))
        + paragraph("Conference resolves:")
    )
    notes = '<w:footnote w:id="-1" w:type="separator"><w:p/></w:footnote>'
    notes += f'<w:footnote w:id="2">{paragraph("See the report,")}{paragraph("page 4.")}</w:footnote>'
    ends = f'<w:endnote w:id="2">{paragraph("Survey, ", run("2024", STRUCK), run("2025"))}</w:endnote>'
    assert read(body, footnotes=notes, endnotes=ends) == (
        "- Wages fell. (Note: See the report, page 4.)\n- Rents rose (Note: Survey, 2025).\n\n"
        "Conference resolves:",
        ["Left out: 1 struck-out word.", "2 notes are in brackets where their marks were."],
    )


def test_comments_are_told_of_and_not_read() -> None:
    body = paragraph("Words", '<w:r><w:commentReference w:id="0"/></w:r>')
    comments = f'<w:comment w:id="0" w:author="Chair">{paragraph("Private.")}</w:comment>'
    assert read(body, comments=comments) == ("Words", ["Left out: 1 comment."])


def test_tracked_changes_are_read_as_accepted_and_the_sender_is_told() -> None:
    gone = "<w:r><w:delText>{}</w:delText></w:r>"
    body = (
        paragraph(
            "Pay ",
            f"<w:del>{gone.format('ten more')}</w:del>",
            f"<w:ins>{run('five')}</w:ins>",
            run(" pounds"),
        )
        + paragraph("One ", properties="<w:rPr><w:del/></w:rPr>")
        + paragraph("line.")
        + paragraph("To ", f"<w:moveFrom>{run('here ')}</w:moveFrom>", f"<w:moveTo>{run('there')}</w:moveTo>")
        + "<w:tbl><w:tr><w:trPr><w:del/></w:trPr><w:tc>{0}</w:tc><w:tc>{0}</w:tc></w:tr></w:tbl>".format(
            paragraph("row")
        )
    )
    assert read(body) == (
        "Pay five pounds\n\nOne line.\n\nTo there",
        ["Tracked changes were read as if they were accepted: 2 words added and 5 words removed."],
    )


def test_what_word_wrote_for_a_field_is_read_and_what_was_asked_is_not() -> None:
    body = paragraph(
        "See page ",
        field(" PAGEREF _x ", "4"),
        run(", "),
        field(' HYPERLINK "https://example.org/a" ', "there"),
    ) + paragraph(
        field(" IF 1 = 1 ", "in")
        + f'<w:fldSimple w:instr=" DATE ">{run(" May")}</w:fldSimple>'
        + field(' XE "Index" ')
        + field(" REF lost ")
    )
    assert read(body) == (
        "See page 4, [there](https://example.org/a)\n\nin May",
        ["Left out: 1 field without words."],
    )


def test_equations_are_written_on_one_line() -> None:
    half = (
        "<m:oMathPara><m:oMath><m:f><m:num><m:r><m:t>a+b</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f>"
        "<m:r><m:t>=</m:t></m:r><m:sSup><m:e><m:r><m:t>x</m:t></m:r></m:e><m:sup><m:r><m:t>2</m:t></m:r></m:sup>"
        "</m:sSup></m:oMath></m:oMathPara>"
    )
    assert read(paragraph("Let ", half)) == (
        "Let (a+b)/2=x^2",
        ["1 equation was written on one line. Check that it is still correct."],
    )


def test_lines_that_were_broken_on_purpose_stay_apart() -> None:
    broken = "<w:r><w:t>Hull Left</w:t><w:br/><w:t>Leeds Left</w:t><w:cr/><w:t>York Left</w:t></w:r>"
    body = paragraph("Conference notes:") + paragraph(broken) + point(broken) + point("Last.")
    assert read(body) == (
        "Conference notes:\n\nHull Left\n\nLeeds Left\n\nYork Left\n\n"
        "- Hull Left\n\n  Leeds Left\n\n  York Left\n- Last.",
        [],
    )


@pytest.mark.parametrize(
    ("box", "sign"),
    [
        ('<w14:checkbox><w14:checked w14:val="1"/></w14:checkbox>', "☑"),
        ('<w14:checkbox><w14:checked w14:val="0"/></w14:checkbox>', "☐"),
    ],
)
def test_a_ticked_box_stays_a_tick(box: str, sign: str) -> None:
    body = paragraph(
        f"<w:sdt><w:sdtPr>{box}</w:sdtPr><w:sdtContent>{run('☒')}</w:sdtContent></w:sdt>", run(" Agreed.")
    )
    assert read(body) == (f"{sign} Agreed.", [])


def test_boxes_and_choices_of_older_forms_are_read() -> None:
    begin = '<w:r><w:fldChar w:fldCharType="begin"><w:ffData>{}</w:ffData></w:fldChar></w:r>'
    end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    tick = begin.format('<w:checkBox><w:default w:val="0"/><w:checked/></w:checkBox>') + end
    choice = (
        '<w:ddList><w:result w:val="1"/><w:listEntry w:val="For"/><w:listEntry w:val="Against"/></w:ddList>'
    )
    assert read(paragraph(tick, run(" Agreed, ") + begin.format(choice) + end)) == ("☑ Agreed, Against", [])


def test_controls_are_read_but_not_what_nobody_filled_in() -> None:
    control = "<w:sdt><w:sdtPr>{}</w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>"
    body = control.format("", paragraph("A block.")) + paragraph(
        "In ", control.format("", run("line")), control.format("<w:showingPlcHdr/>", run("Click here."))
    )
    assert read(body) == (
        "A block.\n\nIn line",
        ["Left out: 2 words of fields that nobody filled in."],
    )


@pytest.mark.parametrize(
    "box",
    [
        "<w:pict><v:shape><v:textbox><w:txbxContent>{}</w:txbxContent></v:textbox></v:shape></w:pict>",
        "<mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx><w:txbxContent>{0}"
        "</w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent>{0}</w:txbxContent>"
        "</v:textbox></w:pict></mc:Fallback></mc:AlternateContent>",
    ],
    ids=["older", "newer"],
)
def test_text_boxes_are_read_once_below_their_paragraph(box: str) -> None:
    body = paragraph("Be", f"<w:r>{box.format(paragraph('In the box.'))}</w:r>", run("side.")) + paragraph(
        "Below."
    )
    assert read(body) == (
        "Beside.\n\nIn the box.\n\nBelow.",
        ["The words of 1 text box are below the paragraph that it was beside."],
    )


def test_pictures_charts_and_files_are_told_of() -> None:
    picture = "<w:drawing><a:graphic><pic:pic/></a:graphic></w:drawing>"
    chart = "<w:drawing><a:graphic><c:chart/></a:graphic></w:drawing>"
    sheet = '<w:object><v:shape><v:imagedata/></v:shape><o:OLEObject ProgID="Excel.Sheet.12"/></w:object>'
    equation = '<w:object><o:OLEObject ProgID="Equation.3"/></w:object>'
    drawn = "<w:drawing><a:p><a:r><a:t>On a shape</a:t></a:r></a:p></w:drawing>"
    odd = '<w:sym w:font="Webdings" w:char="F061"/><w:sym w:font="Wingdings" w:char="F0FC"/>'
    body = paragraph(f"<w:r>{picture}{picture}{chart}{sheet}{equation}{drawn}{odd}</w:r>", run("Words"))
    assert read(body, header=paragraph("Draft"), footer=paragraph("1")) == (
        "✓Words",
        [
            "Left out: 3 words in drawings, 2 pictures, 1 chart, 1 embedded file, "
            "1 equation of an older Word, 1 symbol and 1 page header."
        ],
    )


def test_bold_full_stops_and_halves_of_words_leave_no_signs() -> None:
    body = (
        point("We meet today", run(".", "<w:b/>"), run(" Then we go."))
        + point(run("(a)", "<w:b/>"), run("first"))
        + point("All ", run("members’", '<w:rStyle w:val="Strong"/>'), run(" rights"))
    )
    drawn = [
        "".join(span.text for span in item.spans)
        for block in parse(read(body)[0])
        if isinstance(block, ListBlock)
        for item in block.items
    ]
    assert drawn == ["We meet today. Then we go.", "(a)first", "All members’ rights"]


def test_lists_of_one_look_below_another_are_below_it() -> None:
    """Word gives each level a list of its own when its styles "List Bullet 2" and so on are used."""
    body = (
        point("a")
        + point("b", of=4)
        + point("c", level=2)
        + point("d", level=4)
        + point("e", of=2)
        + point("f")
    )
    assert read(body) == (
        "- a\n  - b\n    - c\n    - d\n\n1. e\n\n- f",
        ["1 point was deeper than the third level of a list, and is now on the third."],
    )
    assert read(point("nothing", of=3)) == ("nothing", [])


def test_a_paragraph_that_stands_below_a_point_belongs_to_it() -> None:
    body = (
        point("a") + paragraph("more", properties='<w:ind w:left="720"/>') + point("b") + paragraph("after")
    )
    assert read(body) == ("- a\n\n  more\n- b\n\nafter", [])


def test_a_list_in_a_cell_stays_in_its_row() -> None:
    cells = [paragraph("North"), point("Hull") + point("York."), paragraph("3") + paragraph("groups")]
    row = "".join(f"<w:tc>{cell}</w:tc>" for cell in cells)
    table = f"<w:tbl><w:sdt><w:sdtContent><w:tr>{row}</w:tr></w:sdtContent></w:sdt></w:tbl>"
    assert read(table) == ("North | Hull; York. | 3 groups", ["1 table was read row by row."])


def test_a_box_drawn_around_a_text_is_no_table() -> None:
    body = f"<w:tbl><w:tr><w:tc>{point('a')}{point('b', level=1)}</w:tc></w:tr></w:tbl>"
    assert read(body) == ("- a\n  - b", [])


def test_lines_in_bold_are_headings_and_so_are_styles_by_their_names() -> None:
    bold = "<w:b/>"
    body = (
        styled("Titel", "Motion title")
        + paragraph(run("Conference ", bold), run("notes", bold))
        + point("A point.")
        + paragraph(run("Conference believes", "<w:u w:val='single'/>"))
        + point("Another.")
        + styled("Part", "Heading one")
        + paragraph(run("A sentence in bold.", bold))
        + paragraph("Text.")
    )
    found = read_word(make_word(body))
    assert (found.title, found.told) == ("Motion title", ())
    headings = [block.spans[0].text for block in parse(found.body) if isinstance(block, Heading)]
    assert headings == ["Conference notes", "Conference believes", "Heading one"]
    assert "**A sentence in bold.**" in found.body


def test_emphasis_within_a_heading_is_kept_and_the_look_of_the_whole_is_not() -> None:
    bold, italic = "<w:b/>", "<w:i/>"
    body = (
        styled("Part", run("Why "), run("these", italic), run(" few ", bold), run("buses"))
        + styled("Part", run("Bold ", bold), run("alike", bold))
        + paragraph(run("Conference ", bold), run("also", bold + italic), run(" notes", bold))
        + point("A point.")
        + point("Another.")
    )
    assert read(body)[0] == (
        "# Why *these* **few** buses\n\n# Bold alike\n\n## Conference *also* notes\n\n- A point.\n- Another."
    )


def test_numbers_that_are_raised_do_not_join_those_before_them() -> None:
    body = paragraph(
        "10",
        run("-6", '<w:vertAlign w:val="superscript"/>'),
        run(" CO"),
        run("2", '<w:vertAlign w:val="subscript"/>'),
    )
    assert read(body) == ("10⁻⁶ CO₂", [])


def test_addresses_and_links_come_out_as_they_were() -> None:
    body = paragraph("https://example.org/d/1-_ab_-9x and ") + paragraph(
        f'<w:hyperlink r:id="a">{run("here")}</w:hyperlink>',
        run(", "),
        f'<w:hyperlink r:id="b">{run("no")}</w:hyperlink>',
    )
    found = read_word(make_word(body, links={"a": "https://example.org/a_(b)", "b": "file:///etc/passwd"}))
    spans = [span for block in parse(found.body) for span in block.spans]  # type: ignore[union-attr]
    assert [(span.text, span.href) for span in spans if span.href] == [
        ("https://example.org/d/1-_ab_-9x", "https://example.org/d/1-_ab_-9x"),
        ("here", "https://example.org/a_%28b%29"),
    ]


def test_a_table_of_contents_is_told_of() -> None:
    body = styled("TOC1", "Part one", "<w:r><w:tab/><w:t>3</w:t></w:r>") + paragraph("Text.")
    assert read(body) == ("Text.", ["Left out: 3 words of a table of contents."])


MACROS = (
    "This Word file contains macros (small programs). Save it as "
    ".docx without them and choose it again, or paste the text instead."
)


def test_a_file_with_macros_is_refused() -> None:
    kind = "application/vnd.ms-word.document.macroEnabled.main+xml"
    file = make_word(
        paragraph("Words"), content_types=f'<Override PartName="/word/document.xml" ContentType="{kind}"/>'
    )
    with pytest.raises(NotAllowed) as refused:
        read_word(file)
    assert refused.value.reasons == [MACROS]
