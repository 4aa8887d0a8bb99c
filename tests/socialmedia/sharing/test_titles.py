"""Working titles from what is shared."""

import pytest

from socialmedia.sharing import titles


@pytest.mark.parametrize(
    ("address", "title"),
    [
        ("https://example.org/news/buses-run-again-4711", "Buses run again"),
        ("https://example.org/news/buses_run.html?page=2", "Buses run"),
        ("https://example.org/2027/02/01/no-more-cuts/", "No more cuts"),
        ("https://example.org/a/12345", ""),
        ("https://example.org/", ""),
        ("https://example.org/%3Cscript%3E-alert", "Script alert"),
        ("javascript:alert(1)", ""),
    ],
)
def test_the_words_in_an_address(address: str, title: str) -> None:
    assert titles.from_address(address) == title


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("Buses run again https://example.org/x", "Buses run again"),
        ("https://example.org/x\nBuses run again", "Buses run again"),
        ("", ""),
        ("word " * 40, ("word " * 23).strip() + "…"),
    ],
)
def test_the_first_line_that_came_with_a_link(words: str, title: str) -> None:
    assert titles.from_words(words) == title
