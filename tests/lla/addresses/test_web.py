"""Addresses of the web in other words, and without what follows their reader about."""

import pytest

from lla.addresses import web


@pytest.mark.parametrize(
    ("words", "address"),
    [
        ("Read this: https://example.org/a-b?c=d. It is good", "https://example.org/a-b?c=d"),
        ("(https://example.org/a)", "https://example.org/a"),
        ("https://example.org/a_(b)", "https://example.org/a_(b)"),
        ("HTTPS://Example.org/ and http://other.example.org/", "HTTPS://Example.org/"),
        ("“https://example.org/x”", "https://example.org/x"),
        ("javascript:alert(1) data:text/html,x example.org", ""),
        ("", ""),
    ],
)
def test_the_first_address_in_a_text(words: str, address: str) -> None:
    assert web.first_in(words) == address


@pytest.mark.parametrize(
    ("address", "bare"),
    [
        ("https://example.org/a?utm_source=x&id=7&fbclid=IwAR&b=%20c", "https://example.org/a?id=7&b=%20c"),
        ("https://example.org/a?utm_medium=email#part", "https://example.org/a#part"),
        ("https://example.org/a?v=utm_source", "https://example.org/a?v=utm_source"),
        ("https://example.org/?at_medium=RSS&igsh=abc", "https://example.org/"),
        ("https://someone@example.org/?utm_source=x", "https://someone@example.org/?utm_source=x"),
        ("nothing", "nothing"),
    ],
)
def test_what_tells_who_sent_a_reader_goes_and_all_else_stays(address: str, bare: str) -> None:
    assert web.without_tracking(address) == bare
