"""Complaining: the form for everybody, and the receipt."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from lla import limits, links
from lla.doors import private
from lla.forms import told_on

from ..forms.complaints import ComplainForm
from ..models import Complaint
from ..workflow import complaints as workflow

RECEIPT = "complaint receipt"


@require_http_methods(["GET", "HEAD", "POST"])
def complain(request: HttpRequest) -> HttpResponse:
    form = ComplainForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        with told_on(form):
            complaint = form.complaint
            if complaint.email:
                limits.spend("complain", complaint.email)
            limits.spend("complain from", limits.client(request))
            complaint = workflow.receive_once(complaint)
            return redirect("socialmedia:complaint_sent", links.key(RECEIPT, complaint.pk))
    return render(request, "socialmedia/complain.html", {"form": form})


@require_safe
@private
def complaint_sent(request: HttpRequest, key: str) -> HttpResponse:
    """The receipt: the reference and what happens next, and nothing of what was written."""
    pk, _ = links.read_key(RECEIPT, key)
    complaint = get_object_or_404(Complaint, pk=pk)
    return render(request, "socialmedia/complaint_sent.html", {"complaint": complaint})
