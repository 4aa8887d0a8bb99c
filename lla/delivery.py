"""Delivering letters: claim a row, mint its link, hand it to SMTP, write down what came of it."""

import logging
import smtplib
from collections.abc import Callable
from datetime import timedelta
from typing import NamedTuple

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import Error, transaction
from django.db.models import Case, When
from django.urls import reverse

from lla import clock, links, notices, retention
from lla.models import Letter

log = logging.getLogger(__name__)

PLACEHOLDER = "{link}"
GIVE_UP_AFTER = 18  # two and a half days of waiting longer and longer
FIRST_WAIT = timedelta(minutes=1)
LONGEST_WAIT = timedelta(hours=6)
BATCH = 50  # letters over one connection, before what is due is looked up anew
TURN_OFF = "turn off"  # the purpose of the link at the foot of a letter that its reader may turn off
FOOT = "\nSuch letters come when {words}. You can turn them off here, without signing in:\n\n{address}\n"


class MailServerAway(Exception):
    """No connection came about; every letter waits as it was."""


def deliver_due(go_on: Callable[[], bool] = lambda: True) -> int:
    """Send what is due, as fast as the mail server takes it; answers how many letters it took.

    Safe to call at once from many machines. `go_on` is asked before each letter. Raises MailServerAway,
    without using up a try of any letter: they all go out when the server is back.
    """
    connection, sent = get_connection(), 0
    try:
        while batch := _next():
            for letter_pk in batch:
                if not go_on():
                    return sent
                _open(connection)
                sent += _deliver(letter_pk, connection)
            connection.close()
    finally:
        connection.close()
    return sent


def _next() -> list[int]:
    """The letters to send next: those of signing in, for somebody sits and waits, then the oldest."""
    waits_less = Case(When(kind__startswith="lla/", then=0), default=1)
    due = Letter.objects.due(clock.now()).order_by(waits_less, "next_attempt_at", "pk")
    return list(due.values_list("pk", flat=True)[:BATCH])


def _open(connection: BaseEmailBackend) -> None:
    """Open the connection unless it is; letters are claimed only once the mail server answers."""
    try:
        connection.open()
    except OSError as error:
        log.warning("the mail server is away", extra={"why": _describe(error)})
        raise MailServerAway from error


def _deliver(letter_pk: int, connection: BaseEmailBackend) -> bool:
    claimed = _claim(letter_pk)
    if claimed is None:
        return False
    letter = claimed.letter
    try:
        connection.send_messages([_message(letter, _with_link(claimed) + _foot(claimed))])
    except Error:
        raise
    except Exception as error:  # one bad letter, whatever is bad about it, stops no other
        connection.close()
        _put_back(letter, error)
        return False
    _close(letter)
    return True


class _Claimed(NamedTuple):
    """A letter that is ours to send, and the tokens of its link and its foot, where it has any."""

    letter: Letter
    token: str
    foot_token: str


@transaction.atomic
def _claim(letter_pk: int) -> _Claimed | None:
    """Take a due letter, pushing its next attempt on so that no other worker sends it meanwhile.

    Its links are minted under the same lock: whoever takes a letter back ends those too.
    """
    now = clock.now()
    due = Letter.objects.due(now).select_for_update(skip_locked=True)
    letter = due.filter(pk=letter_pk).first()
    if letter is None:
        return None
    letter.attempts += 1
    letter.next_attempt_at = now + claim()
    letter.save(update_fields=["attempts", "next_attempt_at"])
    return _Claimed(letter, _token(letter), _foot_token(letter))


def _token(letter: Letter) -> str:
    if not letter.link_view:
        return ""
    return links.mint(letter.link_purpose, letter.link_target, days=letter.link_days)


def _foot_token(letter: Letter) -> str:
    """Of the link by which such letters are turned off; it works for as long as the letter is kept."""
    if letter.kind not in notices.kinds():
        return ""
    return links.mint(TURN_OFF, letter.pk, days=retention.LETTERS.days)


def claim() -> timedelta:
    """How long a letter is left to the worker that took it: longer than sending it can take.

    A worker that dies meanwhile leaves its letter claimed; after this long another one takes it up.
    """
    return 2 * timedelta(seconds=settings.EMAIL_SENDING_TIMEOUT + settings.EMAIL_OPENING_TIMEOUT)


def _with_link(claimed: _Claimed) -> str:
    """The body with its address.

    Only a line that is nothing but the placeholder is replaced: words typed by somebody else and quoted
    in the letter can never wrap the token into an address of their own.
    """
    letter = claimed.letter
    if not claimed.token:
        return letter.body
    address = _address(letter.link_view, claimed.token)
    lines = letter.body.splitlines()
    return "\n".join(address if line.strip() == PLACEHOLDER else line for line in lines) + "\n"


def _foot(claimed: _Claimed) -> str:
    """How its reader turns such letters off."""
    if not claimed.foot_token:
        return ""
    words = notices.kinds()[claimed.letter.kind]
    return FOOT.format(words=words, address=_address("turn_off", claimed.foot_token))


def _address(view: str, token: str) -> str:
    return str(settings.ORGANISATION["url"]).rstrip("/") + reverse(view, args=[token])


def _message(letter: Letter, body: str) -> EmailMessage:
    domain = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].rstrip(">")
    return EmailMessage(
        subject=letter.subject,
        body=body,
        to=[letter.to],
        headers={
            "Auto-Submitted": "auto-generated",
            # The same letter sent twice after a crash carries the same name, so mail readers show it once.
            "Message-ID": f"<letter-{letter.pk}@{domain}>",
        },
    )


def _close(letter: Letter) -> None:
    """Remember that it went, and forget what it said; it may have been deleted meanwhile."""
    rows = Letter.objects.filter(pk=letter.pk)
    rows.update(sent_at=clock.now(), failed_at=None, body="", last_error="")


def _put_back(letter: Letter, error: Exception) -> None:
    """Wait longer each time; after the last try give up, where the desk sees it."""
    now, why = clock.now(), _describe(error)
    wait = min(FIRST_WAIT * 2 ** (letter.attempts - 1), LONGEST_WAIT)
    Letter.objects.filter(pk=letter.pk).update(
        last_error=why,
        failed_at=now if letter.attempts >= GIVE_UP_AFTER else None,
        next_attempt_at=now + wait,
    )
    log.warning("letter not delivered", extra={"letter": letter.pk, "why": why})


def drop_expired() -> int:
    """Give up letters that are of no use any more, and forget what they said; answers how many.

    One that was claimed at the last moment may still be with the mail server.
    """
    now = clock.now()
    return Letter.objects.expired(now - claim()).update(body="", failed_at=now, last_error="Expired")


def _describe(error: Exception) -> str:
    """The kind of failure and SMTP's number; its words may hold an address, so they are left out."""
    code = getattr(error, "smtp_code", None)
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        code = next(iter(error.recipients.values()))[0]
    name = type(error).__name__
    return f"{name} {code}" if code else name


def send_again(letters: list[int]) -> int:
    """Give letters that were given up a fresh start; answers how many there were that still hold words."""
    failed = Letter.objects.failed().filter(pk__in=letters).exclude(body="")
    return failed.update(failed_at=None, attempts=0, next_attempt_at=clock.now(), last_error="")
