"""Notes of conversations with a group: writing one, putting it right, removing it, following it up."""

from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from lla.accounts.requests import AuthenticatedHttpRequest
from lla.acts.double_submission import once
from lla.forms.base import post_data, refusals_as_errors
from lla.time import clock

from ..appointments.decorators import organiser_required
from ..groups.models import Group
from ..groups.views import get_group
from ..regions.models import Region
from . import rules, selectors, workflow
from .forms import BESIDE, NoteForm
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
        with refusals_as_errors(form, beside=BESIDE):
            once(request, partial(workflow.write, found, form.said, by=request.user), again=lambda: None)
            messages.success(request, SAVED)
            return _back(found)
    context = {"region": region, "group": found, "form": form, "back_url": _page(found)}
    return render(request, "organisers/conversations/new_note.html", context)


@organiser_required
def note(request: AuthenticatedHttpRequest, region: Region, group: str, pk: int) -> HttpResponse:
    """Put one's own note right, or remove any; one that was corrected leads to the note of today."""
    found = _get_note(region, group, pk)
    if request.method == "GET" and (today := selectors.note_of_today(found)) != found:
        return redirect("organisers:note", region.slug, group, today.pk)
    form = NoteForm(post_data(request), group=found.group, by=request.user, note=found)
    if form.is_valid():
        with refusals_as_errors(form, beside=BESIDE):
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
        "back_url": _page(found.group),
    }
    return render(request, "organisers/conversations/note.html", context)


@organiser_required
def remove_note(request: AuthenticatedHttpRequest, region: Region, group: str, pk: int) -> HttpResponse:
    """Ask once, then remove a note, one's own or a colleague's."""
    found = _get_note(region, group, pk)
    if request.method == "POST":
        workflow.remove(found, by=request.user)
        messages.success(request, REMOVED)
        return _back(found.group)
    context = {
        "region": region,
        "group": found.group,
        "note": found,
        "why_not": rules.why_not_remove(found, request.user, now=clock.now()),
        "back_url": _page(found.group),
    }
    return render(request, "organisers/conversations/remove_note.html", context)


@require_POST
@organiser_required
def finish_note(request: AuthenticatedHttpRequest, region: Region, group: str, pk: int) -> HttpResponse:
    """What was to follow is done."""
    found = _get_note(region, group, pk)
    workflow.finish(found, by=request.user)
    messages.success(request, DONE)
    return _back(found.group)


def _get_note(region: Region, group: str, pk: int) -> Note:
    notes = Note.objects.select_related("group__region", "by", "owner", "removed_by")
    return get_object_or_404(notes, group=get_group(region, group), pk=pk)


def _page(group: Group) -> str:
    return reverse("organisers:group", args=[group.region.slug, group.slug]) + "#conversations"


def _back(group: Group) -> HttpResponse:
    return redirect(_page(group))
