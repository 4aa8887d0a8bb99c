"""Likely slips of the finger in an e-mail address, told from a short list; nothing is looked up anywhere."""

from itertools import takewhile
from operator import eq

# Mail services that very many people here use. Shorter names than these are too near to real ones.
SERVICES = (
    "gmail.com",
    "googlemail.com",
    "hotmail.com",
    "hotmail.co.uk",
    "outlook.com",
    "yahoo.com",
    "yahoo.co.uk",
    "icloud.com",
    "live.co.uk",
    "btinternet.com",
    "blueyonder.co.uk",
    "ntlworld.com",
    "talktalk.net",
    "virginmedia.com",
    "protonmail.com",
    "proton.me",
)
# One letter away from a service above, and real.
REAL = frozenset({"email.com", "ymail.com", "proton.com", "talktalk.com"})
# Written for one of the services often enough, and further away than one letter.
OFTEN = {"gmail.co.uk": "gmail.com", "gmail.uk": "gmail.com", "hotmail.uk": "hotmail.co.uk"}
# Endings that no domain has.
ENDINGS = {
    ".con": ".com",
    ".cmo": ".com",
    ".ocm": ".com",
    ".vom": ".com",
    ".xom": ".com",
    ".comm": ".com",
    ".couk": ".co.uk",
    ".orguk": ".org.uk",
    ".ogr": ".org",
    ".ukk": ".uk",
}


def likely_meant(address: str) -> str:
    """The address probably meant, "ana@gmail.com" for "ana@gmial.com"; empty when nothing looks wrong."""
    local, _, domain = address.rpartition("@")
    domain = domain.lower()
    mended = _ending_mended(domain)
    service = _service_meant(mended) or mended
    return f"{local}@{service}" if service != domain else ""


def _ending_mended(domain: str) -> str:
    for wrong, right in ENDINGS.items():
        if domain.endswith(wrong):
            return domain.removesuffix(wrong) + right
    return domain


def _service_meant(domain: str) -> str:
    """The service whose name is one slip away from a domain that is no service itself."""
    if domain in SERVICES or domain in REAL:
        return ""
    if domain in OFTEN:
        return OFTEN[domain]
    return next((service for service in SERVICES if _one_slip(domain, service)), "")


def _one_slip(typed: str, meant: str) -> bool:
    """Whether one letter is too many, too few, wrong, or has changed places with its neighbour."""
    if abs(len(typed) - len(meant)) > 1:
        return False
    same = len(list(takewhile(bool, map(eq, typed, meant))))
    typed, meant = typed[same:], meant[same:]
    if len(typed) == len(meant):
        return typed[1:] == meant[1:] or (typed[1::-1], typed[2:]) == (meant[:2], meant[2:])
    return typed[1:] == meant or typed == meant[1:]
