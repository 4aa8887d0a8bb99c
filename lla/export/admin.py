"""The desk's list of exports of everything: asked for by one, agreed to by another, stopped by any."""

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html_join

from lla.accounts.requests import AuthenticatedHttpRequest
from lla.desk.model_admin import ReadOnlyAdmin
from lla.desk.panels import Line, Panel, panel
from lla.forms.actions import Action, action_page
from lla.forms.base import Form
from lla.time import clock

from . import rules, workflow
from .models import OPEN_FOR, Export, ExportRequest


class AskForm(Form):
    why = forms.ChoiceField(label="What for?", choices=ExportRequest.Why, widget=forms.RadioSelect)


ASK = Action(
    label="Ask for an export of everything",
    explains="Everything that this website holds, with all names, addresses and consents, as JSON and "
    "files. A second person has to agree. Then whoever runs the website writes it, once.",
    button="Ask",
    done="Asked. Everybody who can agree gets an email.",
    form=AskForm,
    why_not=lambda row, by: rules.why_not_ask(by, now=clock.now()),
    do=lambda row, by, why: workflow.ask(why, by=by),
    final=True,
)
ANSWERS = {
    action.name: action
    for action in (
        Action(
            name="agree",
            label="Agree to the export",
            explains="It can then be written once, with the names and addresses of everybody here.",
            button="Agree",
            done="You agreed. Whoever runs the website can write the export now.",
            why_not=lambda asked, by: rules.why_not_decide(asked, by, now=clock.now()),
            do=lambda asked, by: workflow.decide(asked, agreed=True, by=by),
            final=True,
        ),
        Action(
            name="decline",
            label="Decline the export",
            explains="Nothing is written. The person who asked gets an email.",
            button="Decline",
            done="You declined. Nothing is written.",
            why_not=lambda asked, by: rules.why_not_decide(asked, by, now=clock.now()),
            do=lambda asked, by: workflow.decide(asked, agreed=False, by=by),
        ),
        Action(
            name="stop",
            label="Stop the export",
            explains="Nothing is written for this request, even if somebody has agreed. Everybody who can "
            "agree gets an email.",
            button="Stop it",
            done="Stopped. Nothing is written for this request.",
            why_not=lambda asked, by: rules.why_not_stop(asked, by, now=clock.now()),
            do=lambda asked, by: workflow.stop(asked, by=by),
        ),
    )
}


@admin.register(ExportRequest)
class ExportRequestAdmin(ReadOnlyAdmin):
    """Nobody but those who may agree sees that there is one."""

    list_display = ("__str__", "by", "why", "made_at", "status")
    list_select_related = ("by", "decided_by", "stopped_by", "export__by")
    actions = None
    readonly_fields = ("status", "answers")
    change_list_template = "admin/lla/exportrequest/change_list.html"

    def has_view_permission(self, request: HttpRequest, obj: ExportRequest | None = None) -> bool:
        return request.user.has_perm(rules.MAY_EXPORT)

    @admin.display(description="status")
    def status(self, asked: ExportRequest) -> str:
        return rules.status(asked, now=clock.now())

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Any:
        asked = super().get_object(request, object_id, from_field)
        if asked is not None:
            asked.reader = request.user
        return asked

    @admin.display(description="what you can do")
    def answers(self, asked: Any) -> str:
        """For whoever reads the page."""
        links = [
            (reverse("admin:lla_exportrequest_answer", args=[asked.pk, name]), answer.label)
            for name, answer in ANSWERS.items()
            if not answer.why_not(asked, by=asked.reader)
        ]
        return format_html_join(" · ", '<a href="{}">{}</a>', links) or "Nothing at present."

    def get_fields(self, request: HttpRequest, obj: ExportRequest | None = None) -> tuple[str, ...]:
        return ("by", "why", "made_at", *self.readonly_fields)

    def get_urls(self) -> list[URLPattern]:
        ask: Any = self.admin_site.admin_view(self.ask)
        answer: Any = self.admin_site.admin_view(self.answer)
        return [
            path("ask/", ask, name="lla_exportrequest_ask"),
            path("<int:pk>/answer/<slug:name>/", answer, name="lla_exportrequest_answer"),
            *super().get_urls(),
        ]

    def ask(self, request: AuthenticatedHttpRequest) -> HttpResponse:
        return self._page(request, ASK, None)

    def answer(self, request: AuthenticatedHttpRequest, pk: int, name: str) -> HttpResponse:
        if name not in ANSWERS:
            raise Http404
        return self._page(request, ANSWERS[name], get_object_or_404(ExportRequest, pk=pk))

    def _page(
        self, request: AuthenticatedHttpRequest, action: Action, asked: ExportRequest | None
    ) -> HttpResponse:
        if not request.user.has_perm(rules.MAY_EXPORT):
            raise PermissionDenied
        frame = {**self.admin_site.each_context(request), "opts": self.opts}
        return action_page(
            request,
            action,
            asked,
            by=request.user,
            template="admin/lla/exportrequest/action.html",
            back=lambda: redirect("admin:lla_exportrequest_changelist"),
            context={**frame, "title": action.label, "asked": asked},
        )


@panel(70)
def exports(request: HttpRequest) -> Panel | None:
    """Requests that this person could answer."""
    if not request.user.has_perm(rules.MAY_EXPORT):
        return None
    now, page = clock.now(), reverse("admin:lla_exportrequest_changelist")
    waiting = ExportRequest.objects.filter(decided_by=None, stopped_at=None, made_at__gt=now - OPEN_FOR)
    lines = [
        Line("to agree to or decline", waiting.exclude(by=request.user.pk).values("pk"), page),
        Line("written so far", Export.objects.values("pk"), page, task=False),
    ]
    return Panel("Exports of everything", lines)
