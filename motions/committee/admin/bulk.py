"""What the committee may do to many motions at once: shown first on one page, then done to each by itself."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from lla.accounts.requests import AuthenticatedHttpRequest
from lla.acts.refusals import NotAllowed
from lla.forms.base import Form

from ...motion import wording
from ...motion.models import Motion
from .. import workflow
from ..forms.letters import LetterForm
from .previews import CHANGE, DO, foresee


@dataclass(frozen=True, slots=True, kw_only=True)
class BulkAct:
    """An act on each of many motions: `do(motion, by=…, seen=…, **form.cleaned_data)`.

    `done` is said afterwards, with how many in its gap. An act without a form asks for nothing.
    """

    name: str
    label: str
    explains: str
    done: str
    do: Callable[..., object]
    form: Callable[..., forms.BaseForm] | None = None


RULE_IN_ORDER = BulkAct(
    name="rule_in_order",
    label="Rule in order",
    explains="These motions go on the agenda with their current texts. Labels are given in this order.",
    done="{} ruled in order.",
    do=workflow.rule_in_order,
)
PUBLISH = BulkAct(
    name="publish",
    label="Publish",
    explains="Everybody will be able to read these motions.",
    done="{} published.",
    do=workflow.publish,
)
WRITE = BulkAct(
    name="write",
    label="Write to the movers",
    explains="Each motion’s movers, and the confirming officer of its group, get an email of their own.",
    done="{}: movers emailed.",
    do=workflow.write,
    form=LetterForm,
)


def bulk_page(
    request: AuthenticatedHttpRequest, act: BulkAct, motions: Sequence[Motion], *, frame: Mapping[str, Any]
) -> HttpResponse | None:
    """Ask what the act needs, show what it would do to each motion, and do it; None once it is done."""
    step = request.POST.get("step", "")
    form = act.form(request.POST if step else None) if act.form else Form({})
    context = {**frame, "title": act.label, "act": act, "form": form, "chosen": motions}
    if not form.is_valid() or step == CHANGE:
        return TemplateResponse(request, "motions/committee/bulk_form.html", context)
    do = partial(act.do, by=request.user, **form.cleaned_data)
    if step == DO:
        _do_to_each(request, motions, do, done=act.done)
        return None
    foreseen = foresee(motions, do)
    possible = [each for each in foreseen if not each.reasons]
    context |= {
        "possible": possible,
        "refused": [each for each in foreseen if each.reasons],
        "emails": sum(len(each.emails) for each in possible),
    }
    return TemplateResponse(request, "motions/committee/bulk_preview.html", context)


def _do_to_each(
    request: HttpRequest, motions: Sequence[Motion], do: Callable[..., object], *, done: str
) -> None:
    """Do it to each motion as it was seen."""
    seen = _seen(request.POST.getlist("seen"))
    do_to_each(request, motions, lambda motion: do(motion, seen=seen.get(motion.pk, 0)), done=done)


def _seen(sent: Sequence[str]) -> dict[int, int]:
    """The newest step of each motion in view, by the motion's key; sent as "42:911"."""
    pairs = [each.partition(":") for each in sent]
    return {int(pk): int(step) for pk, _, step in pairs if pk.isdecimal() and step.isdecimal()}


def do_to_each(
    request: HttpRequest, motions: Sequence[Motion], do: Callable[[Motion], object], *, done: str
) -> None:
    """Do it to each motion by itself, and say of each that refuses why."""
    count = 0
    for motion in motions:
        try:
            do(motion)
        except NotAllowed as refusal:
            messages.warning(request, f"{motion.reference}: {' '.join(refusal.reasons)}")
        else:
            count += 1
    if count:
        messages.success(request, done.format(wording.count(count, "motion", "motions")))
