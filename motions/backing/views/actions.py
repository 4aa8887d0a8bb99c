"""What the people behind a motion do with it, each act on a page that asks for what it needs."""

from dataclasses import replace
from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from lla.accounts.decorators import View
from lla.forms.actions import action_page
from lla.forms.base import post_data
from lla.limits import rate_limits
from lla.time import clock

from ...agenda import nouns
from ...amendments import rules as amendments_rules
from ...amendments import views as amendments_views
from ...amendments import workflow as amendments_workflow
from ...amendments.forms import typed_text
from ...appeals import rules as appeals_rules
from ...appeals import workflow as appeals_workflow
from ...appeals.forms import AppealForm
from ...composites import rules as composites_rules
from ...composites import selectors as composites_selectors
from ...composites import workflow as composites_workflow
from ...motion import rules as motion_rules
from ...motion.choices import Role
from ...motion.models import Backing, Motion
from ...motion.views import Preview, render_preview, spend_on_preview
from .. import rules, workflow
from ..forms import (
    AnswerForm,
    CompositeAnswerForm,
    CorrectedAddressForm,
    InviteForm,
    ReadTextForm,
    RevisionForm,
    SettleForm,
    WithdrawForm,
)
from .backing_action import BackingAction, for_movers
from .co_movers import CO_MOVER, CO_MOVING, answered, signatories
from .session import backing_required
from .waiting import question


def _why_not_correct_officer(motion: Motion) -> list[str]:
    officer = _unconfirmed_officer(motion)
    if officer is None:
        return ["The confirming officer does not have to confirm any more."]
    return rules.why_not_correct_address(officer, email="", now=clock.now())


def _unconfirmed_officer(motion: Motion) -> Backing | None:
    return motion.backings.unconfirmed().filter(role=Role.CONFIRMING_OFFICER).first()


def _invite(motion: Motion, *, by: Backing, invited: tuple[str, ...]) -> None:
    rate_limits.spend("invite", motion.reference)
    workflow.invite(motion, invited, by=by)


def _correct_officer(motion: Motion, *, by: Backing, email: str) -> None:
    if officer := _unconfirmed_officer(motion):
        rate_limits.spend("correct address of", str(officer.pk))
        rate_limits.spend("correct address to", email)
        workflow.correct_address(motion, backing=officer, email=email, by=by)


def _why_not_answer_composite(motion: Motion, *, by: Backing) -> list[str]:
    source = composites_selectors.composite_of(motion)
    if source is None:
        return [composites_rules.IN_NONE]
    return composites_rules.why_not_answer(source, by=by, now=clock.now())


def _answer_composite(motion: Motion, *, by: Backing, answer: str, revision: int) -> None:
    if source := composites_selectors.composite_of(motion):
        composites_workflow.give_answer(source, by=by, answer=answer, revision=revision)


