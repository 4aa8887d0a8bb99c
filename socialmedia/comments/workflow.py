"""A comment that somebody had to think about: writing it down, and what was done."""

from datetime import datetime
from typing import Any

from django.db import transaction

from lla.accounts.models import User
from lla.acts.actors import Actor
from lla.acts.refusals import allow
from lla.time import clock

from ..channels.models import Channel
from ..guidelines.selectors import parameters_in_force
from ..posts.models import Variant
from ..record.workflow import lock, record
from . import rules
from .choices import CommentAct
from .models import Incident


@transaction.atomic
def note(
    channel: Channel,
    *,
    words: str = "",
    person: str = "",
    link: str = "",
    hostile: bool = False,
    earlier: int = 0,
    harmful: bool = False,
    happened_at: datetime | None = None,
    variant: Variant | None = None,
    by: Actor,
) -> Incident:
    """Write down a comment; `earlier` hostile ones came before it in its debate."""
    now = clock.now()
    happened_at = happened_at or now
    facts: dict[str, Any] = {"variant": variant, "hostile": hostile, "earlier": earlier}
    allow(rules.why_not_note(channel, happened_at, **facts, now=now))
    incident = Incident.objects.create(
        channel=channel,
        words=words,
        person=person,
        link=link,
        harmful=harmful,
        happened_at=happened_at,
        **facts,
    )
    record(incident, CommentAct.NOTED, by=by, hostile=hostile, earlier=earlier, harmful=harmful)
    return incident


@transaction.atomic
def decide(
    incident: Incident, *, done: str, note: str = "", seen: str = "", person: User, by: Actor
) -> Incident:
    """Write down what was done; `seen` is what had been done when the person looked, so that one decides."""
    incident = lock(incident, "channel", "done_by")
    figures = parameters_in_force()
    allow(rules.why_not_decide(incident, done, note=note, seen=seen, figures=figures))
    suggested = rules.suggestion_for(incident, figures).responses
    incident.suggested = ",".join(suggested)
    incident.done, incident.note = done, note
    incident.done_at, incident.done_by = clock.now(), person
    incident.save()
    record(incident, CommentAct.DECIDED, by=by, words=note, done=done, suggested=incident.suggested)
    return incident
