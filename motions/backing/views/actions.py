"""What the people behind a motion do with it, each act on a page that asks for what it needs."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from lla.forms.base import Form, refusals_as_errors
from lla.limits import rate_limits
from lla.time import clock

from ...motion import rules as motion_rules
from ...motion.choices import Role
from ...motion.models import Backing, Motion
from ...motion.querysets import BackingQuerySet
from ...motion.views import posted, render_preview, typed_for_preview
from .. import rules, workflow
from ..forms import AnswerForm, CoMoverForm, CorrectedAddressForm, InviteForm, RevisionForm, WithdrawForm
from .session import backing_required

AnyForm = TypeVar("AnyForm", bound=Form)


@dataclass(frozen=True, slots=True)
class Action:
    """One act: its page (and address), its words, its rule, and what is said when it is done.

    `told` actions stay on a mover's page when the rules refuse them, with the reason; one that `leaves` takes
    the person off the motion.
    """

    page: str
    words: str
    why_not: Callable[[Backing, datetime], list[str]]
    done: str
    told: bool = False
    leaves: bool = False

    @property
    def view(self) -> str:
        return f"motions:{self.page}"

    def back(self, motion: Motion) -> HttpResponse:
        """To the motion's own page, or to the list for somebody who has left it."""
        return redirect("motions:mine") if self.leaves else redirect("motions:track", motion.reference)


def _for_motion(
    why_not: Callable[[Backing, datetime], list[str]],
) -> Callable[[Backing, datetime], list[str]]:
    """The rule of an act that only movers and co-movers do."""
    return lambda backing, now: (
        motion_rules.why_not_act_for(backing.motion, by=backing) or why_not(backing, now)
    )


CONFIRM = Action(
    "confirm",
    "Confirm",
    lambda backing, now: rules.why_not_confirm(backing, now=now),
    "Thank you. You have confirmed.",
)
ANSWER = Action(
    "answer",
    "Answer the committee",
    _for_motion(lambda backing, now: rules.why_not_answer(backing.motion)),
    "Answer sent to the committee.",
)
REVISE = Action(
    "revise",
    "Revise the text",
    _for_motion(lambda backing, now: rules.why_not_revise(backing.motion, now=now)),
    "New text saved. Everybody who supports the motion has been emailed.",
    told=True,
)
INVITE = Action(
    "invite",
    "Invite people to sign",
    _for_motion(lambda backing, now: rules.why_not_support(backing.motion, now=now)),
    "We have emailed everybody on your list who does not support the motion yet.",
)
CO_MOVER = Action(
    "co_mover",
    "Name a co-mover",
    lambda backing, now: _why_not_choose_co_mover(backing),
    "Co-mover named. We have emailed them.",
)
CORRECT_OFFICER = Action(
    "correct_officer",
    "Correct the officer’s address",
    _for_motion(lambda backing, now: _why_not_correct_officer(backing.motion, now=now)),
    "We have emailed the new address. The link in the first email no longer works.",
)
REMIND = Action(
    "remind",
    "Remind those who have not confirmed",
    _for_motion(lambda backing, now: rules.why_not_remind(backing.motion, now=now)),
    "We have emailed everybody who has not confirmed.",
)
WITHDRAW = Action(
    "withdraw",
    "Withdraw the motion",
    _for_motion(lambda backing, now: rules.why_not_withdraw(backing.motion, now=now)),
    "Motion withdrawn. We have emailed the people who supported it.",
    told=True,
)
WITHDRAW_SUPPORT = Action(
    "withdraw_support",
    "Withdraw my name",
    lambda backing, now: rules.why_not_withdraw_support(backing, now=now),
    "You have withdrawn your name from the motion.",
    leaves=True,
)
ACTIONS = (CONFIRM, ANSWER, INVITE, REMIND, CORRECT_OFFICER, REVISE, CO_MOVER, WITHDRAW, WITHDRAW_SUPPORT)


def available_actions(backing: Backing, *, now: datetime) -> list[Action]:
    """What this person may do now."""
    return [action for action in ACTIONS if not action.why_not(backing, now)]


def refused_actions(backing: Backing, *, now: datetime) -> list[tuple[Action, list[str]]]:
    """What somebody who acts for the motion may not do now, and why."""
    if motion_rules.why_not_act_for(backing.motion, by=backing):
        return []
    asked = [(action, action.why_not(backing, now)) for action in ACTIONS if action.told]
    return [(action, reasons) for action, reasons in asked if reasons]


@backing_required
def confirm(request: HttpRequest, backing: Backing) -> HttpResponse:
    return _do(request, backing, CONFIRM, Form(posted(request)), lambda form: workflow.confirm(backing))


@backing_required
def answer(request: HttpRequest, backing: Backing) -> HttpResponse:
    def act(form: AnswerForm) -> None:
        workflow.answer(backing.motion, by=backing, words=form.cleaned_data["words"])

    return _do(request, backing, ANSWER, AnswerForm(posted(request)), act)


