"""A text with its changes as Word tracks them: whoever opens the file accepts or refuses each."""

from collections.abc import Iterable
from datetime import timedelta
from html import escape
from itertools import groupby

from lla.papers.blocks import MarkedPaper, Span, TextLine
from lla.papers.stamps import APPENDIX, BEGIN, BEGIN_WORDS, END, END_WORDS, LEAD_IN, MARKER
from lla.papers.word_body import LEVELS, Body, direction, heading_style, in_list, look, run
from lla.papers.word_numbers import Numbers

_STYLES = {
    "title": "Title",
    "lead-in": LEAD_IN.replace(" ", ""),
    "appendix": heading_style(1),
}
_MARKER = MARKER.replace(" ", "")
_TAGS = {"": "w:t", "ins": "w:t", "del": "w:delText"}
# LibreOffice makes one change of neighbours by one author that are less than a minute apart, even across the
# end of a paragraph: words of every other line are dated later, and whole lines later still.
_NEXT, _WHOLE = timedelta(minutes=2), timedelta(minutes=5)


def draw(paper: MarkedPaper, body: Body, numbers: Numbers) -> None:
    """The text between its markers. A plain paragraph always follows it: else, where the last clause goes,
    its number would stay."""
    if paper.stamp:
        body.paragraph(_MARKER, body.named_place(BEGIN) + run(BEGIN_WORDS))
    changes = _Changes(paper, body, numbers)
    for line in paper.text:
        changes.draw(line)
    end = paper.stamp.end_words if paper.stamp else END_WORDS
    body.paragraph(_MARKER, body.named_place(END) + run(end))


class _Changes:
    """Draws the lines of a text. All clauses of a part, gone or come, are in one list, which Word counts."""

    def __init__(self, paper: MarkedPaper, body: Body, numbers: Numbers) -> None:
        self._body = body
        self._numbers = numbers
        self._list = numbers.counted()
        self._above = 0
        # LibreOffice takes words that went and came by one author for a move, where a line of them came, and
        # settling a move spoils the paragraph behind it: with a space behind the name it is another author.
        self._has_come = any(line.mark == "ins" for line in paper.text)
        self._by = paper.changed_by
        self._at = paper.changed_at
        self._is_next = False

    def draw(self, line: TextLine) -> None:
        """A paragraph; the mark in its properties says that it came or went as a whole."""
        self._is_next = not self._is_next
        if line.kind == "appendix":
            self._list, self._above = self._numbers.counted("A"), 1
        authors = line.by or (self._by,) * len(line.spans)
        runs = "".join(
            self._body.linked(href, self._changed([span for span, _ in spans], mark, line, by))
            for (href, mark, by), spans in groupby(
                zip(line.spans, authors, strict=True),
                key=lambda span: (span[0].href, line.mark or span[0].mark, span[1]),
            )
        )
        if line.mark and line.spans[-1].href:
            # Else LibreOffice, where the line goes, has the link stand on the words that follow.
            runs += self._changed([Span(" ")], line.mark, line, authors[-1])
        if line.kind == "appendix":
            runs = self._body.named_place(APPENDIX) + runs
        properties = self._place(line) + direction(line.spans)
        if line.mark:
            properties += f"<w:rPr>{self._change(line.mark, '', line, authors[-1])}</w:rPr>"
        self._body.paragraph(self._style(line), runs, properties=properties)

    def _style(self, line: TextLine) -> str:
        level = LEVELS[max(line.depth, 1) - 1]
        match line.kind:
            case "heading":
                return heading_style(line.depth + self._above)
            case "clause" if not line.depth:
                return "Clause"
            case "clause":
                return f"{'ListNumber' if line.ordered else 'Point'}{level}"
            case "more":
                return f"ListContinue{level}"
        return _STYLES[line.kind]

    def _place(self, line: TextLine) -> str:
        return in_list(self._list, max(line.depth, 1) - 1) if line.kind == "clause" else ""

    def _changed(self, spans: Iterable[Span], mark: str, line: TextLine, by: str) -> str:
        runs = "".join(run(span.text, look(span), tag=_TAGS[mark]) for span in spans)
        return self._change(mark, runs, line, by) if mark else runs

    def _change(self, mark: str, runs: str, line: TextLine, by: str) -> str:
        at = self._at + (_WHOLE if line.mark else _NEXT * self._is_next)
        author = f"{by} " if mark == "del" and self._has_come else by
        who = f'w:author="{escape(author)}" w:date="{at:%Y-%m-%dT%H:%M:%SZ}"'
        change = f'w:{mark} w:id="{self._body.annotation()}" {who}'
        return f"<{change}>{runs}</w:{mark}>" if runs else f"<{change}/>"
