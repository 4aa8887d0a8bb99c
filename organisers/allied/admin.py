"""The register of other left organisations: who talks to whom, what is next and what is overdue."""

from typing import Any, ClassVar

from django.contrib import admin
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.timezone import localdate

from lla.accounts.models import User
from lla.desk.filters import QuestionFilter
from lla.desk.site import TYPED
from lla.time import clock, wording
from lla.words.functions import SortKey

from .models import AlliedContact, AlliedOrganisation


class LogInline(admin.StackedInline[AlliedContact, AlliedOrganisation]):
    """What was said stays as it was said; a line is added for each new contact."""

    model = AlliedContact
    extra = 1
    fields = ("at", "by", "medium", "words")
    readonly_fields = ("by",)
    verbose_name_plural = "log of contacts"
    formfield_overrides = TYPED

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class OverdueFilter(QuestionFilter):
    title = parameter_name = "due"
    questions: ClassVar = {"overdue": ("overdue", lambda rows: rows.overdue(on=localdate(clock.now())))}


@admin.register(AlliedOrganisation)
class AlliedOrganisationAdmin(admin.ModelAdmin[AlliedOrganisation]):
    list_display = ("name", "status", "owner", "next_action", "due")
    list_filter = (OverdueFilter, "status", ("owner", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("owner",)
    search_fields = ("name", "next_action")
    fields = ("name", "website", "status", "owner", "next_action", "due_on")
    inlines = (LogInline,)

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **options: Any) -> Any:
        """The committee looks after them."""
        people = User.objects.filter(is_staff=True, is_active=True).order_by(SortKey("name"))
        return super().formfield_for_foreignkey(db_field, request, queryset=people, **options)

    @admin.display(description="due", ordering="due_on", empty_value="no day set")
    def due(self, organisation: AlliedOrganisation) -> str | None:
        if organisation.due_on is None:
            return None
        words = wording.short_day(organisation.due_on)
        if organisation.due_on >= localdate(clock.now()):
            return words
        return format_html('{} <span class="mark mark--bad">overdue</span>', words)

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        """A line of the log is its writer's."""
        for line in formset.save(commit=False):
            line.by = request.user
            line.save()
        formset.save_m2m()
