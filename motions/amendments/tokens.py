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
