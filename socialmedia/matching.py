"""Which words of a filter list a text holds, in whatever disguise, and the list as platforms take it."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise, product

from lla.words import composed

from .choices import FilterFormat

MOST_WORDS = 1_000
LONGEST_WORD = 80  # characters
MOST_REASONS = 10
SHORTEST_RUN = 3  # letters by themselves that are read as one word
LONGEST_GAP = 3  # characters between two such letters

# Letters that Unicode does not take apart by itself, and those that look like another script's.
_SPELT = {"ø": "o", "ł": "l", "đ": "d", "ħ": "h", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d"}
_SPELT["\u0131"] = "i"  # without its dot
_CYRILLIC = dict(zip("авекмнорстухіјѕһԁԛԝьгп", "abekmhopctyxijshdqwbrn", strict=True))
_GREEK_CAPITALS = dict(zip("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "abezhikmnoptyx", strict=True))  # noqa: RUF001
_GREEK = dict(zip("αβγεηικμνορτυχω", "abyenikuvoptuxw", strict=True))
_SMALL_CAPITALS = dict(zip("ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢ", "abcdefghijklmnoprstuvwyz", strict=True))
_ALIKE = {**_SPELT, **_CYRILLIC, **_GREEK, **_SMALL_CAPITALS}
_DARK_LETTERS = ((0x1F150, "a"), (0x1F170, "a"))  # in black circles, in black squares
# Letters of no width at all: Hangul fillers and the empty pattern of Braille.
_EMPTY_LETTERS = frozenset("\u115f\u1160\u2800\u3164\uffa0")
_APOSTROPHES = frozenset("'’‘ʼ`´＇")  # noqa: RUF001
_DIGITS = str.maketrans("034578", "oeastb")
_ONES = (str.maketrans("1", "i"), str.maketrans("1", "l"))
_SIGNS = str.maketrans("@$€£", "asel")

_NOT_PLAIN = re.compile(r"[^\n -&(-_a-~]")  # all but the signs of a plain keyboard, without its apostrophes
_TOKEN = re.compile(r"[^\W_]+")
_CHUNK = re.compile(r"\S+")
_SIGN = re.compile(r"[^\w\s]|_")
_BANG = re.compile(r"[!|](?=\w)")
_LAST = re.compile(r"[^\W\d_]+$")

_IRREGULAR = {
    "man": "men",
    "woman": "women",
    "child": "children",
    "person": "people",
    "foot": "feet",
    "tooth": "teeth",
    "goose": "geese",
    "mouse": "mice",
}
_PLURALS = {plural: singular for singular, plural in _IRREGULAR.items()}
# They end as plurals do and are none, or what is left without the ending is another word altogether.
_NO_PLURAL = frozenset(
    {"always", "bus", "chaos", "does", "gas", "goes", "has", "his", "its", "lens", "news", "perhaps"}
    | {"plus", "series", "species", "this", "thus", "was", "yes"}
)
_VOWELS = tuple("aeiou")
_STAYS = ("ss", "us", "is", "ics")


def hits(words: Iterable[str], text: str) -> list[str]:
    """Those of `words` that a text holds as whole words, in the order given; linear in the text's length."""
    listed = tuple(words)
    tree = _grow(listed)
    plain = folded(text)
    if not _may_hit(tree, plain):
        return []
    found: set[int] = set()
    read = _Read.of(plain)
    waiting: dict[int, dict[int, _Node]] = {}
    for place in range(len(read.tokens)):
        nodes = waiting.pop(place, {})
        nodes[id(tree)] = tree
        for end, form in read.from_here(place):
            for node in list(nodes.values()):
                if after := node.next.get(form):
                    found.update(after.words)
                    waiting.setdefault(end, {})[id(after)] = after
    return [word for place, word in enumerate(listed) if place in found]


def folded(text: str) -> str:
    """A text in small plain letters: no accents, no letters of another width or script, nothing unseen."""
    return _NOT_PLAIN.sub(lambda sign: _fold(sign.group()), text).lower()


@lru_cache(maxsize=4_096)
def _fold(sign: str) -> str:
    """One character; taken by itself, so that no heap of accents slows the rest."""
    if sign in _APOSTROPHES or sign in _EMPTY_LETTERS:
        return ""
    if sign in "\n\r":
        return "\n"
    for first, letter in _DARK_LETTERS:
        if first <= ord(sign) < first + 26:
            return chr(ord(letter) + ord(sign) - first)
    plain = []
    for part in unicodedata.normalize("NFKD", sign):
        kind = unicodedata.category(part)
        if part.isspace():
            plain.append(" ")
        elif kind[0] not in "MC":
            small = _GREEK_CAPITALS.get(part) or part.casefold()
            plain.append("".join(_ALIKE.get(letter, letter) for letter in small))
    return "".join(plain)


