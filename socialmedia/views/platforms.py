"""The platforms' order of preference: as it stands, another one, and how it came about."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from lla.desk import DeskRequest
from lla.forms import sent, told_on
from lla.moments import moment_in_words

from ..forms.platforms import PreferenceForm
from ..models import Platform, SocialEvent
from ..workflow import platforms as workflow
from .channels import WHO
from .rights import actor, for_manager

STEPS_SHOWN = 10


@require_http_methods(["GET", "HEAD", "POST"])
@for_manager
def platforms(request: DeskRequest) -> HttpResponse:
    """Where an original starts, which page is opened first and which is reduced first."""
    form = PreferenceForm(sent(request))
    if form.is_bound and form.is_valid():
        with told_on(form):
            workflow.prefer(form.order, why=form.cleaned_data["why"], by=actor(request))
            messages.success(request, "Order saved.")
            return redirect("socialmedia:channels")
    return render(request, "socialmedia/platforms.html", {"form": form, "steps": _steps()})


def _steps() -> list[dict[str, str]]:
    """The orders that were chosen, the latest first."""
    names = {one.slug: str(one) for one in Platform.objects.all()}
    chosen = SocialEvent.objects.filter(about=workflow.RECORDED).select_related("remark").order_by("-pk")
    return [
        {
            "at": moment_in_words(one.at),
            "words": ", ".join(names.get(slug, slug) for slug in one.details["order"]),
            "by": WHO.get(one.actor_role, ""),
            "note": one.remark.words if hasattr(one, "remark") else "",
        }
        for one in chosen[:STEPS_SHOWN]
    ]
