"""Drawing one paper as a tagged PDF: A4, titled, bookmarked, with our own fonts and nothing fetched."""

import re
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import cache, partial
from html import escape
from io import BytesIO
from pathlib import Path
from typing import TypeVar

from django.conf import settings
from pikepdf import ObjectStreamMode, Pdf

from lla.jobs.processes import Limits, NotFinished, OutOfTime, Processes
from lla.papers import cost, html
from lla.papers.blocks import Paper, Paragraph, Run, plain, with_annex
from lla.papers.heads import head

FONTS = Path(__file__).resolve().parents[2] / "static" / "fonts"
FAMILIES = {"Source Serif 4": "source-serif-4", "Source Sans 3": "source-sans-3"}
FACES = [(weight, style) for weight in (400, 600) for style in ("normal", "italic")]
_PAGE_NUMBERS = """@page { @bottom-right { content: counter(page) " of " counter(pages);
  font: 9pt "Source Sans 3"; color: #5b534b; vertical-align: top; padding-top: 4mm; } }"""
# An address that no reader follows: it marks a link to another part of a booklet until its page is known.
TO_PART = "https://part.invalid/"
# Where a paper begins in what it is bound in with others, by a number behind this.
PLACE = "paper-"
_COLOUR = re.compile(r"#[0-9a-f]{6}$", re.IGNORECASE)
_MEMORY = 1_000  # megabytes

Part = TypeVar("Part", Paper, Paper | Run)
Prepare = Callable[[Part], tuple[str, str]]


def at_once() -> Limits:
    """Limits for what a reader waits for; one for all that one request draws."""
    return Limits.after(settings.SECONDS_AT_ONCE, megabytes=_MEMORY)


def in_background() -> Limits:
    """Limits for one document that the worker draws."""
    return Limits.after(settings.SECONDS_FOR_A_PAPER, megabytes=_MEMORY)


def render(paper: Paper, limits: Limits | None = None) -> bytes:
    """The paper as a file of its own, its pages numbered "1 of 3"."""
    return draw(paper, whole, limits)


def whole(paper: Paper) -> tuple[str, str]:
    """The HTML and the stylesheet of a paper that is a file of its own."""
    return page(paper, _body(paper, prefix="clause-")), style() + _PAGE_NUMBERS


def part(thing: Paper | Run) -> tuple[str, str]:
    """The HTML and the stylesheet of what is bound in a booklet, which numbers its pages.

    Of papers that follow one another none has its reference below the page: it stands with their facts.
    """
    papers = thing.papers if isinstance(thing, Run) else (thing,)
    body = "".join(_body(paper, index_to=TO_PART, place=f"{PLACE}{at}") for at, paper in enumerate(papers))
    first = thing if isinstance(thing, Paper) else replace(papers[-1], reference="")
    return page(first, body), style()


def _body(paper: Paper, *, prefix: str = "", index_to: str = "#", place: str = "") -> str:
    """A paper's title, which has the address `place`, and its blocks; the rest as in `html.draw`."""
    blocks = with_annex(paper.blocks)
    drawn = html.draw(blocks, base_level=2, prefix=prefix, index_to=index_to, paper_style=chart_style())
    named = f' id="{place}"' if place else ""
    return f"<h1{named}>{html.draw_words(paper.title)}</h1>{drawn}"


def page(paper: Paper, body: str) -> str:
    """The HTML document around a body that is already escaped."""
    author = paper.author or settings.ORGANISATION["name"]
    return (
        f'<!DOCTYPE html><html lang="{escape(paper.language)}"><head>'
        f"<title>{escape(paper.title)}</title>"
        f'<meta name="author" content="{escape(author)}"/>'
        f'<meta name="description" content="{escape(paper.subject)}"/></head>'
        f'<body data-head="{escape(head(paper))}" data-foot="{escape(paper.reference)}">{body}</body></html>'
    )


def draw(paper: Part, prepare: Prepare[Part], limits: Limits | None = None) -> bytes:
    """A paper as a PDF, as `whole` or `part` prepares it; raises NotFinished beyond the limits.

    What is much more than its limits allow is not even begun.
    """
    if cost.seconds(paper, ".pdf") > settings.SECONDS_FOR_A_PAPER:
        raise OutOfTime
    source, css = prepare(paper)
    opens_group = isinstance(paper, Paper) and paper.opens_group
    return write(source, css, limits, tighter=not opens_group)


