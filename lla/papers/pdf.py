"""Drawing one paper as a tagged PDF: A4, titled, bookmarked, with our own fonts and nothing fetched."""

import re
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from html import escape
from io import BytesIO
from pathlib import Path

from django.conf import settings
from pikepdf import ObjectStreamMode, Pdf

from lla.garbage import uncollected
from lla.papers import html
from lla.papers.blocks import Paper
from lla.papers.tags import tidy

FONTS = Path(__file__).resolve().parents[2] / "static" / "fonts"
FAMILIES = {"Source Serif 4": "source-serif-4", "Source Sans 3": "source-sans-3"}
FACES = [(weight, style) for weight in (400, 600) for style in ("normal", "italic")]
_PAGE_NUMBERS = """@page { @bottom-right { content: counter(page) " of " counter(pages);
  font: 9pt "Source Sans 3"; color: #5b534b; vertical-align: top; padding-top: 4mm; } }"""
# An address that no reader follows: it marks a link to another part of a booklet until its page is known.
TO_PART = "https://part.invalid/"
_VARIANT = {"pdf_variant": "pdf/ua-1"}
_COLOUR = re.compile(r"#[0-9a-f]{6}$", re.IGNORECASE)
# One thread of each process draws: typefaces belong to the thread that read them, and WeasyPrint's deep calls
# take less time on a stack that begins with them than at the bottom of a view.
_thread = ThreadPoolExecutor(1, thread_name_prefix="papers")


def render(paper: Paper) -> bytes:
    """The paper as a file of its own, its pages numbered "1 of 3"."""
    return write(*whole(paper))


def whole(paper: Paper) -> tuple[str, str]:
    """The HTML and the stylesheet of a paper that is a file of its own."""
    return document(paper, prefix="clause-"), style() + _PAGE_NUMBERS


def part(paper: Paper) -> tuple[str, str]:
    """The HTML and the stylesheet of a paper bound in a booklet, which numbers its pages."""
    return document(paper, prefix="", index_to=TO_PART), style()


def document(paper: Paper, *, prefix: str, index_to: str = "#") -> str:
    """The paper as one HTML document, from which the PDF is drawn; the rest as in `html.draw`."""
    drawn = html.draw(paper.blocks, base_level=2, prefix=prefix, index_to=index_to, paper_style=chart_style())
    return page(paper, f"<h1>{escape(paper.title)}</h1>{drawn}")


def page(paper: Paper, body: str) -> str:
    """The HTML document around a body that is already escaped."""
    head = paper.running_head or settings.ORGANISATION["name"]
    author = paper.author or settings.ORGANISATION["name"]
    return (
        f'<!DOCTYPE html><html lang="{escape(paper.language)}"><head>'
        f"<title>{escape(paper.title)}</title>"
        f'<meta name="author" content="{escape(author)}"/>'
        f'<meta name="description" content="{escape(paper.subject)}"/></head>'
        f'<body data-head="{escape(head)}" data-foot="{escape(paper.reference)}">{body}</body></html>'
    )


def write(source: str, css: str) -> bytes:
    """Draw an HTML document made here, with a stylesheet made here."""
    return _thread.submit(_write, source, css).result()


def length(source: str, css: str) -> int:
    """How many pages the document has: laid out and not drawn."""
    return _thread.submit(_length, source, css).result()


def _write(source: str, css: str) -> bytes:
    from lla.papers.weasyprinting import Source, look

    with uncollected():
        document = Source(source).render(**look(css), **_VARIANT)
        drawn = document.write_pdf(finisher=tidy, uncompressed_pdf=True, **_VARIANT)
        with Pdf.open(BytesIO(drawn)) as file:
            return packed(file)


def _length(source: str, css: str) -> int:
    from lla.papers.weasyprinting import Source, look

    with uncollected():
        return len(Source(source).render(**look(css), **_VARIANT).pages)


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
    return f":root {{ --accent: {_accent()}; }}\n{_font_faces()}\n{look()}"


def chart_style() -> str:
    """The stylesheet that each chart carries along: WeasyPrint shows a picture no other, and no variables."""
    return chart_look().replace("var(--accent)", _accent())


def _accent() -> str:
    accent: str = settings.ORGANISATION["accent"]
    if not _COLOUR.match(accent):
        raise ValueError(f"ORGANISATION's accent is not a colour such as #a3122a: {accent}")
    return accent


@cache
def look() -> str:
    """The stylesheet of every paper."""
    return Path(__file__).with_name("paper.css").read_text(encoding="utf-8")


@cache
def chart_look() -> str:
    """The stylesheet of every chart on paper."""
    return Path(__file__).with_name("chart.css").read_text(encoding="utf-8")


@cache
def _font_faces() -> str:
    """The Latin files and those of the further European letters are families of their own, because
    WeasyPrint embeds one file per family and face."""
    return "\n".join(
        f'@font-face {{ font-family: "{family}{name}"; font-weight: {weight}; font-style: {style}; '
        f'src: url("{(FONTS / f"{stem}-{subset}-{weight}-{style}.woff2").as_uri()}"); }}'
        for family, stem in FAMILIES.items()
        for subset, name in (("latin", ""), ("latin-ext", " Ext"))
        for weight, style in FACES
    )
