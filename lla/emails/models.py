"""The rows of emails: what is to go out and what became of it, and what readers do not want."""

import secrets
from datetime import datetime, timedelta

from django.contrib.postgres.fields import ArrayField
from django.db import models

from lla.addresses.model_fields import MailboxField
from lla.emails import quiet_hours
from lla.emails.choices import Urgency
from lla.time import clock


def random_id() -> str:
    """A name for an email that tells nothing about it."""
    return secrets.token_hex(16)


class EmailQuerySet(models.QuerySet["Email"]):
    def waiting(self) -> "EmailQuerySet":
        return self.filter(sent_at=None, failed_at=None)

    def due(self, now: datetime) -> "EmailQuerySet":
        """Those that may go; in quiet hours only what its reader waits for at that moment."""
        in_time = models.Q(expires_at=None) | models.Q(expires_at__gt=now)
        due = self.waiting().filter(in_time, next_attempt_at__lte=now)
        return due.filter(urgency=Urgency.NOW) if quiet_hours.is_quiet(now) else due

    def expired(self, before: datetime) -> "EmailQuerySet":
        """Those that did not go out while they were of use and still hold their words."""
        return self.filter(sent_at=None, expires_at__lt=before).exclude(body="")

    def failed(self) -> "EmailQuerySet":
        return self.exclude(failed_at=None)

    def on_the_desk(self) -> "EmailQuerySet":
        """All but those of which even the address is confidential."""
        return self.filter(confidential=False)


class Email(models.Model):
    """One email, written in the transaction of the act it tells of and delivered by the worker.

    A body line that is just `{link}` becomes an address when the email is delivered; no token rests here.
    """

    to = MailboxField(help_text="Empty once it is closed, where the address was kept for it alone.")
    mailbox_hash = models.CharField(
        max_length=64, blank=True, help_text="Of the address, as Mailbox knows it."
    )
    subject = models.CharField(max_length=200)
    body = models.TextField(blank=True)
    kind = models.CharField(max_length=60, help_text="Which email it is, e.g. motions/received.")
    about = models.CharField(max_length=60, blank=True, help_text="What it is about, e.g. m42.")
    secret = models.BooleanField(default=False, help_text="Its body is shown to nobody but its reader.")
    confidential = models.BooleanField(
        default=False, help_text="Nobody is shown that it was sent, or to which address."
    )
    urgency = models.PositiveSmallIntegerField(choices=Urgency, default=Urgency.SOON)
    message_id = models.CharField(
        max_length=32, default=random_id, editable=False, help_text="What other mail servers know it by."
    )
    reply_to = models.CharField(max_length=320, blank=True, help_text="Who gets an answer to it.")
    button = models.CharField(
        max_length=60, blank=True, help_text="What its reader does by its link, e.g. Confirm your motion."
    )
    calendar = models.TextField(blank=True, help_text="A date to put in a calendar, as iCalendar.")
    line = models.CharField(
        max_length=200, blank=True, help_text="What it says in one line, where several are sent as one."
    )
    noun = models.CharField(
        max_length=20, blank=True, help_text="What it is about is called, where several are counted."
    )
    link_view = models.CharField(max_length=100, blank=True)
    link_purpose = models.CharField(max_length=60, blank=True)
    link_target = models.BigIntegerField(default=0)
    link_days = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField(default=clock.now)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_attempt_at = models.DateTimeField(default=clock.now)
    expires_at = models.DateTimeField(
        null=True, blank=True, help_text="From then on it is of no use: it is not sent, and its words go."
    )
    tried_at = models.DateTimeField(
        null=True, blank=True, help_text="When it was last given to the mail server for an unproved address."
    )
    sent_at = models.DateTimeField(null=True, blank=True)
    failed_at = models.DateTimeField(null=True, blank=True)
    last_error = models.CharField(max_length=200, blank=True)
    bounced_at = models.DateTimeField(null=True, blank=True, help_text="When it came back.")

    objects = EmailQuerySet.as_manager()

    class Meta:
        db_table = "lla_letter"
        indexes = [
            models.Index(
                fields=["urgency", "next_attempt_at", "id"],
                name="lla_letter_queue",
                condition=models.Q(sent_at=None, failed_at=None),
            ),
            models.Index(fields=["about"], name="lla_letter_about"),
            models.Index(fields=["mailbox_hash"], name="lla_letter_mailbox"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(sent_at=None) | models.Q(failed_at=None),
                name="lla_letter_sent_or_failed",
                violation_error_message="An email is sent or given up, not both.",
            )
        ]

    def __str__(self) -> str:
        return f"Email {self.pk}"


class Mailbox(models.Model):
    """What is known of an address, by its keyed hash: it stays when the person behind it is erased."""

    hash = models.CharField(max_length=64, unique=True)
    tried_at = ArrayField(
        models.DateTimeField(),
        default=list,
        blank=True,
        help_text="When it was written to before it was proved, the newest first, one for each email.",
    )
    proved_at = models.DateTimeField(
        null=True, blank=True, help_text="When its reader first used something we sent there."
    )
    unwanted_at = models.DateTimeField(
        null=True, blank=True, help_text="Since when nothing is sent there, because its reader said so."
    )
    refused_at = models.DateTimeField(
        null=True, blank=True, help_text="When its mail server last refused it for good."
    )
    refusal = models.CharField(max_length=20, blank=True, help_text="The server's number, e.g. 5.1.1.")

    class Meta:
        verbose_name_plural = "mailboxes"

    def __str__(self) -> str:
        return f"Mailbox {self.pk}"


class EmailTurnedOff(models.Model):
    """A kind of email that no longer goes to an address, because its reader said so."""

    address = MailboxField(help_text="In the form in which addresses are compared.")
    kind = models.CharField(max_length=60)
    created_at = models.DateTimeField(default=clock.now)

    class Meta:
        db_table = "lla_letterturnedoff"
        verbose_name = "email turned off"
        verbose_name_plural = "emails turned off"
        constraints = [
            models.UniqueConstraint(fields=["address", "kind"], name="lla_letterturnedoff_once_per_address")
        ]

    def __str__(self) -> str:
        return self.kind


KEPT_FOR = timedelta(days=90)
