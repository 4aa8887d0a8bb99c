"""Comments that somebody had to think about: the list, a new one, and what was done about one."""

from functools import partial

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from lla.accounts.requests import AuthenticatedHttpRequest
from lla.acts.double_submission import once
from lla.forms.base import post_data, refusals_as_errors
from lla.pages.converters import row_key
from lla.time.days import local_days

from ..guidelines.selectors import parameters_in_force
from ..posts.models import Variant
from ..record.models import SocialEvent
from ..team.decorators import actor, asking, for_team
from . import rules, workflow
from .choices import CommentAct
from .forms import CommentForm, DecideForm, FindForm
from .models import Incident

A_PAGE = 25


@require_safe
@for_team
def comments(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Those that wait first; by channel and day on request."""
    form = FindForm(request.GET if {"channel", "day"} & request.GET.keys() else None)
    incidents = _found(form)
    figures = parameters_in_force()
    page = Paginator(incidents.select_related("channel", "done_by"), A_PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page": page,
        "rows": [(incident, rules.suggestion_for(incident, figures)) for incident in page],
        "waiting": Incident.objects.waiting().count(),
    }
    return render(request, "socialmedia/comments/comments.html", context)


def _found(form: FindForm) -> QuerySet[Incident]:
    incidents = Incident.objects.for_the_team().open_first()
    if not form.is_bound:
        return incidents
    form.is_valid()
    if channel := form.cleaned_data.get("channel"):
        incidents = incidents.filter(channel=channel)
    if day := form.cleaned_data.get("day"):
        try:
            incidents = incidents.happened_in(*local_days(day, day))
        except OverflowError:
            form.add_error("day", "Enter a real date, such as 6 April 2027.")
    return incidents


@asking
@for_team
def new_comment(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Write down a comment; `?variant=4` names the post it stands under."""
    variant = Variant.objects.filter(pk=row_key(request.GET.get("variant", ""))).first()
    form = CommentForm(post_data(request), variant=variant)
    if form.is_bound and form.is_valid():
        with refusals_as_errors(form):
            note = partial(workflow.note, **form.given, by=actor(request))
            same = Incident.objects.filter(words=form.given["words"])
            incident = once(request, note, again=partial(same.latest, "pk"))
            return redirect("socialmedia:comment", incident.pk)
    return render(request, "socialmedia/comments/new_comment.html", {"form": form})


@asking
@for_team
def comment(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """One comment, what the guidelines suggest, and the form that says what was done."""
    incident = _find(pk)
    form = DecideForm(post_data(request), incident=incident)
    if form.is_bound and form.is_valid():
        with refusals_as_errors(form):
            workflow.decide(incident, **form.cleaned_data, person=request.user, by=actor(request))
            messages.success(request, "Saved.")
            return redirect("socialmedia:comment", incident.pk)
        form.data = {**form.data.dict(), "seen": _find(pk).done}
    incident = _find(pk)
    context = {
        "incident": incident,
        "form": form,
        "suggestion": rules.suggestion_for(incident, parameters_in_force()),
        "steps": SocialEvent.objects.of(incident).filter(act=CommentAct.DECIDED)[:20],
    }
    return render(request, "socialmedia/comments/comment.html", context)


def _find(pk: int) -> Incident:
    every = Incident.objects.for_the_team().select_related("channel", "done_by")
    return get_object_or_404(every.select_related("variant__post", "variant__channel"), pk=pk)
