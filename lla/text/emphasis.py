"""The signs of emphasis: which of those typed are meant, and how marked words are written with them."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby, pairwise
from operator import attrgetter
from string import punctuation
from unicodedata import category

from lla.papers.blocks import Span, Spans

_PIECE = re.compile(rf"\\[{re.escape(punctuation)}]|\*+|_+")
_TAKEN = re.compile(r"[\\\[\]]")
_SIGNS = frozenset(punctuation)
_RUN = re.compile(r"\*+|_+")
_BEHIND = re.compile(r"\s")
_SCHEME = re.compile(r"://|\bwww\.|@")
# Signs that emphasis neither begins with nor ends with, and those of a path, beside which it does neither.
_CLOSING, _OPENING, _OF_A_PATH = ").,;:!?]}…", "([{“‘", "/=~&@"
_NO_SPACES_BETWEEN_WORDS = "\u0e00"  # Thai and what comes after it, but for letters that are large or small
_BEFORE_AN_ADDRESS = "*_([{<“‘\"'"
_BEHIND_AN_ADDRESS = "*_.,;:!?)]}\"'”’>"


@dataclass(frozen=True, slots=True)
class _Run:
    """Stars or underscores in a row; `literal` ones are meant as what they are."""

    start: int
    end: int
    literal: bool


def guarded(words: str) -> str:
    """The typed words with a backslash before each sign that would be read as emphasis and is not meant so.

    It is meant where it stands before a word and another behind one, outside of addresses.
    """
    addresses = _addresses(words)
    at = next(addresses, None)
    typed = []
    for piece in _PIECE.finditer(words):
        while at and at[1] <= piece.start():
            at = next(addresses, None)
        if piece[0][0] != "\\":
            typed.append((piece, at is not None and at[0] <= piece.start()))
    meant = _meant(words, [piece for piece, within in typed if not within])
    if len(meant) == len(typed):
        return words
    runs = [_Run(piece.start(), piece.end(), piece.start() not in meant) for piece, _ in typed]
    return _with_backslashes(words, _read_as_emphasis(words, runs))


def _meant(words: str, pieces: Sequence[re.Match[str]]) -> set[int]:
    """Where signs begin that stand before a word, with such as stand behind one after them, and those."""
    opening = [_opens(words, piece.end(), before=piece.start()) for piece in pieces]
    closing = [_closes(words, piece.start(), behind=piece.end()) for piece in pieces]
    meant = set()
    for marks, partners, order in ((closing, opening, 1), (opening, closing, -1)):
        seen = set()
        for piece, marks_here, partner_here in list(zip(pieces, marks, partners, strict=True))[::order]:
            if marks_here and piece[0][0] in seen:
                meant.add(piece.start())
            if partner_here:
                seen.add(piece[0][0])
    return meant


def settled(spans: Spans) -> Iterator[Span]:
    """The spans with emphasis where signs can say it: from the beginning of a word to the end of one."""
    for href, group in groupby(spans, key=lambda span: span.href):
        linked = list(group)
        if not any(span.bold or span.italic for span in linked):
            yield from linked
            continue
        text = "".join(span.text for span in linked)
        bold, italic = (
            [value for span in linked for value in [flag(span)] * len(span.text)]
            for flag in (attrgetter("bold"), attrgetter("italic"))
        )
        bold = _narrowed(text, bold)
        italic = _narrowed(text, italic, across=bold)
        kinds = groupby(range(len(text)), key=lambda place: (bold[place], italic[place]))
        for kind, places in kinds:
            yield Span("".join(text[place] for place in places), *kind, href)


def _narrowed(text: str, marked: list[bool], *, across: Sequence[bool] = ()) -> list[bool]:
    """Where emphasis may stand; it is cut where it crosses the edge of the other kind."""
    kept = [False] * len(text)
    for start, end in _stretches(marked):
        edges = [start, *_crossings(across, start, end), end]
        for first, last in pairwise(edges):
            while first < last and not _opens(text, first, before=first):
                first += 1
            while first < last and not _closes(text, last, behind=last):
                last -= 1
            kept[first:last] = [True] * (last - first)
    return kept


def _stretches(marked: Sequence[bool]) -> Iterator[tuple[int, int]]:
    place = 0
    for value, group in groupby(marked):
        length = sum(1 for _ in group)
        if value:
            yield place, place + length
        place += length


def _crossings(across: Sequence[bool], start: int, end: int) -> list[int]:
    """The edges of the other kind that lie within, of stretches that reach beyond."""
    if not across:
        return []
    found = []
    if start and across[start] and across[start - 1]:
        found += [next((at for at in range(start, end) if not across[at]), end)]
    if end < len(across) and across[end - 1] and across[end]:
        found += [next((at for at in range(end, start, -1) if not across[at - 1]), start)]
    return [at for at in dict.fromkeys(found) if start < at < end]


def written(spans: Spans, *, brackets: bool) -> str:
    """The spans with their signs; `brackets` asks for a backslash before those that are no link's."""
    pieces: list[tuple[str, bool]] = []
    for href, linked in groupby(spans, key=lambda span: span.href):
        pieces += [("[", False)] if href else []
        pieces += _emphasised(list(linked))
        if href:
            pieces.append((f"]({href.replace('(', '%28').replace(')', '%29')})", False))
    text = "".join(piece for piece, _ in pieces)
    start, runs, taken = 0, [], set()
    for piece, literal in pieces:
        if literal or piece[0] in "*_":
            runs += [_Run(start + run.start(), start + run.end(), literal) for run in _RUN.finditer(piece)]
        if literal:
            places = (start + sign.start() for sign in _TAKEN.finditer(piece))
            taken |= {place for place in places if _is_taken(text, place, brackets=brackets)}
        start += len(piece)
    return _with_backslashes(text, taken | _read_as_emphasis(text, runs))


