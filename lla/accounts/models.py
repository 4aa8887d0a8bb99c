"""People who sign in."""

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import IntegrityError, models, transaction
from django.db.models.functions import Lower

from lla.addresses import email as addresses_email
from lla.addresses.model_fields import MailboxField
from lla.time import clock


class UserManager(BaseUserManager["User"]):
    """Makes users without passwords: everybody signs in by emailed code or passkey."""

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email__iexact=username)

    def create_user(self, email: str, name: str = "", **fields: Any) -> "User":
        user = self.model(email=addresses_email.canonical(email), name=name, **fields)
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
