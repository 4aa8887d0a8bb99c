"""Words are folded alike in Python and in the database, and neither capitals nor accents keep names apart."""

import sys
import unicodedata

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from lla.words.folding import folded, hyphens_both_ways

LETTERS = "aZéŴßæØŁ'’-\u2011–“\u0301\u00ad Жς4._/\nक़"


def by_the_database(words: list[str]) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT folded(words) FROM unnest(%s::text[]) WITH ORDINALITY AS every(words, at) ORDER BY at",
            [words],
        )
        return [word for (word,) in cursor.fetchall()]


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("“Plan”", "plan"),
        ("dropped—", "dropped"),
        ("the Wombats’", "the wombats"),
        ("O’Connell", "oconnell"),
        ("O'CONNELL", "oconnell"),
        ("Siân Ó Briain", "sian o briain"),
        ("S\u0069a\u0302n", "sian"),
        ("Covid\u201119", "covid-19"),
        ("Covid–19", "covid 19"),
        (" -- a - -b -c- d--e ", "a b c d e"),
        ("Ørsted, Łódź & Straße", "orsted lodz strasse"),
        ("clause 4.1/2_b", "clause 4 1 2 b"),
        ("ΣΊΣΥΦΟΣ", "σισυφοσ"),
        ("ЖУК", "жук"),
        ("soft\u00adly", "softly"),
        ("", ""),
        ("…", ""),
    ],
)
def test_words_are_folded(typed: str, plain: str) -> None:
    assert folded(typed) == plain


def test_words_with_a_hyphen_are_searched_both_ways() -> None:
    assert (
        hyphens_both_ways("up-to-date co-operatives now")
        == "uptodate up to date cooperatives co operatives now"
    )


@pytest.mark.django_db
def test_the_database_folds_every_letter_and_sign_as_python_does() -> None:
    every = [
        chr(at)
        for at in range(1, sys.maxunicode + 1)
        if unicodedata.category(chr(at)) not in ("Cn", "Cs", "Co")
    ]
    words = [f"a{char}b" for char in every]
    here = [folded(word) for word in words]
    there = by_the_database(words)
    assert {
        word: (one, other) for word, one, other in zip(words, here, there, strict=True) if one != other
    } == {}


@pytest.mark.django_db
@given(st.lists(st.text(LETTERS), max_size=40))
def test_the_database_folds_every_run_of_signs_as_python_does(words: list[str]) -> None:
    assert by_the_database(words) == [folded(word) for word in words]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT hyphens_both_ways(folded(words))"
            " FROM unnest(%s::text[]) WITH ORDINALITY AS every(words, at) ORDER BY at",
            [words],
        )
        assert [word for (word,) in cursor.fetchall()] == [hyphens_both_ways(folded(word)) for word in words]


@pytest.mark.django_db
def test_the_database_folds_a_heap_of_marks_in_bounded_time() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = '60s'")  # at once it would take many minutes
        cursor.execute("SELECT char_length(folded(%s))", ["a" + "\u0f73" * 60_000])
        assert cursor.fetchone() == (120_001,)
