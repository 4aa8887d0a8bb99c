"""The guidelines: everybody reads what is in force, the team drafts what comes next."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from lla.accounts.requests import AuthenticatedHttpRequest
from lla.forms.base import post_data, refusals_as_errors
from lla.forms.optimistic_locking import SEEN
from lla.pages.resubmission import Gone
from lla.papers.responses import paper_file
from lla.text.differences import compare
from lla.text.reading import prose

from ..team.decorators import actor, asking, for_coordinator, for_manager, standing_of
from . import rules, selectors, workflow
from .forms import AdoptForm, DiscardForm, GuidelinesForm
from .models import GuidelineVersion
from .papers import of_guidelines
from .parameters import CHANGED_MOST, changes, names_in_parts, said


@require_safe
def guidelines(request: HttpRequest) -> HttpResponse:
    """What is in force, and every version there was."""
    version = GuidelineVersion.objects.in_force()
    context = {
        **_shown(version),
        **_may(request),
        "versions": GuidelineVersion.objects.adopted(),
        "draft": GuidelineVersion.objects.drafted() if _reads_drafts(request) else None,
        "reads_drafts": _reads_drafts(request),
    }
    return render(request, "socialmedia/guidelines/guidelines.html", context)


@require_safe
def guideline_version(request: HttpRequest, number: int) -> HttpResponse:
    """One version, and what it changed."""
    version = _readable(request, number)
    before = GuidelineVersion.objects.adopted().filter(number__lt=number).first()
    context = {**_shown(version), **_may(request), "before": before}
    return render(request, "socialmedia/guidelines/guideline_version.html", context)


@require_safe
def guideline_file(request: HttpRequest, number: int, suffix: str) -> HttpResponse:
    return paper_file(request, of_guidelines(_readable(request, number)), f".{suffix}")


@require_safe
def guideline_changes(request: HttpRequest, before: int, number: int) -> HttpResponse:
    """The difference of any two versions: the figures, and the text clause by clause."""
    old, new = _readable(request, before), _readable(request, number)
    text = compare(old.words, new.words)
    context = {
        "before": old,
        "version": new,
        "figures": changes(selectors.parameters(old), selectors.parameters(new)),
        "text": text,
    }
    return render(request, "socialmedia/guidelines/guideline_changes.html", context)


@require_POST
@for_coordinator
def new_guidelines(request: AuthenticatedHttpRequest) -> HttpResponse:
    workflow.begin(drafted_by=request.user, by=actor(request))
    return redirect("socialmedia:edit_guidelines")


@asking
@for_coordinator
def edit_guidelines(request: AuthenticatedHttpRequest) -> HttpResponse:
    """The text and the figures of the draft; what was typed in one that is gone can begin another."""
    typed, draft = post_data(request), GuidelineVersion.objects.drafted()
    if draft is None and typed is not None:
        if "begin" not in typed:
            return _offer_to_begin(request)
        draft = workflow.begin(drafted_by=request.user, by=actor(request))
        typed = _as_seen(typed, draft)
    draft = draft or _draft()
    form = GuidelinesForm(typed, draft=draft)
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        with refusals_as_errors(form):
            words = {"words": given["words"], "why": given["why"], "seen": form.state}
            workflow.save(draft, **words, figures=form.figures, by=actor(request))
            messages.success(request, "Draft saved.")
            return redirect("socialmedia:guideline_version", draft.number)
    return render(request, "socialmedia/guidelines/edit_guidelines.html", {"form": form, "draft": draft})


def _as_seen(typed: QueryDict, draft: GuidelineVersion) -> QueryDict:
    """What was typed in a draft that is gone, for another one in which nobody has written anything."""
    typed = typed.copy()
    typed[SEEN] = draft.state
    return typed


def _offer_to_begin(request: AuthenticatedHttpRequest) -> HttpResponse:
    """What was typed in a draft that was discarded or adopted meanwhile, to be saved in a new one."""
    gone = GuidelineVersion(drafted_by=request.user)
    form = GuidelinesForm(_as_seen(request.POST, gone), draft=gone)
    form.is_valid()
    form.add_error(None, f"{selectors.how_the_draft_ended()} {rules.BEGIN_WITH_IT}")
    context = {"form": form, "draft": None, "as_new": True}
    return render(request, "socialmedia/guidelines/edit_guidelines.html", context)


@asking
@for_coordinator
def discard_guidelines(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Throw the draft away, once more asked; not what somebody has saved since the question was shown."""
    draft = _draft()
    form = DiscardForm(post_data(request), draft=draft)
    if form.is_bound and form.is_valid():
        with refusals_as_errors(form):
            workflow.discard(draft, seen=form.state, by=actor(request))
            messages.success(request, "Draft discarded. The version in force has not changed.")
            return redirect("socialmedia:guidelines")
    context = {"form": form, "draft": draft, "latest": selectors.latest_step(draft)}
    return render(request, "socialmedia/guidelines/discard_guidelines.html", context)


@asking
@for_manager
def adopt_guidelines(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Put the draft in force, after one more look at what it changes."""
    draft, in_force = _draft(), GuidelineVersion.objects.in_force()
    form = AdoptForm(post_data(request))
    if form.is_bound and form.is_valid():
        with refusals_as_errors(form):
            workflow.adopt(draft, **form.cleaned_data, adopted_by=request.user, by=actor(request))
            messages.success(request, f"Version {draft.number} is in force. The team has been emailed.")
            return redirect("socialmedia:guidelines")
    figures = changes(selectors.parameters(in_force), selectors.parameters(draft))
    context = {"form": form, "draft": draft, "in_force": in_force, "figures": figures}
    return render(request, "socialmedia/guidelines/adopt_guidelines.html", context)


def _shown(version: GuidelineVersion | None) -> dict[str, Any]:
    given = selectors.parameters(version)
    others = names_in_parts(besides=CHANGED_MOST)
    return {
        "version": version,
        "text": prose(version.words) if version else (),
        "first_figures": said(CHANGED_MOST, given),
        "more_figures": {part: said(names, given) for part, names in others.items()},
    }


def _may(request: HttpRequest) -> dict[str, bool]:
    """What the reader can do with a draft."""
    reader = standing_of(request)
    return {"may_draft": reader.coordinates, "may_adopt": reader.manages or reader.leads}


def _draft() -> GuidelineVersion:
    draft = GuidelineVersion.objects.drafted()
    if draft is None:
        raise Gone(selectors.how_the_draft_ended())
    return draft


def _readable(request: HttpRequest, number: int) -> GuidelineVersion:
    """A version that was adopted; a draft only for the team and the leadership."""
    version = get_object_or_404(GuidelineVersion, number=number)
    if version.adopted_at is None and not _reads_drafts(request):
        raise Http404
    return version


def _reads_drafts(request: HttpRequest) -> bool:
    reader = standing_of(request)
    return reader.in_team or reader.leads
