"""Delivering emails: claim a row, mint its link, hand it to SMTP, write down what came of it."""

import logging
import smtplib
from collections.abc import Callable
from contextlib import closing
from datetime import datetime, timedelta
from typing import NamedTuple, NoReturn

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import Error, transaction
from django.urls import reverse

from lla.emails import (
    digests,
    message,
    models,
    preferences,
    recipients,
    relevance,
    server_status,
    smtp_answers,
)
from lla.emails.choices import Urgency
from lla.emails.models import Email, EmailQuerySet
from lla.limits import rate_limits
from lla.limits.models import Limit
from lla.links import tokens
from lla.time import clock

log = logging.getLogger(__name__)

GIVE_UP_AFTER = 18  # two and a half days of waiting longer and longer
FIRST_WAIT = timedelta(minutes=1)
LONGEST_WAIT = timedelta(hours=6)
BATCH = 50  # emails over one connection: many servers take no more than a hundred
TURN_OFF = "turn off"  # the purpose of the link at the foot of an email that its reader may turn off
FORGOTTEN = {"body": "", "reply_to": "", "calendar": ""}  # what is kept of no email that went or ran out


class MailServerAway(Exception):
    """No connection came about, or the server ended it; the emails that did not go wait as they were."""


class SignInRefused(MailServerAway):
    """The same because of our password: trying it again and again would have the account locked."""


def deliver_due(go_on: Callable[[], bool] = lambda: True) -> int:
    """Send what is due, as fast as the mail server takes it and we may; answers how many emails it took.

    Safe to call at once from many machines. `go_on` is asked before each email. Raises MailServerAway as soon
    as the server's answer concerns every email, without using up a try of those that have not had theirs.
    """
    sent = 0
    while _queue().exists():
        with closing(get_connection()) as connection:
            for _ in range(BATCH):
                if not go_on():
                    return sent
                # What is sent is chosen when the email before has gone: a code waits for one email.
                _open(connection)
                claimed = _claim()
                if claimed is None:
                    return sent
                sent += _deliver(claimed, connection)
    return sent


def _queue() -> EmailQuerySet:
    """What may go at this moment, in the order in which it goes."""
    due = Email.objects.due(clock.now()).order_by("urgency", "next_attempt_at", "pk")
    return due.filter(urgency=Urgency.NOW) if _is_used_up() else due


def _open(connection: BaseEmailBackend) -> None:
    """Open the connection unless it is; emails are claimed only once the mail server answers."""
    try:
        connection.open()
    except OSError as error:
        _stop(error)


def _deliver(claimed: "_Claimed", connection: BaseEmailBackend) -> bool:
    _count_one()
    try:
        connection.send_messages([_message(claimed)])
    except Error:
        raise
    except Exception as error:  # one bad email, whatever is bad about it, stops no other
        _note_failure(claimed, error)
        if not isinstance(error, smtplib.SMTPRecipientsRefused):
            connection.close()  # who knows where the conversation stands
        if smtp_answers.meaning(error) in smtp_answers.STOPPING:
            _stop(error)
        return False
    _close(claimed)
    return True


def _stop(error: Exception) -> NoReturn:
    log.warning("the mail server takes no emails", extra={"why": smtp_answers.describe(error)})
    server_status.stopped(error)
    refused = smtp_answers.meaning(error) is smtp_answers.Meaning.SIGN_IN
    raise (SignInRefused if refused else MailServerAway) from error


class _Claimed(NamedTuple):
    """An email that is ours to send, the rows it is sent for, and the tokens of its link and its foot."""

    email: Email
    rows: list[int]
    token: str
    foot_token: str


def _claim() -> _Claimed | None:
    """Take the most urgent email, pushing its next attempt on so that no other worker sends it meanwhile.

    Its links are minted under the same lock: whoever takes an email back ends those too. What its mailbox
    may not have now is put aside, each in a transaction of its own, so that no two mailboxes are locked.
    """
    while True:
        with transaction.atomic():
            email = _queue().select_for_update(skip_locked=True).first()
            if email is None:
                return None
            if not relevance.still_holds(email):
                email.delete()
            elif recipients.admit(email):
                return _take(email, clock.now())


