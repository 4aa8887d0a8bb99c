"""The mailbox in which emails that came back wait, read by IMAP."""

import imaplib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import unquote, urlsplit

from lla.emails import bounces

AT_MOST = 500  # messages in one go
SECONDS = 30


def take_all(address: str) -> tuple[int, int]:
    """Read what is new in imaps://user:password@host/folder; answers how many were ours, and how many not.

    What was ours is deleted, each only after its row is written; the rest stays there, marked as seen.
    """
    taken = left = 0
    with _folder(address) as server:
        for number in _ok(server.uid("SEARCH", "UNSEEN"))[0].split()[:AT_MOST]:
            answer = _ok(server.uid("FETCH", number, f"(BODY.PEEK[]<0.{bounces.LARGEST}>)"))
            raw = next((part[1] for part in answer if isinstance(part, tuple)), b"")
            ours = bounces.take(raw)
            _ok(server.uid("STORE", number, "+FLAGS.SILENT", r"(\Deleted)" if ours else r"(\Seen)"))
            taken, left = taken + ours, left + (not ours)
        _ok(server.expunge())
    return taken, left


@contextmanager
def _folder(address: str) -> Iterator[imaplib.IMAP4]:
    at = urlsplit(address)
    kind = imaplib.IMAP4_SSL if at.scheme == "imaps" else imaplib.IMAP4
    with kind(
        at.hostname or "", at.port or (993 if at.scheme == "imaps" else 143), timeout=SECONDS
    ) as server:
        _ok(server.login(unquote(at.username or ""), unquote(at.password or "")))
        _ok(server.select(at.path.strip("/") or "INBOX"))
        yield server


def _ok(answer: tuple[str, list[Any]]) -> list[Any]:
    """What the server answered, if it said yes."""
    said, data = answer
    if said != "OK":
        raise imaplib.IMAP4.error("The mail server said no.")
    return data
