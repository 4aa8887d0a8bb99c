"""The queue: every motion by age, with filters, search and what can be done to many at once."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.html import format_html
from django.utils.timesince import timesince
from django.utils.timezone import localdate

from lla import clock, moments
from lla.desk import DeskRequest, ReadOnly
from lla.models import Email
from lla.refusals import NotAllowed

from .. import finding, wording, workflow
from ..choices import Status
from ..models import Motion
from ..querysets import BY_AGE
from . import pages
from .filters import AssignedFilter, ItemFilter, PileFilter
from .rehearsal import emails_of

PER_PAGE = 100


@admin.register(Motion)
class MotionAdmin(ReadOnly):
    """Motions are read here and moved by acts; nobody types into their rows."""

    list_display = (
        "reference", "label", "title", "item", "source", "arrived", "state", "looked_after_by", "concerns",
    )  # fmt: skip
    list_display_links = ("reference", "title")
    list_filter = (
        PileFilter, "conference", ItemFilter, "status", ("group__region", admin.RelatedOnlyFieldListFilter),
        "route", "late", AssignedFilter,
    )  # fmt: skip
    list_per_page = PER_PAGE
    list_max_show_all = PER_PAGE
    ordering = BY_AGE
    sortable_by = ()
    search_fields = ("current__title",)
    search_help_text = "Search by reference (such as m42), words in the text, group, mover or signatory."
    show_full_result_count = False
    actions = ("assign_to_me", "publish")

    @admin.display(description="title")
    def title(self, motion: Motion) -> str:
        return motion.text.title

    @admin.display(description="from")
    def source(self, motion: Any) -> str:
        return wording.submitter(route=motion.route, group_name=motion.group_name, standing=motion.standing)

    @admin.display(description="received")
    def arrived(self, motion: Motion) -> str:
        if motion.received_at is None:
            return "not yet"
        ago = timesince(motion.received_at, clock.now(), depth=1)
        return format_html("{}, <br>{} ago", moments.short_day(localdate(motion.received_at)), ago)

    @admin.display(description="status")
    def state(self, motion: Motion) -> str:
        tone = wording.TONES[Status(motion.status)]
        more = (", late" if motion.late else "") + (", on hold" if motion.held_at else "")
        return format_html('<span class="mark mark--{}">{}{}</span>', tone, motion.get_status_display(), more)

    @admin.display(description="assigned to", empty_value="nobody")
    def looked_after_by(self, motion: Motion) -> Any:
        return motion.assigned_to

    @admin.display(description="concerns")
    def concerns(self, motion: Any) -> str:
        return str(motion.concerns)

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        return super().changelist_view(request, {"title": "Motions", **(extra_context or {})})

    def get_queryset(self, request: HttpRequest) -> QuerySet[Motion]:
        return finding.for_the_queue()

    def get_search_results(
        self, request: HttpRequest, queryset: Any, search_term: str
    ) -> tuple[QuerySet[Motion], bool]:
        return (finding.found_by_the_committee(queryset, search_term) if search_term else queryset), False

    def has_rule_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("motions.rule_motion")

    def get_urls(self) -> list[URLPattern]:
        def opened(page: Callable[..., HttpResponse]) -> Any:
            def view(request: HttpRequest, **asked: Any) -> HttpResponse:
                frame = {**self.admin_site.each_context(request), "opts": self.opts}
                return page(request, frame=frame, **asked)

            return self.admin_site.admin_view(view)

        return [
            path("<int:pk>/change/", opened(pages.sheet), name="motions_motion_change"),
            path("<int:pk>/checklist/", opened(pages.checklist), name="motions_motion_checklist"),
            path("<int:pk>/<slug:name>/", opened(pages.act), name="motions_motion_act"),
            *super().get_urls(),
        ]

    @admin.action(description="Assign to me", permissions=["rule"])
    def assign_to_me(self, request: DeskRequest, queryset: QuerySet[Motion]) -> None:
        do = partial(workflow.assign, by=request.user, to=request.user)
        self._do_to_each(request, queryset, do, "assigned to you")

    @admin.action(description="Publish (preview the emails first)", permissions=["rule"])
    def publish(self, request: DeskRequest, queryset: QuerySet[Motion]) -> HttpResponse | None:
        do = partial(workflow.publish, by=request.user)
        if request.POST.get("step") == pages.DO:
            self._do_to_each(request, queryset, do, "published")
            return None
        emails: list[Email] = []
        refusals: list[str] = []
        for motion in queryset:
            try:
                emails += emails_of(motion, partial(do, motion))
            except NotAllowed as refusal:
                refusals.append(_refused(motion, refusal))
        context = {
            **self.admin_site.each_context(request),
            "title": "Publish these motions",
            "opts": self.opts,
            "chosen": queryset,
            "emails": emails,
            "refusals": refusals,
        }
        return TemplateResponse(request, "admin/motions/motion/publish_many.html", context)

    def _do_to_each(self, request: HttpRequest, queryset: QuerySet[Motion], do: Any, done: str) -> None:
        """Do it to each motion by itself, and say of each that refuses why."""
        count = 0
        for motion in queryset:
            try:
                do(motion)
            except NotAllowed as refusal:
                self.message_user(request, _refused(motion, refusal), messages.WARNING)
            else:
                count += 1
        if count:
            words = f"{wording.count(count, 'motion', 'motions')} {done}."
            self.message_user(request, words, messages.SUCCESS)


def _refused(motion: Motion, refusal: NotAllowed) -> str:
    return f"{motion.reference}: {' '.join(refusal.reasons)}"
