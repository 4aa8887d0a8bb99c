"""One copy of each typeface in a booklet, in place of the subset that every part brings along."""

import re
from dataclasses import dataclass, field
from functools import cache
from io import BytesIO
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont
from pikepdf import Array, Name, Object, Page, Pdf

from lla.papers.pdf import font_files

_NOT_ITS_NAME = re.compile(r"^/[A-Z]{6}\+|[^A-Za-z0-9]")
_NOT_A_LETTER = re.compile(r"\W")
_MAPPED = re.compile(rb"<([0-9a-f]{4})> <([0-9a-f]+)>")
_STYLES = {"normal": "", "italic": "Italic"}
_WEIGHTS = {400: "", 600: "SemiBold"}


@dataclass(slots=True)
class _Face:
    """A typeface of the booklet: its font object, its file, and the text of each glyph in use."""

    font: Object
    file: Path
    glyphs: dict[int, bytes] = field(default_factory=dict)


class SharedFonts:
    """The typefaces of a booklet while its parts are bound: WeasyPrint keeps glyph numbers when it makes
    a subset, so that one file serves the glyphs of all parts."""

    def __init__(self, out: Pdf) -> None:
        self._out = out
        self._faces: dict[str, _Face] = {}

    def take(self, source: Pdf) -> dict[str, str]:
        """Take the fonts that can be shared out of a part: resource name to the name of its face.

        WeasyPrint gives all pages of a file one dictionary of fonts.
        """
        taken: dict[str, str] = {}
        fonts = source.pages[0].obj.Resources.Font
        for name in list(fonts.keys()):
            base = str(fonts[name].BaseFont)
            if self._share(base, fonts[name], foreign=source is not self._out):
                taken[name] = base
                del fonts[name]
        return taken

    def give(self, pages: list[Page], taken: dict[str, str]) -> None:
        """Give pages their fonts back, now the booklet's own."""
        fonts = pages[0].obj.Resources.Font
        for name, base in taken.items():
            fonts[name] = self._faces[base].font

    def write(self, words: str) -> tuple[Object, bytes, float]:
        """The font of page numbers, the words as its glyphs, and their width in thousandths of its size."""
        # A title is always set in one of ours, whatever else a short booklet has.
        preferred = [_files()[name] for name in ("SourceSans3", "SourceSans3SemiBold")]
        faces = sorted(self._faces.values(), key=lambda face: face.file not in preferred)
        face = next((face for face in faces if face.file == preferred[0]), faces[0])
        whole = _whole(face.file)
        glyphs = [(whole.getGlyphID(whole.getBestCmap()[ord(char)]), char) for char in words]
        for glyph, char in glyphs:
            face.glyphs.setdefault(glyph, char.encode("utf-16-be").hex().encode())
        return (
            face.font,
            b"".join(b"%04x" % glyph for glyph, _ in glyphs),
            sum(_width(whole, glyph) for glyph, _ in glyphs),
        )

    def finish(self) -> None:
        """Embed each typeface once, with the glyphs that the booklet uses."""
        for face in self._faces.values():
            glyphs = sorted(face.glyphs)
            whole = _whole(face.file)
            inner = face.font.DescendantFonts[0]
            inner.W = Array([part for glyph in glyphs for part in (glyph, Array([_width(whole, glyph)]))])
            file = self._out.make_stream(_subset(face.file, glyphs))
            file.Length1 = len(file.read_bytes())
            inner.FontDescriptor.FontFile2 = file
            face.font.ToUnicode = self._out.make_stream(_to_unicode(face.glyphs))

    def _share(self, base: str, font: Object, *, foreign: bool) -> bool:
        """Whether this part's use of a face agrees with what the booklet knows of it; if so, note it."""
        file = _files().get(_NOT_ITS_NAME.sub("", base))
        if not file or font.Encoding != Name("/Identity-H"):
            return False
        glyphs = _glyphs(font)
        face = self._faces.get(base)
        known = face.glyphs if face else {}
        if any(known.get(glyph, text) != text for glyph, text in glyphs.items()):
            return False
        if not face:
            face = self._faces[base] = _Face(self._out.copy_foreign(font) if foreign else font, file)
        face.glyphs.update(glyphs)
        return True


def _glyphs(font: Object) -> dict[int, bytes]:
    mapped = font.ToUnicode.read_bytes().partition(b"endcodespacerange")[2]
    return {int(glyph, 16): text for glyph, text in _MAPPED.findall(mapped)}


@cache
def _files() -> dict[str, Path]:
    """The font files by the names WeasyPrint gives them."""
    return {
        f"{_NOT_A_LETTER.sub('', family)}{ext}{_WEIGHTS[weight]}{_STYLES[style]}": file
        for family, ext, weight, style, file in font_files()
    }


@cache
def _whole(file: Path) -> TTFont:
    return TTFont(file)


def _width(font: TTFont, glyph: int) -> float:
    name = font.getGlyphName(glyph)
    return float(font["hmtx"][name][0]) * 1000 / float(font["head"].unitsPerEm)


def _subset(file: Path, glyphs: list[int]) -> bytes:
    options = subset.Options(retain_gids=True, layout_features=[], notdef_outline=True, hinting=False)
    options.drop_tables += ["GSUB", "GPOS", "GDEF", "BASE", "STAT"]
    font = TTFont(file)
    cutter = subset.Subsetter(options)
    cutter.populate(gids=glyphs)
    cutter.subset(font)
    font.flavor = None
    out = BytesIO()
    font.save(out)
    return out.getvalue()


def _to_unicode(glyphs: dict[int, bytes]) -> bytes:
    """The table by which readers turn glyphs back into text."""
    lines = [b"<%04x> <%s>" % (glyph, glyphs[glyph]) for glyph in sorted(glyphs)]
    blocks = [lines[at : at + 100] for at in range(0, len(lines), 100)]
    mapped = b"\n".join(
        b"%d beginbfchar\n%s\nendbfchar" % (len(block), b"\n".join(block)) for block in blocks
    )
    return (
        b"/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        b"/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
        b"/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
        b"1 begincodespacerange\n<0000> <ffff>\nendcodespacerange\n"
        + mapped
        + b"\nendcmap\nCMapName currentdict /CMap defineresource pop\nend\nend"
    )
