"""The queue: every motion by age, with filters, search and what can be done to many at once."""

from collections.abc import Callable
from copy import copy
from functools import partial
from typing import Any, cast
from urllib.parse import urlencode

from django.contrib import admin, messages
from django.contrib.admin.exceptions import DisallowedModelAdminLookup
from django.contrib.admin.options import IncorrectLookupParameters
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.timesince import timesince
from django.utils.timezone import localdate

from lla.accounts.models import User
from lla.accounts.requests import AuthenticatedHttpRequest
from lla.desk.model_admin import ReadOnlyAdmin
from lla.pages.filters import FilterTag
from lla.papers.formats import CSV, EXCEL
from lla.papers.responses import file_response
from lla.time import clock
from lla.time import wording as time_wording

from ...agenda.models import AgendaItem
from ...amendments.rules import why_fallen
from ...amendments.selectors import does_not_fit
from ...composites import rules as composites_rules
from ...motion import wording
from ...motion.choices import Status
from ...motion.models import Motion
from .. import papers, selectors, workflow
from ..selectors import BY_AGE, committee_members
from . import bulk, pages, piles
from .bulk import BulkAct
from .composites import MAKE
from .neighbours import LIST_ASKED, Neighbours, listing_asked, neighbours


class PileFilter(admin.SimpleListFilter):
    title = "pile"
    parameter_name = "queue"
    chosen_by_tabs = True

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(pile.name, pile.tab) for pile in piles.PILES]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Motion]) -> QuerySet[Motion]:
        return queryset.filter(piles.in_pile(self.value() or "", user=cast(User, request.user)))


class ItemFilter(admin.SimpleListFilter):
    """Only once a conference is chosen: items of all years would be a long list."""

    title = "agenda item"
    parameter_name = "item"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        conference = request.GET.get("conference__id__exact", "")
        if not conference.isdecimal():
            return []
        return [(str(item.pk), str(item)) for item in AgendaItem.objects.filter(conference=int(conference))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Motion]) -> QuerySet[Motion]:
        chosen = self.value() or ""
        return queryset.filter(item=int(chosen)) if chosen.isdecimal() else queryset


class AssignedFilter(admin.SimpleListFilter):
    title = "assigned to"
    parameter_name = "assigned"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("nobody", "Nobody"), *((str(user.pk), str(user)) for user in committee_members())]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Motion]) -> QuerySet[Motion]:
        chosen = self.value() or ""
        if chosen == "nobody":
            return queryset.filter(assigned_to=None)
        return queryset.filter(assigned_to=int(chosen)) if chosen.isdecimal() else queryset


PER_PAGE, ALL_AT_ONCE = 25, 100


