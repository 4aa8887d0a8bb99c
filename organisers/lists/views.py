"""Contact lists: one page with a preview and the files, the second person's word, and deletion."""

from collections.abc import Callable
from functools import partial
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
from lla.acts.refusals import allow
from lla.forms.base import post_data, refusals_as_errors
from lla.limits import rate_limits
from lla.links import tokens
from lla.papers.responses import file_response
from lla.time import clock

from ..appointments import rules as appointments_rules
from ..appointments.decorators import organiser_required
from ..appointments.selectors import regions_organised_by
from ..contacts.choices import ContactRole, Detail
from ..groups.models import Group
from ..regions.models import Region
from . import rules, selectors
from .choices import ListFormat
from .emails import DELETION_LINK
from .forms import DeletedForm, ListForm
from .models import Download, DownloadRequest
from .papers import contact_list as contact_list_papers
from .querysets import DownloadRequestQuerySet
from .workflow import downloads, returns

A_PAGE, AT_MOST = 25, 100
CHOOSE_FORMAT = "Choose one of the kinds of file below."


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
    """Choose, look what would be in it, and take it, or ask a second person for it."""
    typed = post_data(request)
    form = _list_form(request, region)
    if typed is not None and not {"ask", "format"}.isdisjoint(typed) and form.is_valid():
        with refusals_as_errors(form):
            allow([] if "ask" in typed or typed["format"] in ListFormat.values else [CHOOSE_FORMAT])
            if "ask" in typed:
                rate_limits.spend("contact list", str(request.user.pk))
                asked = downloads.ask(form.wanted, by=request.user)
                return redirect("organisers:contact_list", region.slug, asked.pk)
            return _send(request, partial(downloads.take_at_once, form.wanted))
    context = {"region": region, "form": form, **_preview(form)}
    return render(request, "organisers/lists/new_list.html", context)


@require_POST
@organiser_required
def new_list_preview(request: AuthenticatedHttpRequest, region: Region) -> HttpResponse:
    """What would be in the list that is being chosen, for the page that shows it at once."""
    return render(request, "organisers/lists/_new_list_preview.html", _preview(_list_form(request, region)))


def _list_form(request: AuthenticatedHttpRequest, region: Region) -> ListForm:
    return ListForm(post_data(request), regions=regions_organised_by(request.user), here=region)


def _preview(form: ListForm) -> dict[str, Any]:
    wanted = form.shown
    right = [form[name].auto_id for name in form.fields if name not in form.errors]
    if wanted is None:
        return {"formats": ListFormat.choices, "right": right}
    preview = contact_list_papers.preview(downloads.preview(wanted))
    second = rules.needs_second_person(wanted.regions, preview.people)
    return {"formats": ListFormat.choices, "preview": preview, "second": second, "right": right}


@require_safe
@organiser_required
def contact_list(request: AuthenticatedHttpRequest, region: Region, pk: int) -> HttpResponse:
    """A list that was asked for: what would be in it now, its files, and those that were taken."""
    asked, now = _own(request, region, pk), clock.now()
    preview = contact_list_papers.preview(selectors.requested(asked))
    why_not = rules.why_not_download(asked, request.user, people=preview.people, rows=preview.rows, now=now)
    refusals = {
        format: rules.why_not_format(asked, format, earlier=earlier, rows=preview.rows, now=now)
        for format, earlier in _newest_copies(asked).items()
    }
    offered = [(format.value, format.label) for format, reasons in refusals.items() if not reasons]
    context = {
        "region": region,
        "preview": preview,
        "formats": [] if why_not else offered,
        "why_not": why_not or dict.fromkeys(reason for reasons in refusals.values() for reason in reasons),
        "standing": rules.status_and_tone(asked, now=now),
        "withdrawn": any(rules.may_be_reissued(download, now=now) for download in asked.downloads.all()),
        **_words(asked),
    }
    return render(request, "organisers/lists/contact_list.html", context)


def _newest_copies(asked: DownloadRequest) -> dict[ListFormat, Download | None]:
    """Of each format the copy that was taken last; the downloads are read newest first."""
    taken = {download.format: download for download in reversed(asked.downloads.all())}
    return {format: taken.get(format.value) for format in ListFormat}


@require_POST
@organiser_required
def contact_list_file(request: AuthenticatedHttpRequest, region: Region, pk: int) -> HttpResponse:
    """One of its files."""
    asked = _own(request, region, pk)
    if request.POST.get("format") not in ListFormat.values:
        return redirect("organisers:contact_list", region.slug, asked.pk)
    return _send(request, partial(downloads.take, asked))


def _send(request: AuthenticatedHttpRequest, take: Callable[..., tuple[Download, bytes]]) -> HttpResponse:
    """The file. The record is committed before this answers, so before a byte of it leaves."""
    rate_limits.spend("contact list file", str(request.user.pk))
    address = rate_limits.client_address(request)
    download, content = take(request.POST.get("format"), by=request.user, address=address)
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
    requests = DownloadRequest.objects.select_related("by", "approved_by")
    return requests.prefetch_related("regions", "downloads__events")


def _waiting_for(user: User) -> list[DownloadRequest]:
    """Those that this person may decide on, asked for in the last week."""
    waiting = DownloadRequest.objects.waiting(since=clock.now() - rules.STANDS_FOR).exclude(by=user)
    found = waiting.select_related("by").prefetch_related("regions")[:AT_MOST]
    if appointments_rules.is_committee_or_data_protection_lead(user):
        return list(found)
    organised = set(regions_organised_by(user))
    return [asked for asked in found if organised.issuperset(asked.regions.all())]


def _words(asked: DownloadRequest) -> dict[str, Any]:
    return {
        "asked": asked,
        "regions": asked.regions.all(),
        "columns": column_labels(asked.columns),
        "roles": [ContactRole(role).label for role in asked.roles],
        "groups": Group.objects.filter(pk__in=asked.groups) if asked.groups else [],
    }


def column_labels(columns: list[str]) -> list[str]:
    return [str(Detail(column).label) for column in columns]


@private_page
def lists_deleted(request: HttpRequest, token: str) -> HttpResponse:
    """Whoever holds the link says which of their lists are deleted; nobody in a list is named."""
    holder = get_object_or_404(User, pk=tokens.read(DELETION_LINK, token).target)
    held = Download.objects.filter(by=holder).to_be_deleted().order_by("pk")
    to_delete = list(held.select_related("by", "request").prefetch_related("events", "request__regions"))
    form = DeletedForm(post_data(request), downloads=to_delete)
    if form.is_valid():
        returns.say_deleted(holder, form.keys, by=Actor.user(holder, "organiser"))
        messages.success(request, "Thank you. Recorded as deleted.")
        return redirect("organisers:lists_deleted", token)
    anew = rules.reissuable(to_delete, now=clock.now())
    context = {"downloads": to_delete, "anew": anew, "form": form}
    return render(request, "organisers/lists/lists_deleted.html", context)
