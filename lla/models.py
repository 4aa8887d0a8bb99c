"""The rows every app stands on: people who sign in, letters, links, limits, papers and the record."""

from datetime import datetime
from typing import Any, ClassVar

import pgtrigger
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.contrib.postgres.fields import ArrayField
from django.core.files.storage import Storage, storages
from django.db import models
from django.db.models.functions import Lower

from lla import clock, mailboxes
from lla.actors import Actor
from lla.fields import MailboxField


class Timestamped(models.Model):
    """A row that remembers when it was made and last changed."""

    created_at = models.DateTimeField(default=clock.now, editable=False)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        abstract = True

    @property
    def state(self) -> str:
        """A mark that changes whenever the row does; a form that carries it knows when it is overtaken."""
        return self.changed_at.isoformat() if self.changed_at else ""


class UserManager(BaseUserManager["User"]):
    """Makes users without passwords: everybody signs in by e-mailed code or passkey."""

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email__iexact=username)

    def create_user(self, email: str, name: str = "", **fields: Any) -> "User":
        user = self.model(email=mailboxes.canonical(email), name=name, **fields)
        user.set_unusable_password()
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, name: str = "", **fields: Any) -> "User":
        fields.pop("password", None)
        return self.create_user(email, name, **{**fields, "is_staff": True, "is_superuser": True})


class User(AbstractBaseUser, PermissionsMixin):
    """A person who signs in; the e-mail address is the name."""

    email = MailboxField("e-mail address")
    name = models.CharField(max_length=120, blank=True)
    is_staff = models.BooleanField(
        "may open the desk", default=False, help_text="Opens /admin/, with a second factor."
    )
    is_active = models.BooleanField("may sign in", default=True)
    created_at = models.DateTimeField(default=clock.now, editable=False)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="lla_user_one_per_email",
                violation_error_message="Somebody with this e-mail address is here already.",
            )
        ]

    def __str__(self) -> str:
        return self.name or self.email


class LetterQuerySet(models.QuerySet["Letter"]):
    def waiting(self) -> "LetterQuerySet":
        return self.filter(sent_at=None, failed_at=None)

    def due(self, now: datetime) -> "LetterQuerySet":
        in_time = models.Q(expires_at=None) | models.Q(expires_at__gt=now)
        return self.waiting().filter(in_time, next_attempt_at__lte=now)

    def expired(self, before: datetime) -> "LetterQuerySet":
        """Those that did not go out while they were of use and still hold their words."""
        return self.filter(sent_at=None, expires_at__lt=before).exclude(body="")

    def failed(self) -> "LetterQuerySet":
        return self.exclude(failed_at=None)

    def on_the_desk(self) -> "LetterQuerySet":
        """All but those of which even the address is confidential."""
        return self.filter(confidential=False)


class Letter(models.Model):
    """One e-mail, written in the transaction of the act it tells of and delivered by the worker.

    A body line that is just `{link}` becomes an address when the letter is delivered; no token rests here.
    """

    to = MailboxField()
    subject = models.CharField(max_length=200)
    body = models.TextField(blank=True)
    kind = models.CharField(max_length=60, help_text="Which letter it is, e.g. motions/received.")
    about = models.CharField(max_length=60, blank=True, help_text="What it is about, e.g. m42.")
    secret = models.BooleanField(default=False, help_text="Its body is shown to nobody but its reader.")
    confidential = models.BooleanField(
        default=False, help_text="That it was sent, and to whom, is shown to nobody."
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
    sent_at = models.DateTimeField(null=True, blank=True)
    failed_at = models.DateTimeField(null=True, blank=True)
    last_error = models.CharField(max_length=200, blank=True)

    objects = LetterQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["next_attempt_at"],
                name="lla_letter_due",
                condition=models.Q(sent_at=None, failed_at=None),
            ),
            models.Index(fields=["about"], name="lla_letter_about"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(sent_at=None) | models.Q(failed_at=None),
                name="lla_letter_sent_or_failed",
                violation_error_message="A letter is sent or given up, not both.",
            )
        ]

    def __str__(self) -> str:
        return f"Letter {self.pk}"


