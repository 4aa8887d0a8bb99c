"""Papers of one group can follow one another in a booklet without new pages: it reads and leads the same."""

import re
from dataclasses import replace
from io import BytesIO
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn
from pikepdf import Pdf
from pytest_django import Settings

from lla.jobs.processes import Limits
from lla.papers import cost, pdf, pdf_booklets, store, word
from lla.papers.blocks import Booklet, Facts, Index, IndexLine, Paper, Run, plain
from lla.papers.models import Paper as Row
from lla.text.reading import parse
from tests.lla.papers.drawn_files import marked_in, roles_of_pdf, squeezed, text_of_pdf, text_of_word

FACTS = Facts(tuple((f"Fact {at}", plain("Words")) for at in range(6)))
CLAUSE = "Groups in neighbouring towns often do not know that the other one exists. " * 2

# The number that ends a line of the contents.
PAGE = re.compile(r"\d+$", re.MULTILINE)


def make_motion(name: str, *, group: str, clauses: int = 2) -> Paper:
    text = "Conference notes:\n\n" + "\n".join(f"- {CLAUSE}" for _ in range(clauses))
    head = f"Conference · {group}"
    return Paper(f"Title {name}", (FACTS, *parse(text)), reference=name, group=group, running_head=head)


def make_opening(group: str, *names: str) -> Paper:
    lines = tuple(IndexLine("A", f"Title {name}", "By Kim", name) for name in names)
    return Paper(f"All on {group}", (Index(lines),), group=group, opens_group=True)


def make_conference(*, clauses: int = 2, run_on: bool = True) -> Booklet:
    parts = [
        make_opening("Housing", "m1", "m2", "m3"),
        *(make_motion(name, group="Housing", clauses=clauses) for name in ("m1", "m2", "m3")),
        make_opening("Trains", "m4", "m5"),
        *(make_motion(name, group="Trains") for name in ("m4", "m5")),
    ]
    return Booklet("All motions", Paper("Front", ()), tuple(parts), run_on)


def bind(booklet: Booklet) -> bytes:
    return pdf_booklets.bind(booklet, [pdf.draw(part, pdf.part) for part in booklet.bound])


def content(booklet: Booklet) -> bytes:
    return store.content(booklet, ".pdf")


def drawn() -> set[str]:
    return set(Row.objects.exclude(made_at=None).values_list("key", flat=True))


def pages_of(content: bytes) -> int:
    with Pdf.open(BytesIO(content)) as opened:
        return len(opened.pages)


def test_it_says_the_same_on_fewer_pages() -> None:
    apart, run_on = make_conference(run_on=False), make_conference()
    front = squeezed("All motions Contents Housing Title m1 Title m2 Title m3 Trains Title m4 Title m5")
    said = [squeezed(text_of_pdf(bind(booklet))) for booklet in (apart, run_on)]
    start = squeezed("All on Housing")
    assert said[0][said[0].index(start) :] == said[1][said[1].index(start) :]
    assert "".join(char for char in said[1][: said[1].index(start)] if not char.isdigit()) == "".join(
        char for char in front if not char.isdigit()
    )
    assert [pages_of(bind(booklet)) for booklet in (apart, run_on)] == [8, 4]


def test_contents_name_the_page_on_which_a_paper_begins_within_its_run() -> None:
    content = bind(make_conference())
    with Pdf.open(BytesIO(content)) as opened:
        on_page = {
            name: at
            for at, page in enumerate(opened.pages, start=1)
            for name in ("m1", "m2", "m3", "m4", "m5")
            if at > 1 and any(said.strip() == f"Title {name}" for said in titles_on(page))
        }
    assert on_page == {"m1": 2, "m2": 2, "m3": 3, "m4": 4, "m5": 4}
    contents = "".join(f"Title{name}{at}" for name, at in on_page.items())
    said = squeezed(text_of_pdf(content))
    assert contents == said[said.index("Titlem1") : said.index("AllonHousing")].replace("Trains4", "")


def titles_on(page: Any) -> list[str]:
    """The words of the titles on a page, without those of an index."""
    found = list(marked_in(page).values())
    return [said for said, after in zip(found, [*found[1:], ""], strict=True) if after.startswith("Fact 0")]


def test_every_paper_is_an_article_of_its_own_in_the_tag_tree() -> None:
    roles = roles_of_pdf(bind(make_conference()))
    arts = [at for at, role in enumerate(roles) if role == "Art"]
    assert len(arts) == 7
    assert all(roles[at + 1] == "H1" for at in arts)
    assert roles.count("H1") == 8


def test_marked_content_leads_back_to_its_article() -> None:
    with Pdf.open(BytesIO(bind(make_conference()))) as opened:
        document = opened.Root.StructTreeRoot.K[0]
        articles = [kid for kid in document.K if kid.S == "/Art"]
        assert all(kid.P.objgen == article.objgen for article in articles for kid in article.K)
        assert all(article.P.objgen == document.objgen for article in articles)


