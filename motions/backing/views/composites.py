"""Where the people behind a motion see what a composite made of it, and agree or stand by their own text."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from lla.time import clock

from ...agenda.choices import Closing
from ...composites import papers as composites_papers
from ...composites import rules as composites_rules
from ...composites import selectors as composites_selectors
from ...motion.models import Backing
from ...motion.views import has_read
from .actions import COMPOSITE, backing_page
from .session import backing_required


def asked(backing: Backing) -> dict[str, Any] | None:
    """What somebody is asked about a composite, until when, and what they have said; None if nothing is."""
    source = composites_selectors.composite_of(backing.motion)
    if source is None or composites_rules.why_not_answer(source, by=backing, now=clock.now()):
        return None
    composite = source.composite
    last = source.consents.filter(revision=composite.text).order_by("pk").last()
    return {
        "composite": composite,
        "until": composite.conference.closes_at(Closing.COMPOSITES),
        "fates": composites_selectors.fates(source.revision, composite.text),
        "others": [
            composites_selectors.titled(row.motion)
            for row in composites_selectors.sources_of(composite)
            if row.pk != source.pk
        ],
        "answer": last.answer if last else "",
        "answered_at": last.at if last else None,
    }


@backing_required
def composite(request: HttpRequest, backing: Backing) -> HttpResponse:
    """The text of the composite, what became of each clause of the motion, and the two answers."""
    source = composites_selectors.composite_of(backing.motion)
    if source is None:
        messages.info(request, composites_rules.IN_NONE)
        return redirect("motions:track", backing.motion.reference)
    text = source.composite.text
    if request.method == "POST" and not has_read(request, text):
        messages.info(request, composites_rules.OVERTAKEN)
        return redirect("motions:composite", backing.motion.reference)
    preview = {
        "asked": asked(backing),
        "composite": source.composite,
        "blocks": composites_papers.ANY_NATURE.text(source.composite, text),
    }
    return backing_page(request, backing, COMPOSITE, preview=preview, revision=text.number)
