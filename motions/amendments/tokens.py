"""The words of a unit one by one, each knowing whether a space stands before it.

A word is whatever is neither a space nor punctuation, so that combining accents stay with their letter;
"trade-union", "don't", "£5,000" and a web address are one word each. The places of stored operations count
these tokens: how words are told apart can change only with `operations.VERSION`.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

_PUNCTUATION = r"""!"#&()*,./:;<=>?@\[\]\\^`{|}~'“”‘’«»…—–\-"""
_OF_A_WORD = rf"[^\s{_PUNCTUATION}]"
_COMBINING = "[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u200c\u200d\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f]"
_TOKEN = re.compile(
    rf"https?://\S*[^\s.,;:!?)”’]|{_OF_A_WORD}+(?:[-'’.,/]{_OF_A_WORD}+)*|[{_PUNCTUATION}]{_COMBINING}*"
)
_APART = "\x01\x02"  # before a token without a space and one with it; neither is in any text
_CLOSING, _OPENING = ".,;:!?)]”’…", "([“‘"


class Token(NamedTuple):
    """A word or a sign; `spaced` says whether a space stands before it, as it counts for the first."""

    spaced: bool
    text: str


Tokens = Sequence[Token]


def tokens(text: str) -> list[Token]:
    """The tokens of a line."""
    run, end = [], -1
    for match in _TOKEN.finditer(text):
        run.append(Token(match.start() != end, match[0]))
        end = match.end()
    return run


def text_of(run: Tokens) -> str:
    """The line that the tokens are of."""
    return "".join(f" {token.text}" if token.spaced else token.text for token in run).removeprefix(" ")


def is_word(token: Token) -> bool:
    return any(char.isalnum() for char in token.text)


def words_in(run: Tokens) -> int:
    """How many of the tokens are words rather than signs."""
    return sum(map(is_word, run))


def spaced_by_nature(before: Token, after: Token) -> bool:
    """Whether a reader puts a space between two tokens without being asked to."""
    return not (after.text[0] in _CLOSING or before.text[-1] in _OPENING)


def set_in(run: Tokens, start: int, new: str) -> list[Token]:
    """The tokens of new words as they stand before token `start` of a line, of no other new words."""
    fresh = tokens(new)
    if fresh and start:
        fresh[0] = fresh[0]._replace(spaced=spaced_by_nature(run[start - 1], fresh[0]))
    return fresh


def places(line: Tokens, piece: Tokens) -> list[int]:
    """At which tokens of a line a piece begins, a space before it or not; places may overlap."""
    row, wanted = f"{_row(line)}{_APART[True]}", _row(piece)[1:]
    token_at, end = {}, 0
    for number, token in enumerate(line):
        token_at[end + 1] = number
        end += 1 + len(token.text)
    starts = []
    at = row.find(wanted)
    while at >= 0:
        if at in token_at and row[at + len(wanted)] in _APART:
            starts.append(token_at[at])
        at = row.find(wanted, at + 1)
    return starts


def _row(run: Tokens) -> str:
    """The tokens as one string to be searched, in time that grows with its length."""
    return "".join([_APART[token.spaced] + token.text for token in run])
