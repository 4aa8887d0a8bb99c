"""Database functions for words as they are sorted and searched, the same whatever the database's locale.

They say what `lla.words.folding` says of words in Python.
"""

from django.db.models import Func, TextField

from lla.words.folding import APOSTROPHES, HYPHENS, LETTERS, MARKS, SIGNS, SPELT_OUT


class SortKey(Func):
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
