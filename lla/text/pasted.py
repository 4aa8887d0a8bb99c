"""Turning whatever was typed or pasted into the canonical form: no word is lost, only its odd clothing."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from lla.text.caching import cached
from lla.text.clauses import DEEPEST_CLAUSE
from lla.words import composed

_BREAKS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
# Soft hyphens, zero-width spaces and joins, and the marks that reverse a line's reading order: a
# reader cannot see them, and an overridden line could be read as the opposite of what is stored.
# Joiners stay: Persian and emoji need them.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u200b\u2060-\u2064\u206a-\u206f\ufeff"
    "\u202a-\u202e\u2066-\u2069\ufff9-\ufffb\ufffe\uffff\ud800-\udfff]"
)
_RULED_LINE = re.compile(r"([-_*=~])\s*(?:\1\s*){2,}$")
_HEADING = re.compile(r"#{1,6} ")
_LONGEST_WRAPPED_LINE = 100

_SIGN = r"(?P<sign>[-*+•·‣◦▪▫●○■□➢–]|[o§](?=\t))"
_COUNT = r"\(?(?P<count>\d{1,3}(?:\.\d{1,3}){0,3}|[a-z]|[ivx]{2,5})(?P<end>[.)]|(?=\t))\)?"
_BARE_COUNT = r"(?P<bare>\d{1,3}(?:\.\d{1,3}){1,3})(?=[ \t]+[A-Z‘“'\"])"
_MARKER = re.compile(rf"(?:{_SIGN}|{_COUNT}|{_BARE_COUNT})(?:[ \t]+(?P<words>.*))?$")
_HAND_TYPED_SIGNS = "-*+"
# A year that ends a sentence at the start of a line is no list, whatever Markdown thinks.
_LONG_NUMBER = re.compile(r"^(\d{4,9})([.)])(?=\s|$)")
_TYPED_NUMBER = re.compile(r"^(\d{1,9})([.)])(?=\s|$)")
_TYPED_SIGN = re.compile(r"^([-*+])(?=\s|$)")
_SPACES = dict.fromkeys([0xA0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000], " ")


@dataclass(frozen=True, slots=True)
class _Marker:
    """How a list line begins: "sign •", "roman", "letter" or "2" for a number such as 2.1."""

    kind: str
    typed: str
    words: str


@dataclass(slots=True)
class _Level:
    """One open level of the list being read; `width` is how far its words stand in from its sign."""

    indent: int
    kind: str
    typed: str = ""
    count: int = 0
    width: int = 0


@cached
def normalise(pasted: str) -> str:
    """The canonical form of a text; normalising it again changes nothing."""
    lines = [line.rstrip() for line in _cleaned(pasted).split("\n")]
    written: list[str] = []
    levels: list[_Level] = []
    for is_row, group in groupby(lines, key=_is_table_line):
        for line in _rows(group) if is_row else group:
            apart = not written or not written[-1]
            written.append(_canonical(line, levels, apart=apart))
    return "\n".join(_paragraphs(written)).strip("\n")


def _cleaned(pasted: str) -> str:
    return composed(_INVISIBLE.sub("", _BREAKS.sub("\n", pasted))).translate(_SPACES)


def _is_table_line(line: str) -> bool:
    """Whether a line is a row of a pasted table: tabs between words, and not a list line of Word's."""
    stripped = line.strip()
    return "\t" in stripped and not _marker(stripped)


def _rows(group: Iterator[str]) -> Iterator[str]:
    """A lone tab is a slip of the finger; more of them are a table, one paragraph a row."""
    rows = [[cell.strip() for cell in line.split("\t") if cell.strip()] for line in group]
    if len(rows) == 1 and len(rows[0]) == 2:
        yield " ".join(rows[0])
        return
    for cells in rows:
        yield from ("", " | ".join(cells), "")


def _marker(line: str) -> _Marker | None:
    """What a stripped line begins with, if it is a line of a list."""
    found = _MARKER.match(line)
    if not found or _RULED_LINE.match(line):
        return None
    words = found["words"] or ""
    if sign := found["sign"]:
        kind = "sign -" if sign in _HAND_TYPED_SIGNS else f"sign {sign}"
        return _Marker(kind, sign, words)
    count = found["bare"] or found["count"]
    if count[0].isdigit():
        return _Marker(str(count.count(".") + 1), count, words)
    # "a." could end a sentence's first word, "a)" and Word's "a.<tab>" could not.
    if found["end"] == "." and "\t" not in line:
        return None
    return _Marker("roman" if set(count) <= set("ivx") else "letter", count, words)


