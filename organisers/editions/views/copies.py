"""A group's copy of the directory: the way in by link, the page, its files, and writing to a group."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from lla.accounts.decorators import private_page
from lla.acts.refusals import NotAllowed
from lla.forms.base import post_data, refusals_as_errors
from lla.limits import rate_limits
from lla.links import tokens
from lla.links.exceptions import LinkRefused
from lla.pages import resubmission
from lla.papers.responses import file_response
from lla.time import clock

from ...contacts.decorators import contact_in_session
from ...contacts.models import Contact
from ...contacts.workflow import contact_actor
from ...groups.models import Group
from .. import papers, rules, workflow
from ..choices import CopyAct
from ..decorators import PAGE, copy_in_session, copy_required
from ..emails import COPY_LINK, RECALLED_LINK
from ..forms import WriteThroughForm
from ..models import Copy


@private_page
def copy(request: HttpRequest, token: str) -> HttpResponse:
    """The emailed way in: a button, which swaps the token for a page that stays open."""
    try:
        if request.method == "POST":
            PAGE.open(request, key=workflow.open_by_link(token).pk)
            return redirect("organisers:my_copy")
        tokens.read(COPY_LINK, token)
    except LinkRefused as refusal:
        context = {"reasons": [refusal.reason]}
        return render(request, "organisers/editions/copy_ended.html", context, status=410)
    return render(request, "organisers/editions/copy.html")


@private_page
def my_copy(request: HttpRequest) -> HttpResponse:
    """The copy that is open here; to a contact whose own page is open, the way into their group's."""
    if copy_in_session(request):
        return copy_required(_shown)(request)
    contact = contact_in_session(request)
    newest = _newest(contact) if contact else None
    if contact and newest and request.method == "POST":
        workflow.open_by_holder(newest, by=contact_actor(contact))
        PAGE.open(request, key=newest.pk)
        return redirect("organisers:my_copy")
    context = {"contact": contact, "newest": newest}
    return resubmission.offer_again(
        request, "organisers/editions/copy_closed.html", context, status=200 if contact else 403
    )


def _shown(request: HttpRequest, copy: Copy) -> HttpResponse:
    context = {
        "copy": copy,
        "directory": papers.of_copy(copy),
        "rows": papers.lines(copy.entries),
        "formats": papers.FORMATS,
        "until": PAGE.until(request),
    }
    return render(request, "organisers/editions/my_copy.html", context)


def _newest(contact: Contact) -> Copy | None:
    """The newest copy of a contact's group that still opens; for a proved address only."""
    if contact.confirmed_at is None:
        return None
    copies = contact.group.copies.select_related("group", "edition__region").order_by("-pk")
    sent = copies.filter(events__act=CopyAct.SENT).distinct()[:4]
    return next((copy for copy in sent if not rules.why_not_open(copy, now=clock.now())), None)


@copy_required
def copy_file(request: HttpRequest, copy: Copy) -> HttpResponse:
    """The copy as a file; that it was taken is committed before this answers."""
    format = request.POST.get("format", "")
    if format not in papers.FORMATS:
        return redirect("organisers:my_copy")
    rate_limits.spend("copy file", str(copy.pk))
    content = workflow.take_file(copy, format)
    return file_response(content, papers.filename(copy, format))


@copy_required
def copy_write(request: HttpRequest, copy: Copy, group: str) -> HttpResponse:
    """Write to a group that is in the copy without an address."""
    to_group = get_object_or_404(Group, slug=group)
    if reasons := rules.why_not_write(copy, to_group, now=clock.now()):
        raise NotAllowed(reasons)
    form = WriteThroughForm(post_data(request))
    if form.is_valid():
        with refusals_as_errors(form):
            rate_limits.spend("write through", str(copy.group_id))
            workflow.write_through(copy, to_group, **form.cleaned_data)
            messages.success(request, f"Message sent to {to_group}.")
            return redirect("organisers:my_copy")
    context = {"copy": copy, "group": to_group, "form": form}
    return render(request, "organisers/editions/copy_write.html", context)


@require_POST
def close_copy(request: HttpRequest) -> HttpResponse:
    """Close the copy on a computer that others use."""
    PAGE.close(request)
    messages.success(request, "The copy is closed in this browser.")
    return redirect("organisers:regions")


@private_page
def copy_deleted(request: HttpRequest, token: str) -> HttpResponse:
    """The link in the email that asks for deletion: a button by which a group says that it is done."""
    link = tokens.read(RECALLED_LINK, token)
    holder = get_object_or_404(Contact.objects.select_related("group"), pk=link.target)
    recalled = Copy.objects.filter(group=holder.group_id, recalled_at__isnull=False)
    copies = list(recalled.exclude(events__act=CopyAct.DESTROYED).select_related("edition__region"))
    if request.method == "POST":
        workflow.say_deleted(copies, by=contact_actor(holder))
        messages.success(request, "Thank you. Recorded: your group has deleted it.")
        return redirect("organisers:regions")
    context = {"group": holder.group, "copies": copies}
    return render(request, "organisers/editions/copy_deleted.html", context)