def draw_all(
    papers: Iterable[Part], prepare: Prepare[Part], limits: Limits | None = None
) -> Iterator[bytes | NotFinished]:
    """The PDF of each paper, or why there is none, in order; all processes draw."""

    def try_it(paper: Part) -> bytes | NotFinished:
        try:
            return draw(paper, prepare, limits)
        except NotFinished as error:
            return error

    with ThreadPoolExecutor(_processes.most) as waiting:
        yield from waiting.map(try_it, papers)


def write(source: str, css: str, limits: Limits | None = None, *, tighter: bool = False) -> bytes:
    """Draw an HTML document made here, with a stylesheet made here; `tighter` if it spares a page."""
    drawn: bytes = _processes.run(limits or in_background(), _write, source, css, tighter)
    return drawn


def length(source: str, css: str, limits: Limits | None = None) -> int:
    """How many pages the document has: laid out and not drawn."""
    pages: int = _processes.run(limits or in_background(), _length, source, css)
    return pages


def _write(source: str, css: str, tighter: bool = False) -> bytes:
    from lla.papers import weasyprinting  # it takes longer to import than a page to answer

    with Pdf.open(BytesIO(weasyprinting.draw(source, css, tighter=tighter))) as file:
        return packed(file)


def _length(source: str, css: str) -> int:
    from lla.papers import weasyprinting

    return weasyprinting.length(source, css)


def _warm_up() -> partial[bytes]:
    """Whoever draws first reads the stylesheet and the typefaces: nobody should wait for that."""
    return partial(_write, *whole(Paper("Warm", (Paragraph(plain("up"), number="1"),))))


# As many as there are processors on a small server: threads gain nothing, because WeasyPrint is Python.
_processes = Processes(2, warm_up=_warm_up)


def packed(file: Pdf) -> bytes:
    """A PDF as a small file; qpdf compresses faster than WeasyPrint."""
    out = BytesIO()
    file.save(
        out,
        deterministic_id=True,
        object_stream_mode=ObjectStreamMode.generate,
        fix_metadata_version=False,
    )
    return out.getvalue()


def style() -> str:
    """The whole stylesheet: the organisation's colour, our fonts, the look of a paper."""
    sheets = f"{stylesheet('paper')}\n{stylesheet('cover')}"
    return f":root {{ --accent: {accent()}; }}\n{_font_faces()}\n{sheets}"


def chart_style() -> str:
    """The stylesheet that each chart carries along: WeasyPrint shows a picture no other, and no variables."""
    return stylesheet("chart").replace("var(--accent)", accent())


def accent() -> str:
    """The organisation's colour, such as #a3122a."""
    colour: str = settings.ORGANISATION["accent"]
    if not _COLOUR.match(colour):
        raise ValueError(f"ORGANISATION's accent is not a colour such as #a3122a: {colour}")
    return colour


@cache
def stylesheet(name: str) -> str:
    """A stylesheet of ours: of every "paper", "cover" of a booklet, "chart" on one, or sheet of "badges"."""
    return Path(__file__).with_name(f"{name}.css").read_text(encoding="utf-8")


def font_files() -> Iterator[tuple[str, str, int, str, Path]]:
    """Family, what its name is followed by, weight, style and file of each of our faces.

    The Latin files and those of the further European letters are families of their own, because WeasyPrint
    embeds one file per family and face.
    """
    for family, stem in FAMILIES.items():
        for subset, name in (("latin", ""), ("latin-ext", "Ext")):
            for weight, style in FACES:
                yield family, name, weight, style, FONTS / f"{stem}-{subset}-{weight}-{style}.woff2"


@cache
def _font_faces() -> str:
    return "\n".join(
        f'@font-face {{ font-family: "{f"{family} {name}".strip()}"; font-weight: {weight}; '
        f'font-style: {style}; src: url("{file.as_uri()}"); }}'
        for family, name, weight, style, file in font_files()
    )
