"""The parser's rule for links: "[words](address)", found in time that grows with the text's length."""

import re

from markdown_it.common.utils import unescapeAll
from markdown_it.rules_inline import StateInline

_LONGEST_ADDRESS = 2_000  # characters
_SIGN = re.compile(r"\\.|[\[\]]", re.DOTALL)
_ALLOWED = re.compile(r"(?:https?://|mailto:)\S+$", re.IGNORECASE)
# An address, in which brackets stand in pairs, and perhaps a title. At no sign are there two ways to go on.
_TARGET = re.compile(
    r"""\(\s*
    (?:<(?P<angled>[^<>\n]*)>|(?P<bare>(?:[^\s()<>\\\x00-\x1f\x7f]|\\\S|\((?:[^\s()\\]|\\\S)*\))+))
    (?:\s+(?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|\((?:[^()\\]|\\.)*\)))?
    \s*\)""",
    re.VERBOSE | re.DOTALL,
)
# Where a link's words end, where the whole of it ends, and its address.
_Link = tuple[int, int, str]


def link(state: StateInline, silent: bool) -> bool:
    """Take the link that begins here, if one does.

    The parser's own rule looks for the end of each bracket anew, which takes time by the square.
    """
    if state.src[state.pos] != "[":
        return False
    source, links = state.env.get("links", ("", {}))
    if source is not state.src:
        links = _links(state)
        state.env["links"] = (state.src, links)
    if state.pos not in links:
        return False
    words_end, end, address = links[state.pos]
    if not silent:
        last = state.posMax
        state.pos, state.posMax = state.pos + 1, words_end
        state.push("link_open", "a", 1).attrs = {"href": address}
        state.md.inline.tokenize(state)
        state.push("link_close", "a", -1)
        state.posMax = last
    state.pos = end
    return True


def _links(state: StateInline) -> dict[int, _Link]:
    """Every link of a paragraph by the place of its first bracket; a link's words hold no other link."""
    links: dict[int, _Link] = {}
    opened: list[int] = []
    found = _SIGN.search(state.src)
    while found:
        end = found.end()
        if found[0] == "[":
            opened.append(found.start())
        elif found[0] == "]" and opened:
            start = opened.pop()
            target = _TARGET.match(state.src, end)
            if target and (address := _address(state, target)):
                end = target.end()
                links[start] = found.start(), end, address
                opened.clear()
        found = _SIGN.search(state.src, end)
    return links


def _address(state: StateInline, target: re.Match[str]) -> str:
    """Where a link leads; empty when that is nowhere a link may lead."""
    typed = target["angled"] or target["bare"] or ""
    if len(typed) > _LONGEST_ADDRESS:
        return ""
    address = state.md.normalizeLink(unescapeAll(typed))
    return address if _ALLOWED.match(address) else ""
