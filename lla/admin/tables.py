"""What the desk shows of the toolkit's tables: users, emails, and how the chores went."""

from typing import Any

from allauth.account.models import EmailAddress
from django.contrib import admin, messages
from django.db.models import ManyToManyField, QuerySet
from django.forms import CheckboxSelectMultiple, ModelForm
from django.http import HttpRequest
from django.urls import reverse

from lla import accounts
from lla.desk import Line, Panel, ReadOnly, panel
from lla.emails import delivery, server
from lla.functions import InOrder
from lla.models import Email, Run, User

from .requests import MAY


class GroupFilter(admin.RelatedFieldListFilter):
    """Permission groups by name."""

    def field_admin_ordering(self, field: Any, request: HttpRequest, model_admin: Any) -> Any:
        return (InOrder("name"),)


@admin.register(User)
class UserAdmin(admin.ModelAdmin[User]):
    list_display = ("email", "name", "is_staff", "is_active", "last_login")
    list_filter = ("is_staff", "is_active", ("groups", GroupFilter))
    search_fields = ("email", "name")
    ordering = ("email",)
    fields = ("email", "name", "is_active", "is_staff", "is_superuser", "groups", "last_login", "created_at")
    readonly_fields = ("last_login", "created_at")
    formfield_overrides = {ManyToManyField: {"widget": CheckboxSelectMultiple}}

    def formfield_for_manytomany(self, db_field: Any, request: HttpRequest, **options: Any) -> Any:
        groups = db_field.remote_field.model.objects.order_by(InOrder("name"))
        return super().formfield_for_manytomany(db_field, request, **{"queryset": groups, **options})

    def save_model(self, request: HttpRequest, obj: User, form: ModelForm[User], change: bool) -> None:
        if not change:
            obj.set_unusable_password()
        super().save_model(request, obj, form, change)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Whoever's role, address or leave to sign in has changed signs in afresh, under the new ones."""
        super().save_related(request, form, formsets, change)
        if {"email", "is_active", "is_staff", "is_superuser", "groups"} & set(form.changed_data):
            user = form.instance
            EmailAddress.objects.filter(user=user).exclude(email__iexact=user.email).delete()
            if user != request.user:
                accounts.sign_out_everywhere(user)

    def get_readonly_fields(self, request: HttpRequest, obj: User | None = None) -> tuple[str, ...]:
        """Only a superuser makes staff and superusers."""
        more = () if request.user.is_superuser else ("is_staff", "is_superuser", "groups")
        return (*self.readonly_fields, *more)


class StateFilter(admin.SimpleListFilter):
    title = "status"
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("failed", "could not be delivered"), ("waiting", "waiting"), ("sent", "sent")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Email]) -> QuerySet[Email]:
        match self.value():
            case "failed":
                return queryset.exclude(failed_at=None)
            case "waiting":
                return queryset.filter(sent_at=None, failed_at=None)
            case "sent":
                return queryset.exclude(sent_at=None)
        return queryset


@admin.register(Email)
class EmailAdmin(ReadOnly):
    """The outbox. Bodies stay out of it: what an email said is its reader's.

    To whom, and under which subject, is shown to the data protection lead alone: contacts of every region are
    written to, and the committee has no list of them.
    """

    list_display = (
        "created_at", "kind", "about", "attempts", "last_error", "sent_at", "failed_at", "bounced_at",
    )  # fmt: skip
    list_filter = (StateFilter, "kind")
    search_fields = ("about",)
    ordering = ("-pk",)
    fields = (
        "kind", "about", "secret", "created_at", "attempts", "next_attempt_at", "expires_at", "sent_at",
        "failed_at", "bounced_at", "last_error",
    )  # fmt: skip
    actions = ("send_again",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Email]:
        return Email.objects.on_the_desk()

    def get_list_display(self, request: HttpRequest) -> tuple[str, ...]:
        return (*self.list_display, *self._of_reader(request))

    def get_fields(self, request: HttpRequest, obj: Email | None = None) -> tuple[str, ...]:
        return (*self.fields, *self._of_reader(request))

    def get_search_fields(self, request: HttpRequest) -> tuple[str, ...]:
        return (*self.search_fields, "to") if self._of_reader(request) else self.search_fields

    def _of_reader(self, request: HttpRequest) -> tuple[str, ...]:
        return ("to", "shown_subject") if request.user.has_perm(MAY) else ()

    @admin.display(description="subject")
    def shown_subject(self, email: Email) -> str:
        """Neither searched nor sorted by, for that would tell what is not shown."""
        return "(for its reader only)" if email.secret else email.subject

    @admin.action(description="Send again what could not be delivered")
    def send_again(self, request: HttpRequest, queryset: QuerySet[Email]) -> None:
        count = delivery.send_again(list(queryset.values_list("pk", flat=True)))
        words = "1 email will go" if count == 1 else f"{count} emails will go"
        self.message_user(request, f"{words} out again within a minute.", messages.SUCCESS)


@admin.register(Run)
class RunAdmin(ReadOnly):
    list_display = ("name", "began_at", "finished_at", "error")
    ordering = ("name",)


@panel(20)
def emails(request: HttpRequest) -> Panel | None:
    if not request.user.has_perm("lla.view_email"):
        return None
    outbox = reverse("admin:lla_email_changelist")
    shown = Email.objects.on_the_desk()
    waiting, failed = shown.waiting().count(), shown.failed().count()
    return Panel(
        "Emails",
        [
            Line("waiting to be sent", waiting, f"{outbox}?state=waiting"),
            Line("could not be delivered", failed, f"{outbox}?state=failed"),
        ],
        server.trouble(),
    )
