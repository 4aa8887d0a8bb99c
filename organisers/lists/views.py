"""Contact lists: asking for one with a preview, the second person's word, the file, and its deletion."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lla.accounts.decorators import private_page, refused, second_factor_required
from lla.accounts.models import User
from lla.accounts.requests import AuthenticatedHttpRequest
from lla.acts.actors import Actor
from lla.forms.base import post_data, refusals_as_errors
from lla.limits import rate_limits
from lla.links import tokens
from lla.papers.responses import file_response
from lla.time import clock

from ..appointments import rules as appointments_rules
from ..appointments.decorators import organiser_required
from ..appointments.selectors import regions_organised_by
from ..contacts.choices import Detail
from ..regions.models import Region
from . import rules
from .emails import DELETION_LINK
from .forms import DeletedForm, ListForm
from .models import Download, DownloadRequest
from .papers import contact_list as contact_list_papers
from .querysets import DownloadRequestQuerySet
from .workflow import downloads, returns

A_PAGE, AT_MOST = 25, 100


@require_safe
@organiser_required
def lists(request: AuthenticatedHttpRequest, region: Region) -> HttpResponse:
    """What this organiser has asked for and downloaded, and what waits for them as the second person."""
    own = DownloadRequest.objects.filter(by=request.user, regions=region)
    page = Paginator(own.prefetch_related("downloads__events"), A_PAGE).get_page(request.GET.get("page"))
    rows = [(asked, rules.status_and_tone(asked, now=clock.now())) for asked in page]
    waiting = [asked for asked in _waiting_for(request.user) if region in asked.regions.all()]
    context = {"region": region, "page": page, "rows": rows, "waiting": waiting}
    return render(request, "organisers/lists/lists.html", context)


@organiser_required
def new_list(request: AuthenticatedHttpRequest, region: Region) -> HttpResponse:
    """Choose, look who would be in it, and only then ask for it."""
    typed = post_data(request)
    form = ListForm(typed, regions=regions_organised_by(request.user), here=region)
    context: dict[str, Any] = {"region": region, "form": form}
    if typed is not None and form.is_valid():
        with refusals_as_errors(form):
            if "ask" in typed:
                rate_limits.spend("contact list", str(request.user.pk))
                asked = downloads.ask(form.wanted, by=request.user)
                return redirect("organisers:contact_list", region.slug, asked.pk)
            context["preview"] = contact_list_papers.preview(
                form.wanted.regions, form.wanted.purpose, form.wanted.columns
            )
            context["second"] = rules.needs_second_person(form.wanted.regions, context["preview"].rows)
    return render(request, "organisers/lists/new_list.html", context)


@require_safe
@organiser_required
def contact_list(request: AuthenticatedHttpRequest, region: Region, pk: int) -> HttpResponse:
    """A list that was asked for: who would be in it now, and the button that downloads it."""
    asked = _own(request, region, pk)
    preview = contact_list_papers.preview(asked.regions.all(), asked.purpose, asked.columns)
    now = clock.now()
    context = {
        "region": region,
        "preview": preview,
        "why_not": rules.why_not_download(asked, request.user, rows=preview.rows, now=now),
        "standing": rules.status_and_tone(asked, now=now),
        **_words(asked),
    }
    return render(request, "organisers/lists/contact_list.html", context)


@require_POST
@organiser_required
def contact_list_file(request: AuthenticatedHttpRequest, region: Region, pk: int) -> HttpResponse:
    """The file. The record is committed before this answers, so before a byte of it leaves."""
    asked = _own(request, region, pk)
    rate_limits.spend("contact list file", str(request.user.pk))
    address = rate_limits.client_address(request)
    download, content = downloads.download(asked, by=request.user, address=address)
    return file_response(content, contact_list_papers.filename(download))


@require_safe
@second_factor_required
def lists_waiting(request: AuthenticatedHttpRequest) -> HttpResponse:
    """What waits for this person as the second one."""
    return render(request, "organisers/lists/lists_waiting.html", {"waiting": _waiting_for(request.user)})


@require_http_methods(["GET", "HEAD", "POST"])
@second_factor_required
def list_approval(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """The second person looks at what is asked for, and says yes or no; the people in it are not shown."""
    asked = get_object_or_404(_requests(), pk=pk)
    if reasons := rules.why_not_decide(asked, request.user, now=clock.now()):
        return refused(request, reasons)
    if request.method == "POST":
        decide = downloads.approve if request.POST.get("answer") == "approve" else downloads.decline
        decide(asked, by=request.user)
        messages.success(request, "Thank you. The person who asked has been emailed your answer.")
        return redirect("organisers:lists_waiting")
    return render(request, "organisers/lists/list_approval.html", _words(asked))


def _own(request: AuthenticatedHttpRequest, region: Region, pk: int) -> DownloadRequest:
    return get_object_or_404(_requests().filter(by=request.user, regions=region), pk=pk)


def _requests() -> DownloadRequestQuerySet:
    return DownloadRequest.objects.select_related("by", "approved_by").prefetch_related("regions")


def _waiting_for(user: User) -> list[DownloadRequest]:
    """Those that this person may decide on, asked for in the last week."""
    waiting = DownloadRequest.objects.waiting(since=clock.now() - rules.STANDS_FOR).exclude(by=user)
    found = waiting.select_related("by").prefetch_related("regions")[:AT_MOST]
    if appointments_rules.is_committee_or_data_protection_lead(user):
        return list(found)
    organised = set(regions_organised_by(user))
    return [asked for asked in found if organised.issuperset(asked.regions.all())]


def _words(asked: DownloadRequest) -> dict[str, Any]:
    return {"asked": asked, "regions": asked.regions.all(), "columns": column_labels(asked.columns)}


def column_labels(columns: list[str]) -> list[str]:
    return [str(Detail(column).label) for column in columns]


@private_page
def lists_deleted(request: HttpRequest, token: str) -> HttpResponse:
    """Whoever holds the link says which of their lists are deleted; nobody in a list is named."""
    holder = get_object_or_404(User, pk=tokens.read(DELETION_LINK, token).target)
    downloads = list(Download.objects.filter(by=holder).to_be_deleted().order_by("pk"))
    form = DeletedForm(post_data(request), downloads=downloads)
    if form.is_valid():
        returns.say_deleted(holder, form.keys, by=Actor.user(holder, "organiser"))
        messages.success(request, "Thank you. Recorded as deleted.")
        return redirect("organisers:lists_deleted", token)
    return render(request, "organisers/lists/lists_deleted.html", {"downloads": downloads, "form": form})
