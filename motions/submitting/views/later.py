"""Leaving a draft for later, coming back to it, and no longer showing it in a browser."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render

from lla.accounts.decorators import private_page
from lla.forms.base import post_data, refusals_as_errors
from lla.limits import rate_limits

from ...backing.forms import EmailAddressForm
from .. import selectors, session, workflow
from ..forms.steps import WholeDraft
from ..models import Draft


@private_page
def save(request: HttpRequest, key: str) -> HttpResponse:
    """Leave a draft for later, with its link in an email."""
    draft = selectors.draft_of(key)
    form = EmailAddressForm(post_data(request), initial={"email": draft.email})
    if _has_sent_link(request, draft, form):
        return redirect("motions:save", key)
    address = request.build_absolute_uri(way_back(draft).url)
    return render(request, "motions/submitting/save.html", {"form": form, "draft": draft, "address": address})


def _has_sent_link(request: HttpRequest, draft: Draft, form: EmailAddressForm) -> bool:
    if not form.is_valid():
        return False
    with refusals_as_errors(form):
        rate_limits.spend("save", form.cleaned_data["email"])
        rate_limits.spend("save from", rate_limits.client_address(request))
        workflow.send_draft_link(draft, to=form.cleaned_data["email"])
        messages.success(request, f"We have sent the link to {form.cleaned_data['email']}.")
        return True
    return False


@private_page
def draft(request: HttpRequest, token: str) -> HttpResponse:
    """The emailed way back to a draft."""
    found = selectors.draft_by_link(token)
    if request.method == "POST":
        workflow.go_on_with_draft(found)
        return way_back(found)
    return render(request, "motions/submitting/draft.html", {"draft": found})


@private_page
def go_on(request: HttpRequest, key: str) -> HttpResponse:
    """Back to a draft that was written in this browser, or forget it here once it was asked about.

    Whoever wants its link by email is sent it first.
    """
    found = selectors.draft_of(key)
    emails = request.POST if "email" in request.POST else None
    form = EmailAddressForm(emails, initial={"email": found.email})
    if request.method == "POST" and (emails is None or _has_sent_link(request, found, form)):
        session.forget(request, found)
        messages.success(request, "We do not show it in this browser any more.")
        return redirect("motions:submit")
    if request.method == "GET" and "hide" not in request.GET:
        return way_back(found)
    context: dict[str, object] = {"draft": found, "form": form}
    context |= {"address": request.build_absolute_uri(request.path), "emailed": selectors.is_emailed(found)}
    return render(request, "motions/submitting/hide.html", context)


def way_back(draft: Draft) -> HttpResponseRedirect:
    """To what was typed last and not saved by a button, or the first step that something is missing from."""
    unfinished = [form.step for form in WholeDraft(draft).unfinished]
    step = draft.typing or next(iter(unfinished), "")
    return redirect(f"motions:step_{step}" if step else "motions:check", draft.key)
