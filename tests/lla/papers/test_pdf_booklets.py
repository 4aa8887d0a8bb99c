"""A booklet bound from parts reads like one document."""

import re
from dataclasses import replace
from io import BytesIO

from django.conf import settings
from pikepdf import Array, Dictionary, OutlineItem, Pdf

from lla.papers import html, pdf, pdf_booklets, word
from lla.papers.blocks import Booklet, Index, IndexLine, Paper, Paragraph, plain
from lla.text.reading import parse
from tests.lla.papers.drawn_files import (
    artifacts_of_pdf,
    roles_of_pdf,
    said_by,
    squeezed,
    text_of_html,
    text_of_pdf,
)
from tests.lla.papers.sample_papers import make_booklet, make_paper, make_report


def bind(booklet: Booklet) -> bytes:
    return pdf_booklets.bind(booklet, [pdf.write(*pdf.part(part)) for part in booklet.parts])


def make_three() -> Booklet:
    return make_booklet(
        make_paper("A) First", group="4 Recruitment"),
        make_paper("B) Second", body="Łódź 🎉 [here](https://example.org/)", group="4 Recruitment"),
        make_paper("C) Third", group="5 Finance"),
    )


def test_says_front_contents_and_every_part_in_order() -> None:
    booklet = make_three()
    said = text_of_pdf(bind(booklet))
    parts = "".join(part.title + text_of_html(html.draw(part.blocks)) for part in booklet.parts)
    contents = "Contents4 RecruitmentA) First2B) Second5 5 FinanceC) Third8"
    front = booklet.title + text_of_html(html.draw(booklet.front.blocks))
    assert squeezed(re.sub("[•◦]", "", said)) == squeezed(front + contents + parts)


def test_a_cover_says_who_what_and_when_on_a_page_of_its_own() -> None:
    booklet = replace(make_three(), cover=("15 January 2027", "Marl Street Hall"))
    said = squeezed(text_of_pdf(bind(booklet)))
    cover = squeezed(f"{settings.ORGANISATION['name']}{booklet.title}15 January 2027Marl Street Hall")
    assert said.startswith(cover)
    assert "Contents4RecruitmentA)First3B)Second6" in said


def test_tables_and_charts_are_said_in_every_part() -> None:
    booklet = make_booklet(make_report("First"), make_report("Second"))
    parts = "".join(part.title + text_of_html(html.draw(part.blocks)) for part in booklet.parts)
    assert squeezed(text_of_pdf(bind(booklet))).endswith(squeezed(parts))


def page_of(item: OutlineItem, pages: dict[tuple[int, int], int]) -> int:
    assert isinstance(item.destination, Array)
    return pages[item.destination[0].objgen]


def test_contents_and_outline_lead_to_the_first_page_of_each_part() -> None:
    with Pdf.open(BytesIO(bind(make_three()))) as opened, opened.open_outline() as outline:
        pages = {page.obj.objgen: at for at, page in enumerate(opened.pages, start=1)}
        links = [pages[link.Dest[0].objgen] for link in opened.pages[0].Annots]
        marks = [
            (item.title, [(inner.title, page_of(inner, pages)) for inner in item.children])
            for item in outline.root
        ]
    assert links == [2, 5, 8]
    assert marks == [
        ("Motions to the annual conference 2027", []),
        ("4 Recruitment", [("A) First", 2), ("B) Second", 5)]),
        ("5 Finance", [("C) Third", 8)]),
    ]


def test_what_opens_a_group_has_no_line_of_its_own_in_the_contents() -> None:
    booklet = make_booklet(
        Paper("All motions received on Recruitment", (), group="4 Recruitment", opens_group=True),
        make_paper("A) First", body="Words", group="4 Recruitment"),
    )
    drawn = bind(booklet)
    assert "Contents4Recruitment2A)First3AllmotionsreceivedonRecruitmentA)First" in squeezed(
        text_of_pdf(drawn)
    )
    with Pdf.open(BytesIO(drawn)) as opened, opened.open_outline() as outline:
        pages = {page.obj.objgen: at for at, page in enumerate(opened.pages, start=1)}
        links = [pages[link.Dest[0].objgen] for link in opened.pages[0].Annots]
        marks = [(item.title, [inner.title for inner in item.children]) for item in outline.root]
    assert links == [2, 3]
    assert marks[1:] == [("4 Recruitment", ["A) First"])]
    assert squeezed(said_by(word.render(booklet), ".docx")).count("AllmotionsreceivedonRecruitment") == 1


