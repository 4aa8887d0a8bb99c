"""The page a group's contact opens by email: a motion in the group's name, to say yes to or to doubt."""

from collections.abc import Callable, Mapping

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from lla.accounts.decorators import private_page
from lla.acts.refusals import NotAllowed
from lla.links import exceptions, tokens
from lla.links.exceptions import LinkRefused

from ..amendments.papers import ANY_NATURE
from ..motion import papers as motion_papers
from ..motion.choices import Role
from ..motion.models import Motion
from ..motion.views import revision_read
from . import emails, rules, workflow
from .models import GroupQuestion

ACTS: Mapping[str, tuple[Callable[[HttpRequest, GroupQuestion], Motion], str]] = {
    "yes": (
        lambda request, question: workflow.vouch(question, seen=revision_read(request)),
        "Thank you. We have told the committee that your group passed the {noun}.",
    ),
    "doubt": (
        lambda request, question: workflow.doubt(question),
        "The {noun} is on hold, and the committee has been told.",
    ),
}


@private_page
def group_told(request: HttpRequest, token: str) -> HttpResponse:
    """The link in the email to a contact; it serves them for as long as they have the address."""
    found = GroupQuestion.objects.select_related(
        "contact", "motion__conference", "motion__item", "motion__current"
    )
    question = get_object_or_404(found, pk=tokens.read(emails.GROUP, token).target)
    if not question.reaches_contact:
        raise LinkRefused(exceptions.REVOKED)
    if request.method == "POST" and (act := ACTS.get(request.POST.get("act", ""))):
        do, done = act
        try:
            do(request, question)
            messages.success(request, done.format(noun=question.motion.noun))
        except NotAllowed as refusal:
            for reason in refusal.reasons:
                messages.info(request, reason)
        return redirect("motions:group_told", token)
    return render(request, "motions/group_questions/group_told.html", _shown(question))


def _shown(question: GroupQuestion) -> dict[str, object]:
    """The motion, and what its reader may say of it."""
    motion = question.motion
    return {
        "question": question,
        "motion": motion,
        "titled": motion_papers.titled(motion),
        "conference": motion.conference,
        "mover": motion.backings.filter(role=Role.MOVER).first(),
        "blocks": motion_papers.text_for_signing(motion, ANY_NATURE),
        "revised_at": motion.revised_since_passed_at,
        "may_vouch": not rules.why_not_vouch(question),
        "may_doubt": not rules.why_not_doubt(question),
    }
