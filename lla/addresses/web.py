"""Addresses on the web as people paste them: what one consists of, and why one is not taken."""

import re
from ipaddress import ip_address
from urllib.parse import SplitResult, urlsplit, urlunsplit

NO_ADDRESS = "Enter a whole web address, such as https://www.example.org/news."
HIDES = "This address hides where it leads. Remove everything before the @."
UNREACHABLE = "This address leads to a machine that readers cannot reach. Give the one that everybody opens."
# How the names of machines end that only one house knows.
_HOUSE_NAMES = (
    ".localhost",
    ".local",
    ".localdomain",
    ".internal",
    ".intranet",
    ".lan",
    ".home",
    ".corp",
    ".home.arpa",
)
# Below these everybody has a name of their own, so that alone they are nobody's site.
_ENDINGS = frozenset(
    {
        "ac.uk",
        "co.uk",
        "gov.uk",
        "ltd.uk",
        "me.uk",
        "net.uk",
        "nhs.uk",
        "org.uk",
        "plc.uk",
        "police.uk",
        "sch.uk",
    }
    | {"com.au", "org.au", "co.nz", "org.nz", "co.za", "co.in", "co.jp", "com.br", "co.il"}
)
_NUMBER = re.compile(r"\d+|0x[0-9a-f]*", re.IGNORECASE)
LONGEST_SEARCHED = 10_000  # characters of a text in which an address is looked for
_IN_WORDS = re.compile(r"https?://[^\s<>\"“”]+", re.IGNORECASE)
_AFTER_AN_ADDRESS = ".,:;!?'’*]}"
# What newsletters, search and social media add to tell who sent a reader; the page is the same without.
_TRACKING = re.compile(
    r"utm_\w+|at_(?:medium|campaign|link\w*|format|ptr_\w+)|[a-z]{1,3}clid|msclkid|gbraid|wbraid|mc_[ce]id|"
    r"igsh(?:id)?|mkt_tok|_hs(?:enc|mi)|_gl|ref_src|ref_url|__twitter_impression",
    re.IGNORECASE,
)


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


def is_public(address: str) -> bool:
    """Whether everybody could open an address, and not only whoever is in one house or at one machine."""
    host = _host(address)
    try:
        return ip_address(host).is_global
    except ValueError:
        pass
    named = "." in host and not _NUMBER.fullmatch(host.rpartition(".")[2])
    return named and not host.endswith(_HOUSE_NAMES) and host.removeprefix("www.") not in _ENDINGS


def is_of(address: str, site: str) -> bool:
    """Whether an address lies on the site of another one."""
    return bool(_host(address)) and _host(address).removeprefix("www.") == _host(site).removeprefix("www.")


def _host(address: str) -> str:
    split = parts(address)
    return (split.hostname or "").rstrip(".") if split else ""


def first_in(words: str) -> str:
    """The first address of the web in a text, without the stop or bracket after it; empty if it has none."""
    found = _IN_WORDS.search(words[:LONGEST_SEARCHED])
    if found is None:
        return ""
    address = found[0].rstrip(_AFTER_AN_ADDRESS)
    while address.endswith(")") and address.count(")") > address.count("("):
        address = address[:-1].rstrip(_AFTER_AN_ADDRESS)
    return address


def without_tracking(address: str) -> str:
    """The same address without what only tells who sent its reader; all else stays as it was written."""
    split = parts(address)
    if split is None or not split.query:
        return address
    kept = [pair for pair in split.query.split("&") if not _TRACKING.fullmatch(pair.partition("=")[0])]
    return urlunsplit(split._replace(query="&".join(kept)))
