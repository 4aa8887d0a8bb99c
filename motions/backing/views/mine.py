"""“My motions”: the way in by an emailed link, and the page that tracks one motion for its people."""

from collections import Counter

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from lla.accounts.decorators import private_page
from lla.emails import recipients
from lla.forms.base import post_data, refusals_as_errors
from lla.limits import rate_limits
from lla.links import standing, tokens
from lla.links.exceptions import LinkRefused
from lla.time import clock

from ...agenda import wording as agenda_wording
from ...amendments import rules as amendments_rules
from ...amendments.models import PendingCarry
from ...amendments.papers import ANY_NATURE
from ...appeals import rules as appeals_rules
from ...appeals import selectors as appeals_selectors
from ...motion import history, visibility, wording
from ...motion import rules as motion_rules
from ...motion import selectors as motion_selectors
from ...motion.choices import BEFORE_RECEIPT, Role, Route, Status
from ...motion.models import Backing, Motion
from .. import rules, workflow
from ..forms import EmailAddressForm
from . import composites as composites_views
from .actions import available_actions, refused_actions
from .session import backing_required, close_session, open_session, session_email
from .waiting import question

ASKED = "If this address was used for a motion, we have emailed a link to it. Check your email."
MOST = 200


@private_page
def mine(request: HttpRequest) -> HttpResponse:
    """The motions of whoever has come in; everybody else asks for a link."""
    if email := session_email(request):
        motions = Motion.objects.any_nature().backed_by(email)
        motions = motions.select_related("conference", "current", "amends__current", "amends__conference")
        motions = motions.prefetch_related("amends__rulings")[:MOST]
        waiting = _to_answer(email)
        shown = [(each, wording.TONES[Status(each.status)], waiting[each.pk]) for each in motions]
        return render(request, "motions/backing/mine.html", {"email": email, "motions": shown})
    form = EmailAddressForm(post_data(request))
    if request.method == "POST" and form.is_valid():
        with refusals_as_errors(form):
            rate_limits.spend("mine", form.cleaned_data["email"])
            rate_limits.spend("mine from", rate_limits.client_address(request))
            workflow.send_my_motions(form.cleaned_data["email"])
            messages.success(request, ASKED)
            return redirect("motions:mine")
    return render(request, "motions/backing/mine.html", {"form": form})


def _to_answer(email: str) -> Counter[int]:
    """How many amendments somebody has not answered, for each motion that they speak for."""
    spoken_for = Backing.objects.movers().filter(email__iexact=email, confirmed_at__isnull=False)
    rows = Motion.objects.amendments().public().to_answer().filter(amends__in=spoken_for.values("motion"))
    return Counter(pk for pk in rows.values_list("amends", flat=True) if pk)


@private_page
def enter(request: HttpRequest, token: str) -> HttpResponse:
    """The emailed way in; its link works once."""
    try:
        link = tokens.read("mine", token)
        if request.method == "POST":
            tokens.spend(link)
            open_session(request, Backing.objects.get(pk=link.target).email)
            return redirect("motions:mine")
    except LinkRefused:
        if session_email(request):
            return redirect("motions:mine")
        raise
    return render(request, "motions/backing/enter.html")


@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """Close "my motions" on a computer that others use."""
    close_session(request)
    messages.success(request, "Your motions are closed in this browser.")
    return redirect("motions:mine")


@backing_required
def track(request: HttpRequest, backing: Backing) -> HttpResponse:
    """Where a motion is, what happens next, and what this person may still do."""
    motion = backing.motion
    hidden_with_motion = visibility.hidden_with_motion(motion)
    context = {
        "backing": backing,
        "motion": motion,
        "blocks": [] if hidden_with_motion else ANY_NATURE.text(motion, motion.text),
        "hidden_with_motion": hidden_with_motion,
        "closes": motion.conference.closes_at(motion.closing),
        **_standing(motion),
        "declined": rules.declined(motion) if backing.role == Role.MOVER else (),
        "refusals": _refusals(backing),
        "hidden": visibility.hidden_sentences(motion),
        "address": _where_people_sign(request, motion),
        "question": question(motion),
        **_amending(motion),
        "asked": composites_views.asked(backing),
        "actions": available_actions(backing),
        "refused": refused_actions(backing),
        "history": history.public_history(
            motion, motion.events.filter(public=True).select_related("remark"), []
        ),
    }
    return render(request, "motions/backing/track.html", context)


def _refusals(backing: Backing) -> list[str]:
    """Of the mover's own address and the officer's, which the mover gave: that it takes no email."""
    if backing.role != Role.MOVER:
        return []
    named = Q(pk=backing.pk) | Q(role=Role.CONFIRMING_OFFICER)
    people = backing.motion.backings.filter(named, withdrawn_at=None)
    return list(recipients.refusals(people.values_list("email", flat=True)).values())


def _standing(motion: Motion) -> dict[str, object]:
    """Where a motion is, who stands behind it, and what happens next."""
    people, needed = motion.backings.standing().by_name(), motion.conference.signatories_needed
    gathers = motion.status in BEFORE_RECEIPT
    in_time = agenda_wording.in_time_if_confirmed(
        motion.conference, motion.closing, sent_at=motion.submitted_at
    )
    return {
        "ruling": appeals_selectors.ruling_out(motion),
        "appeal": appeals_rules.until_or_why_not(motion, now=clock.now()),
        "people": people,
        "standing": len(people),
        "to_find": motion_selectors.to_find(motion, standing=len(people), now=clock.now()),
        "tone": wording.TONES[Status(motion.status)],
        "next_step": wording.FALLEN
        if motion.status in motion_rules.LIVE and amendments_rules.why_fallen(motion)
        else wording.next_step(
            motion.status,
            standing=len(people),
            needed=needed,
            noun=motion.noun,
            amends=motion.amends.noun if motion.amends else "",
        ),
        "in_time": in_time if gathers else "",
    }


def _where_people_sign(request: HttpRequest, motion: Motion) -> str:
    """The address to pass on; empty when nobody can sign."""
    if motion.route != Route.SIGNATORIES or rules.why_not_support(motion, now=clock.now()):
        return ""
    return request.build_absolute_uri(reverse("motions:sign", args=[standing.key("sign", motion.pk)]))


def _amending(motion: Motion) -> dict[str, object]:
    """Of an amendment, whether its motion went on without it; of a motion, which amendments it has."""
    if motion.amends is None:
        amendments = motion.amendments.public()
        return {
            "amended": motion.status in motion_rules.LIVE and amendments.exists(),
            "to_answer": amendments.to_answer().count(),
        }
    fallen = amendments_rules.why_fallen(motion)
    ended = fallen or motion_rules.why_ended(motion)
    return {"waits": None if ended else PendingCarry.objects.filter(motion=motion).first(), "fallen": fallen}
