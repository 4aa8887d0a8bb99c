"""Word files as Word writes them, made of the pieces that a test is about."""

import zipfile
from collections.abc import Mapping
from io import BytesIO

from lla.wordfile.uploads import read_word

_NAMES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
    "dgm": "http://schemas.openxmlformats.org/drawingml/2006/diagram",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
}
_NAMESPACES = " ".join(f'xmlns:{name}="{address}"' for name, address in _NAMES.items())
_STYLES = """
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Titel"><w:name w:val="Title"/></w:style>
<w:style w:type="paragraph" w:styleId="berschrift1"><w:name w:val="heading 1"/></w:style>
<w:style w:type="paragraph" w:styleId="Part"><w:name w:val="Part"/><w:basedOn w:val="berschrift1"/></w:style>
<w:style w:type="paragraph" w:styleId="Gone"><w:name w:val="Gone"/><w:rPr><w:strike/></w:rPr></w:style>
<w:style w:type="character" w:styleId="Strong"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="character" w:styleId="Secret"><w:name w:val="Secret"/><w:rPr><w:vanish/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="TOC1"><w:name w:val="toc 1"/></w:style>
"""
_LEVELS = "".join(
    f'<w:lvl w:ilvl="{at}"><w:numFmt w:val="FORM"/><w:lvlText w:val="%{at + 1}."/>'
    f'<w:pPr><w:ind w:left="{720 * (at + 1)}"/></w:pPr></w:lvl>'
    for at in range(5)
)
# The list 1 has bullets, 2 counts, 3 marks nothing, and 4 has bullets that stand as far in as those below 1.
_NUMBERING = "".join(
    f'<w:abstractNum w:abstractNumId="{at}">{_LEVELS.replace("FORM", form)}</w:abstractNum>'
    for at, form in enumerate(("bullet", "decimal", "none"), start=1)
) + (
    '<w:abstractNum w:abstractNumId="4"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="o"/>'
    '<w:pPr><w:ind w:left="1440"/></w:pPr></w:lvl></w:abstractNum>'
    + "".join(f'<w:num w:numId="{at}"><w:abstractNumId w:val="{at}"/></w:num>' for at in range(1, 5))
)
_PARTS = {
    "styles": "styles",
    "numbering": "numbering",
    "footnotes": "footnotes",
    "endnotes": "endnotes",
    "comments": "comments",
    "header": "hdr",
    "footer": "ftr",
}


def make_word(
    body: str,
    parts: Mapping[str, str] | None = None,
    *,
    links: Mapping[str, str] | None = None,
    content_types: str = "",
) -> BytesIO:
    """A Word file of this body, with the styles and lists above and whatever other parts are given."""
    parts = {"styles": _STYLES, "numbering": _NUMBERING, **(parts or {})}
    kinds = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    leads = [f'<Relationship Id="{name}" Type="{kinds}/{name}" Target="{name}.xml"/>' for name in parts]
    leads += [
        f'<Relationship Id="{name}" Type="{kinds}/hyperlink" Target="{to}" TargetMode="External"/>'
        for name, to in (links or {}).items()
    ]
    packed = {
        "[Content_Types].xml": f"<Types>{content_types}</Types>",
        "_rels/.rels": _relations(
            f'<Relationship Id="r1" Type="{kinds}/officeDocument" Target="word/document.xml"/>'
        ),
        "word/document.xml": f"<w:document {_NAMESPACES}><w:body>{body}</w:body></w:document>",
        "word/_rels/document.xml.rels": _relations("".join(leads)),
    }
    for name, content in parts.items():
        packed[f"word/{name}.xml"] = f"<w:{_PARTS[name]} {_NAMESPACES}>{content}</w:{_PARTS[name]}>"
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in packed.items():
            package.writestr(name, content)
    out.seek(0)
    return out


def _relations(inside: str) -> str:
    address = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'<Relationships xmlns="{address}">{inside}</Relationships>'


def run(words: str, looks: str = "") -> str:
    """Words of these looks, such as "<w:b/>"."""
    return f'<w:r><w:rPr>{looks}</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>'


def paragraph(*runs: str, properties: str = "") -> str:
    """A paragraph of runs; words alone are a run."""
    inside = "".join(each if each.startswith("<") else run(each) for each in runs)
    return f"<w:p><w:pPr>{properties}</w:pPr>{inside}</w:p>"


def point(*runs: str, of: int = 1, level: int = 0) -> str:
    """A point of a list."""
    return paragraph(*runs, properties=f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{of}"/></w:numPr>')


def styled(style: str, *runs: str) -> str:
    """A paragraph of a style."""
    return paragraph(*runs, properties=f'<w:pStyle w:val="{style}"/>')


def read(body: str, **parts: str) -> tuple[str, list[str]]:
    """The text of a file and what its sender is told."""
    found = read_word(make_word(body, parts))
    return found.body, list(found.told)
