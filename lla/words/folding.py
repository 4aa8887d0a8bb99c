"""Words as they are compared, sorted and searched: without capitals, accents and signs.

The database folds them alike (`lla.words.functions`). After a change here a migration has to run its
`FUNCTIONS` again and to rebuild the columns and indexes made with them.
"""

import re

from lla.words.cleaning import composed

# Inside a word they say nothing: O'Connell is O’Connell, and what is the wombats’ is found under wombats.
APOSTROPHES = "'`\u00b4\u02b9\u02bb\u02bc\u02bd\u2018\u2019\u201b\u2032\u2035\u05f3"
# What is set on letters, and what nobody sees: accents, points of Hebrew and Arabic, soft hyphens, joiners.
MARKS = (
    "\u00ad\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0640\u064b-\u065f\u0670"
    "\u1ab0-\u1aff\u1dc0-\u1dff\u200b-\u200f\u202a-\u202e\u2060-\u206f\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f"
    "\ufeff"
)
HYPHENS = "\u05be\u2010\u2011"
# All that parts words, in every script that has signs of its own for it.
SIGNS = (
    "\u0001-&(-,./:-@\\[-_{-\u00a9\u00ab-\u00ac\u00ae-\u00b1\u00b6-\u00b8\u00bb\u00bf\u00d7\u00f7"
    "\u02c2-\u02c5\u02d2-\u02df\u055a-\u055f\u0589\u058a\u05c0\u05c3\u05c6\u05f4"
    "\u0609-\u060d\u061b-\u061f\u066a-\u066d\u06d4\u0964\u0965\u1361-\u1368"
    "\u2000-\u200a\u2012-\u2017\u201a\u201c-\u201f\u2020-\u2029\u202f-\u2031\u2033\u2034\u2036-\u205f"
    "\u20a0-\u20cf\u2190-\u2bff\u2e00-\u2e7f\u3000-\u3004\u3008-\u3020\u3030\u30fb\ufffc\ufffd"
    "\U0001f000-\U0001faff"
)
_ALIKE = {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ħ": "h", "\u0131": "i", "ŧ": "t", "ς": "\u03c3"}
SPELT_OUT = {"ß": "ss", "æ": "ae", "œ": "oe", "þ": "th"}
# The capitals of Latin, Greek, Cyrillic and Armenian that are more than a letter with an accent.
_SMALL = {
    capital: capital.lower()
    for capital in map(chr, range(0xC0, 0x590))
    if len(capital.lower()) == 1 and capital.lower() != capital and len(composed(capital, "NFKD")) == 1
}
LETTERS = {letter: _ALIKE.get(small, small) for letter, small in _SMALL.items()} | _ALIKE

_PLAIN = re.compile("[A-Za-z0-9]*(?: [A-Za-z0-9]+)*")
_APOSTROPHE = re.compile(f"[{APOSTROPHES}]")
_UNSAID = re.compile(f"[{APOSTROPHES}{MARKS}]")
_HYPHEN = re.compile(f"[{HYPHENS}]")
_BETWEEN_WORDS = re.compile(f"[{SIGNS}]+|-(?=-)")
_LOOSE_HYPHEN = re.compile(" -|- ")
_SPACES = re.compile(" +")
_CAPITALS = {capital: capital.lower() for capital in map(chr, range(ord("A"), ord("Z") + 1))}
_TABLE = str.maketrans(
    _CAPITALS | {letter: SPELT_OUT.get(plain, plain) for letter, plain in LETTERS.items()} | SPELT_OUT
)


def folded(words: str) -> str:
    """The words in small plain letters, one space between two; a hyphen stays where it joins two words."""
    if _PLAIN.fullmatch(words):
        return words.lower()
    words = _UNSAID.sub("", composed(_APOSTROPHE.sub("", words), "NFKD"))
    words = f" {_BETWEEN_WORDS.sub(' ', _HYPHEN.sub('-', words))} "
    words = _LOOSE_HYPHEN.sub(" ", _LOOSE_HYPHEN.sub(" ", words))
    small = words.lower() if words.isascii() else words.translate(_TABLE)
    return _SPACES.sub(" ", small).strip(" ")


def sort_key(name: str) -> tuple[str, str]:
    """What names are sorted by, so that Ŵyn stands beside Wyn; the database's own order is `InOrder`."""
    return folded(name), name


def hyphens_both_ways(words: str) -> str:
    """Folded words, those with a hyphen joined and apart: a reader may write them either way."""
    return " ".join(
        f"{word.replace('-', '')} {word.replace('-', ' ')}" if "-" in word else word
        for word in words.split(" ")
    )
