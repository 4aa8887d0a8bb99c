"""Delivering letters: claim a row, mint its link, hand it to SMTP, write down what came of it."""

import logging
import smtplib
from datetime import timedelta

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.urls import reverse

from lla import clock, links, notices, retention
from lla.models import Letter

log = logging.getLogger(__name__)

PLACEHOLDER = "{link}"
GIVE_UP_AFTER = 18  # two and a half days of waiting longer and longer
FIRST_WAIT = timedelta(minutes=1)
LONGEST_WAIT = timedelta(hours=6)
# A worker that dies while SMTP has the letter leaves it claimed; after this long another one takes it up.
CLAIM = timedelta(minutes=5)
BATCH = 200
TURN_OFF = "turn off"  # the purpose of the link at the foot of a letter that its reader may turn off
FOOT = "\nSuch letters come when {words}. You can turn them off here, without signing in:\n\n{address}\n"


def deliver(letter_pk: int) -> bool:
    """Send one letter if it is still due; True when SMTP took it. Safe to call twice and at once."""
    return _deliver(letter_pk, get_connection())


def deliver_due() -> int:
    """Send what is due, oldest first, whatever nudge was lost; answers how many SMTP took.

    While the mail server is away no letter's tries are used up: they all go out when it is back.
    """
    due = Letter.objects.due(clock.now()).order_by("next_attempt_at", "pk")
    letters = list(due.values_list("pk", flat=True)[:BATCH])
    if not letters:
        return 0
    connection = get_connection()
    try:
        connection.open()
    except OSError as error:
        log.warning("the mail server is away", extra={"why": _describe(error)})
        return 0
    try:
        return sum(_deliver(pk, connection) for pk in letters)
    finally:
        connection.close()


def _deliver(letter_pk: int, connection: BaseEmailBackend) -> bool:
    letter = _claim(letter_pk)
    if letter is None:
        return False
    try:
        connection.send_messages([_message(letter, _with_link(letter) + _foot(letter))])
    except (OSError, ValueError) as error:  # SMTP's own exceptions are kinds of OSError
        connection.close()
        _put_back(letter, error)
        return False
    _close(letter)
    return True


@transaction.atomic
def _claim(letter_pk: int) -> Letter | None:
    """Take a due letter, pushing its next attempt on so that no other worker sends it meanwhile."""
    now = clock.now()
    due = Letter.objects.due(now).select_for_update(skip_locked=True)
    letter = due.filter(pk=letter_pk).first()
    if letter is None:
        return None
    letter.attempts += 1
    letter.next_attempt_at = now + CLAIM
    letter.save(update_fields=["attempts", "next_attempt_at"])
    return letter


def _with_link(letter: Letter) -> str:
    """The body with its address; the token is committed before SMTP sees it.

    Only a line that is nothing but the placeholder is replaced: words typed by somebody else and quoted
    in the letter can never wrap the token into an address of their own.
    """
    if not letter.link_view:
        return letter.body
    token = links.mint(letter.link_purpose, letter.link_target, days=letter.link_days)
    address = _address(letter.link_view, token)
    lines = letter.body.splitlines()
    return "\n".join(address if line.strip() == PLACEHOLDER else line for line in lines) + "\n"


def _foot(letter: Letter) -> str:
    """How its reader turns such letters off; the link works for as long as the letter is kept."""
    words = notices.kinds().get(letter.kind)
    if not words:
        return ""
    token = links.mint(TURN_OFF, letter.pk, days=retention.LETTERS.days)
    return FOOT.format(words=words, address=_address("turn_off", token))


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
    """Remember that it went, and forget what it said."""
    letter.sent_at = clock.now()
    letter.body = ""
    letter.last_error = ""
    letter.save(update_fields=["sent_at", "body", "last_error"])


def _put_back(letter: Letter, error: Exception) -> None:
    """Wait longer each time; after the last try give up, where the desk sees it."""
    now = clock.now()
    letter.last_error = _describe(error)
    if letter.attempts >= GIVE_UP_AFTER:
        letter.failed_at = now
    letter.next_attempt_at = now + min(FIRST_WAIT * 2 ** (letter.attempts - 1), LONGEST_WAIT)
    letter.save(update_fields=["last_error", "failed_at", "next_attempt_at"])
    log.warning("letter not delivered", extra={"letter": letter.pk, "why": letter.last_error})


def drop_expired() -> int:
    """Give up letters that are of no use any more, and forget what they said; answers how many.

    One that was claimed at the last moment may still be with the mail server.
    """
    now = clock.now()
    return Letter.objects.expired(now - CLAIM).update(body="", failed_at=now, last_error="Expired")


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
