"""Groups on the desk: rows that are edited, and a page for each act of the committee."""

from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html_join
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_http_methods

from lla.accounts.models import User
from lla.accounts.requests import AuthenticatedHttpRequest
from lla.desk.filters import QuestionFilter
from lla.desk.first_steps import Step, first_step
from lla.desk.history import HistoryAdmin
from lla.forms.actions import Action, action_page
from lla.forms.base import Form

from ..appointments.selectors import organisers_of
from ..groups.models import Group
from ..regions.forms import ConstituenciesField, PostcodeField
from . import rules, selectors, workflow
from .forms import AffiliatedForm, HandOverForm, ReasonForm, RefuseForm

OVERSEE = "organisers.oversee"


def _why_not_settle(group: Group, by: User | None) -> list[str]:
    """The committee answers any offer: the page asks for its right, and so does the act."""
    return [] if selectors.offer_of(group) else [rules.NOT_OFFERED]


ACTIONS = {
    action.name: action
    for action in (
        Action(
            name="affiliate",
            label="Affiliate",
            explains="The group can submit motions and is invited from today. Its contacts get an email.",
            done="The group is affiliated.",
            form=lambda data, group: AffiliatedForm(data),
            why_not=lambda group, by: rules.why_not_affiliate(group),
            do=workflow.affiliate,
        ),
        Action(
            name="lapse",
            label="Mark the affiliation as lapsed",
            explains="The group cannot submit motions and is not in directories until it is affiliated "
            "again.",
            done="The group’s affiliation has lapsed.",
            form=lambda data, group: ReasonForm(data),
            why_not=lambda group, by: rules.why_not_lapse(group),
            do=workflow.lapse,
            final=True,
        ),
        Action(
            name="leave",
            label="Record that it left, or decline its application",
            explains="The details of its contacts are erased 90 days later.",
            done="The group is recorded as left.",
            form=lambda data, group: ReasonForm(data),
            why_not=lambda group, by: rules.why_not_leave(group),
            do=workflow.leave,
            final=True,
        ),
        Action(
            name="move",
            label="Move to another region",
            explains="The organisers of both regions get an email with your reason.",
            done="Group moved to its new region.",
            form=HandOverForm,
            why_not=lambda group, by: rules.why_not_move(group, to=None),
            do=workflow.move,
        ),
        Action(
            name="take",
            label="Move it to the region it is offered to",
            explains="The other region’s organiser, if there is one, looks after it from now on. Its "
            "contacts and the organisers of both regions get an email.",
            done="Group moved to the region it was offered to.",
            form=lambda data, group: Form(data),
            why_not=_why_not_settle,
            do=workflow.take,
        ),
        Action(
            name="keep",
            label="Refuse to move it to the region it is offered to",
            explains="The group stays where it is. The organiser who offered it gets an email.",
            done="The group stays where it is.",
            form=lambda data, group: RefuseForm(data),
            why_not=_why_not_settle,
            do=workflow.keep,
        ),
    )
}


@require_http_methods(["GET", "HEAD", "POST"])
def group_action(
    request: AuthenticatedHttpRequest, pk: int, name: str, *, frame: dict[str, Any]
) -> HttpResponse:
    """The page of one action; `frame` is what Django's admin gives every page."""
    if name not in ACTIONS:
        raise Http404
    if not request.user.has_perm(OVERSEE):
        raise PermissionDenied
    action, group = ACTIONS[name], get_object_or_404(Group.objects.select_related("region"), pk=pk)
    return action_page(
        request,
        action,
        group,
        by=request.user,
        template="admin/organisers/group/action.html",
        back=lambda: redirect("admin:organisers_group_change", pk),
        context={**frame, "title": action.label, "group": group, "offer": _offer_to_settle(group, name)},
        group=group,
    )


def _offer_to_settle(group: Group, name: str) -> dict[str, Any] | None:
    """To which region a group is offered, why, and who organises there, where that is what is decided."""
    offer = selectors.offer_of(group) if name in ("take", "keep") else None
    return {"to": offer.to, "words": offer.words, "organisers": organisers_of(offer.to)} if offer else None


class WaitingFilter(QuestionFilter):
    title = "tasks"
    parameter_name = "waits"
    questions: ClassVar = {
        "applied": ("applications", lambda groups: groups.applying()),
        "proposed": ("proposed by the organiser", lambda groups: groups.proposed()),
        "offered": ("offered to another region", lambda groups: groups.offered()),
    }


class GroupForm(forms.ModelForm[Group]):
    postcode = PostcodeField(required=False)
    constituencies = ConstituenciesField(help_text="One name on each line.")


@admin.register(Group)
class GroupAdmin(HistoryAdmin):
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
            (reverse("admin:organisers_group_act", args=[group.pk, name]), action.label)
            for name, action in ACTIONS.items()
            if not action.why_not(group, by=None)
        ]
        return format_html_join(mark_safe("<br>"), '<a href="{}">{}</a>', links) or "None at present."

    @admin.display(description="remarks")
    def proposals(self, group: Group) -> str:
        events = group.events.filter(remark__isnull=False).select_related("remark")
        lines = ((event.get_act_display(), event.remark.words) for event in events)
        return format_html_join(mark_safe("<br>"), "{}: {}", lines) or "Nothing."

    def get_urls(self) -> list[URLPattern]:
        def view(request: AuthenticatedHttpRequest, pk: int, name: str) -> HttpResponse:
            frame = {**self.admin_site.each_context(request), "opts": self.opts}
            return group_action(request, pk, name, frame=frame)

        admin_view: Any = self.admin_site.admin_view(view)
        return [
            path("<int:pk>/act/<slug:name>/", admin_view, name="organisers_group_act"),
            *super().get_urls(),
        ]

    def has_delete_permission(self, request: HttpRequest, obj: Group | None = None) -> bool:
        """A group is written down as left; its record stays."""
        return False


@first_step(40)
def enter_group() -> Step:
    there = Group.objects.exists()
    return Step("Enter the first group", reverse("admin:organisers_group_add"), there)
