"""The data protection lead's page: what is held about one person, taken as a file or erased."""

from datetime import timedelta
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse

from lla.accounts.groups import DATA_PROTECTION_LEAD, MAY_SEE_PERSONAL_DATA
from lla.accounts.models import User
from lla.accounts.requests import AuthenticatedHttpRequest
from lla.desk.first_steps import Step, first_step
from lla.desk.model_admin import ReadOnlyAdmin
from lla.desk.offices import Holder, Office, offices
from lla.desk.panels import Line, Link, Panel, panel
from lla.forms.address_fields import AddressField, PhoneField
from lla.forms.base import Form, post_data, refusals_as_errors
from lla.limits import rate_limits
from lla.papers.responses import file_response
from lla.subjects import rules, selectors, workflow
from lla.subjects.models import SubjectEvent
from lla.time import clock

LATELY = timedelta(days=30)
NEITHER = "Enter an email address or a telephone number."
BOTH = "Enter one of the two. A number only finds somebody who has no email address here."
ERASED = "Erased. They get a last email about it."
ERASED_BY_TELEPHONE = "Erased. They have no email address, so tell them by telephone."


class PersonForm(Form):
    """Whose data, and why."""

    email = AddressField(
        looked_up=True,
        required=False,
        label="Their email address",
        help_text="It is not recorded in any address or log.",
    )
    phone = PhoneField(
        required=False,
        label="Telephone number",
        help_text="Only for somebody who has no email address here.",
    )
    why = forms.ChoiceField(
        label="Why are you looking?", choices=SubjectEvent.Why.choices, widget=forms.RadioSelect
    )

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or self.cleaned_data
        if "email" in typed and "phone" in typed and bool(typed["email"]) == bool(typed["phone"]):
            self.add_error("email", BOTH if typed["email"] else NEITHER)
        return typed

    @property
    def whose(self) -> dict[str, str]:
        """As the acts take it."""
        return {"email": self.cleaned_data["email"], "phone": self.cleaned_data["phone"]}


class TakeForm(Form):
    format = forms.ChoiceField(
        label="What kind of file?",
        choices=[("pdf", "PDF, to read"), ("json", "JSON, to take to another service")],
        initial="pdf",
        widget=forms.RadioSelect,
    )


class EraseForm(Form):
    sure = forms.BooleanField(
        label="I have checked that this person is asking",
        error_messages={"required": "Check who is asking first. You cannot undo this."},
    )


@admin.register(SubjectEvent)
class SubjectEventAdmin(ReadOnlyAdmin):
    """The record: keys and figures, so that it says nothing about anybody."""

    list_display = ("at", "act", "by", "rows", "sha256")
    list_display_links = None
    list_filter = ("act",)
    ordering = ("-pk",)
    change_list_template = "admin/lla/subjectevent/change_list.html"

    def get_urls(self) -> list[URLPattern]:
        page = self.admin_site.admin_view(self.person)
        return [path("person/", page, name="lla_subjectevent_person"), *super().get_urls()]

    def person(self, request: AuthenticatedHttpRequest) -> HttpResponse:
        """Ask about an address, show what is held, and do one of the two acts."""
        if not request.user.has_perm(MAY_SEE_PERSONAL_DATA):
            raise PermissionDenied
        data = post_data(request)
        form, act = PersonForm(data), data.get("deed", "") if data else ""
        take = TakeForm(data if act == "take" else None)
        erase = EraseForm(data if act == "erase" else None)
        context = {"form": form, "take": take, "erase": erase, "title": "Somebody’s data"}
        if form.is_valid():
            with refusals_as_errors(form):
                rate_limits.spend("personal data", str(request.user.pk))
                if done := _do(request, form, take=take, erase=erase):
                    return done
            held = selectors.look_up(**form.whose)
            context |= {"held": held, "why_not_erase": rules.why_not_erase(held.person, by=request.user)}
        frame = self.admin_site.each_context(request)
        return TemplateResponse(request, "admin/lla/subjectevent/person.html", frame | context)

    @admin.display(description="by")
    def by(self, event: SubjectEvent) -> str:
        pk = event.actor_key.partition(":")[2]
        return str(User.objects.filter(pk=pk).first() or event.actor_key)

    @admin.display(description="rows")
    def rows(self, event: SubjectEvent) -> int:
        return sum(event.details.get("rows", {}).values())

    @admin.display(description="SHA-256 of the file")
    def sha256(self, event: SubjectEvent) -> str:
        return str(event.details.get("sha256", "–"))


def _do(
    request: AuthenticatedHttpRequest, asked: PersonForm, *, take: TakeForm, erase: EraseForm
) -> HttpResponse | None:
    """The act that was chosen, if one was and nothing is missing."""
    if take.is_valid():
        return _file(request, asked, format=take.cleaned_data["format"])
    if erase.is_valid():
        workflow.erase(**asked.whose, why=asked.cleaned_data["why"], by=request.user)
        messages.success(request, ERASED if asked.whose["email"] else ERASED_BY_TELEPHONE)
        return redirect("admin:lla_subjectevent_changelist")
    return None


def _file(request: AuthenticatedHttpRequest, asked: PersonForm, *, format: str) -> HttpResponse:
    """The record is committed before this answers, so before a byte of the file leaves."""
    why, address = asked.cleaned_data["why"], rate_limits.client_address(request)
    content = workflow.take(**asked.whose, why=why, format=format, by=request.user, address=address)
    name = f"personal-data-{clock.now():%Y-%m-%d}.{format}"
    return file_response(content, name)


@offices(20)
def data_protection(request: HttpRequest) -> list[Office]:
    """For everybody at the desk; a superuser gives it with the person's permission groups."""
    lead = User.objects.filter(groups__name=DATA_PROTECTION_LEAD, is_active=True).order_by("pk")
    may_give = request.user.is_superuser
    give = Link("Choose or add a person", reverse("admin:lla_user_changelist")) if may_give else None
    return [Office(DATA_PROTECTION_LEAD, [Holder(str(user)) for user in lead], give)]


@first_step(30)
def appoint_lead() -> Step:
    there = User.objects.filter(groups__name=DATA_PROTECTION_LEAD).exists()
    words = "Open or add the person responsible for data protection, and tick “Data protection lead”"
    return Step(words, reverse("admin:lla_user_changelist"), there)


@panel(60, tasks=False)
def requests(request: HttpRequest) -> Panel | None:
    """For the data protection lead alone."""
    if not request.user.has_perm(MAY_SEE_PERSONAL_DATA):
        return None
    lately = SubjectEvent.objects.filter(at__gt=clock.now() - LATELY).values("pk")
    record = reverse("admin:lla_subjectevent_changelist")
    return Panel(
        "People’s own data", [Line("downloaded or erased in the last 30 days", lately, record, task=False)]
    )
