"""Lists that were asked back: the page of the email's link, and what the data protection lead notes."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from lla import links
from lla.actors import Actor
from lla.desk import DeskRequest
from lla.doors import private, with_permission
from lla.models import User

from ..emails.lists import DELETION_LINK
from ..forms.returns import DeletedForm
from ..models import Download
from ..workflow import returns


@private
@require_http_methods(["GET", "HEAD", "POST"])
def lists_deleted(request: HttpRequest, token: str) -> HttpResponse:
    """Whoever holds the link says which of their lists are deleted; nobody in a list is named."""
    holder = get_object_or_404(User, pk=links.read(DELETION_LINK, token).target)
    downloads = list(Download.objects.filter(by=holder).to_be_deleted().order_by("pk"))
    form = DeletedForm(request.POST if request.method == "POST" else None, downloads=downloads)
    if form.is_bound and form.is_valid():
        returns.say_deleted(holder, form.keys, by=Actor.user(holder, "organiser"))
        messages.success(request, "Thank you. Recorded as deleted.")
        return redirect("organisers:lists_deleted", token)
    return render(request, "organisers/lists_deleted.html", {"downloads": downloads, "form": form})


@require_POST
@with_permission("organisers.protect")
def list_deleted(request: DeskRequest, pk: int) -> HttpResponse:
    """The data protection lead was told another way that a list is deleted."""
    download = get_object_or_404(Download, pk=pk)
    returns.close(download, by=request.user)
    messages.success(request, f"{download.copy_id} recorded as deleted.")
    return redirect(f"{reverse('organisers:all_lists')}?show=open")