def _take(email: Email, now: datetime) -> _Claimed:
    others = digests.waiting_with(email)
    email.body = relevance.body_now(email)  # of the email that goes; the row keeps what was written
    email.attempts += 1
    email.next_attempt_at = now + claim()
    rows = [each.pk for each in (email, *others)]
    Email.objects.filter(pk__in=rows).update(attempts=email.attempts, next_attempt_at=email.next_attempt_at)
    return _Claimed(digests.written_together(email, others), rows, _token(email), _foot_token(email))


def _token(email: Email) -> str:
    if not email.link_view:
        return ""
    return tokens.mint(
        email.link_purpose, email.link_target, days=email.link_days, mailbox_hash=email.mailbox_hash
    )


def _foot_token(email: Email) -> str:
    """Of the link by which such emails are turned off; it works for as long as the email is kept."""
    if email.kind not in preferences.kinds():
        return ""
    return tokens.mint(TURN_OFF, email.pk, days=models.KEPT_FOR.days)


def claim() -> timedelta:
    """How long an email is left to the worker that took it: longer than sending it can take.

    A worker that dies meanwhile leaves its email claimed; after this long another one takes it up.
    """
    return 2 * timedelta(seconds=settings.EMAIL_SENDING_TIMEOUT + settings.EMAIL_OPENING_TIMEOUT)


def _message(claimed: _Claimed) -> EmailMessage:
    email = claimed.email
    link = _address(email.link_view, claimed.token) if claimed.token else ""
    if claimed.foot_token:
        return message.build(email, link=link, turn_off=_address("turn_off", claimed.foot_token))
    return message.build(email, link=link, stop=recipients.stop_address(email))


def _address(view: str, token: str) -> str:
    return str(settings.ORGANISATION["url"]) + reverse(view, args=[token])


def _close(claimed: _Claimed) -> None:
    """Remember that it went, and forget what it said; it may have been deleted meanwhile."""
    rows = Email.objects.filter(pk__in=claimed.rows)
    rows.update(sent_at=clock.now(), failed_at=None, last_error="", **FORGOTTEN)
    recipients.delivered(claimed.email)
    recipients.closed(claimed.rows)
    server_status.took_one()


def _note_failure(claimed: _Claimed, error: Exception) -> None:
    """Another try later, which only counts where the answer was about this email.

    Else it waits a minute as if it had not been tried, so that no single email stops the others for ever.
    """
    if smtp_answers.is_about_one_email(error):
        _put_back(claimed, error)
    else:
        rows = Email.objects.filter(pk__in=claimed.rows)
        rows.update(attempts=claimed.email.attempts - 1, next_attempt_at=clock.now() + FIRST_WAIT)
    log.warning("email not delivered", extra={"email": claimed.email.pk, "why": smtp_answers.describe(error)})


def _put_back(claimed: _Claimed, error: Exception) -> None:
    """Wait longer each time; when nothing can come of it any more give up, where the desk sees it."""
    email, reply, now = claimed.email, smtp_answers.answer(error), clock.now()
    over = smtp_answers.meaning(error) is smtp_answers.Meaning.NEVER or email.attempts >= GIVE_UP_AFTER
    wait = min(FIRST_WAIT * 2 ** (email.attempts - 1), LONGEST_WAIT)
    Email.objects.filter(pk__in=claimed.rows).update(
        last_error=smtp_answers.describe(error),
        failed_at=now if over else None,
        next_attempt_at=now + wait,
    )
    if over and reply.code > 0:
        recipients.refused(email, reply.number)


def send_again(emails: list[int]) -> int:
    """Give emails that were given up a fresh start; answers how many there were that still hold words."""
    failed = Email.objects.failed().filter(pk__in=emails).exclude(body="").exclude(to="")
    return failed.update(failed_at=None, attempts=0, next_attempt_at=clock.now(), last_error="")


BUCKET = "emails sent"
SPAN = timedelta(minutes=1)


def _is_used_up() -> bool:
    """Whether all but the most urgent emails wait for the next minute, whichever machine sent the others."""
    bound = settings.EMAIL_PER_MINUTE
    if not bound:
        return False
    return Limit.objects.filter(bucket=BUCKET, ends_at__gt=clock.now(), count__gte=bound).exists()


def _count_one() -> None:
    if settings.EMAIL_PER_MINUTE:
        rate_limits.tally(BUCKET, "", per=SPAN)
