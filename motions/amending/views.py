"""The pages on which the mover of a motion reads the amendments to it and answers them."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from lla.acts.refusals import NotAllowed
from lla.time import clock

from ..amendments import rules as amendments_rules
from ..amendments import views as amendments_views
from ..backing.views.session import backing_required
from ..motion.models import Backing
from ..motion.rules import why_not_act_for
from . import workflow

DONE = {
    "accept": "You have accepted {label}. We have emailed its mover.",
    "decline": "You have not accepted {label}. We have emailed its mover. You can change this later.",
}


@backing_required
def answer_amendments(request: HttpRequest, backing: Backing) -> HttpResponse:
    """The amendments to somebody's motion, each with what its mover has said to it."""
    rows = backing.motion.amendments.public().in_label_order().for_papers().select_related("amendment")
    context = {"motion": backing.motion, "amendments": rows}
    return render(request, "motions/amending/answer_amendments.html", context)


@backing_required
def answer_amendment(request: HttpRequest, backing: Backing) -> HttpResponse:
    """One amendment, which the mover accepts or does not."""
    motion = backing.motion
    number = request.GET.get("amendment", "")
    rows = motion.amendments.public().for_papers().select_related("amendment")
    amendment = get_object_or_404(rows, pk=int(number) if number.isdecimal() and len(number) < 19 else 0)
    if request.method == "POST":
        act, seen = request.POST.get("answer", ""), request.POST.get("seen", "")
        do = {"accept": workflow.accept, "decline": workflow.decline}.get(act)
        try:
            if do and seen.isdecimal() and len(seen) < 6:
                do(amendment, by=backing, seen=int(seen))
                messages.success(request, DONE[act].format(label=amendment.label or amendment.reference))
        except NotAllowed as refusal:
            messages.error(request, " ".join(refusal.reasons))
        return redirect("motions:answer_amendments", motion.reference)
    now, by_others = clock.now(), why_not_act_for(motion, by=backing)
    context = {
        "motion": motion,
        "amendment": amendment,
        "final": now >= motion.conference.freeze_at,
        "why_not_accept": by_others or amendments_rules.why_not_accept(amendment, now=now),
        "why_not_decline": by_others or amendments_rules.why_not_decline(amendment, now=now),
        **amendments_views.change_of(amendment),
    }
    return render(request, "motions/amending/answer_amendment.html", context)
