"""Drawing a paper or a booklet as a Word file with real styles, headings, lists and properties."""

from datetime import UTC, datetime
from io import BytesIO

from django.conf import settings
from docx import Document
from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from lla.papers import emblem, word_changes, word_pages, word_stamps
from lla.papers.blocks import Booklet, Divider, MarkedPaper, Paper, with_annex
from lla.papers.heads import head
from lla.papers.word_body import Body, field, run
from lla.papers.word_charts import Charts
from lla.papers.word_numbers import Numbers
from lla.papers.word_styles import template
from lla.papers.xml import legal

_LONGEST_PROPERTY = 255


def render(thing: Paper | Booklet | MarkedPaper, *, made_at: datetime | None = None) -> bytes:
    """The paper or booklet as a .docx file; clause numbers are Word's own and the same as on the page.

    It says that it was made now, unless another moment is given.
    """
    paper = _paper(thing)
    accent = settings.ORGANISATION["accent"].lstrip("#")
    document = Document(BytesIO(template(accent, paper.language)))
    numbers = Numbers()
    charts = Charts(document.part, accent)
    pages = _pages(thing) if isinstance(thing, Booklet) else {}
    body = Body(numbers, _Links(document).name, charts.place, pages)
    cover = thing.cover if isinstance(thing, Booklet) else ()
    if cover:
        if not settings.ORGANISATION["logo"]:
            body.paragraph("CoverName", charts.emblem(emblem.png(accent)))
        body.say("CoverName", settings.ORGANISATION["name"])
    if not isinstance(thing, MarkedPaper):
        body.say("Title", thing.title)
    for line in cover:
        body.say("CoverLine", line)
    if cover:
        body.draw((Divider(page=True),))
    body.draw(with_annex(paper.blocks))
    if isinstance(thing, Booklet):
        _bind(body, thing)
    elif isinstance(thing, MarkedPaper):
        word_changes.draw(thing, body, numbers)
        body.draw(thing.behind)
        if thing.stamp:
            word_stamps.put_in(document, thing.stamp)
    _fill(document, body, numbers)
    _margins(document, paper)
    _properties(document, paper, title=thing.title, made_at=made_at or datetime.now(UTC))
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _paper(thing: Paper | Booklet | MarkedPaper) -> Paper:
    """What tells the file all that is not its title."""
    match thing:
        case Booklet():
            return thing.front
        case MarkedPaper():
            return thing.paper
    return thing


def _bind(body: Body, booklet: Booklet) -> None:
    """The contents, unless the front has an index, and each part under its heading: on a new page, unless it
    runs on from the one before it."""
    if booklet.parts and not booklet.has_index:
        _contents(body, booklet.parts)
    for at, (part, breaks) in enumerate(zip(booklet.parts, booklet.page_breaks, strict=True)):
        places = body.bookmark(part.reference) if part.reference else ""
        places += body.bookmark(f"part_{at}")
        properties = "<w:pageBreakBefore/>" if breaks else ""
        body.say("Heading1", part.title, properties=properties, before=places)
        body.draw(with_annex(part.blocks), above=1)


def _pages(booklet: Booklet) -> dict[str, int]:
    """By the names of their bookmarks, the pages on which the parts begin."""
    first = word_pages.first_pages(booklet)
    named = {part.reference: page for part, page in zip(booklet.parts, first, strict=True) if part.reference}
    return named | {f"part_{at}": page for at, page in enumerate(first)}


def _contents(body: Body, parts: tuple[Paper, ...]) -> None:
    body.say("TOCHeading", "Contents")
    group = ""
    for at, part in enumerate(parts):
        if part.group != group:
            group = part.group
            if group:
                head = body.to_part(f"part_{at}", group) if part.opens_group else run(group)
                body.paragraph("ContentsGroup", head)
        if not part.opens_group:
            body.paragraph("Contents", body.to_part(f"part_{at}", part.title))


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
    page, pages = (field(name, 1) for name in ("PAGE", "NUMPAGES"))
    for part, runs in (
        (section.header, run(head(paper))),
        (section.footer, f"{run(paper.reference)}<w:r><w:tab/></w:r>{page}{run(' of ')}{pages}"),
    ):
        for each in parse_xml(f"<w:p {nsdecls('w')}>{legal(runs)}</w:p>"):
            part.paragraphs[0]._p.append(each)


def _properties(document: WordDocument, paper: Paper, *, title: str, made_at: datetime) -> None:
    properties = document.core_properties
    properties.title = _said(title)
    properties.subject = _said(paper.subject)
    properties.author = properties.last_modified_by = _said(paper.author or settings.ORGANISATION["name"])
    properties.language = paper.language
    properties.comments = ""
    properties.created = properties.modified = made_at.astimezone(UTC).replace(tzinfo=None)


def _said(words: str) -> str:
    words = legal(words)
    return words if len(words) <= _LONGEST_PROPERTY else f"{words[: _LONGEST_PROPERTY - 1]}…"