@backing_required
def revise(request: HttpRequest, backing: Backing) -> HttpResponse:
    """A new text, begun from the present one."""

    def act(form: RevisionForm) -> None:
        why, base = form.cleaned_data["why"], backing.motion.text.number
        workflow.revise(backing.motion, form.text, by=backing, why=why, base=base)
        for told in form.joined:
            messages.info(request, told)

    return _do(request, backing, REVISE, _revision_form(request, backing), act)


def _revision_form(request: HttpRequest, backing: Backing) -> RevisionForm:
    motion = backing.motion
    present = {name: getattr(motion.text, name) for name in ("title", "body", "appendix")}
    form = RevisionForm(posted(request), initial=present)
    form.ask_of(motion.conference, preview_url=reverse("motions:revise_preview", args=[motion.reference]))
    return form


@backing_required
def revise_preview(request: HttpRequest, backing: Backing) -> HttpResponse:
    """The new text as it will read: a piece of a page."""
    typed = typed_for_preview(request, of=backing.motion.reference)
    return HttpResponse(render_preview(backing.motion.conference, *typed))


@backing_required
def invite(request: HttpRequest, backing: Backing) -> HttpResponse:
    def act(form: InviteForm) -> None:
        rate_limits.spend("invite", backing.motion.reference)
        workflow.invite(backing.motion, form.cleaned_data["invited"], by=backing)

    return _do(request, backing, INVITE, InviteForm(posted(request)), act)


@backing_required
def correct_officer(request: HttpRequest, backing: Backing) -> HttpResponse:
    def act(form: CorrectedAddressForm) -> None:
        motion, email = backing.motion, form.cleaned_data["email"]
        if officer := _unconfirmed_officer(motion):
            rate_limits.spend("correct address of", str(officer.pk))
            rate_limits.spend("correct address to", email)
            workflow.correct_address(motion, backing=officer, email=email, by=backing)

    return _do(request, backing, CORRECT_OFFICER, CorrectedAddressForm(posted(request)), act)


@backing_required
def remind(request: HttpRequest, backing: Backing) -> HttpResponse:
    def act(form: Form) -> None:
        workflow.remind(backing.motion, by=backing)

    return _do(request, backing, REMIND, Form(posted(request)), act)


@backing_required
def co_mover(request: HttpRequest, backing: Backing) -> HttpResponse:
    def act(form: CoMoverForm) -> None:
        workflow.name_co_mover(form.cleaned_data["backing"], by=backing)

    form = CoMoverForm(posted(request), signatories=_signatories(backing))
    return _do(request, backing, CO_MOVER, form, act)


@backing_required
def withdraw(request: HttpRequest, backing: Backing) -> HttpResponse:
    def act(form: WithdrawForm) -> None:
        workflow.withdraw(backing.motion, by=backing, note=form.cleaned_data["note"])

    return _do(request, backing, WITHDRAW, WithdrawForm(posted(request)), act)


@backing_required
def withdraw_support(request: HttpRequest, backing: Backing) -> HttpResponse:
    def act(form: Form) -> None:
        workflow.withdraw_support(backing)

    return _do(request, backing, WITHDRAW_SUPPORT, Form(posted(request)), act)


def _do(
    request: HttpRequest, backing: Backing, action: Action, form: AnyForm, act: Callable[[AnyForm], object]
) -> HttpResponse:
    """Show an action's page, do it when it is sent, and come back with every refusal and every word typed."""
    if request.method != "POST":
        if reasons := action.why_not(backing, clock.now()):
            messages.info(request, " ".join(reasons))
            return action.back(backing.motion)
    elif "show" not in request.POST and form.is_valid():
        with refusals_as_errors(form):
            act(form)
            messages.success(request, action.done)
            return action.back(backing.motion)
    return render(request, f"motions/backing/{action.page}.html", _shown(backing, action, form))


def _shown(backing: Backing, action: Action, form: Form) -> dict[str, object]:
    context = {"form": form, "backing": backing, "motion": backing.motion, "action": action}
    if isinstance(form, RevisionForm):
        typed = [form[name].value() or "" for name in ("title", "body", "appendix")]
        context["preview"] = render_preview(backing.motion.conference, *typed)
    return context


def _signatories(backing: Backing) -> BackingQuerySet:
    return backing.motion.backings.standing().filter(role=Role.SIGNATORY).by_name()


def _unconfirmed_officer(motion: Motion) -> Backing | None:
    return motion.backings.unconfirmed().filter(role=Role.CONFIRMING_OFFICER).first()


def _why_not_correct_officer(motion: Motion, *, now: datetime) -> list[str]:
    officer = _unconfirmed_officer(motion)
    if officer is None:
        return ["The confirming officer does not have to confirm any more."]
    return rules.why_not_correct_address(officer, email="", now=now)


def _why_not_choose_co_mover(backing: Backing) -> list[str]:
    if backing.role != Role.MOVER or not backing.stands:
        return ["Only the mover can name co-movers."]
    return [] if _signatories(backing).exists() else ["Nobody else has signed the motion yet."]
