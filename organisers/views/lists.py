"""Contact lists: asking for one with a preview, the second person's word, the file, and the records."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lla import clock, limits
from lla.desk import DeskRequest
from lla.doors import refused, with_permission, with_second_factor
from lla.forms import told_on
from lla.models import User

from ..choices import Detail
from ..forms.lists import ListForm, TraceForm
from ..models import Copy, Download, DownloadRequest, Region
from ..papers import directory
from ..papers import lists as papers
from ..querysets import DownloadRequestQuerySet
from ..rules import lists as rules
from ..workflow import lists as workflow
from .rights import organiser_of_region

A_PAGE, AT_MOST = 25, 100
FILTERS = {"": "All", "open": "To be deleted"}
READ = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@organiser_of_region
def lists(request: DeskRequest, region: Region) -> HttpResponse:
    """What this organiser has asked for and downloaded, and what waits for them as the second person."""
    asked = DownloadRequest.objects.filter(by=request.user, regions=region)
    page = Paginator(asked.prefetch_related("downloads__events"), A_PAGE).get_page(request.GET.get("page"))
    rows = [(one, rules.standing(one, now=clock.now())) for one in page]
    waiting = [one for one in _waiting_for(request.user) if region in one.regions.all()]
    context = {"region": region, "page": page, "rows": rows, "waiting": waiting}
    return render(request, "organisers/lists.html", context)


@READ
@organiser_of_region
def new_list(request: DeskRequest, region: Region) -> HttpResponse:
    """Choose, look who would be in it, and only then ask for it."""
    typed = request.POST if request.method == "POST" else None
    form = ListForm(typed, regions=organised_by(request.user), here=region)
    context: dict[str, Any] = {"region": region, "form": form}
    if typed is not None and form.is_valid():
        with told_on(form):
            if "ask" in typed:
                limits.spend("contact list", str(request.user.pk))
                asked = workflow.ask(form.wanted, by=request.user)
                return redirect("organisers:contact_list", region.slug, asked.pk)
            context["preview"] = papers.preview(form.wanted.regions, form.wanted.purpose, form.wanted.columns)
            context["second"] = rules.needs_second_person(form.wanted.regions, context["preview"].rows)
    return render(request, "organisers/new_list.html", context)


@require_safe
@organiser_of_region
def contact_list(request: DeskRequest, region: Region, pk: int) -> HttpResponse:
    """A list that was asked for: who would be in it now, and the button that downloads it."""
    asked = _own(request, region, pk)
    preview = papers.preview(asked.regions.all(), asked.purpose, asked.columns)
    now = clock.now()
    context = {
        "region": region,
        "preview": preview,
        "why_not": rules.why_not_download(asked, request.user, rows=preview.rows, now=now),
        "standing": rules.standing(asked, now=now),
        **_words(asked),
    }
    return render(request, "organisers/contact_list.html", context)


@require_POST
@organiser_of_region
def contact_list_file(request: DeskRequest, region: Region, pk: int) -> HttpResponse:
    """The file. The record is committed before this answers, so before a byte of it leaves."""
    asked = _own(request, region, pk)
    limits.spend("contact list file", str(request.user.pk))
    download, content = workflow.download(
        asked, by=request.user, address=limits.client(request), draw=papers.draw
    )
    return file(content, papers.filename(download), download.format)


def file(content: bytes, name: str, format: str) -> HttpResponse:
    """A file that the browser saves and shows nobody else."""
    response = HttpResponse(content, content_type=directory.content_type(format))
    response.headers["Content-Disposition"] = str(content_disposition_header(True, name))
    return response


@require_safe
@with_second_factor
def lists_waiting(request: DeskRequest) -> HttpResponse:
    """What waits for this person as the second one."""
    return render(request, "organisers/lists_waiting.html", {"waiting": _waiting_for(request.user)})


@READ
@with_second_factor
def list_approval(request: DeskRequest, pk: int) -> HttpResponse:
    """The second person looks at what is asked for, and says yes or no; the people in it are not shown."""
    asked = get_object_or_404(_requests(), pk=pk)
    if reasons := rules.why_not_decide(asked, request.user, now=clock.now()):
        return refused(request, reasons)
    if request.method == "POST":
        decide = workflow.approve if request.POST.get("answer") == "approve" else workflow.decline
        decide(asked, by=request.user)
        messages.success(request, "Thank you. The person who asked has been emailed your answer.")
        return redirect("organisers:lists_waiting")
    return render(request, "organisers/list_approval.html", _words(asked))


@require_safe
@with_permission("organisers.protect")
def all_lists(request: DeskRequest) -> HttpResponse:
    """Every list that left, for the data protection lead; what is still to be deleted; whose a copy is."""
    form = TraceForm(request.GET if "copy" in request.GET else None)
    found = Download.objects.select_related("by", "request")
    copies = Copy.objects.none()
    if form.is_valid() and (number := form.cleaned_data["copy"]):
        found = found.filter(copy_id=number)
        copies = Copy.objects.filter(copy_id=number)
    show = "open" if request.GET.get("show") == "open" else ""
    if show:
        found = found.to_be_deleted()
        copies = Copy.objects.to_be_deleted().order_by("-pk")[:AT_MOST]
    page = Paginator(found.prefetch_related("events"), A_PAGE).get_page(request.GET.get("page"))
    names = dict(Region.objects.values_list("pk", "name"))
    rows = [(one, [names.get(pk, str(pk)) for pk in one.regions], _labels(one.columns)) for one in page]
    held = copies.select_related("group", "edition__region").prefetch_related("events")
    context = {"form": form, "page": page, "rows": rows, "copies": held, "show": show, "filters": FILTERS}
    return render(request, "organisers/all_lists.html", context)


def organised_by(user: User) -> list[Region]:
    today = localdate(clock.now())
    held = user.appointments.in_force(on=today).values("region")
    return list(Region.objects.filter(pk__in=held))


def _own(request: DeskRequest, region: Region, pk: int) -> DownloadRequest:
    return get_object_or_404(_requests().filter(by=request.user, regions=region), pk=pk)


def _requests() -> DownloadRequestQuerySet:
    return DownloadRequest.objects.select_related("by", "approved_by").prefetch_related("regions")


def _waiting_for(user: User) -> list[DownloadRequest]:
    """Those that this person may decide on, asked for in the last week."""
    waiting = DownloadRequest.objects.waiting(since=clock.now() - rules.STANDS_FOR).exclude(by=user)
    found = waiting.select_related("by").prefetch_related("regions")[:AT_MOST]
    if rules.has_office(user):
        return list(found)
    organised = set(organised_by(user))
    return [asked for asked in found if organised.issuperset(asked.regions.all())]


def _words(asked: DownloadRequest) -> dict[str, Any]:
    return {"asked": asked, "regions": asked.regions.all(), "columns": _labels(asked.columns)}


def _labels(columns: list[str]) -> list[str]:
    return [str(Detail(column).label) for column in columns]
