"""Binding a booklet: parts drawn one by one become one PDF with contents, outline, tags and page numbers."""

from collections.abc import Sequence
from dataclasses import replace
from io import BytesIO
from itertools import accumulate
from urllib.parse import unquote

from pikepdf import Array, Name, OutlineItem, Pdf

from lla.papers import html, pdf
from lla.papers.blocks import Booklet
from lla.papers.fonts import SharedFonts
from lla.processes import Limits

# Where WeasyPrint sets page numbers, in points from the lower left corner of A4.
_NUMBER_RIGHT, _NUMBER_BASELINE, _NUMBER_SIZE = 527.24, 47.5, 9
_NUMBER_COLOUR = b"0.357 0.325 0.294 rg"
_TOP_OF_PAGE = 842


def bind(booklet: Booklet, parts: Sequence[bytes], limits: Limits | None = None) -> bytes:
    """The booklet as one PDF; `parts` are its papers drawn by `pdf.part`, in their order."""
    lengths = [_length(part) for part in parts]
    out = Pdf.open(BytesIO(_front(booklet, lengths, limits)))
    firsts = _firsts(len(out.pages), lengths)
    fonts = SharedFonts(out)
    fonts.give(list(out.pages), fonts.take(out))
    for part, first in zip(parts, firsts, strict=True):
        with Pdf.open(BytesIO(part)) as source:
            taken = fonts.take(source)
            out.pages.extend(source.pages)
            fonts.give(list(out.pages[first:]), taken)
            _hang_tags(out, source, first)
    _link_parts(out, booklet, firsts)
    _outline(out, booklet, firsts)
    _number_pages(out, fonts)
    fonts.finish()
    return pdf.packed(out)


def _length(part: bytes) -> int:
    with Pdf.open(BytesIO(part)) as source:
        return len(source.pages)


def _firsts(own: int, lengths: list[int]) -> list[int]:
    """Where each part begins behind `own` pages."""
    return list(accumulate(lengths[:-1], initial=own)) if lengths else []


def _front(booklet: Booklet, lengths: list[int], limits: Limits | None) -> bytes:
    """The front matter with its contents, laid out for its length and then drawn with the pages that follow
    from it: their numbers stand beside the lines, so that they cannot change it."""
    own = pdf.length(_front_page(booklet, _firsts(1, lengths)), pdf.style(), limits)
    return pdf.write(_front_page(booklet, _firsts(own + 1, lengths)), pdf.style(), limits)


def _front_page(booklet: Booklet, firsts: list[int]) -> str:
    front = replace(booklet.front, title=booklet.title)
    pages = {name: at for name, at in _named(booklet, firsts).items() if name}
    body = html.draw(
        front.blocks, base_level=2, index_to=pdf.TO_PART, pages=pages, paper_style=pdf.chart_style()
    )
    contents = "" if booklet.has_index else _contents(booklet, firsts)
    return pdf.page(front, f"<h1>{html.draw_words(booklet.title)}</h1>{body}{contents}")


def _contents(booklet: Booklet, firsts: list[int]) -> str:
    lines: list[str] = []
    group = ""
    for at, (paper, first) in enumerate(zip(booklet.parts, firsts, strict=True)):
        page = f'<span class="page">{first}</span>'
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


def _named(booklet: Booklet, firsts: Sequence[int]) -> dict[str, int]:
    """Where each part begins, by its reference."""
    return {paper.reference: first for paper, first in zip(booklet.parts, firsts, strict=True)}


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
        part.S = Name.Art
        part.P = document
        document.K.append(part)


def _link_parts(out: Pdf, booklet: Booklet, firsts: list[int]) -> None:
    """Lead the lines of the contents and of every index to the pages of the parts they name."""
    targets = {f"#{at}": first for at, first in enumerate(firsts)} | _named(booklet, firsts)
    for page in out.pages:
        for link in page.obj.get("/Annots", []):
            address = str(link.A.get("/URI", "")) if "/A" in link else ""
            if address.startswith(pdf.TO_PART):
                del link["/A"]
                if (first := targets.get(unquote(address.removeprefix(pdf.TO_PART)))) is not None:
                    link.Dest = Array([out.pages[first].obj, Name.XYZ, 0, _TOP_OF_PAGE, 0])


def _outline(out: Pdf, booklet: Booklet, firsts: list[int]) -> None:
    with out.open_outline() as outline:
        outline.root.clear()
        outline.root.append(OutlineItem(booklet.title, 0))
        shelf = outline.root
        group = ""
        for paper, first in zip(booklet.parts, firsts, strict=True):
            if paper.group != group:
                group = paper.group
                head = OutlineItem(group, first)
                outline.root.append(head)
                shelf = head.children if group else outline.root
            if paper.opens_group:
                continue
            shelf.append(OutlineItem(paper.title, first))


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
