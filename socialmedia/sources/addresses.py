"""What an address on the web says: whose site it lies on, and whose account."""

from collections.abc import Iterable, Mapping

from lla.addresses.web import parts

# The same site under another name: for telephones, for the old look.
_FRONTS = ("www.", "m.", "mobile.", "web.", "old.", "en-gb.")
# What stands before an account's name in its address, and is no part of it.
_BEFORE_A_NAME = frozenset({"c", "user", "add", "s", "stories", "profile"})
# What tells one kind of account from another.
_KINDS = frozenset({"channel", "groups", "people"})
# Sites of many accounts that need not be a platform of ours.
_OF_MANY = (
    "bsky.app", "docs.google.com", "drive.google.com", "facebook.com", "github.com", "instagram.com",
    "linkedin.com", "medium.com", "reddit.com", "sites.google.com", "snapchat.com", "t.me", "threads.com",
    "threads.net", "tiktok.com", "twitch.tv", "twitter.com", "vk.com", "x.com", "youtube.com",
)  # fmt: skip
# What stands before an account's name there and is part of it, for the same name may stand behind another.
_WITH_ITS_KIND = frozenset({"company", "in", "r", "school", "u", "view"})
# Where a platform keeps things of whoever: such an address does not say whose they are.
_NOBODYS = frozenset(
    {"ads", "discover", "embed", "events", "explore", "groups", "hashtag", "home", "i", "intent", "live"}
    | {"marketplace", "p", "permalink.php", "photo", "photo.php", "photos", "playlist", "post", "posts"}
    | {"reel", "reels", "results", "search", "share", "shorts", "spotlight", "status", "story.php", "t"}
    | {"comments", "document", "feed", "file", "forms", "presentation", "pulse", "spreadsheets"}
    | {"tv", "video", "videos", "watch"}
)


def host_of(address: str) -> str:
    """The site of an address, without "www." and the like; empty when it is no address."""
    split = parts(address)
    host = (split.hostname or "").rstrip(".") if split else ""
    for front in _FRONTS:
        if host.startswith(front) and "." in host.removeprefix(front):
            return host.removeprefix(front)
    return host


def lies_on(address: str, hosts: Iterable[str]) -> bool:
    """Whether an address lies on one of these sites or below it."""
    host = host_of(address)
    return any(host == site or host.endswith(f".{site}") for site in hosts)


def place_of(address: str) -> tuple[str, str]:
    """The site of an address, and what stands behind it: a path and a question, none of a front page."""
    split = parts(address)
    if split is None:
        return "", ""
    path = split.path.rstrip("/").lower()
    return host_of(address), f"{path}?{split.query}" if split.query else path


def key_of(address: str, platforms: Mapping[str, str]) -> str:
    """What all addresses of one source share: its site, or on a platform "x.com/name".

    `platforms` names for each site of a platform the one that keys are written with; sites on which everybody
    can have an account count as one. Empty when an address does not say whose it is.
    """
    host = host_of(address)
    split = parts(address)
    site = next((name for site, name in platforms.items() if host == site or host.endswith(f".{site}")), "")
    # On these an account may also have a name before the site's: alice.medium.com.
    site = site or (host if host in _OF_MANY else "")
    steps = [step.lower() for step in split.path.split("/") if step] if split else []
    if not site and steps and len(steps[0]) > 1 and steps[0].startswith("@"):
        return f"{host}/{steps[0]}"
    if not site or split is None:
        return host
    account = _account(steps, split.query)
    return f"{site}/{account}" if account else ""


def _account(steps: list[str], query: str) -> str:
    first, second = (*steps, "", "")[:2]
    if first == "profile.php":
        return next((pair.removeprefix("id=") for pair in query.split("&") if pair.startswith("id=")), "")
    if first in _KINDS | _WITH_ITS_KIND and second:
        return f"{first}/{second}"
    if first in _BEFORE_A_NAME:
        return second.removeprefix("@")
    return "" if first in _NOBODYS else first.removeprefix("@")
