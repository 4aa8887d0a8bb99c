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


@pytest.mark.parametrize(
    ("address", "everybody"),
    [
        ("https://www.example.org/news", True),
        ("https://example.org./", True),
        ("https://8.8.8.8/", True),
        ("https://[2606:4700::1111]/", True),
        ("https://local.example.org/", True),
        ("http://localhost:8000/", False),
        ("http://127.0.0.1/admin/", False),
        ("http://127.1/", False),
        ("http://2130706433/", False),
        ("http://0x7f.0.0.0x1/", False),
        ("http://[::1]/", False),
        ("http://[fe80::1]/", False),
        ("http://10.0.0.7/", False),
        ("http://169.254.169.254/", False),
        ("https://intranet/", False),
        ("https://press.local/", False),
        ("https://wiki.INTERNAL./", False),
        ("https://co.uk/", False),
        ("https://www.org.uk/news", False),
        ("https://coop.co.uk/", True),
        ("nothing", False),
    ],
)
def test_an_address_is_open_to_everybody_or_to_one_house(address: str, everybody: bool) -> None:
    assert web.is_public(address) is everybody


@pytest.mark.parametrize(
    ("address", "theirs"),
    [
        ("https://conference.example.org/motions/m42/", True),
        ("http://WWW.conference.example.org", True),
        ("https://example.org/", False),
        ("https://other.conference.example.org/", False),
        ("nothing", False),
    ],
)
def test_which_site_an_address_lies_on(address: str, theirs: bool) -> None:
    assert web.is_of(address, "https://conference.example.org") is theirs
