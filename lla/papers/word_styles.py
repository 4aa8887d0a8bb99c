"""The look of Word files: styles, fonts, page and language, set once on an empty document."""

from functools import lru_cache
from io import BytesIO
from typing import cast

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle

from lla.papers.stamps import LEAD_IN, MARKER

SERIF, SANS = "Source Serif 4", "Source Sans 3"
# Which common face stands in where ours is not installed.
_STAND_INS = {SERIF: ("Georgia", "roman"), SANS: ("Calibri", "swiss")}
_SOFT = RGBColor(0x5B, 0x53, 0x4B)
_FROM_THE_RIGHT = "ar-SA"
_HEADING_SIZES = (15, 12.5, 11.5, 11, 11, 11)
_TEXT_WIDTH = Mm(210 - 24 - 32)
_LINE = 1.42  # of the size of the type
# What of the library's own template belongs in a file of ours, by how it is related.
_KEPT = ("styles", "numbering", "settings", "fontTable", "theme", "officeDocument", "core-properties")
# As Word itself has it since 2013: a file that says less is opened as one of an older Word.
_MODE = {
    "compatibilityMode": 15,
    "overrideTableStyleFontSizeAndJustification": 1,
    "enableOpenTypeFeatures": 1,
    "doNotFlipMirrorIndents": 1,
    "differentiateMultirowTableHeaders": 1,
}


@lru_cache(maxsize=4)
def template(accent: str, language: str) -> bytes:
    """An empty document of our looks; `accent` is the organisation's colour as six digits."""
    document = Document()
    _thin_out(document)
    _settings(document, language)
    _page(document)
    _body_styles(document)
    _heading_styles(document)
    _own_styles(document, RGBColor.from_string(accent.upper()))
    _table_styles(document)
    _margin_styles(document)
    _language(document, language)
    _stand_ins(document)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _thin_out(document: WordDocument) -> None:
    """Without the picture, the older styles and the hundred table styles of the library's own template."""
    for relations in (document.part.rels, document.part.package.rels):
        for name, relation in list(relations.items()):
            if not relation.reltype.endswith(_KEPT):
                del relations[name]
    styles = document.styles.element
    for style in list(styles.iterfind(qn("w:style"))):
        if style.get(qn("w:type")) == "table" and style.get(qn("w:default")) != "1":
            styles.remove(style)


def _settings(document: WordDocument, language: str) -> None:
    mode = "".join(
        f'<w:compatSetting w:name="{name}" w:uri="http://schemas.microsoft.com/office/word" w:val="{on}"/>'
        for name, on in _MODE.items()
    )
    settings = document.settings.element
    colours = settings.find(qn("w:clrSchemeMapping"))
    for each in list(settings):
        settings.remove(each)
    settings.extend(
        parse_xml(
            f'<w:settings {nsdecls("w")}><w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/>'
            f'<w:characterSpacingControl w:val="doNotCompress"/><w:compat>{mode}</w:compat>'
            f'<w:themeFontLang w:val="{language}" w:bidi="{_FROM_THE_RIGHT}"/></w:settings>'
        )
    )
    settings.append(colours)


def _page(document: WordDocument) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin, section.right_margin = Mm(32), Mm(24)
    section.top_margin = section.bottom_margin = Mm(24)
    section.header_distance = section.footer_distance = Mm(12)


def _style(
    document: WordDocument,
    name: str,
    *,
    font: str = SERIF,
    size: float = 11,
    bold: bool = False,
    color: RGBColor | None = None,
    before: float = 0,
    after: float = 7,
) -> ParagraphStyle:
    """A style of the template, or a new one of ours, with its face and spacing, in points.

    What the library's template gave it goes.
    """
    if name in document.styles:
        style = cast(ParagraphStyle, document.styles[name])
    else:
        style = cast(ParagraphStyle, document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH))
        style.base_style = document.styles["Normal"]
        style.quick_style = True
    for part in ("w:rPr", "w:pPr"):
        if (properties := style.element.find(qn(part))) is not None:
            style.element.remove(properties)
    fonts = style.element.get_or_add_rPr()
    faces = OxmlElement("w:rFonts")
    for script in ("ascii", "hAnsi", "cs"):
        faces.set(qn(f"w:{script}"), font)
    fonts.insert(0, faces)
    style.font.size = Pt(size)
    style.font.bold = style.font.cs_bold = bold
    fonts.find(qn("w:sz")).addnext(parse_xml(f'<w:szCs {nsdecls("w")} w:val="{round(2 * size)}"/>'))
    style.font.color.rgb = color or RGBColor(0x1D, 0x1A, 0x17)
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
    # As high in any typeface, as on the page and in PDF files: the contents say on which page things are.
    style.paragraph_format.line_spacing = Pt(round(size * _LINE, 1))
    style.paragraph_format.line_spacing_rule = WD_LINE_SPACING.AT_LEAST
    return style


def _hang(style: ParagraphStyle, millimetres: int) -> None:
    """Let the first line stand so far out, and what follows its tab as far in as the others."""
    form, width = style.paragraph_format, Mm(millimetres)
    form.left_indent, form.first_line_indent = width, Mm(-millimetres)
    form.tab_stops.add_tab_stop(width)


def _body_styles(document: WordDocument) -> None:
    """A clause that fits a page is not torn, as in a PDF."""
    _style(document, "Normal")
    for level, left in ((1, 0), (2, 624), (3, 1361)):
        number = "" if level == 1 else f" {level}"
        for kind in ("List Number", "List Continue", "List Bullet", "Point"):
            style = _style(document, kind + number, after=7 if level == 1 else 5)
            style.paragraph_format.left_indent = Pt(left / 20)
            style.paragraph_format.keep_together = True
    for name in ("Clause", "Beside the Text"):
        _style(document, name).paragraph_format.keep_together = True


