"""“My motions”: the way in by an emailed link, and the page that tracks one motion for its people."""

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from lla import clock, limits, links
from lla.emails import mailbox
from lla.forms import told_on
from lla.refusals import LinkRefused

from .. import papers, rules, showing, wording, workflow
from ..choices import Act, Role, Route, Status
from ..forms.asking import AddressForm
from ..models import Backing, Motion
from . import history
from .acting import open_to, refused_to
from .entrance import email_of, enter_as, for_its_people, leave_mine, posted, private

ASKED = "If this address was used for a motion, we have emailed a link to it. Check your email."
MOST = 200


@private
def mine(request: HttpRequest) -> HttpResponse:
    """The motions of whoever has come in; everybody else asks for a link."""
    if email := email_of(request):
        motions = Motion.objects.backed_by(email).select_related("conference", "current")[:MOST]
        shown = [(motion, wording.TONES[Status(motion.status)]) for motion in motions]
        return render(request, "motions/mine.html", {"email": email, "motions": shown})
    form = AddressForm(posted(request))
    if request.method == "POST" and form.is_valid():
        with told_on(form):
            limits.spend("mine", form.cleaned_data["email"])
            limits.spend("mine from", limits.client(request))
            workflow.send_my_motions(form.cleaned_data["email"])
            messages.success(request, ASKED)
            return redirect("motions:mine")
    return render(request, "motions/mine.html", {"form": form})


@private
def enter(request: HttpRequest, token: str) -> HttpResponse:
    """The emailed way in; its link works once."""
    try:
        link = links.read("mine", token)
        if request.method == "POST":
            links.spend(link)
            enter_as(request, Backing.objects.get(pk=link.target).email)
            return redirect("motions:mine")
    except LinkRefused:
        if email_of(request):
            return redirect("motions:mine")
        raise
    return render(request, "motions/enter.html")


@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """Close "my motions" on a computer that others use."""
    leave_mine(request)
    messages.success(request, "Your motions are closed in this browser.")
    return redirect("motions:mine")


@for_its_people
def track(request: HttpRequest, backing: Backing) -> HttpResponse:
    """Where a motion is, what happens next, and what this person may still do."""
    motion, now = backing.motion, clock.now()
    context = {
        "backing": backing,
        "motion": motion,
        "blocks": papers.text_blocks(motion.text),
        "closes": motion.conference.closes_at(motion.kind),
        **_standing(motion),
        "refusals": _refusals(backing),
        "hidden": showing.sentences(motion),
        "address": _where_people_sign(request, motion),
        "question": _question(motion),
        "actions": open_to(backing, now=now),
        "refused": refused_to(backing, now=now),
        "history": history.told(motion, motion.events.filter(public=True).select_related("remark"), []),
    }
    return render(request, "motions/track.html", context)


def _refusals(backing: Backing) -> list[str]:
    """Of the mover's own address and the officer's, which the mover gave: that it takes no email."""
    if backing.role != Role.MOVER:
        return []
    named = Q(pk=backing.pk) | Q(role=Role.CONFIRMING_OFFICER)
    people = backing.motion.backings.filter(named, withdrawn_at=None)
    return list(mailbox.refusals(people.values_list("email", flat=True)).values())


def _standing(motion: Motion) -> dict[str, object]:
    """Where a motion is, who stands behind it, and what happens next."""
    people, needed = motion.backings.standing().by_name(), motion.conference.signatories_needed
    in_time = wording.in_time_if_confirmed(motion.conference, motion.kind, sent_at=motion.submitted_at)
    return {
        "people": people,
        "tone": wording.TONES[Status(motion.status)],
        "next_step": wording.next_step(motion.status, standing=len(people), needed=needed),
        "in_time": "" if motion.received_at else in_time,
    }


def _where_people_sign(request: HttpRequest, motion: Motion) -> str:
    """The address to pass on; empty when nobody can sign."""
    if motion.route != Route.SIGNATORIES or rules.why_not_support(motion, now=clock.now()):
        return ""
    return request.build_absolute_uri(reverse("motions:sign", args=[links.key("sign", motion.pk)]))


def _question(motion: Motion) -> str:
    """What the committee has asked and waits to hear."""
    if rules.why_not_answer(motion):
        return ""
    asked = motion.events.filter(act=Act.QUERIED).select_related("remark").last()
    return asked.remark.words if asked and hasattr(asked, "remark") else ""
