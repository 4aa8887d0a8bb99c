"""What somebody typed into a search as a question to the database, and what matched marked for the reader."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.contrib.postgres.search import SearchQuery, SearchVector
from django.db import connection
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from lla.words.folding import APOSTROPHES, SIGNS, folded
from lla.words.functions import Searchable

# Control characters, which no text of ours holds.
FOUND, END = "\x02", "\x03"
EXCERPT = 240  # characters, to the next whole word
BEFORE = 60  # of them, before the first word that matched
QUOTES = '"\u201c\u201d\u201e\u201f\u00ab\u00bb'
_ASKED = re.compile(rf"([-\u2013\u2212]?)(?:[{QUOTES}]([^{QUOTES}]*)[{QUOTES}]?|([^\s{QUOTES}]+))")
_WORD = re.compile(f"(?![-{APOSTROPHES}])[^{SIGNS}]+(?<![-{APOSTROPHES}])")
SAME_START = 2  # letters that all forms of an English word share


@dataclass(frozen=True, slots=True)
class Question:
    """A search over texts: the database's own notation of it, and the folded words it looks for."""

    notation: str
    words: tuple[str, ...]

    @property
    def query(self) -> SearchQuery:
        return SearchQuery(self.notation, config="english", search_type="raw")


def read(asked: str) -> Question:
    """Words that all have to be there, "words that belong together", one or another, and not -these.

    Quotation marks may be straight or curly; a word with a hyphen is looked for joined and apart.
    """
    ways: list[list[str]] = [[]]
    words: list[str] = []
    for minus, phrase, word in _ASKED.findall(asked):
        if word.casefold() == "or" and not minus:
            ways.append([])
        elif term := folded(phrase or word):
            ways[-1].append(("!" if minus else "") + _either_way(term))
            words += [] if minus else term.split(" ")
    possible = [" & ".join(way) for way in ways if any(not term.startswith("!") for term in way)]
    return Question(" | ".join(f"({way})" for way in possible), tuple(dict.fromkeys(words)))


def any_of(words: Iterable[str]) -> Question:
    """A search for any of some folded words."""
    words = tuple(words)
    return Question(" | ".join(map(_either_way, words)), words)


def _either_way(term: str) -> str:
    """Folded words side by side, joined at their hyphens or not; none of their signs has a meaning here."""
    joined, apart = term.replace("-", ""), term.replace("-", " ")
    return f"'{apart}'" if joined == apart else f"('{apart}' | '{joined}')"


def in_name(words: str) -> list[str]:
    """The words of a name, or of a search for one."""
    return folded(words).replace("-", " ").split()


def name_query(asked: str) -> SearchQuery:
    """A search for names by the beginning of each word: "sian o'c" or "o connell" for Siân O’Connell."""
    words = in_name(asked)
    each = " & ".join(f"'{word}':*" for word in words)
    notation = f"({each}) | '{''.join(words)}':*" if words else ""
    return SearchQuery(notation, config="simple", search_type="raw")


def name_words(field: str) -> SearchVector:
    """What `name_query` is asked of; the same expression stands in the index."""
    return SearchVector(Searchable(field), config="simple")


def matching(question: Question, texts: Iterable[str]) -> set[str]:
    """The words of some texts, as they are written there, that a question looks for in any of their forms."""
    sought = {part for word in question.words for part in (word, *word.split("-"))}
    starts = tuple(word[:SAME_START] for word in sought)
    written = {word for text in texts for word in _WORD.findall(text)}
    plain = {word: folded(word) for word in written}
    likely = {
        plain[word] for word in written if any(part.startswith(starts) for part in plain[word].split("-"))
    }
    found = _answering(likely, any_of(sought)) if likely else set()
    return {word for word in written if plain[word] in found}


def _answering(words: Collection[str], question: Question) -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT word FROM unnest(%s::text[]) word"
            " WHERE to_tsvector('english', hyphens_both_ways(word)) @@ to_tsquery('english', %s)",
            [list(words), question.notation],
        )
        return {word for (word,) in cursor.fetchall()}


def replaced(asked: str, words: dict[str, str]) -> str:
    """A search with some of its folded words written otherwise."""
    return _WORD.sub(lambda word: words.get(folded(word[0]), word[0]), asked)


def marked(text: str, words: Collection[str]) -> str:
    """A text with some of its words between FOUND and END."""
    return _WORD.sub(lambda word: f"{FOUND}{word[0]}{END}" if word[0] in words else word[0], text)


def excerpt(text: str, words: Collection[str]) -> str:
    """A piece of a text around the first of some words, whole words only, with those words marked.

    An ellipsis stands where the text goes on.
    """
    first = next((word.start() for word in _WORD.finditer(text) if word[0] in words), 0)
    start = max(0, first - BEFORE)
    start = text.find(" ", start, first) + 1 or first if start else 0
    end = text.find(" ", start + EXCERPT)
    piece = marked(text[start:] if end < 0 else text[start:end], words)
    return f"{'… ' if start else ''}{piece}{'' if end < 0 else ' …'}"


def marked_name(name: str, asked: str) -> str:
    """A name with what it was found by between FOUND and END; as it is when it was not found."""
    sought = in_name(asked)
    if not is_in_name(name, asked):
        return name
    return _WORD.sub(lambda word: _marked_beginning(word[0], sought), name)


def is_in_name(name: str, asked: str) -> bool:
    """Whether `name_query` finds a name."""
    sought, words = in_name(asked), [*in_name(name), *folded(name).replace("-", "").split()]
    apart = all(any(word.startswith(start) for word in words) for start in sought)
    return bool(sought) and (apart or any(word.startswith("".join(sought)) for word in words))


def _marked_beginning(word: str, sought: list[str]) -> str:
    plain = folded(word)
    lengths = [len(start) for start in (*sought, "".join(sought)) if plain.startswith(start)]
    if not lengths:
        return word
    whole = max(lengths) if len(plain) == len(word) else len(word)
    return f"{FOUND}{word[:whole]}{END}{word[whole:]}"


def html(text: str) -> SafeString:
    """Escaped, and only then what matched put between marks."""
    safe = escape(text).replace(FOUND, "<mark>").replace(END, "</mark>")
    return mark_safe(safe)  # noqa: S308  every word went through escape()