def _heading_styles(document: WordDocument) -> None:
    _style(document, "Title", size=24, bold=True, after=12)
    _style(document, "TOC Heading", size=15, bold=True, before=14, after=6)
    for level, size in enumerate(_HEADING_SIZES, start=1):
        _heading(document, f"Heading {level}", level, size)
    lead_in = _heading(document, LEAD_IN, 1, _HEADING_SIZES[0])
    lead_in.next_paragraph_style = document.styles["Clause"]
    marker = _style(document, MARKER, font=SANS, size=10, color=_SOFT, before=10, after=10)
    _border(marker, "bottom", "CFC4B6", size=4)


def _heading(document: WordDocument, name: str, level: int, size: float) -> ParagraphStyle:
    before = 14 if level < 3 else 10
    style = _style(document, name, size=size, bold=True, before=before, after=5)
    style.paragraph_format.keep_with_next = True
    outline = OxmlElement("w:outlineLvl")
    outline.set(qn("w:val"), str(level - 1))
    style.element.get_or_add_pPr().append(outline)
    return style


def _own_styles(document: WordDocument, accent: RGBColor) -> None:
    for name, width in (("Fact", 36), ("Fact Of Long Name", 50)):
        fact = _style(document, name, font=SANS, size=10, after=2)
        _hang(fact, width)
        # Facts stand between a title and its text, which may begin anywhere on a page.
        fact.paragraph_format.keep_with_next = True
    _style(document, "Status", font=SANS, size=10, bold=True, color=_SOFT)
    _style(document, "Names", font=SANS, size=10, after=1)
    _style(document, "Cover Name", size=14, bold=True, after=18)
    _style(document, "Cover Line", size=14, after=4)
    line = _style(document, "Index Line", before=4, after=0)
    _hang(line, 14)
    group = _style(document, "Contents Group", bold=True, before=8, after=3)
    for style in (line, group, _style(document, "Contents", after=3)):
        style.paragraph_format.tab_stops.add_tab_stop(_TEXT_WIDTH, alignment=WD_TAB_ALIGNMENT.RIGHT)
    by = _style(document, "Index By", font=SANS, size=10, color=_SOFT, after=4)
    by.paragraph_format.left_indent = Mm(14)
    notice = _style(document, "Notice", before=8, after=8)
    notice.paragraph_format.left_indent = Mm(4)
    _border(notice, "left", str(accent), size=18)
    link = document.styles.add_style("Hyperlink", WD_STYLE_TYPE.CHARACTER, builtin=True)
    link.font.underline = True


def _table_styles(document: WordDocument) -> None:
    """Words to the left, figures to the right, a rule below each row and a strong one below the head."""
    caption = _style(document, "Caption", font=SANS, size=10.5, bold=True, before=10, after=4)
    chart = _style(document, "Chart", after=4)
    for name, side in (("Table Words", WD_ALIGN_PARAGRAPH.LEFT), ("Table Figure", WD_ALIGN_PARAGRAPH.RIGHT)):
        style = _style(document, name, font=SANS, size=9.5, before=2, after=2)
        style.paragraph_format.alignment = side
    caption.paragraph_format.keep_with_next = chart.paragraph_format.keep_with_next = True
    _style(document, "After Table", size=6, after=2)
    edges = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="CFC4B6"/>' for side in ("bottom", "insideH")
    )
    head = '<w:bottom w:val="single" w:sz="8" w:space="0" w:color="1D1A17"/>'
    document.styles.element.append(
        parse_xml(
            f'<w:style {nsdecls("w")} w:type="table" w:customStyle="1" w:styleId="Figures">'
            f'<w:name w:val="Figures"/><w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders>{edges}'
            f'</w:tblBorders><w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="142" w:type="dxa"/>'
            f'</w:tblCellMar></w:tblPr><w:tblStylePr w:type="firstRow">'
            f"<w:tcPr><w:tcBorders>{head}</w:tcBorders></w:tcPr></w:tblStylePr></w:style>"
        )
    )


def _margin_styles(document: WordDocument) -> None:
    for name, side in (("Header", "bottom"), ("Footer", "")):
        style = _style(document, name, font=SANS, size=9, color=_SOFT, after=0)
        style.paragraph_format.tab_stops.add_tab_stop(_TEXT_WIDTH, alignment=WD_TAB_ALIGNMENT.RIGHT)
        if side:
            _border(style, side, "CFC4B6", size=4)


def _border(style: ParagraphStyle, side: str, color: str, *, size: int) -> None:
    edge = f'<w:{side} w:val="single" w:sz="{size}" w:space="6" w:color="{color}"/>'
    properties = style.element.get_or_add_pPr()
    border = parse_xml(f"<w:pBdr {nsdecls('w')}>{edge}</w:pBdr>")
    properties.insert_element_before(
        border, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc"
    )


def _language(document: WordDocument, language: str) -> None:
    defaults = document.styles.element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
    language_before = defaults.find(qn("w:lang"))
    if language_before is not None:
        defaults.remove(language_before)
    spoken = f'w:val="{language}" w:eastAsia="{language}" w:bidi="{_FROM_THE_RIGHT}"'
    defaults.append(parse_xml(f"<w:lang {nsdecls('w')} {spoken}/>"))


def _stand_ins(document: WordDocument) -> None:
    fonts = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{instead}"/><w:family w:val="{family}"/></w:font>'
        for name, (instead, family) in _STAND_INS.items()
    )
    for part in document.part.package.iter_parts():
        if part.partname == "/word/fontTable.xml":
            part._blob = f"<w:fonts {nsdecls('w')}>{fonts}</w:fonts>".encode()
