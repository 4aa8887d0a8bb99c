"""Emailed links that open one thing for a while: minted, read, spent and revoked."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import timedelta

from django.utils.timezone import localdate

from lla.links.converters import Token
from lla.links.exceptions import EXPIRED, REVOKED, SPENT, UNKNOWN, LinkRefused
from lla.links.models import Link
from lla.time import clock
from lla.time.wording import day_in_words, moment_in_words

SHORT = 3  # a link of fewer days ends at a moment that its email names


@dataclass(frozen=True)
class LinkWanted:
    """The link an email is to carry; its token is made when the email is delivered.

    `view` names an address that takes the token as its one argument; `target` is the row it acts on.
    """

    view: str
    purpose: str
    target: int
    days: int

    def works_until(self) -> str:
        """The last whole day on which it opens for sure, or of a short one the moment when it ends.

        Its time runs from when the email is delivered, so it may work a little longer.
        """
        ends = clock.now() + timedelta(days=self.days)
        if self.days < SHORT:
            return moment_in_words(ends)
        return day_in_words(localdate(ends) - timedelta(days=1))


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def mint(purpose: str, target_pk: int, *, days: int, mailbox_hash: str = "") -> str:
    """A new token of 256 random bits; nobody can read it again.

    With `mailbox_hash` whoever sends a form with it has shown that they read what comes to that mailbox.
    """
    token = secrets.token_urlsafe(32)
    now = clock.now()
    Link.objects.create(
        purpose=purpose,
        target=target_pk,
        token_hash=_hash(token),
        mailbox_hash=mailbox_hash,
        created_at=now,
        expires_at=now + timedelta(days=days),
    )
    return token


def read(purpose: str, token: str) -> Link:
    """The live link behind a token; a forged one and an unknown one get the same answer."""
    link = Link.objects.filter(purpose=purpose, token_hash=_hash(token)).first()
    if isinstance(token, Token):
        token.link = link
    if link is None:
        raise LinkRefused(UNKNOWN)
    if link.spent_at:
        raise LinkRefused(SPENT)
    if link.revoked_at:
        raise LinkRefused(REVOKED)
    if link.expires_at <= clock.now():
        raise LinkRefused(EXPIRED)
    return link


def mailbox_of(token: str) -> str:
    """The hash of the mailbox that a token was sent to, live or not; empty when it was sent to none."""
    if isinstance(token, Token) and token.link:
        return token.link.mailbox_hash
    sent_to = Link.objects.filter(token_hash=_hash(token)).values_list("mailbox_hash", flat=True)
    return sent_to.first() or ""


def spend(link: Link) -> None:
    """Use a link up; of two at once, one is told that it has been used."""
    now = clock.now()
    live = Link.objects.filter(pk=link.pk, spent_at=None, revoked_at=None, expires_at__gt=now)
    if not live.update(spent_at=now):
        raise LinkRefused(SPENT)
    link.spent_at = now


def revoke(purpose: str, *targets: int) -> int:
    """End every live link of one purpose to these rows; answers how many there were."""
    live = Link.objects.filter(purpose=purpose, target__in=targets, spent_at=None, revoked_at=None)
    return live.update(revoked_at=clock.now())
