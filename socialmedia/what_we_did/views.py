"""What the team did: the list of comments and moderation together, and the form in three fields."""

from functools import partial

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from lla.accounts.requests import AuthenticatedHttpRequest
from lla.acts.double_submission import once
from lla.forms.base import post_data, refusals_as_errors

from ..comments.models import Incident
from ..forums.models import Moderation
from ..team.decorators import actor, asking, for_team
from . import selectors, workflow
from .forms import DidForm

A_PAGE = 25


@require_safe
@for_team
def what_we_did(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Comments that were dealt with and entries of the forums' logs, the latest first."""
    page = Paginator(selectors.keys(), A_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "lines": selectors.lines(page),
        "waiting": Incident.objects.waiting().count(),
    }
    return render(request, "socialmedia/what_we_did/what_we_did.html", context)


@asking
@for_team
def say_what_we_did(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Where, what was done, and what happened."""
    form = DidForm(post_data(request))
    if form.is_bound and form.is_valid():
        with refusals_as_errors(form):
            write = partial(workflow.write_down, **form.cleaned_data, user=request.user, by=actor(request))
            saved = once(request, write, again=lambda: None)
            opened = isinstance(saved, Moderation) and saved.case_id
            words = "Saved. These breaches belong to a case." if opened else "Saved."
            messages.success(request, words)
            return redirect("socialmedia:what_we_did")
    return render(request, "socialmedia/what_we_did/say_what_we_did.html", {"form": form})
