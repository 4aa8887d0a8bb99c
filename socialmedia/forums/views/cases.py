"""The pages of cases: those that are open, one with all that was said, and what is done with it."""

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from lla.accounts.act_pages import ActPages
from lla.accounts.models import User
from lla.accounts.requests import AuthenticatedHttpRequest
from lla.forms.actions import Action
from lla.forms.base import post_data, refusals_as_errors
from lla.time import clock
from lla.words.functions import SortKey

from ...channels.models import Channel
from ...consultations.choices import Asked
from ...consultations.views import question, views_given
from ...deliberations.rules import people_to_keep_out
from ...guidelines.selectors import parameters_in_force
from ...record.models import SocialEvent
from ...team.decorators import actor, asking, for_readers, for_team, standing_of
from .. import papers, rules
from ..choices import CaseAct, CaseStatus
from ..forms import AppealForm, DecideAppealForm, DecideForm, KeepOutForm, NoteForm, OpenForm, ToldForm
from ..models import BreachCase, Participant
from ..workflow import cases as workflow

A_PAGE = 25
TONES = {CaseStatus.OPEN: "bad", CaseStatus.DECIDED: "wait", CaseStatus.APPEALED: "bad"}


@require_safe
@for_readers
def cases(request: AuthenticatedHttpRequest) -> HttpResponse:
    """The open cases, and those that are closed."""
    case = BreachCase.objects.visible_to(request.user).with_all()
    closed = case.filter(status=CaseStatus.CLOSED).order_by("-closed_at", "-pk")
    context = {
        "rows": [(row, TONES.get(CaseStatus(row.status), "")) for row in case.standing()],
        "page": Paginator(closed, A_PAGE).get_page(request.GET.get("page")),
    }
    return render(request, "socialmedia/forums/cases.html", context)


