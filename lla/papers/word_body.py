"""Drawing blocks as the body of a Word file; every word is escaped here, once."""

import re
from collections.abc import Callable, Iterable, Mapping
from html import escape

from lla.papers import blocks as kinds
from lla.papers import word_tables
from lla.papers.blocks import Paragraph, Spans
from lla.papers.charts import ANNEXED, NO_FIGURES, written
from lla.papers.html import reads_from_right
from lla.papers.word_numbers import BULLETS, INDENTS, Numbers
from lla.papers.xml import legal

_DEEPEST_HEADING = 6
_NOT_PLAIN = re.compile(r"\W", re.ASCII)
LEVELS = ("", "2", "3")
_MARKS = {"": "", "ins": '<w:u w:val="single"/>', "del": "<w:strike/>"}
# Each twice: the second is for scripts such as Arabic and Hebrew.
BOLD, _ITALIC = "<w:b/><w:bCs/>", "<w:i/><w:iCs/>"
_HEBREW = re.compile("[\u0590-\u05ff\ufb1d-\ufb4f]")
_TAB = "<w:r><w:tab/></w:r>"
_FACT_HAS = 15  # letters that have room before what a fact says


class Body:
    """The paragraphs and tables of a Word file as XML, in one pass.

    `relate` names the relation to a web address, `place` puts a chart into the file and gives its run,
    `pages` are those on which the parts of a booklet begin, by the names of their bookmarks.
    """

    def __init__(
        self,
        numbers: Numbers,
        relate: Callable[[str], str],
        place: Callable[[kinds.Chart], str],
        pages: Mapping[str, int],
    ) -> None:
        self._out: list[str] = []
        self._numbers = numbers
        self._relate = relate
        self._place = place
        self._pages = pages
        self._bookmarks: set[str] = set()
        self._annotations = 0

    def xml(self) -> str:
        """What is drawn so far."""
        return legal("".join(self._out))

    def draw(self, blocks: Iterable[kinds.Block], *, above: int = 0) -> None:
        """Draw blocks below `above` levels of headings."""
        for block in blocks:
            self._block(block, above, level=0)

    def say(self, style: str, words: str, *, properties: str = "", before: str = "") -> None:
        """A paragraph of words that all look alike, behind whatever stands before them."""
        self.paragraph(style, before + run(words), properties=properties + direction(kinds.plain(words)))

    def paragraph(self, style: str, runs: str, *, properties: str = "") -> None:
        """A paragraph of a style."""
        self._out.append(_paragraph(style, runs, properties))

    def bookmark(self, name: str) -> str:
        """A place that links can lead to; a name counts once."""
        name = _bookmark_name(name)
        if name in self._bookmarks:
            return ""
        self._bookmarks.add(name)
        return self.named_place(name)

    def named_place(self, name: str) -> str:
        """A bookmark of exactly this name, which is there once."""
        at = self.annotation()
        return f'<w:bookmarkStart w:id="{at}" w:name="{name}"/><w:bookmarkEnd w:id="{at}"/>'

    def annotation(self) -> int:
        """The number of the next bookmark or tracked change: no two in a file have the same."""
        self._annotations += 1
        return self._annotations

    def to_bookmark(self, name: str, words: str) -> str:
        """Words as a link to a place in the file."""
        return f'<w:hyperlink w:anchor="{_bookmark_name(name)}" w:history="1">{run(words)}</w:hyperlink>'

    def to_part(self, name: str, words: str) -> str:
        """Words as a link to a part, and to the right its page, which Word can count anew."""
        linked = self.to_bookmark(name, words)
        if (page := self._pages.get(name)) is None:
            return linked
        return linked + _TAB + field(f"PAGEREF {_bookmark_name(name)} \\h", page)

    def _block(self, block: kinds.Block, above: int, *, level: int) -> None:
        match block:
            case Paragraph() if block.number:
                self._clause("Clause", block.number, block.spans)
            case Paragraph() if block.aside:
                self._spans("BesidetheText", block.spans)
            case Paragraph():
                self._spans(f"ListContinue{LEVELS[level - 1]}" if level else "Normal", block.spans)
            case kinds.ListBlock():
                self._list(block, above, level)
            case kinds.LeadIn() | kinds.Heading():
                self._heading(block, above)
            case kinds.Table():
                self._table(block)
            case kinds.Chart():
                self._chart(block)
            case _:
                self._aside(block, above)

    def _aside(
        self,
        block: kinds.Facts | kinds.Names | kinds.Index | kinds.Notice | kinds.Mark | kinds.Divider,
        above: int,
    ) -> None:
        match block:
            case kinds.Facts():
                long = any(len(term) > _FACT_HAS for term, _ in block.rows)
                for term, spans in block.rows:
                    self.paragraph(
                        "FactOfLongName" if long else "Fact", run(term, BOLD) + _TAB + self._runs(spans)
                    )
            case kinds.Names():
                if block.heading:
                    self.say(heading_style(above + block.level), block.heading)
                for name in block.names:
                    self.say("Names", name)
            case kinds.Index():
                self._index(block)
            case kinds.Notice():
                self._spans("Notice", block.spans)
            case kinds.Mark():
                self.say("Status", block.words)
            case kinds.Divider():
                self.paragraph("Normal", '<w:r><w:br w:type="page"/></w:r>' if block.page else "")

    def _list(self, block: kinds.ListBlock, above: int, level: int) -> None:
        bare = not any(item.number for item in block.items)
        num = (self._numbers.counted() if block.ordered else BULLETS) if bare else 0
        for item in block.items:
            if item.number:
                self._clause("ListNumber" if block.ordered else "Point", item.number, item.spans)
            elif bare:
                style = f"List{'Number' if block.ordered else 'Bullet'}{LEVELS[level]}"
                self._spans(style, item.spans, in_list(num, 0 if block.ordered else level))
            else:
                self._spans(f"ListContinue{LEVELS[level]}", item.spans)
            self._children(item, above, level)

    def _children(self, item: kinds.Item, above: int, level: int) -> None:
        for child in item.children:
            deepest = len(LEVELS) if isinstance(child, Paragraph) else len(LEVELS) - 1
            self._block(child, above, level=min(level + 1, deepest))

    def _clause(self, kind: str, number: str, spans: Spans) -> None:
        """A numbered clause; its style says how it was typed, for the file to be read again."""
        level = min(number.count("."), len(INDENTS) - 1)
        style = f"{kind}{LEVELS[level]}" if kind != "Clause" else kind
        if place := self._numbers.place(number):
            self._spans(style, spans, in_list(*place))
            return
        left, hanging = INDENTS[level]
        place_of_text = f'{direction(spans)}<w:ind w:left="{left}" w:hanging="{hanging}"/>'
        self.paragraph(style, run(number) + _TAB + self._runs(spans), properties=place_of_text)

    def _heading(self, block: kinds.Heading | kinds.LeadIn, above: int) -> None:
        runs = self._runs(block.spans)
        if isinstance(block, kinds.Heading) and block.anchor:
            runs = self.bookmark(block.anchor) + runs
        style = heading_style(above + block.level)
        self.paragraph(style, runs, properties=direction(block.spans))

    def _index(self, block: kinds.Index) -> None:
        for line in block.lines:
            linked = self.to_part(line.anchor, line.title) if line.anchor else run(line.title)
            self.paragraph("IndexLine", run(line.label, BOLD) + _TAB + linked)
            if line.by:
                self.say("IndexBy", line.by)

    def _table(self, block: kinds.Table) -> None:
        self.say("Caption", block.caption)
        widths = word_tables.widths(block)
        styles = ["TableFigure" if numeric else "TableWords" for numeric in block.numeric]
        head = [
            _paragraph(style, run(words, BOLD), direction(kinds.plain(words)))
            for style, words in zip(styles, block.head, strict=True)
        ]
        rows = [
            [self._cell(style, cell) for style, cell in zip(styles, row, strict=True)] for row in block.rows
        ]
        drawn = (word_tables.row(zip(row, widths, strict=True), to_fill=block.to_fill) for row in rows)
        top = word_tables.row(zip(head, widths, strict=True), head=True)
        self._out.append(word_tables.table(top, drawn, widths))
        # Two tables without a paragraph between them would be one.
        self.paragraph("AfterTable", "")

    def _cell(self, style: str, cell: kinds.Cell) -> str:
        if isinstance(cell, tuple):
            return _paragraph(style, self._runs(cell), direction(cell))
        return _paragraph(style, run(written(cell)))

    def _chart(self, block: kinds.Chart) -> None:
        self.say("Caption", block.title)
        if not block.numbers:
            self.say("Normal", NO_FIGURES)
            return
        self.paragraph("Chart", self._place(block))
        if block.annexed:
            self.say("Normal", ANNEXED)
        else:
            self._table(block.table)

    def _spans(self, style: str, spans: Spans, properties: str = "") -> None:
        self.paragraph(style, self._runs(spans), properties=properties + direction(spans))

    def _runs(self, spans: Spans) -> str:
        return "".join([self._span(span) for span in spans])

    def _span(self, span: kinds.Span) -> str:
        return self.linked(span.href, run(span.text, look(span) + _MARKS[span.mark]))

    def linked(self, href: str, runs: str) -> str:
        """Runs that lead to a web address, if there is one."""
        if not href:
            return runs
        return f'<w:hyperlink r:id="{self._relate(href)}" w:history="1">{runs}</w:hyperlink>'


