"""Words as they are compared, sorted and searched: without capitals, accents and signs.

`folded` and the database's function of that name say the same, whatever the locale of the database. After a
change here a migration has to run `FUNCTIONS` again and to rebuild the columns and indexes made with them.
"""

import re

from django.db.models import Func, TextField

from lla.words import composed

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
    return _SPACES.sub(" ", words.translate(_TABLE)).strip(" ")


def in_order(name: str) -> tuple[str, str]:
    """What names are sorted by, so that Ŵyn stands beside Wyn; the database's own order is `InOrder`."""
    return folded(name), name


def hyphens_both_ways(words: str) -> str:
    """Folded words, those with a hyphen joined and apart: a reader may write them either way."""
    return " ".join(
        f"{word.replace('-', '')} {word.replace('-', ' ')}" if "-" in word else word
        for word in words.split(" ")
    )


class Folded(Func):
    """`folded`, said by the database."""

    function = "folded"
    output_field = TextField()


class InOrder(Func):
    """`in_order`, said by the database: by code points, whatever its locale sorts by."""

    template = '(folded(%(expressions)s) COLLATE "C")'
    output_field = TextField()


class Searchable(Func):
    """What an index is made of: folded words, those with a hyphen both ways."""

    template = "hyphens_both_ways(folded(%(expressions)s))"
    output_field = TextField()


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _spelt_out(words: str) -> str:
    for letter, two in SPELT_OUT.items():
        words = f"replace({words}, '{letter}', '{two}')"
    return words


PIECE = 500  # characters

# The letters that are spelt out have capitals, which become small first.
FUNCTIONS = f"""
CREATE OR REPLACE FUNCTION folded(words text) RETURNS text
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE said text COLLATE "C" := words;
BEGIN
    IF said ~ '^[A-Za-z0-9]*( [A-Za-z0-9]+)*$' THEN
        RETURN lower(said);
    END IF;
    said := regexp_replace(said, {_quoted(f"[{APOSTROPHES}]")}, '', 'g');
    IF octet_length(said) <> char_length(said) THEN
        -- By pieces: the time that the database takes over a heap of marks grows with its square.
        said := (
            SELECT string_agg(NORMALIZE(substr(said, place, {PIECE}), NFKD), '' ORDER BY place)
            FROM generate_series(1, char_length(said), {PIECE}) AS place
        );
        said := regexp_replace(said, {_quoted(f"[{APOSTROPHES}{MARKS}]")}, '', 'g');
        said := regexp_replace(said, '[{HYPHENS}]', '-', 'g');
    END IF;
    said := ' ' || regexp_replace(said, '[{SIGNS}]+|-(?=-)', ' ', 'g') || ' ';
    said := lower(regexp_replace(regexp_replace(said, ' -|- ', ' ', 'g'), ' -|- ', ' ', 'g'));
    IF octet_length(said) <> char_length(said) THEN
        said := translate(said, '{"".join(LETTERS)}', '{"".join(LETTERS.values())}');
        said := {_spelt_out("said")};
    END IF;
    RETURN btrim(regexp_replace(said, ' +', ' ', 'g'), ' ');
END $$;
CREATE OR REPLACE FUNCTION hyphens_both_ways(words text) RETURNS text
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
BEGIN
    IF position('-' IN words) = 0 THEN
        RETURN words;
    END IF;
    RETURN (
        SELECT string_agg(
            CASE WHEN position('-' IN word) = 0 THEN word
            ELSE replace(word, '-', '') || ' ' || replace(word, '-', ' ') END, ' ' ORDER BY place)
        FROM unnest(string_to_array(words, ' ')) WITH ORDINALITY AS every(word, place)
    );
END $$;
"""  # noqa: S608 - the words are our own
