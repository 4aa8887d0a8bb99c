"""Sending a motion in: the draft's four steps and its preview."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from lla.accounts.decorators import private_page
from lla.acts.refusals import NotAllowed
from lla.forms.base import post_data, refusals_as_errors
from lla.limits import rate_limits
from lla.time import clock
from organisers.symposia import selectors as symposia_selectors

from ...agenda import wording
from ...agenda.choices import Closing, Kind
from ...agenda.models import Conference
from ...amendments import rules as amendments_rules
from ...amendments import views as amendments_views
from ...amendments.forms import typed_text
from ...amendments.texts import Change
from ...motion import papers as motion_papers
from ...motion import visibility
from ...motion.models import Motion
from ...motion.texts import Text
from ...motion.views import Preview, render_preview, spend_on_preview
from .. import rules, selectors, session, workflow
from ..forms.amendment import AmendmentForm, BeginAmendmentForm
from ..forms.draft import BeginForm, StepForm
from ..forms.steps import PeopleForm, WhoForm, WholeDraft, steps_of
from ..forms.text import TextForm
from ..models import BEFORE, Draft
from ..workflow import Submission
from .later import way_back


@private_page
def submit(request: HttpRequest) -> HttpResponse:
    """Begin a motion, from a symposium with its published words, or hear when that will be possible."""
    now = clock.now()
    source = symposia_selectors.public_words(request.GET.get("symposium", ""))
    conferences = Conference.objects.taking_motions(now=now)
    form = BeginForm(post_data(request), conferences=conferences)
    if request.method == "POST" and form.is_valid():
        with refusals_as_errors(form):
            rate_limits.spend("submit from", rate_limits.client_address(request))
            draft = form.save(words=source.words if source else "")
            session.remember(request, draft)
            return redirect("motions:step_who", draft.key)
    coming = Conference.objects.current(now=now).filter(motions_open_at__gt=now).first()
    return render(
        request,
        "motions/submitting/submit.html",
        {
            "form": form,
            "conferences": conferences,
            "coming": coming,
            "source": source,
            "unfinished": session.unfinished(request),
        },
    )


@private_page
def step_who(request: HttpRequest, key: str) -> HttpResponse:
    return _step(request, key, WhoForm)


@private_page
def amend(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin an amendment to a public motion, or hear why that is not possible."""
    motion = get_object_or_404(Motion.objects.any_nature().public().for_papers(), pk=pk)
    reasons = amendments_rules.why_not_amend(motion, now=clock.now())
    form = BeginAmendmentForm(post_data(request))
    if request.method == "POST" and not reasons and form.is_valid():
        with refusals_as_errors(form):
            rate_limits.spend("submit from", rate_limits.client_address(request))
            draft = workflow.begin_amendment(motion)
            session.remember(request, draft)
            return redirect(_address(steps_of(draft)[0]), draft.key)
    context = {
        "form": form,
        "motion": motion,
        "titled": motion_papers.titled(motion),
        "conference": motion.conference,
        "closes": motion.conference.closes_at(amendments_rules.closing(motion)),
        "reasons": reasons,
        "unfinished": [each for each in session.unfinished(request) if each.amends_id == motion.pk],
    }
    return render(request, "motions/submitting/amend.html", context)


@private_page
def step_text(request: HttpRequest, key: str) -> HttpResponse:
    return _step(request, key, TextForm)


@private_page
def step_people(request: HttpRequest, key: str) -> HttpResponse:
    return _step(request, key, PeopleForm)


def _step(request: HttpRequest, key: str, form_class: type[StepForm]) -> HttpResponse:
    """Show a step as it was left, or keep what was typed and go where the button says."""
    draft = selectors.draft_of(key)
    if draft.motion:
        return redirect("motions:sent", key)
    form_class = _form_of(draft, form_class)
    if request.method != "POST":
        return _show(request, form_class.judged(draft) if "wrong" in request.GET else form_class.begun(draft))
    form = form_class(typed_text(draft.base, request.POST), request.FILES, draft=draft)
    if form.too_large or not form.keep():
        return _show(request, form)
    session.remember(request, draft)
    if elsewhere := _elsewhere(form):
        return redirect(elsewhere, key)
    if form.stays:
        whole = "?whole" if "whole" in request.GET else ""
        return redirect(f"{request.path}{whole}#{form.looked_at}")
    if form.is_valid():
        return redirect(_after(form), key)
    return _show(request, form)


def _form_of(draft: Draft, form_class: type[StepForm]) -> type[StepForm]:
    """The form in which this draft is asked that step."""
    return next(step for step in steps_of(draft) if step.step == form_class.step)


def _after(form: StepForm) -> str:
    """Where one goes on from a step."""
    following = steps_of(form.draft)[_place(form) + 1 :]
    return _address(following[0]) if following else "motions:check"


def _place(form: StepForm) -> int:
    return steps_of(form.draft).index(type(form))


def _address(step: type[StepForm]) -> str:
    return f"motions:step_{step.step}"


def _elsewhere(form: StepForm) -> str:
    """Where a button leads that asks for nothing to be right yet; a refused file is told of first."""
    if form.refusal:
        return ""
    if "save" in form.data:
        return "motions:save"
    before = steps_of(form.draft)[: _place(form)]
    return _address(before[-1]) if before and "back" in form.data else ""


