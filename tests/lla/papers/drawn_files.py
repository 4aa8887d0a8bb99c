"""Opening drawn files the way their readers do: a screen reader by tags, Word by its numbering."""

import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn
from pikepdf import Array, Dictionary, Object, Page, Pdf, parse_content_stream

_BULLETS = re.compile("[•◦▪]")
_VOID = {"br", "hr", "img", "input", "link", "meta"}
Marked = dict[tuple[tuple[int, int], int], str]


def squeezed(text: str) -> str:
    """The text without white space, which pages, PDF and Word set each in their own way."""
    return "".join(text.split())


class _Text(HTMLParser):
    """The words of a page; of a picture only its title, as a screen reader says it."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.written: list[str] = []
        self.drawn: list[str] = []
        self.tags: set[str] = set()
        self._open: list[str] = []

    def handle_data(self, data: str) -> None:
        if "svg" not in self._open:
            self.written.append(data)
        if "svg" not in self._open or self._open[-1] == "title":
            self.found.append(data)
        else:
            self.drawn.append(data)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        if tag not in _VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in self._open:
            del self._open[len(self._open) - 1 - self._open[::-1].index(tag) :]


def text_of_html(source: str) -> str:
    reader = _Text()
    reader.feed(source)
    reader.close()
    return "".join(reader.found)


def written_in_html(source: str) -> str:
    """The text without what stands for pictures."""
    reader = _Text()
    reader.feed(source)
    reader.close()
    return "".join(reader.written)


def words_drawn_in_html(source: str) -> list[str]:
    """The words that the pictures of a page show to the eye."""
    reader = _Text()
    reader.feed(source)
    reader.close()
    return reader.drawn


def tags_of_html(source: str) -> set[str]:
    reader = _Text()
    reader.feed(source)
    reader.close()
    return reader.tags


def text_of_pdf(content: bytes) -> str:
    """What a screen reader says: the marked content in the order of the tag tree."""
    with Pdf.open(BytesIO(content)) as pdf:
        marked: Marked = {}
        for page in pdf.pages:
            marked.update(marked_in(page))
        return "".join(_spoken(pdf.Root.StructTreeRoot.K[0], marked))


def glyphs_of_pdf(content: bytes) -> list[int]:
    """The numbers of all glyphs that are drawn, in fonts of two bytes a glyph."""
    with Pdf.open(BytesIO(content)) as pdf:
        shown = [
            instruction.operands[0]
            for page in pdf.pages
            for instruction in parse_content_stream(page)
            if str(instruction.operator) in {"Tj", "TJ"}
        ]
        return [glyph for operand in shown for glyph in _glyphs(operand)]


def roles_of_pdf(content: bytes) -> list[str]:
    """The structure elements in reading order, such as H1, P, L."""
    with Pdf.open(BytesIO(content)) as pdf:
        return list(_roles(pdf.Root.StructTreeRoot.K[0]))


def alternatives_of_pdf(content: bytes) -> list[str]:
    """What stands for each picture."""
    with Pdf.open(BytesIO(content)) as pdf:
        return list(_alternatives(pdf.Root.StructTreeRoot.K[0]))


def artifacts_of_pdf(content: bytes) -> list[str]:
    """For each page, the words drawn on it that no element of the tree claims."""
    with Pdf.open(BytesIO(content)) as pdf:
        owned = {place for place, _ in _owned(pdf.Root.StructTreeRoot.K[0])}
        return [
            "".join(text for place, text in marked_in(page, artifacts=True).items() if place not in owned)
            for page in pdf.pages
        ]


def _kids(element: Any) -> list[Any]:
    found = element.get("/K")
    return list(found) if isinstance(found, Array) else [found]


def _is_element(kid: Any) -> bool:
    return isinstance(kid, Dictionary) and "/S" in kid


def _owned(element: Any) -> Iterator[tuple[tuple[tuple[int, int], int], Any]]:
    for kid in _kids(element):
        if isinstance(kid, int):
            yield (element.Pg.objgen, kid), element
        elif _is_element(kid):
            yield from _owned(kid)


def _spoken(element: Any, marked: Marked) -> Iterator[str]:
    """A picture is spoken by the words that stand for it, in place of those drawn in it."""
    if said := element.get("/Alt", element.get("/ActualText")):
        yield str(said)
        return
    for kid in _kids(element):
        if isinstance(kid, int):
            yield marked.get((element.Pg.objgen, kid), "")
        elif _is_element(kid):
            yield from _spoken(kid, marked)


def _roles(element: Any) -> Iterator[str]:
    for kid in _kids(element):
        if _is_element(kid):
            yield str(kid.S).lstrip("/")
            yield from _roles(kid)


def _alternatives(element: Any) -> Iterator[str]:
    if "/Alt" in element:
        yield str(element.Alt)
    for kid in _kids(element):
        if _is_element(kid):
            yield from _alternatives(kid)


def marked_in(page: Page, *, artifacts: bool = False) -> Marked:
    """The text of each piece of marked content of a page, as it says itself or by its glyphs; artifacts are
    numbered from -1 downwards."""
    fonts = {name: _characters(font) for name, font in page.obj.Resources.Font.items()}
    found: Marked = {}
    said: Marked = {}
    open_marks: list[int] = []
    current: dict[int, str] = {}
    for instruction in parse_content_stream(page):
        operands: Any = instruction.operands
        match str(instruction.operator):
            case "BDC":
                open_marks.append(int(operands[1].MCID))
                if "/ActualText" in operands[1]:
                    said[page.obj.objgen, open_marks[-1]] = str(operands[1].ActualText)
            case "BMC":
                open_marks.append(-1 - len(found))
            case "EMC":
                open_marks.pop()
            case "Tf":
                current = fonts[str(operands[0])]
            case "Tj" | "TJ" if open_marks and (artifacts or open_marks[-1] >= 0):
                place = (page.obj.objgen, open_marks[-1])
                found[place] = found.get(place, "") + _shown(operands[0], current)
    return found | said


def _shown(operand: Any, characters: dict[int, str]) -> str:
    return "".join(characters.get(glyph, "") for glyph in _glyphs(operand))


def _glyphs(operand: Any) -> list[int]:
    parts = list(operand) if isinstance(operand, Array) else [operand]
    glyphs = b"".join(bytes(part) for part in parts if not isinstance(part, int | float) and _is_text(part))
    pairs = range(0, len(glyphs), 2)
    return [int.from_bytes(glyphs[at : at + 2], "big") for at in pairs]


def _is_text(part: Any) -> bool:
    return isinstance(part, Object) and part._type_name == "string"


def _characters(font: Any) -> dict[int, str]:
    mapped = font.ToUnicode.read_bytes().partition(b"endcodespacerange")[2]
    return {
        int(glyph, 16): bytes.fromhex(text.decode()).decode("utf-16-be")
        for glyph, text in re.findall(rb"<([0-9a-f]{4})> <([0-9a-f]+)>", mapped)
    }


def text_of_word(content: bytes, *, pictures: bool = True) -> str:
    """The paragraphs in order, each with the number that Word computes before it, and what stands for
    pictures."""
    document = docx.Document(BytesIO(content))
    numbering = _Numbering(document.part.numbering_part.element)
    lines = []
    for paragraph in document.element.body.iter(qn("w:p")):
        found = paragraph.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
        lines.append(numbering.next(found) if found is not None else "")
        said = paragraph.iter(qn("w:t"), *[qn("wp:docPr")] * pictures)
        lines.extend(part.get("descr") if part.tag == qn("wp:docPr") else part.text or "" for part in said)
        lines.append("\n")
    return "".join(lines)


def texts_by_libreoffice(files: Mapping[str, bytes], folder: Path) -> dict[str, str]:
    """What LibreOffice reads in Word files, by their names; squeezed and without what only marks lists."""
    if not shutil.which("soffice"):
        pytest.skip("LibreOffice is not here; run: apt-get install libreoffice-writer-nogui")
    sources = []
    for at, content in enumerate(files.values()):
        sources.append(folder / f"{at}.docx")
        sources[-1].write_bytes(content)
    office = ["soffice", "--headless", f"-env:UserInstallation={(folder / 'office').as_uri()}"]
    subprocess.run(
        [*office, "--convert-to", "txt:Text (encoded):UTF8", "--outdir", folder, *sources],
        check=True,
        capture_output=True,
        timeout=300,
    )
    texts = (source.with_suffix(".txt").read_text(encoding="utf-8-sig") for source in sources)
    return {name: squeezed(_BULLETS.sub("", text)) for name, text in zip(files, texts, strict=True)}


def said_by(content: bytes, suffix: str) -> str:
    """The words of a file, squeezed and without what only marks its lists."""
    text = text_of_pdf(content) if suffix == ".pdf" else text_of_word(content)
    return squeezed(_BULLETS.sub("", text))


class _Numbering:
    """Word's own counting: each list counts by itself, and a deeper level starts anew below a point."""

    def __init__(self, element: Any) -> None:
        abstracts = {one.get(qn("w:abstractNumId")): one for one in element.iterfind(qn("w:abstractNum"))}
        self._formats: dict[str, list[str]] = {}
        self._starts: dict[str, int] = {}
        for num in element.iterfind(qn("w:num")):
            name = num.get(qn("w:numId"))
            abstract = abstracts[num.find(qn("w:abstractNumId")).get(qn("w:val"))]
            self._formats[name] = [
                level.find(qn("w:lvlText")).get(qn("w:val")) for level in abstract.iterfind(qn("w:lvl"))
            ]
            start = num.find(f".//{qn('w:startOverride')}")
            self._starts[name] = int(start.get(qn("w:val"))) if start is not None else 1
        self._counts: dict[str, list[int]] = {}

    def next(self, properties: Any) -> str:
        name = properties.find(qn("w:numId")).get(qn("w:val"))
        level = int(properties.find(qn("w:ilvl")).get(qn("w:val")))
        counts = self._counts.setdefault(name, [self._starts[name] - 1])
        counts[:] = [*counts[: level + 1], *[0] * (level + 1 - len(counts))]
        counts[level] += 1
        text = self._formats[name][level]
        if text == "•":
            return ""
        return re.sub(r"%(\d)", lambda found: str(counts[int(found[1]) - 1]), text)
