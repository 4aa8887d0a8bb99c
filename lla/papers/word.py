"""Drawing a paper or a booklet as a Word file with real styles, headings, lists and properties."""

from datetime import UTC, datetime
from html import escape
from io import BytesIO

from django.conf import settings
from docx import Document
from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from lla.papers.blocks import Booklet, Paper
from lla.papers.word_body import Body
from lla.papers.word_charts import Charts
from lla.papers.word_numbers import Numbers
from lla.papers.word_styles import template

_FIELD = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    '<w:r><w:instrText xml:space="preserve"> {name} </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r>'
    '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
)


def render(thing: Paper | Booklet) -> bytes:
    """The paper or booklet as a .docx file; clause numbers are Word's own and the same as on the page."""
    paper = thing if isinstance(thing, Paper) else thing.front
    accent = settings.ORGANISATION["accent"].lstrip("#")
    document = Document(BytesIO(template(accent, paper.language)))
    numbers = Numbers()
    charts = Charts(document.part, accent)
    body = Body(numbers, _Links(document).name, charts.place)
    body.paragraph("Title", escape(thing.title))
    body.draw(paper.blocks)
    if isinstance(thing, Booklet):
        _bind(body, thing)
    _fill(document, body, numbers)
    _margins(document, paper)
    _properties(document, paper, title=thing.title)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _bind(body: Body, booklet: Booklet) -> None:
    """The contents, unless the front has an index, and each part under its heading: on a new page, unless it
    runs on from the one before it."""
    if booklet.parts and not booklet.has_index:
        _contents(body, booklet.parts)
    group = None
    for at, part in enumerate(booklet.parts):
        runs_on = booklet.run_on and part.group == group
        group = part.group
        title = body.bookmark(part.reference, "") if part.reference else ""
        title += body.bookmark(f"part_{at}", escape(part.title))
        body.paragraph("Heading1", title, properties="" if runs_on else "<w:pageBreakBefore/>")
        body.draw(part.blocks, above=1)


def _contents(body: Body, parts: tuple[Paper, ...]) -> None:
    body.paragraph("TOCHeading", "Contents")
    group = ""
    for at, part in enumerate(parts):
        if part.group != group:
            group = part.group
            if group:
                head = escape(group)
                head = body.to_bookmark(f"part_{at}", head) if part.opens_group else head
                body.paragraph("ContentsGroup", head)
        if not part.opens_group:
            body.paragraph("Contents", body.to_bookmark(f"part_{at}", escape(part.title)))


class _Links:
    """The web addresses that a document leads to, each related to it once.

    python-docx looks through all relations before it adds one: five thousand links would take ten seconds.
    """

    def __init__(self, document: WordDocument) -> None:
        self._part = document.part
        self._names: dict[str, str] = {}

    def name(self, address: str) -> str:
        """What the relation to an address is called in the document."""
        if address not in self._names:
            name = self._names[address] = f"link{len(self._names) + 1}"
            self._part.load_rel(RELATIONSHIP_TYPE.HYPERLINK, address, name, is_external=True)
        return self._names[address]


def _fill(document: WordDocument, body: Body, numbers: Numbers) -> None:
    drawn = parse_xml(f"<w:body {nsdecls('w', 'r')}>{body.xml()}</w:body>")
    # The section moves to the blocks: moving a long paragraph takes time by the square of its runs.
    body_of_template = document.element.body
    drawn.append(body_of_template[0])
    document.element.replace(body_of_template, drawn)
    lists = document.part.numbering_part.element
    for child in list(lists):
        lists.remove(child)
    lists.extend(parse_xml(f"<w:numbering {nsdecls('w')}>{numbers.xml()}</w:numbering>"))


def _margins(document: WordDocument, paper: Paper) -> None:
    """The running head, and below the page the reference and "1 of 3"."""
    section = document.sections[0]
    head = paper.running_head or settings.ORGANISATION["name"]
    page, pages = (_FIELD.format(name=name) for name in ("PAGE", "NUMPAGES"))
    for part, words in (
        (section.header, f"<w:r><w:t>{escape(head)}</w:t></w:r>"),
        (
            section.footer,
            f"<w:r><w:t>{escape(paper.reference)}</w:t></w:r><w:r><w:tab/></w:r>{page}"
            f'<w:r><w:t xml:space="preserve"> of </w:t></w:r>{pages}',
        ),
    ):
        for run in parse_xml(f"<w:p {nsdecls('w')}>{words}</w:p>"):
            part.paragraphs[0]._p.append(run)


def _properties(document: WordDocument, paper: Paper, *, title: str) -> None:
    properties = document.core_properties
    properties.title = title
    properties.subject = paper.subject
    properties.author = properties.last_modified_by = paper.author or settings.ORGANISATION["name"]
    properties.language = paper.language
    properties.comments = ""
    properties.created = properties.modified = datetime.now(UTC).replace(tzinfo=None)
