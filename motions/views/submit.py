"""Sending a motion in: the draft's four steps, its preview, the receipt, and finishing it later."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.views.decorators.http import require_POST

from lla import clock, limits
from lla.emails import mailbox
from lla.forms import told_on
from lla.refusals import NotAllowed
from lla.text import told_joined

from .. import papers, rules, wording, workflow
from ..choices import Kind, Role
from ..forms.asking import AddressForm, BeginForm, CorrectedAddressForm
from ..forms.people import PeopleForm
from ..forms.steps import StepForm
from ..forms.text import TextForm
from ..forms.who import WhoForm
from ..forms.whole import STEPS, Whole
from ..models import Backing, Conference, Draft, Motion
from ..texts import Text
from .entrance import draft_by_link, draft_of, posted, private

LONG_PREVIEW = 20_000  # characters, ten times an ordinary motion
NAMED_BY_SENDER = (Role.MOVER, Role.CONFIRMING_OFFICER)
AFTER = {"who": "motions:step_text", "text": "motions:step_people", "people": "motions:check"}
BEFORE = {"text": "motions:step_who", "people": "motions:step_text"}


@private
def submit(request: HttpRequest) -> HttpResponse:
    """Begin a motion, or hear when that will be possible."""
    now = clock.now()
    conferences = Conference.objects.taking_motions(now=now)
    form = BeginForm(posted(request), conferences=conferences)
    if request.method == "POST" and form.is_valid():
        with told_on(form):
            limits.spend("submit from", limits.client(request))
            return redirect("motions:step_who", form.save().key)
    coming = Conference.objects.current(now=now).filter(motions_open_at__gt=now).first()
    return render(
        request, "motions/submit.html", {"form": form, "conferences": conferences, "coming": coming}
    )


@private
def step_who(request: HttpRequest, key: str) -> HttpResponse:
    return _step(request, key, WhoForm)


@private
def step_text(request: HttpRequest, key: str) -> HttpResponse:
    return _step(request, key, TextForm)


@private
def step_people(request: HttpRequest, key: str) -> HttpResponse:
    return _step(request, key, PeopleForm)


def _step(request: HttpRequest, key: str, form_class: type[StepForm]) -> HttpResponse:
    """Show a step as it was left, or keep what was typed and go where the button says."""
    draft = draft_of(key)
    if draft.motion:
        return redirect("motions:sent", key)
    if request.method != "POST":
        return _show(request, form_class.judged(draft) if "wrong" in request.GET else form_class.begun(draft))
    form = form_class(request.POST, request.FILES, draft=draft)
    if form.too_large or not form.keep():
        return _show(request, form)
    if elsewhere := _elsewhere(form):
        return redirect(elsewhere, key)
    if form.stays:
        return redirect(f"{request.path}#{form.looked_at}")
    if form.is_valid():
        return redirect(AFTER[form.step], key)
    return _show(request, form)


def _elsewhere(form: StepForm) -> str:
    """Where a button leads that asks for nothing to be right yet; a refused file is told of first."""
    if form.refusal:
        return ""
    if "save" in form.data:
        return "motions:save"
    return BEFORE.get(form.step, "") if "back" in form.data else ""


def _show(request: HttpRequest, form: StepForm) -> HttpResponse:
    draft = form.draft
    context = {
        "form": form,
        "draft": draft,
        "conference": draft.conference,
        "step": STEPS.index(type(form)) + 1,
    }
    if isinstance(form, TextForm):
        typed = [form[name].value() or "" for name in ("title", "body", "appendix")]
        context["preview"] = drawn(draft.conference, *typed)
    return render(request, f"motions/submitting/step_{form.step}.html", context)


@private
@require_POST
def preview(request: HttpRequest, key: str) -> HttpResponse:
    """What is being typed, as it will read: a piece of a page. It keeps nothing."""
    return HttpResponse(drawn(draft_of(key).conference, *typed_for_preview(request, of=key)))


def typed_for_preview(request: HttpRequest, *, of: str) -> list[str]:
    """Title, body and appendix as they are typed, no oftener than a person stops typing."""
    typed = [request.POST.get(name, "") for name in ("title", "body", "appendix")]
    long = sum(map(len, typed)) > LONG_PREVIEW
    for bucket in ("preview", "long preview") if long else ("preview",):
        limits.spend(bucket, of)
        limits.spend(f"{bucket} from", limits.client(request))
    return typed


def drawn(conference: Conference, title: str, body: str, appendix: str) -> SafeString:
    """A text drawn as its page will draw it, with its length and every rule it does not meet yet."""
    if reasons := Text.why_too_large(title, body, appendix):
        return render_to_string("motions/preview.html", {"too_large": reasons})
    text = Text.of(title, body, appendix)
    context = {
        "text": text,
        "length": wording.length(text.words, limit=conference.body_words),
        "unmet": [sentence for found in rules.unmet(conference, text).values() for sentence in found],
        "joined": [told for typed in (body, appendix) if (told := told_joined(typed))],
        "blocks": papers.text_blocks(text),
    }
    return render_to_string("motions/preview.html", context)


@private
def check(request: HttpRequest, key: str) -> HttpResponse:
    """Read everything once more and send it, in time or knowingly late."""
    draft = draft_of(key)
    whole = Whole(draft)
    refused: list[str] = []
    if draft.motion:
        return redirect("motions:sent", key)
    if request.method == "POST" and not whole.unfinished:
        try:
            workflow.submit(draft, whole.submission(), late="late" in request.POST)
            return redirect("motions:sent", key)
        except NotAllowed as refusal:
            refused = refusal.reasons
    return render(request, "motions/check.html", {**_ready(draft, whole), "refused": refused, "step": 4})


def _ready(draft: Draft, whole: Whole) -> dict[str, object]:
    """What is still missing, or the whole motion and whether it would come late."""
    context: dict[str, object] = {
        "draft": draft,
        "conference": draft.conference,
        "unfinished": whole.unfinished,
    }
    if not whole.unfinished:
        conference, submission, now = draft.conference, whole.submission(), clock.now()
        context |= {
            "submission": submission,
            "kind": Kind(submission.kind).label,
            "blocks": papers.text_blocks(submission.text),
            "joined": whole.text.joined,
            "closes": conference.closes_at(submission.kind),
            "in_time": wording.in_time(conference, submission.kind),
            "late": not conference.in_time(submission.kind, now),
            "may_be_emergency": submission.kind != Kind.EMERGENCY and conference.in_time(Kind.EMERGENCY, now),
        }
    return context


@private
def sent(request: HttpRequest, key: str) -> HttpResponse:
    """The receipt."""
    draft = draft_of(key)
    motion = draft.motion
    if motion is None:
        return redirect("motions:check", key)
    waiting = motion.backings.unconfirmed().filter(role__in=NAMED_BY_SENDER)
    context = {
        "draft": draft,
        "motion": motion,
        "refusals": mailbox.refusals(person.email for person in waiting).values(),
        "blocks": papers.text_blocks(motion.text),
        "waiting": waiting,
        "remindable": not rules.why_not_remind(motion, now=clock.now()),
        "in_time": wording.in_time_if_confirmed(motion.conference, motion.kind, sent_at=motion.submitted_at),
    }
    return render(request, "motions/sent.html", context)


@private
def sent_address(request: HttpRequest, key: str, pk: int) -> HttpResponse:
    """Another address for somebody whom the sender named and the email did not reach."""
    motion = _sent(key)
    backing = get_object_or_404(motion.backings.filter(role__in=NAMED_BY_SENDER), pk=pk)
    form = CorrectedAddressForm(posted(request))
    if request.method == "POST" and form.is_valid():
        email = form.cleaned_data["email"]
        with told_on(form):
            limits.spend("correct address of", str(backing.pk))
            limits.spend("correct address to", email)
            workflow.correct_address(motion, backing=backing, email=email, by=_mover(motion))
            messages.success(
                request, f"We have emailed {email}. The link in the first email no longer works."
            )
            return redirect("motions:sent", key)
    reasons = rules.why_not_correct_address(backing, email="", now=clock.now())
    context = {"form": form, "motion": motion, "person": backing, "key": key, "reasons": reasons}
    context["refusal"] = mailbox.refusal(backing.email)
    return render(request, "motions/sent_address.html", context)


@private
@require_POST
def sent_remind(request: HttpRequest, key: str) -> HttpResponse:
    """The emails by which people confirm, once more."""
    motion = _sent(key)
    try:
        workflow.remind(motion, by=_mover(motion))
        messages.success(request, "We have emailed them again.")
    except NotAllowed as refusal:
        messages.info(request, " ".join(refusal.reasons))
    return redirect("motions:sent", key)


def _sent(key: str) -> Motion:
    """The motion that a draft has become."""
    return get_object_or_404(Motion.objects.select_related("conference"), draft=draft_of(key))


def _mover(motion: Motion) -> Backing:
    return motion.backings.get(role=Role.MOVER)


@private
def save(request: HttpRequest, key: str) -> HttpResponse:
    """Leave a draft for later, with its link in an email."""
    draft = draft_of(key)
    form = AddressForm(posted(request))
    if request.method == "POST" and form.is_valid():
        with told_on(form):
            limits.spend("save", form.cleaned_data["email"])
            limits.spend("save from", limits.client(request))
            workflow.send_draft_link(draft, to=form.cleaned_data["email"])
            messages.success(request, f"We have sent the link to {form.cleaned_data['email']}.")
            return redirect("motions:save", key)
    address = request.build_absolute_uri(_way_back(draft).url)
    return render(request, "motions/save.html", {"form": form, "draft": draft, "address": address})


@private
def draft(request: HttpRequest, token: str) -> HttpResponse:
    """The emailed way back to a draft."""
    found = draft_by_link(token)
    if request.method == "POST":
        workflow.go_on_with_draft(found)
        return _way_back(found)
    return render(request, "motions/draft.html", {"draft": found})


def _way_back(draft: Draft) -> HttpResponseRedirect:
    """To the first step that something is missing from."""
    unfinished = Whole(draft).unfinished
    return redirect(f"motions:step_{unfinished[0].step}" if unfinished else "motions:check", draft.key)
