"""Notes of conversations with a group: writing one, putting it right, removing it, following it up."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from lla.accounts.requests import AuthenticatedHttpRequest
from lla.forms.base import post_data, refusals_as_errors
from lla.time import clock

from ..appointments.decorators import organiser_required
from ..groups.models import Group
from ..groups.views import get_group
from ..regions.models import Region
from . import rules, workflow
from .forms import NoteForm
from .models import Note

SAVED = "Note saved."
CORRECTED = "Note corrected."
REMOVED = "Note removed."
DONE = "Marked as done."


@organiser_required
def new_note(request: AuthenticatedHttpRequest, region: Region, group: str) -> HttpResponse:
    found = get_group(region, group)
    form = NoteForm(post_data(request), group=found, by=request.user)
    if form.is_valid():
        with refusals_as_errors(form):
            workflow.write(found, form.said, by=request.user)
            messages.success(request, SAVED)
            return _back(found)
    context = {"region": region, "group": found, "form": form, "back": _page(found)}
    return render(request, "organisers/conversations/new_note.html", context)


@organiser_required
def note(request: AuthenticatedHttpRequest, region: Region, group: str, pk: int) -> HttpResponse:
    """Put one's own note right, or remove any."""
    found = _get_note(region, group, pk)
    form = NoteForm(post_data(request), group=found.group, by=request.user, note=found)
    if form.is_valid():
        with refusals_as_errors(form):
            workflow.correct(found, form.said, by=request.user)
            messages.success(request, CORRECTED)
            return _back(found.group)
    now = clock.now()
    context = {
        "region": region,
        "group": found.group,
        "note": found,
        "form": form,
        "why_not_correct": rules.why_not_correct(found, request.user, now=now),
        "why_not_remove": rules.why_not_remove(found, request.user, now=now),
        "back": _page(found.group),
    }
    return render(request, "organisers/conversations/note.html", context)


@require_POST
@organiser_required
def remove_note(request: AuthenticatedHttpRequest, region: Region, group: str, pk: int) -> HttpResponse:
    found = _get_note(region, group, pk)
    workflow.remove(found, by=request.user)
    messages.success(request, REMOVED)
    return _back(found.group)


@require_POST
@organiser_required
def finish_note(request: AuthenticatedHttpRequest, region: Region, group: str, pk: int) -> HttpResponse:
    """What was to follow is done."""
    found = _get_note(region, group, pk)
    workflow.finish(found, by=request.user)
    messages.success(request, DONE)
    return _back(found.group)


def _get_note(region: Region, group: str, pk: int) -> Note:
    notes = Note.objects.current().select_related("group__region", "by", "owner")
    return get_object_or_404(notes, group=get_group(region, group), pk=pk)


def _page(group: Group) -> str:
    return reverse("organisers:group", args=[group.region.slug, group.slug]) + "#conversations"


def _back(group: Group) -> HttpResponse:
    return redirect(_page(group))
