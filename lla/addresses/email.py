"""Email addresses in one canonical form, so that one mailbox is one person wherever it is written."""

import re
import unicodedata

from django.utils.encoding import punycode

from lla.words.cleaning import composed

_EXAMPLES = {"example.org", "example.com", "example.net", "example", "invalid", "localhost", ""}
LONGEST = 254  # characters, as RFC 5321 has it
NOT_AN_ADDRESS = "Enter an email address with an @ and without spaces or accents, such as name@example.org."
NOT_REACHABLE = "Emails cannot reach “{domain}”. Enter an address such as name@example.org."
MAILTO = "mailto:"
_NAMED = re.compile(r"<([^<>]*)>")
# Marks and letters without width, beside those that Unicode itself calls controls and formats.
_UNSEEN = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0") | set(map(chr, range(0xFE00, 0xFE10)))


def canonical(typed: str) -> str:
    """The address as it is kept: in plain letters, nothing unseen, its domain in small letters of ASCII.

    What stands before the @ keeps its capitals, for a server may ask for them; compare by `key`. What is no
    address at all comes back without its unseen signs.
    """
    if len(typed) > 2 * LONGEST:
        return typed.strip()
    plain = typed.isascii() and typed.isprintable()  # nearly every address there is, and quicker done
    seen = (typed if plain else "".join(filter(_is_seen, composed(typed, "NFKC")))).strip()
    local, at, domain = seen.rpartition("@")
    try:
        return f"{local}{at}{punycode(domain).lower()}" if at else seen
    except UnicodeError:
        return f"{local}{at}{domain.lower()}"


def key(typed: str) -> str:
    """What two ways of writing one mailbox have in common."""
    return canonical(typed).lower()


def bare(written: str) -> str:
    """The address alone out of how an address book writes one: "Alice Smith" <alice@example.org>."""
    named = _NAMED.findall(written)
    address = (named[-1] if named else written).strip().strip("'")
    return address[len(MAILTO) :] if address.lower().startswith(MAILTO) else address


def why_not(address: str) -> list[str]:
    """What is wrong with a canonical address, if it is one at all."""
    if not address.isascii():
        return [NOT_AN_ADDRESS]
    domain = address.rpartition("@")[2]
    ending = domain.rpartition(".")[2]
    if domain.startswith("[") or ending.isdigit() or ("@" in address and ending == domain != ""):
        return [NOT_REACHABLE.format(domain=domain)]
    return []


def is_example(address: str) -> bool:
    """Whether nobody can have an address: there is none, or its domain is kept for examples (RFC 2606)."""
    name, at, domain = address.rstrip("> ").rpartition("@")
    last_two = ".".join(domain.lower().split(".")[-2:])
    return not (name and at) or last_two in _EXAMPLES or last_two.endswith((".example", ".invalid"))


def _is_seen(sign: str) -> bool:
    return sign not in _UNSEEN and unicodedata.category(sign) not in {"Cc", "Cf", "Cs"}