@admin.register(Motion)
class MotionAdmin(ReadOnlyAdmin):
    """Motions are read here and moved by acts; nobody types into their rows."""

    list_display = (
        "reference", "label", "title", "place", "source", "arrived", "state", "looked_after_by", "concerns",
    )  # fmt: skip
    list_display_links = ("reference", "title")
    list_filter = (
        PileFilter, "conference", ItemFilter, "status", ("group__region", admin.RelatedOnlyFieldListFilter),
        "route", "late", AssignedFilter,
    )  # fmt: skip
    list_per_page = PER_PAGE
    list_max_show_all = ALL_AT_ONCE
    ordering = BY_AGE
    sortable_by = ()
    search_fields = ("current__title",)
    search_help_text = (
        "A reference (m42), label (A.4), title or words in the text, a group, mover or signatory."
    )
    show_full_result_count = False
    actions = ("make_composite", "assign_to_me")

    @admin.display(description="title")
    def title(self, motion: Motion) -> str:
        return motion.title

    @admin.display(description="item")
    def place(self, motion: Motion) -> str:
        return format_html("{}, <br>{}", motion.item, motion.conference)

    @admin.display(description="from")
    def source(self, motion: Any) -> str:
        return wording.submitter(route=motion.route, group_name=motion.group_name, standing=motion.standing)

    @admin.display(description="received")
    def arrived(self, motion: Motion) -> str:
        if motion.received_at is None:
            return "not yet"
        ago = timesince(motion.received_at, clock.now(), depth=1)
        return format_html("{}, <br>{} ago", time_wording.short_day(localdate(motion.received_at)), ago)

    @admin.display(description="status")
    def state(self, motion: Motion) -> str:
        tone = wording.TONES[Status(motion.status)]
        more = (", late" if motion.late else "") + (", on hold" if motion.held_at else "")
        mark = format_html('<span class="mark mark--{}">{}{}</span>', tone, motion.get_status_display(), more)
        more = wording.FALLEN if why_fallen(motion) else does_not_fit(motion)
        return format_html("{} <br>{}", mark, more) if more else mark

    @admin.display(description="assigned to", empty_value="nobody")
    def looked_after_by(self, motion: Motion) -> Any:
        return motion.assigned_to

    @admin.display(description="concerns")
    def concerns(self, motion: Any) -> str:
        return str(motion.concerns) if motion.concerns else format_html('<span class="none">{}</span>', 0)

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        """The queue; whoever asks for nothing else is shown what waits for a ruling."""
        user = cast(User, request.user)
        if request.method == "GET" and not request.GET:
            request.GET = QueryDict(f"queue={piles.FIRST}")
        shown = request.GET.get(PileFilter.parameter_name, piles.EVERYTHING)
        sizes = piles.sizes(user=user)
        tabs = [
            FilterTag(pile.tab, pile.url, pile.name == shown, sizes[pile.name])
            for pile in (*piles.PILES, piles.ALL)
            if sizes[pile.name] or pile.name in (shown, piles.EVERYTHING)
        ]
        context = {"title": "Motions", "tabs": tabs, "progress": selectors.progress(now=clock.now())}
        return super().changelist_view(request, context | (extra_context or {}))

    def get_queryset(self, request: HttpRequest) -> QuerySet[Motion]:
        return selectors.for_the_queue()

    def get_search_results(
        self, request: HttpRequest, queryset: Any, search_term: str
    ) -> tuple[QuerySet[Motion], bool]:
        return (selectors.search(queryset, search_term) if search_term else queryset), False

    def _place(self, request: HttpRequest, pk: int) -> dict[str, Any]:
        """Where a motion stands in the list that its page was opened from, and how its pages lead back."""
        asked = request.GET.get(LIST_ASKED, "")
        kept = urlencode({LIST_ASKED: asked}) if asked else ""
        return {"kept": f"?{kept}" if kept else "", "neighbours": partial(self._neighbours, request, pk)}

    def _neighbours(self, request: HttpRequest, pk: int) -> Neighbours:
        listing: Any = copy(request)
        listing.GET = listing_asked(request)
        try:
            motions = self.get_changelist_instance(listing).queryset
        except (IncorrectLookupParameters, DisallowedModelAdminLookup):
            motions = self.get_queryset(request)
        return neighbours(motions, pk)

    def spreadsheet(self, request: HttpRequest, *, suffix: str) -> HttpResponse:
        """The motions that the queue shows under these filters, all pages of it, as a file."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        try:
            motions = self.get_changelist_instance(request).get_queryset(request)
        except IncorrectLookupParameters:
            return redirect("admin:motions_motion_changelist")
        return file_response(papers.spreadsheet(motions, suffix), f"{papers.TITLE.lower()}{suffix}")

    def has_rule_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("motions.rule_motion")

    def get_urls(self) -> list[URLPattern]:
        def opened(page: Callable[..., HttpResponse]) -> Any:
            def view(request: HttpRequest, **asked: Any) -> HttpResponse:
                frame = {**self.admin_site.each_context(request), "opts": self.opts}
                return page(request, frame=frame | self._place(request, asked["pk"]), **asked)

            return self.admin_site.admin_view(view)

        return [
            path("<int:pk>/change/", opened(pages.sheet), name="motions_motion_change"),
            path("<int:pk>/checklist/", opened(pages.checklist), name="motions_motion_checklist"),
            path("<int:pk>/<slug:name>/", opened(pages.act), name="motions_motion_act"),
            *(
                path(
                    f"motions{format.suffix}",
                    self.admin_site.admin_view(partial(self.spreadsheet, suffix=format.suffix)),
                    name=f"motions_motion_{format.suffix[1:]}",
                )
                for format in (EXCEL, CSV)
            ),
            *super().get_urls(),
        ]

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        """What may be done to a selection: acts with a preview first, and the one that needs none."""
        may = self.has_rule_permission(request)
        return {act.name: _on_selection(act) for act in bulk.ACTS if may} | super().get_actions(request)

    @admin.action(description="Assign to me", permissions=["rule"])
    def assign_to_me(self, request: AuthenticatedHttpRequest, queryset: QuerySet[Motion]) -> None:
        do = partial(workflow.assign, by=request.user, to=request.user)
        bulk.do_to_each(request, list(queryset), do, done="{} assigned to you.")

    @admin.action(description="Make a composite of these", permissions=["rule"])
    def make_composite(self, request: AuthenticatedHttpRequest, queryset: Any) -> HttpResponse | None:
        """The page on which one is made of the first and the others, unless something is against it."""
        motions = list(queryset.in_label_order())
        if reasons := composites_rules.why_not_make(motions, by=request.user, now=clock.now()):
            messages.error(request, " ".join(reasons))
            return None
        first, *others = motions
        address = reverse("admin:motions_motion_act", args=[first.pk, MAKE])
        return redirect(f"{address}?{urlencode({'others': [each.pk for each in others]}, doseq=True)}")

    def on_selection(
        self, request: AuthenticatedHttpRequest, act: BulkAct, chosen: Any
    ) -> HttpResponse | None:
        frame = {**self.admin_site.each_context(request), "opts": self.opts}
        return bulk.bulk_page(request, act, list(chosen), frame=frame)


def _on_selection(act: BulkAct) -> tuple[Callable[..., HttpResponse | None], str, str]:
    """An act on many, as Django's admin lists it: what does it, its name, and what the menu calls it."""

    def do(desk: MotionAdmin, request: AuthenticatedHttpRequest, chosen: Any) -> HttpResponse | None:
        return desk.on_selection(request, act, chosen)

    return do, act.name, f"{act.label} (preview first)"