@require_safe
@for_readers
def case(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """One case: the breaches, who says what, what the leadership said, the decision and what came of it."""
    case = _case(request, pk)
    context = {
        **_facts(case),
        **_acts(request, case),
        **question(case.consultation, request.user, now=clock.now()),
        "breaches": case.moderations.with_all(),
        "leaders": case.questions.filter(asked=Asked.LEADERSHIP).first(),
        "kept_out": case.kept_out.order_by(SortKey("name"), "pk"),
        "told": [
            {
                "at": event.at,
                "words": CaseAct(event.act).label,
                # What the leadership said is told also where another word of it came after.
                "because": event.words if event.act == CaseAct.LEADERSHIP_NOTED else "",
            }
            for event in SocialEvent.objects.of(case).filter(act__in=CaseAct.values)
        ],
        "until": papers.until(case) if case.outcome else None,
    }
    return render(request, "socialmedia/forums/case.html", context)


@asking
@for_team
def open_case(request: AuthenticatedHttpRequest, slug: str, pk: int) -> HttpResponse:
    """A member opens one before there is a breach too many."""
    forum = get_object_or_404(Channel.objects.forums(), slug=slug)
    person = get_object_or_404(Participant.objects.filter(moderations__channel=forum).distinct(), pk=pk)
    form = OpenForm(post_data(request))
    if form.is_bound and form.is_valid():
        with refusals_as_errors(form):
            made = workflow.open_case(
                person, forum, **form.cleaned_data, by=actor(request), opened_by=request.user
            )
            return redirect("socialmedia:case", made.pk)
    context = {"form": form, "forum": forum, "person": person}
    return render(request, "socialmedia/forums/open_case.html", context)


ACTS = ActPages(
    find=lambda request, pk: _case(request, pk),
    facts=lambda request, case: {**_facts(case), "views": views_given(case.consultation)},
    back=lambda request, case: redirect("socialmedia:case", case.pk),
    opens=for_team,
    template="socialmedia/consultations/act.html",
    asks=lambda case: case.questions.standing(),
)


def _noted(case: BreachCase, user: User) -> dict[str, Any]:
    """What was noted of the leadership before."""
    if case.leadership_consulted is None:
        return {}
    consulted = "yes" if case.leadership_consulted else "no"
    return {"initial": {"words": case.leadership_words, "consulted": consulted}}


def _why_not_while_decided(case: BreachCase, *, by: User) -> list[str]:
    return [] if case.status == CaseStatus.OPEN else rules.done_already(case, CaseAct.DECIDED)


keep_out_of_case = ACTS.page(
    Action(label="Who is kept out", button="Keep out", form=KeepOutForm, do=workflow.keep_out),
    lambda case, user: {"case": case, "people": people_to_keep_out(now=clock.now())},
)
note_leadership = ACTS.page(
    Action(
        label="The leadership",
        button="Save",
        form=NoteForm,
        why_not=_why_not_while_decided,
        do=workflow.note_leadership,
    ),
    _noted,
)
decide_case = ACTS.page(
    Action(
        label="Decide the case",
        button="Save the decision",
        form=DecideForm,
        why_not=_why_not_while_decided,
        do=workflow.decide,
    ),
    lambda case, user: {"case": case},
)
tell_case = ACTS.page(
    Action(
        label="Tell the person",
        button="Mark as told",
        form=ToldForm,
        why_not=lambda case, by: rules.why_not_tell(case),
        do=workflow.mark_told,
    ),
    lambda case, user: {
        "initial": {"words": "" if rules.why_not_tell(case) else papers.words_to_participant(case)}
    },
)
appeal_case = ACTS.page(
    Action(
        label="Record an appeal",
        button="Save",
        form=AppealForm,
        why_not=lambda case, by: rules.why_not_appeal(case),
        do=workflow.appeal,
    )
)
# By the leadership or somebody of the team, but not by who decided the case.
decide_appeal = ACTS.page(
    Action(
        label="Decide the appeal",
        button="Save the decision",
        form=DecideAppealForm,
        why_not=lambda case, by: rules.why_not_take_appeal(case, by, now=clock.now()),
        do=workflow.decide_appeal,
    ),
    lambda case, user: {"case": case},
    opens=for_readers,
)


@require_POST
@for_team
def case_step(request: AuthenticatedHttpRequest, pk: int, step: str) -> HttpResponse:
    """The acts that need no words: one button each."""
    if step not in STEPS:
        raise Http404
    act, done = STEPS[step]
    act(_case(request, pk), by=request.user)
    messages.success(request, done)
    return redirect("socialmedia:case", pk)


STEPS: Mapping[str, tuple[Callable[..., object], str]] = {
    "ask-leadership": (workflow.ask_leadership, "The leadership has been asked."),
    "close": (workflow.close, "Case closed."),
}


def _case(request: AuthenticatedHttpRequest, pk: int) -> BreachCase:
    """A case this person may know of; any other is not there."""
    related = (
        "participant__platform", "channel", "consultation", "rule", "decided_by", "opened_by",
        "appeal_decided_by", "leadership_by",
    )  # fmt: skip
    return get_object_or_404(BreachCase.objects.visible_to(request.user).select_related(*related), pk=pk)


def _facts(case: BreachCase) -> dict[str, Any]:
    """What every page of one case says."""
    return {
        "case": case,
        "person": case.participant,
        "forum": case.channel,
        "tone": TONES.get(CaseStatus(case.status), ""),
        "crumbs": "socialmedia/forums/_case_crumbs.html",
        "beside": "socialmedia/forums/_beside_case.html",
        "back_url": reverse("socialmedia:case", args=[case.pk]),
        "kicker": case,
        "lede": case.participant,
    }


def _acts(request: AuthenticatedHttpRequest, case: BreachCase) -> dict[str, Any]:
    """Which acts this person may do with it now, and what a ban would still need."""
    in_team, figures = standing_of(request).in_team, parameters_in_force()
    is_open = case.status == CaseStatus.OPEN
    return {
        "is_open": is_open,
        "in_team": in_team,
        "may_tell": in_team and not rules.why_not_tell(case),
        "may_appeal": in_team and not rules.why_not_appeal(case),
        "may_close": in_team and not rules.why_not_close(case),
        "may_decide_appeal": not rules.why_not_take_appeal(case, request.user, now=clock.now()),
        "others": rules.views_of_others(case, request.user) if is_open else 0,
        "figures": figures,
    }