def _is_taken(text: str, place: int, *, brackets: bool) -> bool:
    """Whether a sign that is meant as itself would be read as a backslash before another, or as a link."""
    return text[place + 1 : place + 2] in _SIGNS if text[place] == "\\" else brackets


def _emphasised(spans: list[Span]) -> Iterator[tuple[str, bool]]:
    """Words and, where their kind changes, signs: what lasts longer stands outside."""
    opened: list[str] = []
    for place, span in enumerate(spans):
        wanted = {sign for sign, on in (("**", span.bold), ("*", span.italic)) if on}
        while not wanted.issuperset(opened):
            yield opened.pop(), False
        fresh = sorted(wanted.difference(opened), key=lambda sign: (-_lasts(spans, place, sign), sign))
        for sign in fresh:
            opened.append(sign)
            yield sign, False
        yield span.text, True
    while opened:
        yield opened.pop(), False


def _lasts(spans: list[Span], place: int, sign: str) -> int:
    """Through how many spans a kind of emphasis goes on."""
    lasting = 0
    for span in spans[place:]:
        if not (span.bold if sign == "**" else span.italic):
            break
        lasting += 1
    return lasting


def _read_as_emphasis(text: str, runs: Iterable[_Run]) -> set[int]:
    """The places of literal signs which another sign before or behind them would make into emphasis."""
    runs = list(runs)
    found: set[int] = set()
    for in_order, opens in ((runs, True), (runs[::-1], False)):
        partners: set[str] = set()
        last: _Run | None = None
        for run in in_order:
            sign = text[run.start]
            can_open, can_close = _flanks(text, run)
            touches = last is not None and (last.end == run.start or run.end == last.start)
            paired = sign in partners and (can_close if opens else can_open)
            if run.literal and (paired or touches):
                found.update(range(run.start, run.end))
            if can_open if opens else can_close:
                partners.add(sign)
            last = run
    return found


def _with_backslashes(text: str, places: set[int]) -> str:
    return "".join(f"\\{sign}" if at in places else sign for at, sign in enumerate(text)) if places else text


def _flanks(text: str, run: _Run) -> tuple[bool, bool]:
    """Whether CommonMark may open and may close emphasis with a run of signs."""
    before = text[run.start - 1] if run.start else " "
    behind = text[run.end] if run.end < len(text) else " "
    return _flanks_between(before, text[run.start], behind)


@lru_cache(maxsize=4_096)
def _flanks_between(before: str, sign: str, behind: str) -> tuple[bool, bool]:
    can_open = not behind.isspace() and (not _is_sign(behind) or before.isspace() or _is_sign(before))
    can_close = not before.isspace() and (not _is_sign(before) or behind.isspace() or _is_sign(behind))
    if sign == "*":
        return can_open, can_close
    return can_open and (not can_close or _is_sign(before)), can_close and (not can_open or _is_sign(behind))


def _opens(text: str, first: int, *, before: int) -> bool:
    """Whether emphasis may begin with the character at `first`, its signs standing at `before`."""
    if first >= len(text) or text[first].isspace() or text[first] in _CLOSING:
        return False
    return not before or _is_edge(text[before - 1], beside=text[first])


def _closes(text: str, end: int, *, behind: int) -> bool:
    """Whether emphasis may end before `end`, what follows its signs standing at `behind`."""
    if not end or text[end - 1].isspace() or text[end - 1] in _OPENING:
        return False
    return behind >= len(text) or _is_edge(text[behind], beside=text[end - 1])


def _is_edge(neighbour: str, *, beside: str) -> bool:
    """Whether a word ends at a neighbour; a sign at the edge of emphasis needs a sign or a space there."""
    if neighbour in _OF_A_PATH or _is_of_a_word(neighbour):
        return False
    return not _is_sign(beside) or neighbour.isspace() or _is_sign(neighbour)


def _is_of_a_word(char: str) -> bool:
    if category(char)[0] not in "LNM":
        return False
    return char < _NO_SPACES_BETWEEN_WORDS or char.isupper() or char.islower()


def _is_sign(char: str) -> bool:
    return category(char)[0] in "PS"


def _addresses(words: str) -> Iterator[tuple[int, int]]:
    """Where web and email addresses stand, without the signs around them."""
    end = 0
    for scheme in _SCHEME.finditer(words):
        if scheme.start() < end:
            continue
        start = _start_of(words, scheme, after=end)
        behind = _BEHIND.search(words, scheme.end())
        end = behind.start() if behind else len(words)
        if words[:start].endswith("]("):
            end = _end_of_brackets(words, start, end)
        yield start, start + len(words[start:end].rstrip(_BEHIND_AN_ADDRESS))


def _start_of(words: str, scheme: re.Match[str], *, after: int) -> int:
    """Where an address begins whose "://", "www." or "@" was found."""
    start = scheme.start()
    if scheme[0] == "@":
        while start > after and not words[start - 1].isspace() and words[start - 1] not in _BEFORE_AN_ADDRESS:
            start -= 1
    while scheme[0] == "://" and start > after and words[start - 1].isascii() and words[start - 1].isalpha():
        start -= 1
    return start


def _end_of_brackets(words: str, start: int, end: int) -> int:
    """Where the brackets around an address close."""
    depth = 1
    for place in range(start, end):
        depth += {"(": 1, ")": -1}.get(words[place], 0)
        if not depth:
            return place
    return end
