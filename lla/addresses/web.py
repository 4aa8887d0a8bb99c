"""Addresses on the web as people paste them: what one consists of, and why one is not taken."""

from urllib.parse import SplitResult, urlsplit

NO_ADDRESS = "Enter a whole web address, such as https://www.example.org/news."
HIDES = "This address hides where it leads. Remove everything before the @."


def parts(address: str) -> SplitResult | None:
    """An address of the web taken apart; None when it is none, or hides where it leads."""
    return None if why_not(address) else urlsplit(address.strip())


def why_not(address: str) -> str:
    """What is wrong with an address, in a sentence; empty when it is one."""
    try:
        found = urlsplit(address.strip())
        port_can_be_read = found.port is None or found.port > 0
    except ValueError:
        return NO_ADDRESS
    if found.scheme not in {"http", "https"} or not found.hostname or not port_can_be_read:
        return NO_ADDRESS
    if "\\" in address or not address.strip().isprintable():
        return NO_ADDRESS
    return HIDES if "@" in found.netloc else ""
