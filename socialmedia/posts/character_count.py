"""How many characters a post has, as the platform that takes it counts them; its links and hashtags."""

import re
from collections.abc import Callable, Mapping
from urllib.parse import urlsplit, urlunsplit

import phonenumbers
import regex

from lla.words.cleaning import composed

from ..channels.choices import Counting

# As X's own twitter-text counts; its port to Python needs pkg_resources, and half a minute for 1,000 "a.".
LINK_WEIGHT, HEAVY, LIGHT = 23, 2, 1
# All but the code points that X's published rules let weigh one.
_HEAVY = re.compile("[^\u0000-\u10ff\u2000-\u200d\u2010-\u201f\u2032-\u2037]")

# The package emoji agrees with this on every emoji but a bare © and ®, and takes time by the square.
# Where Unicode keeps its pictures. Signs in between do no harm: alone they weigh two anyway.
_PICTURE = (
    "[\u203c\u2049\u2122\u2139\u2190-\u21ff\u2300-\u23ff\u24c2\u25a0-\u27bf\u2900-\u297f\u2b00-\u2bff"
    "\u3030\u303d\u3297\u3299\U0001f000-\U0001f1e5\U0001f200-\U0001faff]"
)
_ONE = rf"(?:[©®]\ufe0f|{_PICTURE}(?!\ufe0e)[\ufe0f\U0001f3fb-\U0001f3ff]*)[\U000e0020-\U000e007f]*"
_EMOJI = re.compile(rf"[0-9#*]\ufe0f?\u20e3|[\U0001f1e6-\U0001f1ff]{{2}}|{_ONE}(?:\u200d{_ONE})*")

# Without "https://" X knows a link by its ending. Which names end so is a list of its own that grows; these
# are the usual ones. A country's alone is enough: bit.ly, gov.uk.
_ENDINGS = (
    "com|org|net|edu|gov|mil|int|info|biz|name|pro|app|dev|coop|social|news|media|blog|site|online|page|"
    "events|party|community|network|london|scot|wales|cymru"
)
_COUNTRIES = "|".join(sorted({*phonenumbers.SUPPORTED_REGIONS, "EU", "UK"}))
_LABEL = r"[a-z0-9\u00c0-\u024f](?:[a-z0-9\u00c0-\u024f_-]*[a-z0-9\u00c0-\u024f])?"
_PATH = r"(?:/[\w\u00c0-\u024f\u0400-\u04ff!*';:=+,.$/%#\[\]()~@|&-]*)?(?:\?[\w!?*'@();:&=+$/%#\[\]\-.,~|]*)?"
_WITH_SCHEME = rf"https?://(?:{_LABEL}\.)+[a-z\u00c0-\u024f]{{2,}}(?::\d+)?{_PATH}"
_BARE = rf"(?:{_LABEL}\.)+(?:{_ENDINGS}|{_COUNTRIES})\b(?::\d+)?{_PATH}"
# What has neither a scheme nor a dot after its first word is passed over at once.
_LIKELY = r"(?<![\w\u00c0-\u024f@\uff20$#./-])(?=https?:|[\w\u00c0-\u024f-]+\.)"
_LINK = re.compile(rf"{_LIKELY}(?:{_WITH_SCHEME}|{_BARE})", re.IGNORECASE | re.ASCII)
_WHOLE_LINK = re.compile(rf"{_LIKELY}{_WITH_SCHEME}", re.IGNORECASE | re.ASCII)
_AFTER_A_LINK = ".,:;!?'*[]@|&%$~"


# Bluesky's app shows a link as its site and this much of the rest.
_SHOWN_IN_FULL, _SHOWN, _MORE = 15, 13, "..."
# What Mastodon takes for somebody on another server, of whom it counts the name alone.
_MENTION = re.compile(r"(?<![=/\w])(@[a-z0-9_]+(?:[.-]+[a-z0-9_]+)*)@\w+(?:[.-]+\w+)*", re.IGNORECASE)
# A number alone is no hashtag on any platform.
_HASHTAG = re.compile(r"(?<![\w&/#])#\w*[^\W\d_]\w*")


