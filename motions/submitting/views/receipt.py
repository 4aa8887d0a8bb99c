"""What a motion that was sent still waits for, and putting an address right."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from lla.accounts.decorators import private_page
from lla.acts.refusals import NotAllowed
from lla.emails import recipients
from lla.forms.base import post_data, refusals_as_errors
from lla.limits import rate_limits
from lla.time import clock

from ...agenda import wording
from ...amendments.papers import ANY_NATURE
from ...backing import rules as backing_rules
from ...backing import workflow as backing_workflow
from ...backing.forms import CorrectedAddressForm
from ...motion import papers as motion_papers
from ...motion.choices import Role
from ...motion.models import Backing, Motion
from .. import selectors

NAMED_BY_SENDER = (Role.MOVER, Role.CONFIRMING_OFFICER)


@private_page
def sent(request: HttpRequest, key: str) -> HttpResponse:
    """The receipt."""
    draft = selectors.draft_of(key)
    motion = draft.motion
    if motion is None:
        return redirect("motions:check", key)
    waiting = list(motion.backings.unconfirmed().filter(role__in=NAMED_BY_SENDER))
    context = {
        "draft": draft,
        "sender": next((person for person in waiting if person.role == Role.MOVER), None),
        "motion": motion,
        "refusals": recipients.refusals(person.email for person in waiting).values(),
        "blocks": motion_papers.text_for_signing(motion, ANY_NATURE),
        "waiting": waiting,
        "remindable": not backing_rules.why_not_remind(motion, now=clock.now()),
        "in_time": wording.in_time_if_confirmed(
            motion.conference, motion.closing, sent_at=motion.submitted_at
        ),
    }
    return render(request, "motions/submitting/sent.html", context)


@private_page
def sent_address(request: HttpRequest, key: str, pk: int) -> HttpResponse:
    """Another address for somebody whom the sender named and the email did not reach."""
    motion = _sent(key)
    backing = get_object_or_404(motion.backings.filter(role__in=NAMED_BY_SENDER), pk=pk)
    form = CorrectedAddressForm(post_data(request))
    if request.method == "POST" and form.is_valid():
        email = form.cleaned_data["email"]
        with refusals_as_errors(form):
            rate_limits.spend("correct address of", str(backing.pk))
            rate_limits.spend("correct address to", email)
            backing_workflow.correct_address(motion, backing=backing, email=email, by=_mover(motion))
            messages.success(
                request, f"We have emailed {email}. The link in the first email no longer works."
            )
            return redirect("motions:sent", key)
    reasons = backing_rules.why_not_correct_address(backing, email="", now=clock.now())
    context = {"form": form, "motion": motion, "person": backing, "key": key, "reasons": reasons}
    context["refusal"] = recipients.refusal(backing.email)
    return render(request, "motions/submitting/sent_address.html", context)


@private_page
@require_POST
def sent_remind(request: HttpRequest, key: str) -> HttpResponse:
    """The emails by which people confirm, once more."""
    motion = _sent(key)
    try:
        backing_workflow.remind(motion, by=_mover(motion))
        messages.success(request, "We have emailed them again.")
    except NotAllowed as refusal:
        messages.info(request, " ".join(refusal.reasons))
    return redirect("motions:sent", key)


def _sent(key: str) -> Motion:
    """The motion that a draft has become."""
    return get_object_or_404(
        Motion.objects.any_nature().select_related("conference"), draft=selectors.draft_of(key)
    )


def _mover(motion: Motion) -> Backing:
    return motion.backings.get(role=Role.MOVER)
