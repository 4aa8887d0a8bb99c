"""The rows every app stands on: people who sign in, emails, links, limits, papers and the record."""

from typing import Any, ClassVar

import pgtrigger
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.contrib.postgres.fields import ArrayField
from django.core.files.storage import Storage, storages
from django.db import IntegrityError, models, transaction
from django.db.models.functions import Lower

from lla import clock, mailboxes
from lla.actors import Actor
from lla.emails.models import Email as Email
from lla.emails.models import EmailTurnedOff as EmailTurnedOff
from lla.emails.models import Mailbox as Mailbox
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
    """Makes users without passwords: everybody signs in by emailed code or passkey."""

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email__iexact=username)

    def create_user(self, email: str, name: str = "", **fields: Any) -> "User":
        user = self.model(email=mailboxes.canonical(email), name=name, **fields)
        user.set_unusable_password()
        user.save(using=self._db)
        return user

    def kept(self, user: "User") -> "User":
        """Somebody entered by name and address, as a row; of two who enter them at once both get one."""
        if user.pk:
            return user
        try:
            with transaction.atomic():
                return self.create_user(user.email, user.name)
        except IntegrityError:
            return self.get(email__iexact=user.email)

    def create_superuser(self, email: str, name: str = "", **fields: Any) -> "User":
        fields.pop("password", None)
        return self.create_user(email, name, **{**fields, "is_staff": True, "is_superuser": True})


class User(AbstractBaseUser, PermissionsMixin):
    """A person who signs in; the email address is the name."""

    email = MailboxField("email address")
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
                violation_error_message="There is already somebody with this email address.",
            )
        ]

    def __str__(self) -> str:
        return self.name or self.email


class Link(models.Model):
    """One emailed link; only the hash of its token is kept."""

    purpose = models.CharField(max_length=60)
    target = models.BigIntegerField()
    token_hash = models.CharField(max_length=64, unique=True)
    mailbox_hash = models.CharField(
        max_length=64, blank=True, help_text="Of the address it was sent to, as Mailbox knows it."
    )
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
        TAKEN = "taken", "Downloaded"
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
