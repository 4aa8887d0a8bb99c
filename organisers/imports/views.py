"""Bringing in groups from a spreadsheet: the file, its columns, each row's fate, and undoing it."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from lla.accounts.requests import AuthenticatedHttpRequest
from lla.acts.refusals import NotAllowed
from lla.forms.base import post_data, refusals_as_errors
from lla.limits import rate_limits
from lla.pages.filters import filter_tags
from lla.papers.responses import file_response
from lla.papers.spreadsheets import csv_file, xlsx_file
from lla.time import clock

from ..announcements import rules as announcements_rules
from ..appointments.decorators import organiser_required, regions_required
from ..appointments.rules import is_committee_or_data_protection_lead
from ..groups.models import Group
from ..regions.models import Region
from . import rules, selectors, workflow
from .choices import Fate, ImportAct, Stage
from .forms import AddGroupForm, ColumnsForm, UploadForm, choices_of, read_rows
from .matching import key_of
from .models import Import
from .selectors import Content, Rehearsal

importer_required = regions_required(rules.why_not_import, rules.regions_to_import)
A_PAGE = 50
LOOK_AGAIN = "Your choices are saved. Look at the rows they change, then bring them in."
SAVED = "Your choices are saved."
DONE = "Brought in. Each new contact gets one email."
ADDED = "{} added. Propose it to the committee when you know the group."
UNDONE = "Undone. Everything is as it was before."
ABANDONED = "Abandoned. Nothing of the spreadsheet is kept."
HEAD = (
    "Group", "Kind", "Region", "Town", "Postcode", "Group email", "Website",
    "Contact name", "Role", "Email", "Telephone",
)  # fmt: skip
EXAMPLES = (
    (
        "Hull Left", "local", "Yorkshire and the Humber", "Hull", "HU1 2AA", "hull@example.org", "",
        "Jo Marsh", "Secretary", "secretary.hull@example.org", "07700 900123",
    ),
    ("Hull Left", "", "", "", "", "", "", "Ash Thorn", "Chair", "", "01632 960001"),
    ("Selby Left", "local", "Yorkshire and the Humber", "Selby", "", "", "", "", "", "", ""),
)  # fmt: skip


@organiser_required
def add_group(request: AuthenticatedHttpRequest, region: Region) -> HttpResponse:
    """One group of the region, and its first contact if there is one; the committee affiliates it."""
    form = AddGroupForm(post_data(request))
    if form.is_valid():
        with refusals_as_errors(form):
            group = workflow.add_group(
                region,
                form.row,
                by=request.user,
                constituencies=form.cleaned_data.get("constituencies", ()),
                another=form.cleaned_data["another"],
            )
            messages.success(request, ADDED.format(group))
            return redirect("organisers:group", region.slug, group.slug)
    alike = _alike(region, form) if form.is_bound else None
    context = {"region": region, "form": form, "alike": alike}
    return render(request, "organisers/imports/add_group.html", context)


def _alike(region: Region, form: AddGroupForm) -> Group | None:
    """The group of the region that a refusal names."""
    said, name = form.non_field_errors(), key_of(form.cleaned_data.get("name", ""))
    for group in Group.objects.filter(region=region):
        same = rules.SAME_NAME in said and key_of(group.name) == name
        if same or rules.ALIKE.format(name=group) in said:
            return group
    return None


@require_safe
@importer_required
def imports(request: AuthenticatedHttpRequest, yours: Sequence[Region]) -> HttpResponse:
    """What somebody has brought in, or chosen and not gone on with; all of it for those who oversee."""
    found = _visible(request).select_related("by").prefetch_related("events")
    page = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    return render(request, "organisers/imports/imports.html", {"page": page})


@require_safe
@importer_required
def import_example(request: AuthenticatedHttpRequest, yours: Sequence[Region], suffix: str) -> HttpResponse:
    """A spreadsheet that shows the columns, with fictional groups in it."""
    lines = [HEAD, *EXAMPLES]
    if suffix == "csv":
        return file_response(csv_file(lines), "example-groups.csv")
    title = "Groups to bring in: an example"
    return file_response(
        xlsx_file(lines, title=title, sheet_name="Groups", foot=title), "example-groups.xlsx"
    )


@importer_required
def new_import(request: AuthenticatedHttpRequest, yours: Sequence[Region]) -> HttpResponse:
    """Choose the file; it is read at once and not kept."""
    may_affiliate = rules.may_affiliate(request.user)
    form = UploadForm(post_data(request), request.FILES or None, yours=yours, may_affiliate=may_affiliate)
    if form.is_valid():
        with refusals_as_errors(form):
            rate_limits.spend("import", str(request.user.pk))
            found = workflow.begin(form.cleaned_data["file"], form.content, by=request.user, **form.facts)
            return redirect("organisers:import_columns", found.pk)
    return render(request, "organisers/imports/new_import.html", {"form": form})


@importer_required
def import_columns(request: AuthenticatedHttpRequest, yours: Sequence[Region], pk: int) -> HttpResponse:
    """What each column means: guessed, to be corrected."""
    found, content = _waiting(request, pk)
    form = ColumnsForm(post_data(request), table=content.table, columns=content.columns)
    if form.is_valid():
        with refusals_as_errors(form):
            rows = read_rows(content.table, form.columns)
            workflow.say_columns(found, form.columns, rows, by=request.user)
            return redirect("organisers:group_import", found.pk)
    context = {"import": found, "table": content.table, "form": form}
    return render(request, "organisers/imports/import_columns.html", context)


@require_safe
@importer_required
def group_import(request: AuthenticatedHttpRequest, yours: Sequence[Region], pk: int) -> HttpResponse:
    """What becomes of each row, before anything is written; afterwards, what was."""
    found = _visible(request).filter(pk=pk).first()
    if found is None:
        raise Http404
    if found.stage != Stage.WAITING or found.by_id != request.user.pk:
        return render(request, "organisers/imports/import_over.html", _what_was(request, found))
    found, content = _waiting(request, pk)
    rehearsal = selectors.rehearse(found, content, yours=yours)
    if not rehearsal.mapped:
        return redirect("organisers:import_columns", pk)
    return render(
        request, "organisers/imports/group_import.html", _rehearsed(request, found, content, rehearsal)
    )


def _rehearsed(
    request: AuthenticatedHttpRequest, found: Import, content: Content, rehearsal: Rehearsal
) -> dict[str, Any]:
    shown = request.GET.get("show", "")
    shown = shown if shown in Fate.values else ""
    verdicts = rehearsal.of(shown)
    page = Paginator(verdicts, A_PAGE).get_page(request.GET.get("page"))
    counts = {"": len(rehearsal.verdicts), **{fate.value: rehearsal.counts[fate] for fate in Fate}}
    choices = [("", "All rows"), *((fate.value, fate.label) for fate in Fate)]
    return {
        "import": found,
        "left_out": content.table.left_out,
        "rehearsal": rehearsal,
        "page": page,
        "asks": any(verdict.doubts for verdict in page),
        "filters": filter_tags(request, choices, shown=shown, counts=counts),
        "until": found.made_at + rules.WAITS_FOR,
    }


def _what_was(request: AuthenticatedHttpRequest, found: Import) -> dict[str, Any]:
    event, now = found.events.filter(act=ImportAct.CONFIRMED).first(), clock.now()
    rows = event.details["rows"] if event else {}
    return {
        "import": found,
        "events": found.events.order_by("pk"),
        "contacts": len(event.details["contacts"]) if event else 0,
        "groups": len(event.details["groups"]) if event else 0,
        "rows": [(fate.label, rows.get(fate.value, 0)) for fate in Fate],
        "reasons": selectors.in_words(event.details.get("reasons", {})) if event else [],
        "page": Paginator(selectors.brought_in(found), A_PAGE).get_page(request.GET.get("page")),
        "why_not_undo": rules.why_not_undo(found, request.user, now=now),
        "may_write": bool(found.decision) and not announcements_rules.why_not_write(request.user, now=now),
        "undo_until": found.done_at + rules.UNDONE_WITHIN if found.done_at else None,
    }


@require_POST
@importer_required
def import_decide(request: AuthenticatedHttpRequest, yours: Sequence[Region], pk: int) -> HttpResponse:
    """Save which groups and people are others than those who are here."""
    found, content = _waiting(request, pk)
    _decide(request, found, content, yours)
    messages.success(request, SAVED)
    return _back(request, pk)


@require_POST
@importer_required
def import_confirm(request: AuthenticatedHttpRequest, yours: Sequence[Region], pk: int) -> HttpResponse:
    """Bring it in. Choices sent with the button are saved first; if they change anything, it is shown."""
    found = get_object_or_404(Import, pk=pk, by=request.user)
    try:
        content = selectors.content_of(found)
        if content and _decide(request, found, content, yours):
            messages.info(request, LOOK_AGAIN)
            return _back(request, pk)
        workflow.confirm(found, by=request.user, seen=request.POST.get("seen", ""))
    except NotAllowed as refused:
        messages.warning(request, " ".join(refused.reasons))
        return _back(request, pk)
    messages.success(request, DONE)
    return redirect("organisers:group_import", pk)


@require_POST
@importer_required
def import_abandon(request: AuthenticatedHttpRequest, yours: Sequence[Region], pk: int) -> HttpResponse:
    workflow.abandon(get_object_or_404(Import, pk=pk, by=request.user), by=request.user)
    messages.success(request, ABANDONED)
    return redirect("organisers:imports")


@importer_required
def import_undo(request: AuthenticatedHttpRequest, yours: Sequence[Region], pk: int) -> HttpResponse:
    """Take away all that was brought in, while nobody has answered."""
    found = get_object_or_404(_visible(request), pk=pk)
    if request.method == "POST":
        workflow.undo(found, by=request.user)
        messages.success(request, UNDONE)
        return redirect("organisers:group_import", pk)
    return render(request, "organisers/imports/import_undo.html", _what_was(request, found))


def _decide(
    request: AuthenticatedHttpRequest, found: Import, content: Content, yours: Sequence[Region]
) -> bool:
    """Save the choices that were sent; answers whether any of them is another than before."""
    rehearsal = selectors.rehearse(found, content, yours=yours)
    doubts = [doubt for verdict in rehearsal.verdicts for doubt in verdict.doubts]
    sent = choices_of(request.POST, doubts)
    before = {doubt.key: doubt.another for doubt in doubts}
    changed = {key: another for key, another in sent.items() if another != before[key]}
    if sent:
        workflow.decide(found, sent, by=request.user)
    return bool(changed)


def _visible(request: AuthenticatedHttpRequest) -> QuerySet[Import]:
    """Their own; those who oversee see everybody's once they are brought in."""
    own = Q(by=request.user)
    if is_committee_or_data_protection_lead(request.user):
        own |= Q(stage__in=(Stage.DONE, Stage.UNDONE))
    return Import.objects.filter(own).select_related("by", "region")


def _waiting(request: AuthenticatedHttpRequest, pk: int) -> tuple[Import, Content]:
    """An import of their own that may go on; raises NotAllowed with the sentence otherwise."""
    found = get_object_or_404(Import.objects.select_related("region"), pk=pk, by=request.user)
    reasons = rules.why_not_go_on(found, request.user, now=clock.now())
    content = selectors.content_of(found)
    if reasons or content is None:
        raise NotAllowed(reasons or [rules.OVER])
    return found, content


def _back(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """To the rows as they were shown: the same filter and page."""
    response = redirect("organisers:group_import", pk)
    if query := request.GET.urlencode():
        response["Location"] += f"?{query}"
    return response