def look(span: kinds.Span) -> str:
    """How words look, whether or not they came or went."""
    link = '<w:rStyle w:val="Hyperlink"/>' if span.href else ""
    return f"{link}{BOLD if span.bold else ''}{_ITALIC if span.italic else ''}"


def run(words: str, properties: str = "", *, tag: str = "w:t") -> str:
    """Words that look alike, set from the side that they are read from."""
    if not words.isascii() and reads_from_right(kinds.plain(words)):
        language = "he-IL" if _HEBREW.search(words) else "ar-SA"
        properties += f'<w:rtl/><w:lang w:bidi="{language}"/>'
    marked = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{marked}<{tag} xml:space="preserve">{escape(words)}</{tag}></w:r>' if words else ""


def field(name: str, value: int) -> str:
    """A number that Word works out, as it stands until then."""
    marks = [f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")]
    asked = f'<w:r><w:instrText xml:space="preserve"> {name} </w:instrText></w:r>'
    return f"{marks[0]}{asked}{marks[1]}{run(str(value))}{marks[2]}"


def _paragraph(style: str, runs: str, properties: str = "") -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{runs}</w:p>'


def in_list(num: int, level: int) -> str:
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{num}"/></w:numPr>'


def direction(spans: Spans) -> str:
    return "<w:bidi/>" if reads_from_right(spans) else ""


def heading_style(level: int) -> str:
    return f"Heading{min(level, _DEEPEST_HEADING)}"


def _bookmark_name(name: str) -> str:
    return _NOT_PLAIN.sub("_", f"b_{name}")[:40]
