"""Invitations take addresses in whatever way an address book copies them."""

import pytest

from motions.backing.forms import AddressesField

BOTH = ("alice@example.org", "bob@example.org")


@pytest.mark.parametrize(
    "typed",
    [
        "alice@example.org, bob@example.org",
        "alice@example.org bob@example.org",
        "alice@example.org\r\nbob@example.org",
        "Alice Smith <alice@example.org>, Bob Jones <bob@example.org>",
        '"Smith, Alice" <alice@example.org>; "Jones, Bob" <bob@example.org>',
        "“Smith, Alice” <alice@example.org>, “Jones, Bob” <bob@example.org>;",
        "Smith, Alice <alice@example.org>; Jones, Bob <bob@example.org>",
        "'alice@example.org' <alice@example.org>; <mailto:bob@example.org>",
        "Smith, Alice <alice@example.org>\nbob@example.org",
    ],
)
def test_addresses_are_read_as_outlook_and_others_copy_them(typed: str) -> None:
    assert AddressesField().clean(typed) == BOTH
