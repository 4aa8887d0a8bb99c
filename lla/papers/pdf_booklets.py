"""Binding a booklet: parts drawn one by one become one PDF with contents, outline, tags and page numbers."""

from collections.abc import Sequence
from dataclasses import replace
from io import BytesIO
from itertools import pairwise
from typing import Any, NamedTuple
from urllib.parse import quote, unquote

from django.conf import settings
from pikepdf import Array, Dictionary, Name, OutlineItem, Pdf

from lla.jobs.processes import Limits
from lla.papers import emblem, html, pdf
from lla.papers.blocks import Booklet
from lla.papers.pdf_fonts import SharedFonts

# Where WeasyPrint sets page numbers, in points from the lower left corner of A4.
_NUMBER_RIGHT, _NUMBER_BASELINE, _NUMBER_SIZE = 527.24, 47.5, 9
_NUMBER_COLOUR = b"0.357 0.325 0.294 rg"
_TOP_OF_PAGE = 842


class Place(NamedTuple):
    """Where a paper begins: on which page, counted from 0, and how high, in points from below."""

    page: int
    top: float


def bind(booklet: Booklet, parts: Sequence[bytes], limits: Limits | None = None) -> bytes:
    """The booklet as one PDF; `parts` are its papers drawn by `pdf.part` in their order, one or more each."""
    places = _places(parts)
    # The front is laid out for its length and then drawn with the pages that follow from it: their numbers
    # stand beside the lines, so that they cannot change it.
    own = pdf.length(_front_page(booklet, _behind(1, places)), pdf.style(), limits)
    front = pdf.write(_front_page(booklet, _behind(own, places)), pdf.style(), limits)
    out = Pdf.open(BytesIO(front))
    places = _behind(len(out.pages), places)
    fonts = SharedFonts(out)
    fonts.give(list(out.pages), fonts.take(out))
    for part in parts:
        first = len(out.pages)
        with Pdf.open(BytesIO(part)) as source:
            taken = fonts.take(source)
            out.pages.extend(source.pages)
            fonts.give(list(out.pages[first:]), taken)
            _hang_tags(out, source, first)
    _link_parts(out, booklet, places)
    _outline(out, booklet, places)
    _number_pages(out, fonts)
    fonts.finish()
    return pdf.packed(out)


def _places(parts: Sequence[bytes]) -> list[Place]:
    """Where each paper begins, were there nothing before the parts."""
    places: list[Place] = []
    before = 0
    for part in parts:
        with Pdf.open(BytesIO(part)) as source:
            places += [Place(before + page, top) for page, top in _places_in(source)]
            before += len(source.pages)
    return places


def _places_in(source: Pdf) -> list[Place]:
    """Where each of the papers of a part begins; the first with its page, running head and all."""
    pages = {page.obj.objgen: at for at, page in enumerate(source.pages)}
    entries = list(source.Root.Names.Dests.Names)
    named = {str(name): place for name, place in zip(entries[::2], entries[1::2], strict=True)}
    numbers = sorted(int(name.removeprefix(pdf.PLACE)) for name in named if name.startswith(pdf.PLACE))
    places = [named[f"{pdf.PLACE}{number}"] for number in numbers]
    begun = [Place(pages[page.objgen], float(top)) for page, _, _, top, _ in places]
    return [Place(0, _TOP_OF_PAGE), *begun[1:]]


def _behind(own: int, places: Sequence[Place]) -> list[Place]:
    """The places behind `own` pages."""
    return [Place(own + page, top) for page, top in places]


def _front_page(booklet: Booklet, places: Sequence[Place]) -> str:
    front = replace(booklet.front, title=booklet.title)
    pages = {name: place.page + 1 for name, place in _named(booklet, places).items() if name}
    body = html.draw(
        front.blocks, base_level=2, index_to=pdf.TO_PART, pages=pages, paper_style=pdf.chart_style()
    )
    contents = "" if booklet.has_index else _contents(booklet, places)
    return pdf.page(front, f"{_opening(booklet)}{body}{contents}")


def _opening(booklet: Booklet) -> str:
    """The title; on a cover below the organisation's name, and with what the cover says."""
    title = f"<h1>{html.draw_words(booklet.title)}</h1>"
    if not booklet.cover:
        return title
    name = html.draw_words(settings.ORGANISATION["name"])
    named = f'<p class="cover__name">{name}</p>'
    if not settings.ORGANISATION["logo"]:
        picture = quote(emblem.svg(pdf.accent()))
        style = f"background-image: url(data:image/svg+xml,{picture})"
        named = f'<p class="cover__name cover__name--emblem" style="{style}">{name}</p>'
    lines = "".join(f'<p class="cover__line">{html.draw_words(line)}</p>' for line in booklet.cover)
    return f'<section class="cover">{named}{title}{lines}</section>'


