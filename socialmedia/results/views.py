"""The page on which the figures of a post are entered and corrected."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate

from lla.accounts.requests import AuthenticatedHttpRequest
from lla.forms.base import post_data, refusals_as_errors
from lla.forms.optimistic_locking import hold_when_sent
from lla.time import clock
from lla.time.parsing import iso_day

from ..posts.choices import VariantStatus
from ..posts.views.posts import post_of, told
from ..team.decorators import actor, asking, planning_for_team
from . import rules, workflow
from .forms import ResultsForm
from .models import Result


@asking
@planning_for_team
@transaction.atomic
def enter_results(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Every channel on which the post is; `?on=2027-02-03` shows what was entered for that day."""
    row, today = post_of(pk), localdate(clock.now())
    hold_when_sent(request, row)
    on = iso_day(request.GET.get("on", "")) or today
    posted = row.variants.filter(status=VariantStatus.POSTED).select_related("channel", "post")
    variants = list(posted.order_by("channel__platform__order", "pk"))
    known = {result.variant_id: result for result in Result.objects.filter(variant__in=variants, on=on)}
    form = ResultsForm(post_data(request), variants=variants, known=known, on=on, today=today)
    if form.is_bound and form.is_valid():
        with refusals_as_errors(form):
            day = form.cleaned_data["on"]
            workflow.enter(row, day, form.given, user=request.user, by=actor(request))
            messages.success(request, "Results saved.")
            return redirect("socialmedia:post", pk)
    context = {**told(row), "form": form, "refused": rules.why_not_enter(row)}
    return render(request, "socialmedia/results/enter_results.html", context)
