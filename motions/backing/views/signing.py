"""The people behind a motion, by the links in their emails: sign, confirm, show or withdraw a name."""

from collections.abc import Callable, Mapping
from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from lla.accounts.decorators import private_page
from lla.acts.double_submission import once
from lla.acts.refusals import NotAllowed
from lla.emails import recipients
from lla.forms.base import post_data, refusals_as_errors
from lla.limits import rate_limits
from lla.links import standing, tokens
from lla.text import differences
from lla.time import clock

from ...amendments.papers import ANY_NATURE
from ...motion import papers as motion_papers
from ...motion import rules as motion_rules
from ...motion import selectors as motion_selectors
from ...motion import visibility, wording
from ...motion.choices import Role, Status
from ...motion.models import Backing, Motion
from ...motion.views import has_read, revision_read
from .. import rules, workflow
from ..forms import SignForm
from . import co_movers
from . import composites as composites_views
from .actions import CONFIRM, backing_page
from .session import backing_required, open_session
from .waiting import waiting


@private_page
def sign(request: HttpRequest, key: str) -> HttpResponse:
    """The address a mover passes on: read the motion, and ask to sign it."""
    return _sign(request, _motion(standing.read_key("sign", key)[0]))


@private_page
def invited(request: HttpRequest, invitation: str) -> HttpResponse:
    """The link in an invitation: whoever signs with the address it went to is counted at once."""
    motion = _motion(tokens.read("invitation", invitation).target)
    return _sign(request, motion, invitation=invitation)


def _sign(request: HttpRequest, motion: Motion, *, invitation: str = "") -> HttpResponse:
    form = SignForm(post_data(request), invited=bool(invitation), noun=motion.noun)
    if request.method == "POST" and form.is_valid():
        with refusals_as_errors(form):
            rate_limits.spend("sign", f"{motion.pk} {form.person.email}")
            rate_limits.spend("sign from", rate_limits.client_address(request))
            proved = recipients.proved_by(invitation, form.person.email)
            sign = partial(workflow.sign, motion, form.person, proved=proved, seen=revision_read(request))
            once(request, sign, again=lambda: None)
            if proved:
                return redirect("motions:signed", invitation)
            return redirect("motions:asked", standing.key("sign", motion.pk))
    reasons = rules.why_not_support(motion, now=clock.now())
    return render(request, "motions/backing/sign.html", {"form": form, "reasons": reasons, **_facts(motion)})


@private_page
def asked(request: HttpRequest, key: str) -> HttpResponse:
    """What happens after signing; the same whoever signed."""
    motion = _motion(standing.read_key("sign", key)[0])
    return render(request, "motions/backing/asked.html", {"motion": motion, "key": key})


@private_page
def signed(request: HttpRequest, invitation: str) -> HttpResponse:
    """What somebody reads who has signed by their invitation; it names nobody, for it may be sent on."""
    link = tokens.read("invitation", invitation)
    motion = _motion(link.target)
    addresses = motion.backings.standing().values_list("email", flat=True)
    if link.mailbox_hash not in recipients.hashes(addresses).values():
        return redirect("motions:invited", invitation)
    return render(request, "motions/backing/signed.html", {"motion": motion})


@private_page
def backing(request: HttpRequest, token: str) -> HttpResponse:
    """The link in every email to somebody behind a motion; it goes on working."""
    found = Backing.objects.select_related("motion")
    person = get_object_or_404(found, pk=tokens.read("backing", token).target)
    if request.method == "POST" and (act := ACTS.get(request.POST.get("act", ""))):
        try:
            act(request, person)
        except NotAllowed as refusal:
            for reason in refusal.reasons:
                messages.info(request, reason)
        return _onwards(request, person, token)
    context = {"backing": person, **_facts(person.motion), **_choices(person)}
    return render(request, "motions/backing/backing.html", context)


@backing_required
def confirm(request: HttpRequest, backing: Backing) -> HttpResponse:
    """The same on a mover's own page."""
    motion = backing.motion
    if request.method == "POST" and not has_read(request, motion.text):
        messages.info(request, motion_rules.NEW_TEXT)
        return redirect("motions:confirm", motion.reference)
    blocks = motion_papers.text_for_signing(motion, ANY_NATURE)
    return backing_page(request, backing, CONFIRM, preview=blocks, revision=motion.text.number)