class LetterTurnedOff(models.Model):
    """A kind of letter that no longer goes to an address, because its reader said so."""

    address = MailboxField(help_text="In the form in which addresses are compared.")
    kind = models.CharField(max_length=60)
    created_at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = "letter turned off"
        verbose_name_plural = "letters turned off"
        constraints = [
            models.UniqueConstraint(fields=["address", "kind"], name="lla_letterturnedoff_once_per_address")
        ]

    def __str__(self) -> str:
        return self.kind


class Link(models.Model):
    """One e-mailed link; only the hash of its token is kept."""

    purpose = models.CharField(max_length=60)
    target = models.BigIntegerField()
    token_hash = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(default=clock.now)
    expires_at = models.DateTimeField()
    spent_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["purpose", "target"], name="lla_link_purpose_target")]

    def __str__(self) -> str:
        return f"{self.purpose} {self.target}"


class StandingKey(models.Model):
    """A key of the site's own that signs or makes pseudonyms, itself encrypted under SECRET_KEY."""

    name = models.CharField(max_length=20, unique=True)
    value = models.TextField()
    created_at = models.DateTimeField(default=clock.now)

    def __str__(self) -> str:
        return self.name


class Limit(models.Model):
    """How often somebody, known by a keyed hash only, has done one thing in the present span."""

    bucket = models.CharField(max_length=60)
    who = models.CharField(max_length=64)
    count = models.PositiveIntegerField()
    ends_at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["bucket", "who"], name="lla_limit_one_per_bucket_and_who")
        ]

    def __str__(self) -> str:
        return f"{self.bucket}: {self.count}"


def paper_storage() -> Storage:
    return storages["papers"]


class Paper(models.Model):
    """One drawn file, found by the hash of everything that went into it.

    `holds` are the references of the documents in it; NULL where it was drawn before they were noted.
    """

    key = models.CharField(max_length=64, unique=True)
    holds = ArrayField(models.CharField(max_length=40), null=True, blank=True)
    suffix = models.CharField(max_length=8)
    file = models.FileField(storage=paper_storage, max_length=200, blank=True)
    size = models.PositiveIntegerField(null=True, blank=True)
    sha256 = models.CharField(max_length=64, blank=True, help_text="Of the file as it was written.")
    created_at = models.DateTimeField(default=clock.now)
    wanted_at = models.DateTimeField(default=clock.now)
    made_at = models.DateTimeField(null=True, blank=True)
    error = models.CharField(max_length=200, blank=True)

    def __str__(self) -> str:
        return f"{self.key[:12]}{self.suffix}"


class Event(models.Model):
    """Something that happened, for ever: the database itself refuses to change or remove it.

    `details` holds keys and figures, never personal words. A concrete table inherits the protection with
    `class Meta(Event.Meta)`.
    """

    at = models.DateTimeField(default=clock.now)
    act = models.CharField(max_length=60)
    actor_role = models.CharField(max_length=40)
    actor_key = models.CharField(max_length=60)
    public = models.BooleanField(default=False)
    details = models.JSONField(default=dict, blank=True)

    class Meta:
        abstract = True
        ordering = ["pk"]
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
            pgtrigger.Trigger(
                name="never_emptied",
                level=pgtrigger.Statement,
                when=pgtrigger.Before,
                operation=pgtrigger.Truncate,
                func="RAISE EXCEPTION 'Cannot empty %, it is append-only', TG_TABLE_NAME;",
            ),
        ]

    def __str__(self) -> str:
        return self.act

    @property
    def actor(self) -> Actor:
        return Actor(self.actor_role, self.actor_key)


class SubjectEvent(Event):
    """That somebody's data was taken as a file, or erased: the person under a keyed hash of their address."""

    class Act(models.TextChoices):
        TAKEN = "taken", "Taken as a file"
        ERASED = "erased", "Erased"

    class Why(models.TextChoices):
        ASKED = "asked", "They asked for a copy"
        ERASURE = "erasure", "They asked to be erased"
        AUTHORITY = "authority", "A court or an authority asked"

    act = models.CharField(max_length=6, choices=Act)
    whom = models.CharField("whose, as a keyed hash", max_length=64, db_index=True)

    class Meta(Event.Meta):
        verbose_name = "request about somebody's data"
        verbose_name_plural = "requests about people's data"

    def __str__(self) -> str:
        return self.get_act_display()


class Run(models.Model):
    """The last run of one chore of the worker or the night."""

    name = models.CharField(max_length=100, unique=True)
    began_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)
    error = models.CharField(max_length=200, blank=True)

    def __str__(self) -> str:
        return self.name
