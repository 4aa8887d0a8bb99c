"""Conferences and agenda items in the admin: what may still be changed, and moments in London time."""

from collections.abc import Callable, Sequence
from typing import Any

from django.contrib import admin
from django.contrib.admin.models import DELETION, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path

from lla.acts.refusals import allow
from lla.desk.history import HistoryAdmin
from lla.papers import tasks

from ...agenda import rules
from ...agenda.models import AgendaItem, Conference
from ..forms import CHANGE_ADDRESS, WebAddressForm, changes_address
from . import order_paper, pages, reports
from .agenda import AgendaInline

REMOVED_SHOWN = 10
LONDON = "Every time here is London time."
RULES = ("title_words", "body_words", "amended_length", "amends_emergencies", "signatories_needed")
NO_MORE = "Motions already have labels, so you cannot change how they are numbered."


class WebAddressAdmin(HistoryAdmin):
    """A page with an address: the tick that lets it change is asked for once somebody has typed another."""

    form = WebAddressForm

    def address_fields(self, request: HttpRequest, row: Any) -> tuple[str, ...]:
        return ("slug", CHANGE_ADDRESS) if changes_address(row, request.POST) else ("slug",)


@admin.register(Conference)
class ConferenceAdmin(WebAddressAdmin):
    list_display = ("name", "state", "starts_on", "ends_on", "motions_close_at", "numbering", "publishing")
    search_fields = ("name", "venue")
    inlines = (AgendaInline,)
    change_form_template = "motions/conference_desk/change_form.html"

    @admin.display(description="status")
    def state(self, conference: Conference) -> str:
        return "Draft" if conference.is_draft else "Open"

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        """The conferences and the drafts removed lately; whoever may make another is led to the last."""
        last = Conference.objects.first() if request.user.has_perm(pages.CHANGE) else None
        here = {"content_type": ContentType.objects.get_for_model(Conference), "action_flag": DELETION}
        removed = LogEntry.objects.filter(**here).select_related("user").order_by("-pk")[:REMOVED_SHOWN]
        return super().changelist_view(request, {"last": last, "removed": removed, **(extra_context or {})})

    def get_urls(self) -> list[URLPattern]:
        def opened(page: Callable[..., HttpResponse]) -> Any:
            def view(request: HttpRequest, **asked: Any) -> HttpResponse:
                frame = {**self.admin_site.each_context(request), "opts": self.opts}
                return page(request, frame=frame, **asked)

            return self.admin_site.admin_view(view)

        own = (
            ("check", "check", pages.check),
            ("copy", "copy", pages.copy),
            ("preview", "preview", pages.preview),
            ("remove", "remove", pages.remove),
            ("reports", "reports", reports.reports),
            ("reports/draft", "report", reports.report),
            ("order-paper", "order_paper", order_paper.order_paper),
            ("order-paper/add", "add_session", order_paper.session),
            ("order-paper/<int:session>", "session", order_paper.session),
            ("order-paper/consequences", "consequences", order_paper.consequences),
        )
        return [
            *(
                path(f"<int:pk>/{address}/", opened(page), name=f"motions_conference_{name}")
                for address, name, page in own
            ),
            *super().get_urls(),
        ]

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Any:
        """Who removed it is told where it is gone; what was typed is given back."""
        found = super().get_object(request, object_id, from_field)
        if found is None and object_id.isdecimal() and request.user.has_perm(pages.CHANGE):
            allow(rules.why_gone(int(object_id)))
        return found

    def save_model(self, request: HttpRequest, obj: Conference, form: Any, change: bool) -> None:
        """Files that hold texts which are hidden from now on are removed."""
        super().save_model(request, obj, form, change)
        if "ended_text" in form.changed_data:
            tasks.forget_papers.enqueue([motion.reference for motion in obj.motions.any_nature().ended()])

    def get_prepopulated_fields(self, request: HttpRequest, obj: Any = None) -> dict[str, Sequence[str]]:
        """The address follows the name only until there is one."""
        return {} if obj else {"slug": ("name",)}

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        return ("numbering",) if _labelled(obj) else ()

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        address = self.address_fields(request, obj)
        return (
            (None, {"fields": ("name", *address, "venue", "introduction", "starts_on", "ends_on")}),
            (
                "Times",
                {
                    "description": LONDON,
                    "fields": (
                        "motions_open_at",
                        "motions_close_at",
                        "grace_minutes",
                        "in_time_by",
                        "confirming_hours",
                        "amendments_close_at",
                        "composites_close_at",
                        "emergency_close_at",
                        "freeze_at",
                    ),
                },
            ),
            (
                "Labels and publishing",
                {
                    "description": NO_MORE if _labelled(obj) else "",
                    "fields": ("numbering", "labelling", "publishing", "ended_text"),
                },
            ),
            ("Booklets as PDF and Word", {"fields": ("binding",)}),
            ("Rules for motions", {"fields": RULES}),
            ("Composites", {"fields": ("origin_markers", "option_voting")}),
        )


@admin.register(AgendaItem)
class AgendaItemAdmin(WebAddressAdmin):
    list_display = ("order", "title", "conference", "takes_motions", "prefix")
    list_display_links = ("title",)
    list_filter = ("conference", "takes_motions")
    list_select_related = ("conference",)
    search_fields = ("title",)
    ordering = ("-conference__starts_on", "order")

    def get_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        address = self.address_fields(request, obj)
        return ("conference", "order", "title", *address, "introduction", "takes_motions", "prefix")

    def get_prepopulated_fields(self, request: HttpRequest, obj: Any = None) -> dict[str, Sequence[str]]:
        return {} if obj else {"slug": ("title",)}

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """An item that has motions stays at its conference, for theirs would not move with it."""
        return ("conference",) if obj and obj.motions.any_nature().exists() else ()


def _labelled(conference: Conference | None) -> bool:
    return bool(conference and conference.motions.any_nature().exclude(number=None).exists())
