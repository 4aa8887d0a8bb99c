"""Comments that somebody had to think about: the list, a new one, and what was done about one."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from lla.desk import DeskRequest
from lla.forms import sent, told_on

from ..clocks import local_days
from ..forms.comments import CommentForm, DecideForm, FindForm
from ..models import Incident, SocialEvent, Variant
from ..rules import comments as rules
from ..rules.guidelines import parameters_in_force
from ..workflow import comments as workflow
from .rights import actor, for_team

asking = require_http_methods(["GET", "HEAD", "POST"])
A_PAGE = 25


@require_safe
@for_team
def comments(request: DeskRequest) -> HttpResponse:
    """Those that wait first; by channel and day on request."""
    form = FindForm(request.GET if {"channel", "day"} & request.GET.keys() else None)
    found = _found(form)
    figures = parameters_in_force()
    page = Paginator(found.select_related("channel", "done_by"), A_PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page": page,
        "rows": [(one, rules.suggestion_for(one, figures)) for one in page],
        "waiting": Incident.objects.waiting().count(),
    }
    return render(request, "socialmedia/comments.html", context)


def _found(form: FindForm) -> QuerySet[Incident]:
    found = Incident.objects.open_first()
    if not form.is_bound:
        return found
    form.is_valid()
    if channel := form.cleaned_data.get("channel"):
        found = found.filter(channel=channel)
    if day := form.cleaned_data.get("day"):
        try:
            found = found.happened_in(*local_days(day, day))
        except OverflowError:
            form.add_error("day", "Enter a real date, such as 6 April 2027.")
    return found


@asking
@for_team
def new_comment(request: DeskRequest) -> HttpResponse:
    """Write down a comment; `?variant=4` names the post it stands under."""
    form = CommentForm(sent(request), variant=_named(request))
    if form.is_bound and form.is_valid():
        with told_on(form):
            incident = workflow.note(**form.given, by=actor(request))
            return redirect("socialmedia:comment", incident.pk)
    return render(request, "socialmedia/new_comment.html", {"form": form})


def _named(request: HttpRequest) -> Variant | None:
    named = request.GET.get("variant", "")
    known = named.isascii() and named.isdigit() and len(named) < 10
    return Variant.objects.filter(pk=int(named)).first() if known else None


@asking
@for_team
def comment(request: DeskRequest, pk: int) -> HttpResponse:
    """One comment, what the guidelines suggest, and the form that says what was done."""
    found = _find(pk)
    form = DecideForm(sent(request), incident=found)
    if form.is_bound and form.is_valid():
        with told_on(form):
            workflow.decide(found, **form.cleaned_data, person=request.user, by=actor(request))
            messages.success(request, "Saved.")
            return redirect("socialmedia:comment", found.pk)
        form.data = {**form.data.dict(), "seen": _find(pk).done}
    found = _find(pk)
    context = {
        "incident": found,
        "form": form,
        "suggestion": rules.suggestion_for(found, parameters_in_force()),
        "steps": SocialEvent.objects.of(found).filter(act="decided")[:20],
    }
    return render(request, "socialmedia/comment.html", context)


def _find(pk: int) -> Incident:
    every = Incident.objects.select_related("channel", "variant__post", "variant__channel", "done_by")
    return get_object_or_404(every, pk=pk)
