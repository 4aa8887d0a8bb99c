"""The desk's page of every change made to a row that pghistory follows, bulk and SQL changes among them."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db.models import DateField, DateTimeField, Field, Model
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from pghistory.models import Events

from lla.accounts.models import User
from lla.time.wording import day_in_words, moment_in_words

SHOWN = 100
# What moves with every change and tells nobody anything.
UNTOLD = {"changed_at"}


@dataclass(frozen=True)
class Change:
    """One change: when, by whom, and what each field said before and after."""

    at: datetime
    by: str
    made: bool
    fields: list[tuple[str, str, str]]


class HistoryAdmin(admin.ModelAdmin[Any]):
    """An ordinary admin whose history comes from the database's own record."""

    object_history_template = "admin/changes.html"

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        row = self.get_object(request, unquote(object_id))
        if row is None:
            raise Http404
        if not self.has_view_or_change_permission(request, row):
            raise PermissionDenied
        context = {
            **self.admin_site.each_context(request),
            "title": f"Changes: {row}",
            "changes": changes(row),
            "object": row,
            "opts": self.opts,
        }
        return TemplateResponse(request, self.object_history_template, context)


def changes(row: Model) -> list[Change]:
    """What happened to a row, the newest first."""
    tracked = Events.objects.tracks(row)  # type: ignore[no-untyped-call]
    events = list(tracked.order_by("-pgh_created_at", "-pgh_id")[:SHOWN])
    people = [(event.pgh_context or {}).get("user") or 0 for event in events]
    names = {user.pk: str(user) for user in User.objects.filter(pk__in=people)}
    return [
        Change(
            at=event.pgh_created_at,
            by=names.get(person, ""),
            made=event.pgh_diff is None,
            fields=_fields(row, event.pgh_diff or {}),
        )
        for event, person in zip(events, people, strict=True)
    ]


def _fields(row: Model, difference: dict[str, list[Any]]) -> list[tuple[str, str, str]]:
    fields = {field.attname: field for field in row._meta.concrete_fields}
    told = ((name, fields.get(name), values) for name, values in difference.items() if name not in UNTOLD)
    return [
        (str(field.verbose_name if field else name).capitalize(), _words(before, field), _words(after, field))
        for name, field, (before, after) in told
    ]


def _words(value: Any, field: Field[Any, Any] | None) -> str:
    """A value as the record keeps it, days and moments in words and in London's time."""
    if value in (None, ""):
        return "nothing"
    if isinstance(field, DateTimeField):
        return moment_in_words(datetime.fromisoformat(value))
    return day_in_words(date.fromisoformat(value)) if isinstance(field, DateField) else str(value)