def count(words: str, counting: Counting) -> int:
    """The length of a text on a platform that counts so.

    Facebook, Instagram and Snapchat do not say how they count. Their fields hold UTF-16, as TikTok says of
    its own, and its units are never fewer than code points or the characters people see: what fits by them
    fits in any case. YouTube says that it counts the bytes of UTF-8, X that it weighs code points. Bluesky
    and Mastodon count what people see as one sign, Threads the bytes of emoji.
    """
    return _WAYS[counting](composed(words))


def size(words: str, counting: Counting) -> int:
    """How many bytes of UTF-8 a text has as it is posted: Bluesky's app posts links as it shows them."""
    words = composed(words)
    return _bytes(_with_short_links(words) if counting == Counting.BLUESKY else words)


def links(words: str) -> int:
    """How many addresses of the web a text has."""
    return len(_LINK.findall(words))


def hashtags(words: str) -> int:
    """How many hashtags a text has, one that comes twice counted twice."""
    return len(_HASHTAG.findall(words))


def _units(words: str) -> int:
    return len(words.encode("utf-16-le", "replace")) // 2


def _bytes(words: str) -> int:
    return len(words.encode("utf-8", "replace"))


def _signs(words: str) -> int:
    """What people see as one sign, by Unicode's own rules: an emoji or a letter with all its accents."""
    return len(regex.findall(r"\X", words))


def _with_short_links(words: str) -> str:
    """What Bluesky's app makes of a text: it shortens each link that begins with https://."""
    return _WHOLE_LINK.sub(_shortened, words)


def _shortened(found: re.Match[str]) -> str:
    rest = _rest_of_link(found)
    address = found.group().removesuffix(rest)
    split = urlsplit(address)
    path = urlunsplit(("", "", "" if split.path == "/" else split.path, split.query, split.fragment))
    if len(path) > _SHOWN_IN_FULL:
        path = path[:_SHOWN] + _MORE
    return split.netloc + path + rest


def _as_mastodon(words: str) -> int:
    """Signs; a link that begins with https:// is 23 of them, whoever is named counts without their server."""
    without_links, found = _WHOLE_LINK.subn(_rest_of_link, words)
    return found * LINK_WEIGHT + _signs(_MENTION.sub(r"\1", without_links))


def _as_threads(words: str) -> int:
    """The bytes of every emoji, the rest as a text field counts it."""
    emoji = "".join(_EMOJI.findall(words))
    return _bytes(emoji) + _units(_EMOJI.sub("", words))


def _weighed(words: str) -> int:
    """Every link 23, every emoji 2 however many code points it is made of, the rest by its code points."""
    without_links, links = _LINK.subn(_rest_of_link, words)
    without_emoji, emoji = _EMOJI.subn("", without_links)
    heavy = len(_HEAVY.findall(without_emoji))
    return links * LINK_WEIGHT + (emoji + heavy) * HEAVY + (len(without_emoji) - heavy) * LIGHT


def _rest_of_link(found: re.Match[str]) -> str:
    """What follows a link and belongs to the sentence: a full stop, a closing bracket that none opened."""
    link = found.group()
    unopened = link.count(")") - link.count("(")
    end = len(link)
    while link[end - 1] in _AFTER_A_LINK or (link[end - 1] == ")" and unopened > 0):
        end -= 1
        unopened -= link[end] == ")"
    return link[end:]


_WAYS: Mapping[Counting, Callable[[str], int]] = {
    Counting.PLAIN: _units,
    Counting.BYTES: _bytes,
    Counting.WEIGHTED: _weighed,
    Counting.BLUESKY: lambda words: _signs(_with_short_links(words)),
    Counting.MASTODON: _as_mastodon,
    Counting.THREADS: _as_threads,
}
