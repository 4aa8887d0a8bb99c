"""The pages of consultations: what waits for this person first, one with its views, answering, closing."""

from datetime import datetime, timedelta
from functools import partial
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from lla.accounts.act_pages import ActPages
from lla.accounts.models import User
from lla.accounts.requests import AuthenticatedHttpRequest
from lla.acts.double_submission import once
from lla.forms.actions import Action
from lla.forms.base import post_data, refusals_as_errors
from lla.time import clock
from lla.words.functions import SortKey

from ..guidelines.selectors import parameters_in_force
from ..team.decorators import actor, asking, for_readers, for_team, standing_of
from . import rules, workflow
from .choices import Opinion
from .forms import AskForm, OutcomeForm, ViewForm, WithdrawForm
from .models import Consultation, View

A_PAGE = 25
TONES = {Opinion.AGREE: "good", Opinion.AGREE_IF: "wait", Opinion.DISAGREE: "bad"}


@require_safe
@for_readers
def consultations(request: AuthenticatedHttpRequest) -> HttpResponse:
    """What waits for this person's view, what else is open, and what came of the others."""
    now = clock.now()
    seen = rules.visible_to(request.user, standing_of(request, now=now), now=now).with_counts()
    waiting = seen.filter(pk__in=Consultation.objects.asking(request.user).values("pk"))
    closed = seen.filter(closed_at__isnull=False).order_by("-closed_at", "pk")
    context = {
        "waiting": waiting.order_by("closes_at", "pk"),
        "others": seen.standing().exclude(pk__in=waiting.values("pk")).order_by("closes_at", "pk"),
        "page": Paginator(closed, A_PAGE).get_page(request.GET.get("page")),
        "may_ask": standing_of(request, now=now).in_team,
    }
    return render(request, "socialmedia/consultations/consultations.html", context)


@asking
@for_team
def new_consultation(request: AuthenticatedHttpRequest) -> HttpResponse:
    days = parameters_in_force().consultation_days
    first = {"day": localdate(clock.now()) + timedelta(days=days)}
    form = AskForm(post_data(request), initial=first)
    if form.is_bound and form.is_valid():
        with refusals_as_errors(form):
            ask = partial(workflow.open_consultation, by=actor(request), opened_by=request.user)
            own = Consultation.objects.filter(opened_by=request.user)
            asked = once(request, partial(ask, **form.cleaned_data), again=partial(own.latest, "pk"))
            messages.success(request, "Everybody who is asked gets an email.")
            return redirect("socialmedia:consultation", asked.pk)
    context = {"form": form, "days": days}
    return render(request, "socialmedia/consultations/new_consultation.html", context)


@require_safe
@for_readers
def consultation(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """The question, who has said what, and who has not answered."""
    now = clock.now()
    consultation = _consultation(request, pk, now=now)
    shown = question(consultation, request.user, now=now)
    context = {
        **_facts(request, consultation, now=now),
        **shown,
        "may_close": not rules.why_not_close(consultation, request.user, now=now, so_far=shown["answers"]),
        "may_withdraw": not rules.why_not_withdraw(consultation, request.user, now=now),
        "closed_with": rules.closed_with(consultation),
        "ended_by": rules.ended_by(consultation),
    }
    return render(request, "socialmedia/consultations/consultation.html", context)


def _mine(consultation: Consultation, user: User) -> dict[str, Any]:
    """The view that somebody has given so far."""
    mine = consultation.views.filter(user=user, given_at__isnull=False).first()
    return {"initial": {"opinion": mine.opinion, "words": mine.words} if mine else {}}


ACTS = ActPages(
    find=lambda request, pk: _consultation(request, pk, now=clock.now()),
    facts=lambda request, row: _facts(request, row, now=clock.now()),
    back=lambda request, row: redirect("socialmedia:consultation", row.pk),
    opens=for_readers,
    template="socialmedia/consultations/act.html",
)
answer_consultation = ACTS.page(
    Action(
        label="Your view",
        button="Submit your view",
        done="Thank you. Your view is saved.",
        form=ViewForm,
        why_not=lambda row, by: rules.why_not_answer(row, by, now=clock.now()),
        do=workflow.give_view,
    ),
    _mine,
)
close_consultation = ACTS.page(
    Action(
        label="Close the consultation",
        button="Close",
        done="Consultation closed.",
        form=OutcomeForm,
        why_not=lambda row, by: rules.why_not_close(row, by, now=clock.now()),
        do=workflow.close_consultation,
    ),
    lambda row, user: {"said": rules.mark_of_views(Consultation.objects.filter(pk=row.pk))},
)
withdraw_consultation = ACTS.page(
    Action(
        label="Withdraw the question",
        button="Withdraw it",
        done="Question withdrawn.",
        final=True,
        form=WithdrawForm,
        why_not=lambda row, by: rules.why_not_withdraw(row, by, now=clock.now()),
        do=workflow.withdraw,
    )
)


def views_given(asked: Consultation | None) -> list[tuple[View, str]]:
    """The views given so far, the first one first, each with its tone."""
    if asked is None:
        return []
    given = asked.views.filter(given_at__isnull=False).select_related("user").order_by("given_at")
    return [(view, TONES.get(Opinion(view.opinion), "")) for view in given]


def question(asked: Consultation | None, user: User, *, now: datetime) -> dict[str, Any]:
    """What every page that shows a question says: the views, who is waited for, and whether `user` is asked.

    Of one that is closed, who did not answer; that means nothing of one that was withdrawn.
    """
    shown: dict[str, Any] = {"views": views_given(asked), "answers": None}
    if asked is None:
        return shown
    if not asked.is_open:
        silent = (
            asked.views.filter(given_at=None).select_related("user").order_by(SortKey("user__name"), "pk")
        )
        return {**shown, "never": [] if asked.withdrawn else [view.user for view in silent]}
    so_far = rules.answers(asked, now=now)
    return {
        **shown,
        "answers": so_far,
        "silent": so_far.silent,
        "away": so_far.away,
        "overdue": now >= asked.closes_at,
        "may_answer": user in so_far.asked,
        "has_answered": user not in so_far.silent + so_far.away,
    }


def _consultation(request: AuthenticatedHttpRequest, pk: int, *, now: datetime) -> Consultation:
    """A consultation this person may see; any other is not there."""
    seen = rules.visible_to(request.user, standing_of(request, now=now), now=now)
    return get_object_or_404(seen.select_related("opened_by", "complaint", "breachcase"), pk=pk)


def _facts(request: AuthenticatedHttpRequest, row: Consultation, *, now: datetime) -> dict[str, Any]:
    """What every page of one consultation says."""
    return {
        "consultation": row,
        "complaint": getattr(row, "complaint", None),
        "case": rules.case_of(row),
        "why_not_answer": rules.why_not_answer(row, request.user, now=now),
        "crumbs": "socialmedia/consultations/_consultation_crumbs.html",
        "beside": "socialmedia/consultations/_beside_consultation.html",
        "back_url": reverse("socialmedia:consultation", args=[row.pk]),
        "lede": row.question,
        "background": row.background,
        "views": views_given(row),
    }
