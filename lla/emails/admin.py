"""The desk's pages of emails."""

from collections.abc import Iterator
from typing import Any, ClassVar

from django.apps import apps
from django.contrib import admin, messages
from django.contrib.admin.views.main import ChangeList
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse

from lla.accounts.groups import MAY_SEE_PERSONAL_DATA
from lla.desk.filters import QuestionFilter
from lla.desk.model_admin import ReadOnlyAdmin
from lla.desk.panels import Line, Panel, panel
from lla.emails import delivery, server_status
from lla.emails.models import Email


class StateFilter(QuestionFilter):
    title = "status"
    parameter_name = "state"
    questions: ClassVar = {
        "failed": ("could not be delivered", lambda emails: emails.exclude(failed_at=None)),
        "waiting": ("waiting", lambda emails: emails.filter(sent_at=None, failed_at=None)),
        "sent": ("sent", lambda emails: emails.exclude(sent_at=None)),
    }


def name_of(kind: str) -> str:
    """What an email is called: "Motions: asked to confirm" for motions/asked_to_confirm."""
    app, _, name = kind.partition("/")
    return f"{apps.get_app_config(app).verbose_name}: {name.replace('_', ' ')}" if name else kind


class KindFilter(admin.AllValuesFieldListFilter):
    def choices(self, changelist: ChangeList) -> Iterator[Any]:
        for choice in super().choices(changelist):
            yield {**choice, "display": name_of(str(choice["display"]))}


@admin.register(Email)
class EmailAdmin(ReadOnlyAdmin):
    """The outbox. Bodies stay out of it: what an email said is its reader's.

    To whom, and under which subject, is shown to the data protection lead alone: contacts of every region are
    written to, and the committee has no list of them.
    """

    list_display = (
        "created_at", "name", "about", "attempts", "last_error", "sent_at", "failed_at", "bounced_at",
    )  # fmt: skip
    list_per_page = 25
    list_filter = (StateFilter, ("kind", KindFilter))
    search_fields = ("about",)
    ordering = ("-pk",)
    fields = (
        "name", "about", "secret", "created_at", "attempts", "next_attempt_at", "expires_at", "sent_at",
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
        return ("to", "shown_subject") if request.user.has_perm(MAY_SEE_PERSONAL_DATA) else ()

    @admin.display(description="email", ordering="kind")
    def name(self, email: Email) -> str:
        return name_of(email.kind)

    @admin.display(description="subject")
    def shown_subject(self, email: Email) -> str:
        """Neither searched nor sorted by, for that would tell what is not shown."""
        return "(for its reader only)" if email.secret else email.subject

    @admin.action(description="Send again what could not be delivered")
    def send_again(self, request: HttpRequest, queryset: QuerySet[Email]) -> None:
        count = delivery.send_again(list(queryset.values_list("pk", flat=True)))
        words = "1 email will go" if count == 1 else f"{count} emails will go"
        self.message_user(request, f"{words} out again within a minute.", messages.SUCCESS)


@panel(50)
def emails(request: HttpRequest) -> Panel | None:
    if not request.user.has_perm("lla.view_email"):
        return None
    outbox = reverse("admin:lla_email_changelist")
    shown = Email.objects.on_the_desk()
    waiting, failed = shown.waiting().values("pk"), shown.failed().values("pk")
    return Panel(
        "Emails",
        [
            Line("waiting to be sent", waiting, f"{outbox}?state=waiting", task=False),
            Line("could not be delivered", failed, f"{outbox}?state=failed"),
        ],
        server_status.trouble,
    )