def _contents(booklet: Booklet, places: Sequence[Place]) -> str:
    lines: list[str] = []
    group = ""
    for at, (paper, place) in enumerate(zip(booklet.parts, places, strict=True)):
        page = f'<span class="page">{place.page + 1}</span>'
        if paper.group != group:
            group = paper.group
            head, named = (_to_part(at, group), page) if paper.opens_group else (html.draw_words(group), "")
            lines.append(f'</ol><h3 class="contents__group">{head} {named}</h3><ol class="contents">')
        if not paper.opens_group:
            lines.append(f"<li>{_to_part(at, paper.title)} {page}</li>")
    drawn = f'<ol class="contents">{"".join(lines)}</ol>'.replace('<ol class="contents"></ol>', "")
    return f"<h2>Contents</h2>{drawn}" if lines else ""


def _to_part(at: int, words: str) -> str:
    return f'<a href="{pdf.TO_PART}#{at}">{html.draw_words(words)}</a>'


def _named(booklet: Booklet, places: Sequence[Place]) -> dict[str, Place]:
    """Where each paper begins, by its reference."""
    return {paper.reference: place for paper, place in zip(booklet.parts, places, strict=True)}


def _hang_tags(out: Pdf, source: Pdf, at: int) -> None:
    """Hang the tag tree of `source`, whose pages begin at page `at` of `out`, into the tree of `out`."""
    root = out.Root.StructTreeRoot
    guest = out.copy_foreign(source.Root.StructTreeRoot)
    start = int(root.ParentTreeNextKey)
    entries = list(guest.ParentTree.Nums)
    for key, value in zip(entries[::2], entries[1::2], strict=True):
        root.ParentTree.Nums.append(int(key) + start)
        root.ParentTree.Nums.append(value)
    root.ParentTreeNextKey = start + int(guest.ParentTreeNextKey)
    for page in out.pages[at:]:
        page.obj.StructParents = int(page.obj.StructParents) + start
        for link in page.obj.get("/Annots", []):
            link.StructParent = int(link.StructParent) + start
    document = root.K[0]
    for part in guest.K:
        for article in _articles(out, part):
            article.P = document
            document.K.append(article)


def _articles(out: Pdf, part: Any) -> list[Any]:
    """The elements of a part as an article for each of its papers, which begins with the paper's title."""
    titles = [at for at, kid in enumerate(part.K) if kid.S == Name.H1]
    if len(titles) < 2:
        part.S = Name.Art
        return [part]
    kids = list(part.K)
    articles = []
    for start, end in pairwise([0, *titles[1:], len(kids)]):
        own = Array(kids[start:end])
        article = out.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Art, K=own))
        for kid in own:
            kid.P = article
        articles.append(article)
    return articles


def _link_parts(out: Pdf, booklet: Booklet, places: Sequence[Place]) -> None:
    """Lead the lines of the contents and of every index to the pages of the parts they name."""
    targets = {f"#{at}": place for at, place in enumerate(places)} | _named(booklet, places)
    for page in out.pages:
        for link in page.obj.get("/Annots", []):
            address = str(link.A.get("/URI", "")) if "/A" in link else ""
            if address.startswith(pdf.TO_PART):
                del link["/A"]
                if (place := targets.get(unquote(address.removeprefix(pdf.TO_PART)))) is not None:
                    link.Dest = _destination(out, place)


def _destination(out: Pdf, place: Place) -> Array:
    return Array([out.pages[place.page].obj, Name.XYZ, 0, place.top, 0])


def _outline(out: Pdf, booklet: Booklet, places: Sequence[Place]) -> None:
    with out.open_outline() as outline:
        outline.root.clear()
        outline.root.append(OutlineItem(booklet.title, 0))
        shelf = outline.root
        group = ""
        for paper, place in zip(booklet.parts, places, strict=True):
            if paper.group != group:
                group = paper.group
                head = OutlineItem(group, _destination(out, place))
                outline.root.append(head)
                shelf = head.children if group else outline.root
            if paper.opens_group:
                continue
            shelf.append(OutlineItem(paper.title, _destination(out, place)))


def _number_pages(out: Pdf, fonts: SharedFonts) -> None:
    """Stamp "3 of 90" on each page, as decoration that is not read aloud."""
    total = len(out.pages)
    for at, page in enumerate(out.pages, start=1):
        font, glyphs, width = fonts.write(f"{at} of {total}")
        name = page.add_resource(font, Name.Font)
        left = _NUMBER_RIGHT - width * _NUMBER_SIZE / 1000
        place = b"1 0 0 1 %.2f %.2f Tm" % (left, _NUMBER_BASELINE)
        words = b"%s %d Tf %s <%s> Tj" % (str(name).encode(), _NUMBER_SIZE, place, glyphs)
        stamp = b"/Artifact BMC q %s BT %s ET Q EMC" % (_NUMBER_COLOUR, words)
        page.contents_add(stamp)
