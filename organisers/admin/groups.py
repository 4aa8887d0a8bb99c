"""Regions, constituencies and groups on the desk: rows that are edited, and the way to a group's acts."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html_join
from django.utils.safestring import mark_safe

from lla.changes import WithChanges
from lla.desk import DeskRequest
from lla.models import User

from ..forms.groups import ConstituenciesField, PostcodeField
from ..models import Constituency, Group, Region
from ..workflow import groups as workflow
from .group_acts import ACTS, act_page


@admin.register(Region)
class RegionAdmin(WithChanges):
    list_display = ("name", "slug", "order")
    search_fields = ("name",)
    prepopulated_fields = {"slug": ("name",)}


@admin.register(Constituency)
class ConstituencyAdmin(WithChanges):
    list_display = ("name", "code", "region", "source")
    list_filter = ("region",)
    list_select_related = ("region",)
    search_fields = ("name", "code")


class WaitingFilter(admin.SimpleListFilter):
    title = "tasks"
    parameter_name = "waits"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("applied", "applications"), ("proposed", "proposed by the organiser")]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        match self.value():
            case "applied":
                return queryset.applying()
            case "proposed":
                return queryset.proposed()
        return queryset


class GroupForm(forms.ModelForm[Group]):
    postcode = PostcodeField(required=False)
    constituencies = ConstituenciesField(help_text="One name on each line.")


@admin.register(Group)
class GroupAdmin(WithChanges):
    """A group's standing and region are moved by acts; the rest of its row is edited."""

    form = GroupForm
    list_display = ("name", "kind", "status", "region", "town", "affiliated_on")
    list_filter = (WaitingFilter, "status", "kind", "region")
    list_select_related = ("region",)
    search_fields = ("name", "town", "public_email")
    prepopulated_fields = {"slug": ("name",)}
    readonly_fields = ("acts", "status", "applied_on", "affiliated_on", "left_on", "verified_at", "proposals")
    where = ("name", "slug", "kind", "region", "town", "postcode", "constituencies")
    public = ("Public details", {"fields": ("public_email", "website")})

    def get_fieldsets(self, request: HttpRequest, obj: Group | None = None) -> Any:
        if obj is None:
            return ((None, {"fields": self.where}), self.public)
        standing = (*self.readonly_fields[1:5], "verified_at", "proposals", "acts")
        return ((None, {"fields": self.where}), ("Status", {"fields": standing}), self.public)

    def get_readonly_fields(self, request: HttpRequest, obj: Group | None = None) -> tuple[str, ...]:
        """The region is chosen once; afterwards it is moved, with a reason."""
        return (*self.readonly_fields, "region") if obj else self.readonly_fields

    def get_queryset(self, request: HttpRequest) -> QuerySet[Group]:
        """Applications that nobody has confirmed are no groups so far."""
        return Group.objects.exclude(pk__in=Group.objects.unconfirmed().values("pk"))

    def save_model(self, request: HttpRequest, obj: Group, form: Any, change: bool) -> None:
        if change:
            super().save_model(request, obj, form, change)
        elif isinstance(request.user, User):
            workflow.enter(obj, by=request.user)

    @admin.display(description="actions")
    def acts(self, group: Group) -> str:
        links = [
            (reverse("admin:organisers_group_act", args=[group.pk, act.name]), act.words)
            for act in ACTS.values()
            if not act.why_not(group)
        ]
        return format_html_join(mark_safe("<br>"), '<a href="{}">{}</a>', links) or "None at present."

    @admin.display(description="remarks")
    def proposals(self, group: Group) -> str:
        said = group.events.filter(remark__isnull=False).select_related("remark")
        lines = ((event.get_act_display(), event.remark.words) for event in said)
        return format_html_join(mark_safe("<br>"), "{}: {}", lines) or "Nothing."

    def get_urls(self) -> list[URLPattern]:
        def act(request: DeskRequest, pk: int, name: str) -> HttpResponse:
            frame = {**self.admin_site.each_context(request), "opts": self.opts}
            return act_page(request, pk, name, frame=frame)

        opened: Any = self.admin_site.admin_view(act)
        return [
            path("<int:pk>/act/<slug:name>/", opened, name="organisers_group_act"),
            *super().get_urls(),
        ]

    def has_delete_permission(self, request: HttpRequest, obj: Group | None = None) -> bool:
        """A group is written down as left; its record stays."""
        return False