CONFIRM = BackingAction(
    name="confirm",
    label="Confirm",
    explains="Read the {noun}, then confirm that you support it.",
    template="motions/backing/confirm.html",
    form=ReadTextForm,
    why_not=lambda motion, by: rules.why_not_confirm(by, now=clock.now()),
    do=lambda motion, by, revision: workflow.confirm(by, seen=revision),
    done="Thank you. You have confirmed.",
)
ANSWER = BackingAction(
    name="answer",
    label="Answer the committee",
    template="motions/backing/answer.html",
    button="Send the answer",
    form=AnswerForm,
    why_not=for_movers(rules.why_not_answer),
    do=workflow.answer,
    done="Answer sent to the committee.",
)
REVISE = BackingAction(
    name="revise",
    label="Revise the text",
    template="motions/backing/revise.html",
    button="Save the new text",
    form=RevisionForm,
    why_not=for_movers(lambda motion: rules.why_not_revise(motion, now=clock.now())),
    do=workflow.revise,
    done="New text saved. Everybody who supports the {noun} has been emailed.",
    told=True,
)
SETTLE = BackingAction(
    name="settle",
    label="Agree to it on the new text",
    template="motions/backing/settle.html",
    form=SettleForm,
    why_not=for_movers(lambda motion: amendments_rules.why_not_settle(motion, now=clock.now())),
    do=amendments_workflow.settle,
    done="Your amendment is now to the new text of the motion.",
)
COMPOSITE = BackingAction(
    name="composite",
    label="Answer about a composite",
    template="motions/backing/composite.html",
    button="Send the answer",
    form=CompositeAnswerForm,
    why_not=_why_not_answer_composite,
    do=_answer_composite,
    done="Answer sent to the committee.",
)
INVITE = BackingAction(
    name="invite",
    label="Invite people to sign",
    explains="We email each of them a link to a page that shows the {noun}, names you as its mover if your "
    "name is printed with it, and lets them sign. They count once they have signed.",
    button="Send the invitations",
    form=InviteForm,
    why_not=for_movers(lambda motion: rules.why_not_support(motion, now=clock.now())),
    do=_invite,
    done="We have emailed everybody on your list who does not support the {noun} yet.",
)
CORRECT_OFFICER = BackingAction(
    name="correct_officer",
    label="Correct the officer’s address",
    explains="We email the confirming officer at the new address straight away. The link in the first email "
    "stops working.",
    button="Send a new email",
    form=CorrectedAddressForm,
    why_not=for_movers(_why_not_correct_officer),
    do=_correct_officer,
    done="We have emailed the new address. The link in the first email no longer works.",
)
REMIND = BackingAction(
    name="remind",
    label="Remind those who have not confirmed",
    explains="We send one more email to everybody who has not confirmed. You can do this once a day.",
    button="Send the reminder",
    why_not=for_movers(lambda motion: rules.why_not_remind(motion, now=clock.now())),
    do=workflow.remind,
    done="We have emailed everybody who has not confirmed.",
)
APPEAL = BackingAction(
    name="appeal",
    label="Appeal against the ruling",
    explains="Two members of the steering committee who did not make the ruling look at it again. You can do "
    "this once.",
    button="Send the appeal",
    form=AppealForm,
    why_not=for_movers(lambda motion: appeals_rules.why_not_appeal(motion, now=clock.now())),
    do=appeals_workflow.appeal,
    done="Appeal sent to the committee.",
)
WITHDRAW = BackingAction(
    name="withdraw",
    label="Withdraw the {noun}",
    template="motions/backing/withdraw.html",
    form=WithdrawForm,
    why_not=for_movers(lambda motion: rules.why_not_withdraw(motion, now=clock.now())),
    do=workflow.withdraw,
    done="{Noun} withdrawn. We have emailed the people who supported it.",
    final=True,
    told=True,
)
WITHDRAW_SUPPORT = BackingAction(
    name="withdraw_support",
    label="Withdraw my name",
    explains="We remove your name from this {noun} and tell its movers. If it is still open for signatures, "
    "you can sign it again.",
    why_not=lambda motion, by: rules.why_not_withdraw_support(by, now=clock.now()),
    do=lambda motion, by: workflow.withdraw_support(by),
    done="You have withdrawn your name from the {noun}.",
    final=True,
    leaves=True,
)
# The answer about a composite is not among them: whoever is asked for it sees what they are asked first.
ACTIONS = (
    CONFIRM,
    CO_MOVING,
    ANSWER,
    SETTLE,
    INVITE,
    REMIND,
    CORRECT_OFFICER,
    REVISE,
    CO_MOVER,
    APPEAL,
    WITHDRAW,
    WITHDRAW_SUPPORT,
)


def available_actions(backing: Backing) -> list[BackingAction]:
    """What this person may do now."""
    motion = backing.motion
    return [worded(action, motion) for action in ACTIONS if not action.why_not(motion, by=backing)]


def refused_actions(backing: Backing) -> list[tuple[BackingAction, list[str]]]:
    """What somebody who acts for the motion may not do now, and why."""
    motion = backing.motion
    if motion_rules.why_not_act_for(motion, by=backing):
        return []
    asked = [(action, action.why_not(motion, by=backing)) for action in ACTIONS if action.told]
    return [(worded(action, motion), reasons) for action, reasons in asked if reasons]


def worded(action: BackingAction, motion: Motion) -> BackingAction:
    return action.worded(**nouns.words(motion.nature))