def _onwards(request: HttpRequest, person: Backing, token: str) -> HttpResponse:
    """Whoever answers for a motion goes on to its own page."""
    if person.answers_for_motion and person.withdrawn_at is None and request.POST["act"] in PAGES:
        open_session(request, person.email)
        return redirect(PAGES[request.POST["act"]], person.motion.reference)
    return redirect("motions:backing", token)


def _confirm(request: HttpRequest, person: Backing) -> None:
    workflow.confirm(person, seen=revision_read(request))
    messages.success(request, "Thank you. You have confirmed.")


def _withdraw(request: HttpRequest, person: Backing) -> None:
    workflow.withdraw_support(person)
    messages.success(request, f"You have withdrawn your name from this {person.motion.noun}.")


def _show(request: HttpRequest, person: Backing) -> None:
    workflow.set_name_public(person, public=True)
    messages.success(request, f"Your name will be printed with the {person.motion.noun}.")


def _hide(request: HttpRequest, person: Backing) -> None:
    workflow.set_name_public(person, public=False)
    messages.success(request, "You will be counted without being named.")


def _answer_co_moving(request: HttpRequest, person: Backing, *, agrees: bool) -> None:
    workflow.answer_co_moving(person, agrees=agrees)
    messages.success(request, co_movers.answered(person.motion, agrees=agrees))


def _open(request: HttpRequest, person: Backing) -> None:
    """Nothing is done to the motion; its page opens, or that on which the person does what waits for them."""


# The pages on which people do what waits for them.
TO_WAITING = (
    "motions:answer",
    "motions:answer_amendments",
    "motions:composite",
    "motions:revise",
    "motions:settle",
)

ACTS: Mapping[str, Callable[[HttpRequest, Backing], None]] = {
    "confirm": _confirm,
    "withdraw": _withdraw,
    "show": _show,
    "hide": _hide,
    "co_move": partial(_answer_co_moving, agrees=True),
    "not_co_move": partial(_answer_co_moving, agrees=False),
    "open": _open,
    **dict.fromkeys(TO_WAITING, _open),
}

# Where whoever answers for a motion goes on to.
PAGES = {
    "confirm": "motions:track",
    "open": "motions:track",
    **{view: view for view in TO_WAITING},
}


def _choices(person: Backing) -> dict[str, object]:
    """What the person may do by this link, and what changed since they last agreed."""
    now, motion, seen = clock.now(), person.motion, person.revision
    why_not_confirm = [] if person.stands else rules.why_not_confirm(person, now=now)
    texts = (seen, motion.text) if seen else ()
    hidden = any(visibility.visible_text(motion, text).instead for text in texts)
    if why_not_confirm or seen == motion.text or hidden:
        seen = None
    waits = waiting(person)
    return {
        "asked": composites_views.asked(person),
        "waiting": waits,
        "asks": bool(waits) or not (person.stands or why_not_confirm),
        "why_not_confirm": why_not_confirm,
        "co_moving": not rules.why_not_answer_co_moving(person),
        "may_withdraw": person.stands and not rules.why_not_withdraw_support(person, now=now),
        "may_be_named": person.role in {Role.SIGNATORY, Role.CO_MOVER} and person.stands,
        "confirming": wording.confirming(person.role, group_name=motion.group_name),
        "changes": differences.compare(seen.body, motion.text.body) if seen else None,
        "appendix_changes": differences.compare(seen.appendix, motion.text.appendix) if seen else None,
    }


def _motion(pk: int) -> Motion:
    return get_object_or_404(
        Motion.objects.any_nature().select_related("conference", "item", "current"), pk=pk
    )


def _facts(motion: Motion) -> dict[str, object]:
    """What everybody asked to stand behind a motion sees of it."""
    signed = motion.backings.standing().count()
    return {
        "motion": motion,
        "conference": motion.conference,
        "closes": motion.conference.closes_at(motion.closing),
        "mover": motion.backings.filter(role=Role.MOVER).first(),
        "blocks": motion_papers.text_for_signing(motion, ANY_NATURE),
        "titled": motion_papers.titled(motion),
        "standing": signed,
        "to_find": motion_selectors.to_find(motion, standing=signed, now=clock.now()),
        "tone": wording.TONES[Status(motion.status)],
    }