def test_an_index_in_front_is_the_contents() -> None:
    lines = tuple(IndexLine(label, f"Title {label}", "by Kim", f"m{at}") for at, label in enumerate("ABC"))
    parts = tuple(
        replace(make_paper(f"{label}) Title", body="Words"), reference=f"m{at}", group="")
        for at, label in enumerate("AB")
    )
    opening = Paper("Opening", (Index(lines[:1]),))
    drawn = bind(Booklet("All motions", Paper("Front", (Index(lines),)), (opening, *parts)))
    with Pdf.open(BytesIO(drawn)) as opened:
        pages = {page.obj.objgen: at for at, page in enumerate(opened.pages, start=1)}
        links = [
            [pages[link.Dest[0].objgen] if "/Dest" in link else None for link in page.obj.Annots]
            for page in opened.pages[:2]
        ]
        addresses = [link for page in opened.pages for link in page.obj.get("/Annots", []) if "/A" in link]
    assert (links, addresses) == ([[3, 6, None], [3]], [])
    index = "AllmotionsATitleA3byKimBTitleB6byKimCTitleCbyKimOpening"
    assert squeezed(text_of_pdf(drawn)).startswith(index)


def test_every_page_says_which_of_how_many_it_is() -> None:
    head = f"{settings.ORGANISATION['name']} · Annual conference 2027"
    pages = artifacts_of_pdf(bind(make_three()))
    assert [page.removeprefix(head).removeprefix("m42") for page in pages] == [
        f"{at} of 10" for at in range(1, 11)
    ]


def test_tags_of_the_parts_hang_in_one_tree() -> None:
    booklet = make_booklet(*(Paper(title, (Paragraph(plain("Words")),)) for title in ("First", "Second")))
    contents = ["H2", "L", "LI", "LBody", "Link", "LI", "LBody", "Link"]
    facts = ["L", "LI", "Lbl", "LBody"]
    assert roles_of_pdf(bind(booklet)) == ["H1", *facts, *contents, *["Art", "H1", "P"] * 2]


def test_marked_content_leads_back_to_its_element_in_every_part() -> None:
    with Pdf.open(BytesIO(bind(make_three()))) as opened:
        entries = list(opened.Root.StructTreeRoot.ParentTree.Nums)
        table = dict(zip(map(int, entries[::2]), entries[1::2], strict=True))
        owners = [
            {owner.Pg.objgen for owner in table[int(page.obj.StructParents)] if owner is not None}
            for page in opened.pages
        ]
        annotations = [link for page in opened.pages for link in page.obj.get("/Annots", [])]
        links = [table[int(link.StructParent)].S for link in annotations]
        assert owners == [{page.obj.objgen} for page in opened.pages]
        assert [str(role) for role in links] == ["/Link"] * 6


def test_the_file_is_told_what_it_is() -> None:
    with Pdf.open(BytesIO(bind(make_three()))) as opened, opened.open_metadata() as metadata:
        titles = [str(opened.docinfo.Title), metadata["dc:title"]]
        about = (str(opened.Root.Lang), metadata["pdfuaid:part"])
    assert titles == ["Motions to the annual conference 2027"] * 2
    assert about == ("en-GB", "1")


def test_each_typeface_is_there_once_however_many_parts() -> None:
    def fonts(count: int) -> int:
        parts = [Paper(f"Part {at}", parse(f"Words {at} and more")) for at in range(count)]
        with Pdf.open(BytesIO(bind(make_booklet(*parts)))) as opened:
            found = [one for one in opened.objects if isinstance(one, Dictionary)]
        return len([one for one in found if "/FontFile2" in one])

    assert fonts(1) == fonts(6)


def test_an_empty_booklet_is_its_front() -> None:
    said = text_of_pdf(bind(make_booklet()))
    assert squeezed(said) == "Motionstotheannualconference2027VenueMarlStreetHall"


def test_contents_of_many_pages_name_the_right_ones() -> None:
    parts = [Paper(f"Part {at}", (Paragraph(plain("Words")),)) for at in range(60)]
    with Pdf.open(BytesIO(bind(make_booklet(*parts)))) as opened:
        total = len(opened.pages)
    said = squeezed(text_of_pdf(bind(make_booklet(*parts))))
    assert f"Part0{total - 59}" in said
    assert f"Part59{total}" in said