def test_links_and_bookmarks_lead_to_the_height_at_which_a_paper_begins() -> None:
    with Pdf.open(BytesIO(bind(make_conference()))) as opened, opened.open_outline() as outline:
        pages = {page.obj.objgen: at for at, page in enumerate(opened.pages, start=1)}

        def place(destination: Any) -> tuple[int, int]:
            return pages[destination[0].objgen], round(float(destination[3]))

        marks = [place(inner.destination) for item in outline.root[1:] for inner in item.children]
        contents = [place(link.Dest) for link in opened.pages[0].Annots]
        index = [place(link.Dest) for link in opened.pages[1].Annots]
    assert [page for page, _ in marks] == [2, 2, 3, 4, 4]
    assert len(set(marks)) == 5
    assert contents == [(2, 842), *marks[:3], (4, 842), *marks[3:]]
    assert index == marks[:3]
    assert 842 > marks[0][1] > marks[1][1] > 0


@pytest.mark.django_db
def test_after_one_change_only_its_groups_run_is_drawn_again() -> None:
    booklet = make_conference()
    content(booklet)
    before = drawn()
    parts = list(booklet.parts)
    parts[-1] = make_motion("m5", group="Trains", clauses=4)
    changed = replace(booklet, parts=tuple(parts))
    content(changed)
    assert drawn() - before == {store.key(changed, ".pdf"), store.key(changed.bound[1], ".part")}


@pytest.mark.django_db
def test_a_kept_run_goes_with_any_motion_it_holds_or_lists() -> None:
    booklet = make_conference()
    content(booklet)
    assert [store._references(each) for each in booklet.bound] == [["m1", "m2", "m3"], ["m4", "m5"]]
    assert store.forget("m2") == 2
    assert drawn() == {store.key(booklet.bound[1], ".part")}
    apart = replace(booklet, run_on=False)
    content(apart)
    assert store.forget("m2") == 3
    assert store.key(apart.parts[0], ".part") not in drawn()


@pytest.mark.django_db
def test_what_cannot_be_drawn_in_a_run_begins_pages_of_its_own(settings: Settings) -> None:
    booklet = make_conference(clauses=40)
    long, short = booklet.bound
    assert isinstance(long, Run)
    most = max(cost.seconds(paper, ".pdf") for paper in long.papers)
    settings.SECONDS_FOR_A_PAPER = (most + cost.seconds(long, ".pdf")) / 2
    store.make(booklet, ".pdf", Limits.after(100, megabytes=1_000))
    drawn = content(booklet)
    settings.SECONDS_FOR_A_PAPER = 100
    assert squeezed(text_of_pdf(drawn)).endswith(
        squeezed(text_of_pdf(bind(replace(booklet, run_on=False)))).partition("AllonHousing")[2]
    )
    alone = [pages_of(pdf.draw(paper, pdf.part)) for paper in long.papers]
    assert pages_of(drawn) == 1 + sum(alone) + pages_of(pdf.draw(short, pdf.part))
    assert Row.objects.get(key=store.key(long, ".part")).error == "OutOfTime"


@pytest.mark.parametrize("clauses", range(8, 16))
def test_a_title_keeps_with_its_facts_and_they_with_the_text(clauses: int) -> None:
    run = Run(tuple(make_motion(name, group="Housing", clauses=clauses) for name in ("m1", "m2", "m3")))
    with Pdf.open(BytesIO(pdf.draw(run, pdf.part))) as opened:
        last = [list(marked_in(page).values())[-1].strip() for page in opened.pages]
    assert not {"Title m2", "Title m3", "Words", "Conference notes:"} & set(last)


def test_in_word_only_what_opens_a_group_begins_a_new_page() -> None:
    def broken(booklet: Booklet) -> list[str]:
        document = docx.Document(BytesIO(word.render(booklet)))
        return [
            paragraph.text
            for paragraph in document.paragraphs
            if paragraph._p.find(f"{qn('w:pPr')}/{qn('w:pageBreakBefore')}") is not None
        ]

    titles = [part.title for part in make_conference().parts]
    assert broken(make_conference(run_on=False)) == titles
    assert broken(make_conference()) == ["All on Housing", "All on Trains"]
    words = [text_of_word(word.render(make_conference(run_on=run_on))) for run_on in (False, True)]
    without_pages = [PAGE.sub("", said) for said in words]
    assert without_pages[0] == without_pages[1]


def test_what_follows_another_stands_on_its_page_however_the_booklet_is_bound() -> None:
    motions = [make_motion(name, group="Housing") for name in ("m1", "m2")]
    amendments = [replace(make_motion(name, group="Housing"), follows=True) for name in ("m3", "m4")]
    parts = (motions[0], *amendments, motions[1])
    booklet = Booklet("All motions", Paper("Front", ()), parts)

    assert booklet.page_breaks == (True, False, False, True)
    assert booklet.bound == (Run(parts[:3]), motions[1])
    apart = replace(booklet, parts=tuple(replace(part, follows=False) for part in parts))
    assert [pages_of(bind(each)) for each in (apart, booklet)] == [5, 4]


def test_that_a_paper_follows_another_does_not_change_how_it_is_kept_by_itself() -> None:
    paper = make_motion("m1", group="Housing")
    assert store.key(replace(paper, follows=True), ".pdf") == store.key(paper, ".pdf")