def _canonical(line: str, levels: list[_Level], *, apart: bool) -> str:
    """The canonical line; `levels` is the list that is open, `apart` means an empty line came before."""
    stripped = " ".join(line.split())
    if not stripped or _RULED_LINE.match(stripped):
        return ""
    if marker := _marker(line.strip()):
        level = _enter(levels, _indent(line), marker, apart=apart)
        sign = "-" if level.kind.startswith("sign") else f"{_written_count(level)}."
        level.width = len(sign) + 1
        words = _not_a_marker(" ".join(marker.words.split()))
        return f"{' ' * sum(outer.width for outer in levels[:-1])}{sign} {words}".rstrip()
    if levels and _indent(line) > levels[0].indent:
        return f"{' ' * sum(level.width for level in levels)}{_not_a_marker(stripped)}"
    levels.clear()
    return _LONG_NUMBER.sub(r"\1\\\2", stripped)


def _not_a_marker(words: str) -> str:
    """The words of a point, written so that a sign at their start stays one and opens no list."""
    return _TYPED_SIGN.sub(r"\\\1", _TYPED_NUMBER.sub(r"\1\\\2", words))


def _indent(line: str) -> int:
    return len(line[: len(line) - len(line.lstrip())].replace("\t", "   "))


def _enter(levels: list[_Level], indent: int, marker: _Marker, *, apart: bool) -> _Level:
    """Open, continue or close levels so that the last one is the marker's own.

    Indentation of two or more decides; lines that stand equally far in are told apart by their kind
    of marker, as in text pasted from Word, where "o" lines belong under the "•" line before them.
    """
    while len(levels) > 1 and levels[-1].indent > indent + 1:
        levels.pop()
    kind = marker.kind
    if kind == "roman" and levels and _follows(levels[-1], marker.typed):
        kind = "letter"
    equal = [level for level in levels if level.indent >= indent - 1]
    if kind in [level.kind for level in equal]:
        while levels[-1].kind != kind:
            levels.pop()
    elif apart and equal and kind in {"sign -", "1"}:
        del levels[len(levels) - len(equal) :]
        levels.append(_Level(indent, kind))
    elif len(levels) < DEEPEST_CLAUSE:
        levels.append(_Level(indent, kind))
    levels[-1].typed = marker.typed
    levels[-1].count += 1
    return levels[-1]


def _follows(level: _Level, typed: str) -> bool:
    """Whether "i" is the letter after "h" rather than the Roman one."""
    return level.kind == "letter" and len(typed) == 1 and ord(typed) == ord(level.typed[0]) + 1


def _written_count(level: _Level) -> str:
    return level.typed if level.typed.isdigit() else str(level.count)


def _paragraphs(lines: list[str]) -> Iterator[str]:
    """Set lines apart that are paragraphs of their own, and keep at most one empty line."""
    last = ""
    for is_plain, group in groupby(lines, key=_is_plain):
        run = list(group)
        wrapped = is_plain and _is_wrapped(run)
        for place, line in enumerate(run):
            own = is_plain and place > 0 and (not wrapped or last.endswith(":"))
            around = line and last and (own or _stands_alone(last, line))
            if around:
                yield ""
            if line or last:
                yield line
            last = line


def _is_plain(line: str) -> bool:
    return bool(line) and not line.startswith(" ") and not _HEADING.match(line) and not _marker(line)


def _stands_alone(before: str, line: str) -> bool:
    """Whether a heading, or the line after one, or the line around a list, needs an empty line."""
    if _HEADING.match(before) or _HEADING.match(line):
        return True
    in_list = [text.startswith(" ") or _marker(text) is not None for text in (before, line)]
    return in_list[0] != in_list[1]


def _is_wrapped(run: list[str]) -> bool:
    """Whether lines were broken by an e-mail program: short, and running on over the end."""
    runs_on = any(not line.endswith((".", "!", "?", ":", ";", "”", "’")) for line in run[:-1])
    return runs_on and all(len(line) <= _LONGEST_WRAPPED_LINE for line in run)