def backing_page(
    request: HttpRequest,
    backing: Backing,
    action: BackingAction,
    *,
    preview: object = None,
    moved: object = None,
    **options: object,
) -> HttpResponse:
    """The page of an action; one that is not possible leads back to the motion, which then says why."""
    motion = backing.motion
    back = partial(redirect, "motions:track", motion.reference)
    if action.leaves:
        back = partial(redirect, "motions:mine")
    return action_page(
        request,
        worded(action, motion),
        motion,
        by=backing,
        template=action.template,
        back=back,
        context={
            "backing": backing,
            "motion": motion,
            "closes": motion.conference.closes_at(motion.closing),
            "preview": preview,
            "moved": moved,
        },
        only_show="show" in request.POST,
        leads_back=True,
        **options,
    )


def _view(action: BackingAction) -> View:
    @backing_required
    def view(request: HttpRequest, backing: Backing) -> HttpResponse:
        return backing_page(request, backing, action)

    return view


invite = _view(INVITE)
correct_officer = _view(CORRECT_OFFICER)
remind = _view(REMIND)
appeal = _view(APPEAL)
withdraw_support = _view(WITHDRAW_SUPPORT)


@backing_required
def answer(request: HttpRequest, backing: Backing) -> HttpResponse:
    return backing_page(request, backing, ANSWER, preview=question(backing.motion))


@backing_required
def co_mover(request: HttpRequest, backing: Backing) -> HttpResponse:
    motion = backing.motion
    choices = {"signatories": signatories(motion), "everybody": motion.backings.standing()}
    return backing_page(request, backing, CO_MOVER, **choices)


@backing_required
def co_moving(request: HttpRequest, backing: Backing) -> HttpResponse:
    done = answered(backing.motion, agrees=request.POST.get("agrees") == "yes")
    return backing_page(request, backing, replace(CO_MOVING, done=done))


@backing_required
def withdraw(request: HttpRequest, backing: Backing) -> HttpResponse:
    return backing_page(request, backing, WITHDRAW, noun=backing.motion.noun)


@backing_required
def settle(request: HttpRequest, backing: Backing) -> HttpResponse:
    """An amendment as it was offered on the new text of its motion, beside what it was."""
    moved = amendments_views.offered(backing.motion)
    return backing_page(request, backing, SETTLE, moved=moved, offered=moved["to"].pk if moved else None)


@backing_required
def revise(request: HttpRequest, backing: Backing) -> HttpResponse:
    """A new text, begun from the present one, or from what applies to the new text of an amended motion."""
    motion, fields = backing.motion, ("title", "body", "appendix")
    moved = amendments_views.moved_on(motion)
    begun = moved.text if moved else motion.text
    amended = motion.amends.current_id if motion.amends else None
    base = motion.amends.text if motion.amends else None
    data = post_data(request)
    sent = None if data is None else typed_text(base, data)
    form = RevisionForm(sent, initial={name: getattr(begun, name) for name in fields})
    form.ask_about(motion)
    form.as_a_whole = "whole" in request.GET

    def save(motion: Motion, *, by: Backing, why: str, **typed: str) -> None:
        workflow.revise(motion, form.text, by=by, why=why, base=motion.text.number, amended=amended)
        for sentence in form.joined:
            messages.info(request, sentence)

    def preview() -> Preview:
        return _preview(motion, *(form[name].value() or "" for name in fields))

    action = replace(REVISE, form=lambda data: form, do=save)
    return backing_page(request, backing, action, preview=preview, moved=moved)


def _preview(motion: Motion, *typed: str) -> Preview:
    if motion.amends:
        return amendments_views.render_preview(motion.amends, motion.amends.text, *typed, own=motion)
    return render_preview(motion.conference, *typed, limited=motion_rules.has_limit(motion))


@backing_required
def revise_preview(request: HttpRequest, backing: Backing) -> HttpResponse:
    """The new text as it will read: a piece of a page."""
    spend_on_preview(request, of=backing.motion.reference)
    amended = backing.motion.amends
    typed = typed_text(amended.text if amended else None, request.POST)
    texts = (typed.get(name, "") for name in ("title", "body", "appendix"))
    return HttpResponse(str(_preview(backing.motion, *texts)))