@dataclass(slots=True)
class _Node:
    """One step of the list's words, read token by token; `words` are the places of those that end here."""

    next: "dict[str, _Node]" = field(default_factory=dict)
    words: set[int] = field(default_factory=set)


@lru_cache(maxsize=8)
def _grow(words: tuple[str, ...]) -> _Node:
    """All words of a list, each with its singular and plural."""
    root = _Node()
    for place, word in enumerate(words):
        for form in (word, *other_forms(word)):
            node = root
            for token in _tokens(folded(form)):
                node = node.next.setdefault(token.form, _Node())
            if node is not root:
                node.words.add(place)
    return root


def _may_hit(tree: _Node, plain: str) -> bool:
    """Whether anything in a folded text reads as the first of a word's tokens: in most texts nothing does."""
    tokens = _TOKEN.findall(plain)
    if b"\1" * SHORTEST_RUN in bytes(len(token) == 1 for token in tokens):
        return True  # letters set apart, which may read as anything
    disguised = " ".join({chunk for chunk in plain.split() if not chunk.isalnum()})
    forms = {*tokens, *disguised, *_bare(disguised).split()}
    spelt = [form for one in forms if not one.isalpha() for form in _with_letters(one)]
    return not forms.union(spelt).isdisjoint(tree.next)


@dataclass(frozen=True, slots=True)
class _Token:
    """A word of a folded text, or one picture sign, and where it stands."""

    form: str
    start: int
    end: int

    @property
    def is_letter(self) -> bool:
        return len(self.form) == 1 and self.form.isalnum()


def _tokens(plain: str) -> list[_Token]:
    found = [_Token(one.group(), one.start(), one.end()) for one in _TOKEN.finditer(plain)]
    signs = [_Token(sign, at, at + 1) for at, sign in enumerate(plain) if unicodedata.category(sign) == "So"]
    return sorted(found + signs, key=lambda token: token.start) if signs else found


@dataclass(slots=True)
class _Read:
    """A folded text as tokens, and the longer readings from each: (token after it, what it reads as)."""

    plain: str
    tokens: list[_Token]
    longer: dict[int, set[tuple[int, str]]] = field(default_factory=dict)

    @classmethod
    def of(cls, plain: str) -> "_Read":
        read = cls(plain, _tokens(plain))
        for start, end, form in (*read._chunks(), *read._runs()):
            read.longer.setdefault(start, set()).add((end, form))
        return read

    def from_here(self, place: int) -> Iterator[tuple[int, str]]:
        """Every reading that begins with a token, digits read as the letters they stand for too."""
        for end, form in ((place + 1, self.tokens[place].form), *self.longer.get(place, ())):
            for letters in _with_letters(form):
                yield end, letters

    def _chunks(self) -> Iterator[tuple[int, int, str]]:
        """What stands between two spaces, without the signs in it: tr-ee, a$$, tr.ee."""
        place = 0
        for chunk in _CHUNK.finditer(self.plain):
            first = place
            while place < len(self.tokens) and self.tokens[place].start < chunk.end():
                place += 1
            if place > first:
                yield first, place, _bare(chunk.group())

    def _runs(self) -> Iterator[tuple[int, int, str]]:
        """Letters set apart: t.r.e.e, t r e e; one of them may be the word "a" or "I" before or after."""
        for start, end in _stretches(self._gaps()):
            yield from self._run(start, end)
            parts = [start, *self._changes(start, end), end]
            if len(parts) > 2:
                for first, last in pairwise(parts):
                    yield from self._run(first, last)

    def _gaps(self) -> list[bool]:
        """For each token but the last, whether it and the next are letters of one run."""
        return [
            one.is_letter
            and two.is_letter
            and two.start - one.end <= LONGEST_GAP
            and "\n" not in self.plain[one.end : two.start]
            for one, two in pairwise(self.tokens)
        ]

    def _changes(self, start: int, end: int) -> Iterator[int]:
        """Where in a run one sign between the letters gives way to another: t.r.e.e o.n."""
        sign = ""
        for place in range(start, end - 1):
            gap = self.plain[self.tokens[place].end : self.tokens[place + 1].start]
            if sign and gap != sign:
                yield place + 1
                sign = ""
            else:
                sign = gap

    def _run(self, start: int, end: int) -> Iterator[tuple[int, int, str]]:
        form = "".join(token.form for token in self.tokens[start:end])
        for before, after in product((0, 1), repeat=2):
            cut = form[before : len(form) - after]
            if len(cut) < SHORTEST_RUN:
                continue
            if (not before or form[0] in "ai") and (not after or form[-1] in "ai"):
                yield start + before, end - after, cut