def _show(request: HttpRequest, form: StepForm) -> HttpResponse:
    draft = form.draft
    if isinstance(form, AmendmentForm) and selectors.shows_hidden(draft):
        return _hidden(request, draft, step=_place(form) + 1)
    context = {"form": form, **_facts(draft), "step": _place(form) + 1}
    if isinstance(form, TextForm):
        typed = [form[name].value() or "" for name in ("title", "body", "appendix")]
        context["preview"] = _preview(draft, *typed)
    if isinstance(form, AmendmentForm):
        form.as_a_whole = "whole" in request.GET
        context["before"] = _before(draft)
        return render(request, "motions/submitting/step_amendment.html", context)
    return render(request, f"motions/submitting/step_{form.step}.html", context)


def _hidden(request: HttpRequest, draft: Draft, *, step: int) -> HttpResponse:
    """Instead of a page that would show words of a hidden motion: what was written is saved."""
    return render(request, "motions/submitting/hidden.html", {**_facts(draft), "step": step})


def _before(draft: Draft) -> dict[str, object]:
    """An amendment as it was written to an earlier text of its motion, as long as readers see that text."""
    before, motion = draft.typed.get(BEFORE), draft.amends
    if before is None or motion is None:
        return {}
    base = motion.revisions.get(pk=before["base"])
    written = Text(*(before[name][0] for name in ("title", "body", "appendix")))
    shown = not visibility.visible_text(motion, base).instead
    change = amendments_views.change_context(base, written, Change.between(base, written)) if shown else {}
    return {**before, "base": base, "change": change}


@private_page
@require_POST
def carry_over(request: HttpRequest, key: str) -> HttpResponse:
    """Take an amendment that is being written over to the new text of its motion."""
    draft = selectors.draft_of(key)
    try:
        workflow.carry_over(draft)
        messages.success(request, "Carried over to the new text of the motion. Check it before you send it.")
    except NotAllowed as refusal:
        messages.error(request, " ".join(refusal.reasons))
    return redirect("motions:step_text", key)


def _facts(draft: Draft) -> dict[str, object]:
    """What every page of a draft shows."""
    no_more = rules.why_no_more(draft, now=clock.now())
    return {
        "draft": draft,
        "conference": draft.conference,
        "no_more": no_more,
        "long": selectors.worth_copying(draft) if no_more else [],
    }


def _preview(draft: Draft, title: str, body: str, appendix: str) -> Preview:
    if draft.amends and draft.base:
        return amendments_views.render_preview(draft.amends, draft.base, title, body, appendix)
    return render_preview(draft.conference, title, body, appendix)


@private_page
@require_POST
def preview(request: HttpRequest, key: str) -> HttpResponse:
    """What is being typed, as it will read: pieces of a page. It is kept, for browsers forget pages."""
    draft = selectors.draft_of(key)
    spend_on_preview(request, of=key)
    form = _form_of(draft, TextForm)(typed_text(draft.base, request.POST), draft=draft)
    shown = _preview(draft, *(form.data.get(name, "") for name in ("title", "body", "appendix")))
    saved = draft.saved_words if form.keep_typing() else ""
    return render(request, "motions/submitting/_preview.html", {"preview": shown, "saved": saved})


@private_page
def check(request: HttpRequest, key: str) -> HttpResponse:
    """Read everything once more and send it, in time or knowingly late."""
    draft = selectors.draft_of(key)
    whole = WholeDraft(draft)
    refused: list[str] = []
    if draft.motion:
        return redirect("motions:sent", key)
    if draft.typing:
        return way_back(draft)
    if selectors.shows_hidden(draft):
        return _hidden(request, draft, step=4)
    if request.method == "POST" and not whole.unfinished:
        try:
            workflow.submit(draft, whole.submission(), late="late" in request.POST)
            return redirect("motions:sent", key)
        except NotAllowed as refusal:
            refused = refusal.reasons
    return render(
        request, "motions/submitting/check.html", {**_ready(draft, whole), "refused": refused, "step": 4}
    )


def _ready(draft: Draft, whole: WholeDraft) -> dict[str, object]:
    """What is still missing, or the whole motion and whether it would come late."""
    context: dict[str, object] = {**_facts(draft), "unfinished": whole.unfinished}
    if not whole.unfinished:
        conference, submission, now = draft.conference, whole.submission(), clock.now()
        context |= {
            "submission": submission,
            "kind": Kind(submission.kind).label,
            "blocks": motion_papers.text_blocks(submission.text),
            "joined": whole.text.joined,
            **_changes(submission),
            "closes": conference.closes_at(submission.closing),
            "in_time": wording.in_time(conference, submission.closing),
            "late": not conference.in_time(submission.closing, now),
            "may_be_emergency": submission.amends is None
            and submission.kind != Kind.EMERGENCY
            and conference.in_time(Closing.EMERGENCIES, now),
        }
    return context


def _changes(submission: Submission) -> dict[str, object]:
    """What an amendment changes, as its sender checks it."""
    base, amends = submission.base, submission.amends
    if base is None or amends is None:
        return {}
    change = Change.between(base, submission.text)
    return {
        **amendments_views.change_context(base, submission.text, change),
        "too_long": amendments_rules.too_long(amends, submission.text),
        "moved_on": base.pk != amends.current_id,
    }
