"""Word's own list numbers, kept equal to the clause numbers of the page."""

import re
from dataclasses import dataclass, field
from html import escape

BULLETS = 1
INDENTS = ((0, 680), (624, 624), (1361, 737))
_NUMBER = re.compile(r"^([A-Za-z]*)(\d+(?:\.\d+){0,2})$")
_FACE = (
    '<w:rPr><w:rFonts w:ascii="Source Sans 3" w:hAnsi="Source Sans 3" w:cs="Source Sans 3"/><w:b w:val="0"/>'
    '<w:bCs w:val="0"/><w:i w:val="0"/><w:iCs w:val="0"/><w:color w:val="5B534B"/><w:sz w:val="19"/>'
    '<w:szCs w:val="19"/></w:rPr>'
)


@dataclass(slots=True)
class _Run:
    """One run of automatic numbers: its w:num and where it stands."""

    num: int
    counts: list[int] = field(default_factory=list)


class Numbers:
    """Hands out list numbering and knows which number Word will compute next."""

    def __init__(self) -> None:
        self._abstracts: dict[str, int] = {}
        self._nums: list[str] = []
        self._runs: dict[str, _Run] = {}

    def place(self, number: str) -> tuple[int, int] | None:
        """The w:num and level under which Word computes this number, or None: then it must be typed.

        A text that begins again at 1 gets a w:num of its own.
        """
        found = _NUMBER.match(number)
        if not found:
            return None
        prefix, wanted = found[1], [int(count) for count in found[2].split(".")]
        level = len(wanted) - 1
        run = self._runs.get(prefix)
        if not run or not _follows(run.counts, wanted):
            if level:
                return None
            run = self._runs[prefix] = _Run(self._start(prefix, wanted[0]))
        run.counts = wanted
        return run.num, level

    def counted(self, prefix: str = "") -> int:
        """A w:num for a list that counts its points 1, 2, 3 by itself, each behind a prefix."""
        return self._start(prefix, 1)

    def xml(self) -> str:
        """The contents of numbering.xml."""
        abstracts = "".join(_abstract(at, prefix) for prefix, at in self._abstracts.items())
        bullets = f'<w:num w:numId="{BULLETS}"><w:abstractNumId w:val="0"/></w:num>'
        return _BULLETED + abstracts + bullets + "".join(self._nums)

    def _start(self, prefix: str, first: int) -> int:
        abstract = self._abstracts.setdefault(prefix, len(self._abstracts) + 1)
        num = BULLETS + 1 + len(self._nums)
        self._nums.append(
            f'<w:num w:numId="{num}"><w:abstractNumId w:val="{abstract}"/><w:lvlOverride w:ilvl="0">'
            f'<w:startOverride w:val="{first}"/></w:lvlOverride></w:num>'
        )
        return num


def _follows(counts: list[int], wanted: list[int]) -> bool:
    """Whether `wanted` is what Word computes at its level after `counts`."""
    level = len(wanted) - 1
    if len(counts) < level:
        return False
    before = counts[level] if len(counts) > level else 0
    return wanted == [*counts[:level], before + 1]


def _level(level: int, numbering: str, left: int, hanging: int) -> str:
    place = (
        f'<w:pPr><w:tabs><w:tab w:val="num" w:pos="{left}"/></w:tabs>'
        f'<w:ind w:left="{left}" w:hanging="{hanging}"/></w:pPr>'
    )
    start = f'<w:start w:val="1"/>{numbering}<w:lvlJc w:val="left"/>'
    return f'<w:lvl w:ilvl="{level}">{start}{place}{_FACE}</w:lvl>'


def _abstract(at: int, prefix: str) -> str:
    levels = "".join(
        _level(
            level,
            f'<w:numFmt w:val="decimal"/><w:lvlText w:val="{escape(prefix)}'
            f'{".".join(f"%{count}" for count in range(1, level + 2))}"/>',
            *INDENTS[level],
        )
        for level in range(len(INDENTS))
    )
    kind = '<w:multiLevelType w:val="multilevel"/>'
    return f'<w:abstractNum w:abstractNumId="{at}">{kind}{levels}</w:abstractNum>'


_BULLETED = (
    '<w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="hybridMultilevel"/>'
    + "".join(
        _level(level, '<w:numFmt w:val="bullet"/><w:lvlText w:val="•"/>', 397 * (level + 1), 397)
        for level in range(len(INDENTS))
    )
    + "</w:abstractNum>"
)