def _bare(plain: str) -> str:
    """A folded text without the signs in its chunks, but for those that stand for letters."""
    return _SIGN.sub("", _BANG.sub("i", plain).translate(_SIGNS))


def _stretches(joined: list[bool]) -> Iterator[tuple[int, int]]:
    """The first token and the one after the last of every run of three letters or more."""
    start = 0
    for place, one in enumerate([*joined, False]):
        if not one:
            if place + 1 - start >= SHORTEST_RUN:
                yield start, place + 1
            start = place + 1


def _with_letters(form: str) -> Iterator[str]:
    """A reading, and where digits stand among letters also what they stand for; 1 is an i or an l."""
    yield form
    if form.isalpha() or form.isdigit():
        return
    for one in _ONES:
        yield form.translate(_DIGITS).translate(one)


def other_forms(word: str) -> list[str]:
    """The plural of a word or of a phrase's last word, or the singular; none when it has no other form."""
    before, last = word[: len(word) - len(_last(word))], _last(word)
    small = last.lower()
    if not small.isalpha() or not small.isascii() or small in _NO_PLURAL or len(small) < 3:
        return []
    for there, other in (*_IRREGULAR.items(), *_PLURALS.items()):
        if small == there or (there in ("man", "men", "woman", "women") and small.endswith(there)):
            return [before + last[: len(last) - len(there)] + other]
    return [before + one for one in (_singulars(last) if _is_plural(small) else _plurals(last))]


def _last(word: str) -> str:
    """The letters that a word or phrase ends with."""
    found = _LAST.search(word[-LONGEST_WORD:])
    return found.group() if found else ""


def _is_plural(small: str) -> bool:
    return small.endswith("s") and not small.endswith(_STAYS)


def _plurals(word: str) -> list[str]:
    small = word.lower()
    if small.endswith("y") and small[-2] not in _VOWELS:
        return [f"{word[:-1]}ies"]
    if small.endswith("o") and small[-2] not in _VOWELS:
        return [f"{word}es", f"{word}s"]
    if small.endswith("is"):
        return [f"{word[:-2]}es"]
    return [f"{word}es" if small.endswith(("s", "x", "z", "ch", "sh")) else f"{word}s"]


def _singulars(word: str) -> list[str]:
    small = word.lower()
    if small.endswith("ies") and len(small) > 4:
        return [f"{word[:-3]}y"]
    if small.endswith(("sses", "xes", "zes", "ches", "shes")):
        return [word[:-2]]
    if any(small.endswith(end) and small[: -len(end)][-1:] not in _VOWELS for end in ("uses", "oes")):
        return [word[:-2], word[:-1]]
    return [word[:-1]]


_BETWEEN_WORDS = re.compile(r"[\n\r,;]")
_UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")


def tidied(typed: str) -> list[str]:
    """The words of what somebody typed, with commas or on lines: trimmed, each once, sorted."""
    seen: dict[str, str] = {}
    for part in _BETWEEN_WORDS.split(typed):
        word = " ".join(_UNSEEN.sub("", part).split())
        if word:
            seen.setdefault(composed(word).casefold(), word)
    return [seen[key] for key in sorted(seen)]


def why_not_words(words: list[str]) -> list[str]:
    """What is wrong with a tidied list, in sentences that name the word."""
    if not words:
        return ["Write at least one word."]
    if len(words) > MOST_WORDS:
        return [f"A list can have up to {MOST_WORDS:,} words, as on the platforms. You gave {len(words):,}."]
    reasons = []
    for word in words:
        shown = word if len(word) <= 30 else f"{word[:30]}…"
        if len(word) > LONGEST_WORD:
            reasons.append(f"“{shown}” is longer than {LONGEST_WORD} characters: shorten it.")
        elif word[0] in "=+-@":
            reasons.append(f"“{shown}” starts like a formula. Write the word without “{word[0]}”.")
        elif not _tokens(folded(word)):
            reasons.append(f"“{shown}” has no letter, digit or emoji, so it would never match anything.")
    if len(reasons) > MOST_REASONS:
        reasons[MOST_REASONS:] = [f"There are {len(reasons) - MOST_REASONS} more like this."]
    return reasons


def copied_out(words: Iterable[str], form: FilterFormat) -> str:
    """A list as a platform's settings take it, each word in the singular and the plural."""
    listed = list(words)
    forms: dict[str, str] = {}
    for one in (*listed, *(other for word in listed for other in other_forms(word))):
        forms.setdefault(one.casefold(), one)
    every = [forms[key] for key in sorted(forms)]
    return "\n".join(every) if form == FilterFormat.LINES else ", ".join(every)
