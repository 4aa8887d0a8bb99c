"""A search reads what is typed, finds the same in a database of any locale, and marks what it found."""

from collections.abc import Iterator
from contextlib import closing, contextmanager

import psycopg2
import pytest
from django.db import connection
from psycopg2.extensions import ISOLATION_LEVEL_AUTOCOMMIT
from psycopg2.extensions import connection as Database

from lla.words import search
from lla.words.functions import FUNCTIONS

TEXT = (
    "A “Plan” was dropped—by O’Connell, the Wombats’ friend. Co-operatives, Covid-19, clause 4.1, Siân’s "
    "ŴYN ŁÓDŹ; see https://example.org/heat_pumps. Жук ΣΊΣΥΦΟΣ."
)
FINDS = (
    "plan", "dropped", "wombats", "wombat’s", "o'connell", "oconnell", "cooperative", "co‑operatives",  # noqa: RUF001
    "co operatives", "covid 19", "Covid-19", "covid19", "4.1", "sian", "siân", "SIÂN’S", "wyn", "lodz",
    "pumps", "жук", "ЖУК", "σισυφος", "“dropped by o’connell”", "“by oconnell, the wombat”", "zebras or plan",
)  # fmt: skip
MISSES = ("zebras", "plan -dropped", "-zebras", "“plan dropped”", "“”", "4.2", "conn", "the", "")


@contextmanager
def database(locale: str) -> Iterator[Database]:
    """A database of one locale, with the functions that words are folded by."""
    params = connection.get_connection_params() | {"dbname": "postgres"}
    params = {
        name: params[name] for name in ("dbname", "user", "password", "host", "port") if params.get(name)
    }
    scratch_name = f"{connection.settings_dict['NAME']}_locale"
    with closing(psycopg2.connect(**params)) as server:
        server.set_isolation_level(ISOLATION_LEVEL_AUTOCOMMIT)
        with server.cursor() as cursor:
            cursor.execute(f"DROP DATABASE IF EXISTS {scratch_name}")
            made = f"CREATE DATABASE {scratch_name} TEMPLATE template0 ENCODING 'UTF8' LOCALE_PROVIDER libc"
            try:
                cursor.execute(f"{made} LOCALE %s", [locale])
            except psycopg2.errors.WrongObjectType:
                pytest.skip(f"The server has no locale {locale}")
            try:
                with closing(psycopg2.connect(**params | {"dbname": scratch_name})) as scratch:
                    scratch.cursor().execute(FUNCTIONS)
                    yield scratch
            finally:
                cursor.execute(f"DROP DATABASE {scratch_name}")


@pytest.mark.parametrize("locale", ["C", "C.UTF-8", "en_GB.UTF-8"])
@pytest.mark.django_db
def test_a_database_of_any_locale_finds_the_same(locale: str) -> None:
    with database(locale) as there, there.cursor() as cursor:

        def finds(asked: str) -> bool:
            cursor.execute(
                "SELECT to_tsvector('english', hyphens_both_ways(folded(%s))) @@ to_tsquery('english', %s)",
                [TEXT, search.read(asked).notation],
            )
            return bool((cursor.fetchone() or [False])[0])

        assert [asked for asked in FINDS if not finds(asked)] == []
        assert [asked for asked in MISSES if finds(asked)] == []


@pytest.mark.parametrize("locale", ["C", "C.UTF-8", "en_GB.UTF-8"])
@pytest.mark.django_db
def test_a_database_of_any_locale_puts_names_in_the_same_order(locale: str) -> None:
    names = [
        "Ó Briain",
        "Wye",
        "Ŵyn",
        "Nye",
        "Owen",
        "wyn",
        "O’Connell",
        "Żak",
        "Zoe",
        "Ånd",
        "Ann",
        "Smith-Jones",
    ]
    with database(locale) as there, there.cursor() as cursor:
        cursor.execute(
            'SELECT name FROM unnest(%s) name ORDER BY folded(name) COLLATE "C", name COLLATE "C" DESC',
            [names],
        )
        assert [name for (name,) in cursor.fetchall()] == [
            "Ånd", "Ann", "Nye", "Ó Briain", "O’Connell", "Owen", "Smith-Jones", "Wye",
            "Ŵyn", "wyn", "Żak", "Zoe",
        ]  # fmt: skip


@pytest.mark.parametrize(
    ("asked", "notation", "words"),
    [
        ("Buses late", "('buses' & 'late')", ("buses", "late")),
        ("buses or trains -late", "('buses') | ('trains' & !'late')", ("buses", "trains")),
        ("“run them” now", "('run them' & 'now')", ("run", "them", "now")),
        ('"run them', "('run them')", ("run", "them")),
        ("co-op", "(('co op' | 'coop'))", ("co-op",)),
        ("-late", "", ()),
        ("or", "", ()),
        ("& | ! ( ) : * <-> \\ '", "", ()),
    ],
)
def test_what_is_typed_is_read(asked: str, notation: str, words: tuple[str, ...]) -> None:
    assert search.read(asked) == search.Question(notation, words)


@pytest.mark.django_db
def test_all_forms_of_a_word_are_marked_and_others_are_not() -> None:
    text = "The bus and “lanes’ end” are no business of Siân’s covid-19 co-operative."
    words = search.matching(search.read("bus lane sian 19 cooperative"), [text])
    marked = search.marked(text, words).replace(search.FOUND, "[").replace(search.END, "]")
    assert marked == ("The [bus] and “[lanes]’ end” are no business of [Siân’s] [covid-19] [co-operative].")


def test_an_excerpt_begins_a_little_before_what_was_found_with_a_whole_word() -> None:
    text = "one " * 100 + "heat " + "two " * 100
    piece = search.excerpt(text, {"heat"})
    assert piece.split() == ["…", *["one"] * 14, f"{search.FOUND}heat{search.END}", *["two"] * 45, "…"]
