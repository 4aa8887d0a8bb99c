"""A filter list hits whole words in any disguise, and nothing that merely holds their letters."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from socialmedia.channels.choices import FilterFormat
from socialmedia.filters.matching import (
    LONGEST_WORD,
    MOST_WORDS,
    copied_out,
    hits,
    other_forms,
    tidied,
    why_not_words,
)

LIST = ["tree", "palm tree", "ash", "café", "loser"]


@pytest.mark.parametrize(
    "text",
    [
        "tree",
        "A TREE.",
        "two trees",
        "the tree's leaves",
        "“tree”",
        "#tree",
        "tree!",
        "(tree)",
        "t.r.e.e",
        "T R E E",
        "t-r-e-e",
        "t_r_e_e",
        "t*r*e*e",
        "t . r . e . e",
        "what a t r e e it is",
        "t.r-e e",
        "t'r'e'e",
        "tr.ee",
        "tr-ee",
        "t\u200br\u200de\u2060e",  # no width at all
        "t\u00adree",
        "t\x00ree",
        "ｔｒｅｅ",  # noqa: RUF001
        "𝓽𝓻𝓮𝓮",  # noqa: RUF001
        "ⓣⓡⓔⓔ",
        "🅣🅡🅔🅔",
        "ᴛʀᴇᴇ",
        "tréé",
        "t̷r̷e̷e̷",
        "tгее",  # Cyrillic # noqa: RUF001
        "ΤRΕΕ",  # Greek capitals # noqa: RUF001
        "tr33",
        "7r€e",
        "t.r.3.3",
    ],
)
def test_a_word_is_hit_in_every_disguise(text: str) -> None:
    assert hits(["tree", "twig"], text) == ["tree"]


@pytest.mark.parametrize(
    "text",
    [
        "street",
        "s.t.r.e.e.t",
        "s t r e e t",
        "treetop",
        "tree2",
        "tre e",
        "t r\ne e",
        "tr ee",
        "33",
        "3 33 333",
        "",
        " \n ",
        "t . . . . r . . . . e . . . . e",
    ],
)
def test_letters_that_are_not_the_whole_word_hit_nothing(text: str) -> None:
    assert hits(["tree"], text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a palm tree", ["tree", "palm tree"]),
        ("Palm-trees", ["tree", "palm tree"]),
        ("p.a.l.m t.r.e.e", ["tree", "palm tree"]),
        ("p a l m  t r e e", ["tree", "palm tree"]),
        ("palm and tree", ["tree"]),
        ("an ash, the ashes, a loser in a CAFE", ["ash", "café", "loser"]),
        ("l0ser, 1oser, ca.fé", ["café", "loser"]),
        ("cash crashed", []),
    ],
)
def test_phrases_plurals_and_accents(text: str, found: list[str]) -> None:
    assert hits(LIST, text) == found


def test_picture_signs_and_numbers_can_be_words_too() -> None:
    assert hits(["🐍", "88"], "🐍🐍 88") == ["🐍", "88"]
    assert hits(["🐍", "88"], "1988 🐌") == []


def test_hits_come_in_the_order_of_the_list_and_each_once() -> None:
    assert hits(["b", "a", "c"], "a b a b") == ["b", "a"]
    assert hits([], "a b") == []


HOSTILE = {
    "letters apart": "a " * 50_000,
    "letters with dots": "t.r.e." * 16_000,
    "one chunk": "tree-" * 20_000,
    "digits": "1t3" * 33_000,
    "accents in a heap": "e" + "\u0323\u0301" * 50_000,
    "ligatures that spread": "\ufdfa" * 20_000,
    "no spaces": "e" * 100_000,
    "spaces": " " * 100_000,
    "bangs": "!|" * 50_000,
    "pictures": "🐍" * 100_000,
    "nothing seen": "\u200b" * 100_000,
    "half of a phrase": "palm " * 20_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hundred_thousand_hostile_characters_are_answered(name: str) -> None:
    text = f"{HOSTILE[name]}\nloser"
    phrases = [" ".join(["a"] * 30 + ["b"]), " ".join(["palm"] * 12), *LIST]
    assert "loser" in hits(phrases, text)


@given(st.text(max_size=60), st.lists(st.text(min_size=1, max_size=12), max_size=5))
def test_any_text_and_any_list_are_answered_and_a_list_word_alone_hits_itself(
    text: str, words: list[str]
) -> None:
    listed = [word for word in tidied("\n".join(words)) if not why_not_words([word])]
    assert set(hits(listed, text)) <= set(listed)
    for word in listed:
        assert word in hits(listed, word)


@pytest.mark.parametrize(
    ("word", "others"),
    [
        ("tree", ["trees"]),
        ("trees", ["tree"]),
        ("Party", ["Parties"]),
        ("parties", ["party"]),
        ("day", ["days"]),
        ("boss", ["bosses"]),
        ("bosses", ["boss"]),
        ("church", ["churches"]),
        ("hero", ["heroes", "heros"]),
        ("heroes", ["hero", "heroe"]),
        ("virus", ["viruses"]),
        ("viruses", ["virus", "viruse"]),
        ("houses", ["house"]),
        ("crisis", ["crises"]),
        ("woman", ["women"]),
        ("policemen", ["policeman"]),
        ("people", ["person"]),
        ("palm tree", ["palm trees"]),
        ("news", []),
        ("is", []),
        ("88", []),
        ("🐍", []),
        ("café", []),
    ],
)
def test_singular_and_plural(word: str, others: list[str]) -> None:
    assert other_forms(word) == others


def test_a_typed_list_is_tidied() -> None:
    typed = "Tree, ash\r\n  palm   tree ;TREE\n\n,ash\x00\u200b\nÉclair"
    assert tidied(typed) == ["ash", "palm tree", "Tree", "Éclair"]


def test_a_list_is_bounded_and_says_which_word_is_wrong() -> None:
    assert why_not_words([]) == ["Write at least one word."]
    assert why_not_words(["w"] * MOST_WORDS) == []
    assert why_not_words(["w"] * 5_000) == [
        "A list can have up to 1,000 words, as on the platforms. You gave 5,000."
    ]
    assert why_not_words(["=SUM(A1)", "x" * LONGEST_WORD, "y" * (LONGEST_WORD + 1), "…"]) == [
        "“=SUM(A1)” starts like a formula. Write the word without “=”.",
        f"“{'y' * 30}…” is longer than 80 characters: shorten it.",
        "“…” has no letter, digit or emoji, so it would never match anything.",
    ]
    assert why_not_words(["…"] * 12)[-1] == "There are 2 more like this."


def test_a_list_is_copied_out_as_the_platform_takes_it_in_singular_and_plural() -> None:
    words = ["ash", "palm tree", "trees"]
    assert copied_out(words, FilterFormat.COMMAS) == "ash, ashes, palm tree, palm trees, tree, trees"
    assert copied_out(["ash", "Ashes"], FilterFormat.LINES) == "ash\nAshes"
    assert copied_out([], FilterFormat.LINES) == ""
