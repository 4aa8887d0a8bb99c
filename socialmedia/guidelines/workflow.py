"""A version of the guidelines from its first draft to the decision that adopts it."""

from django.db import transaction
from django.db.models import Max
from django.utils.timezone import localdate

from lla.accounts.models import User
from lla.acts.actors import Actor
from lla.acts.locks import one_wins
from lla.acts.refusals import OVERTAKEN, NotAllowed, allow
from lla.emails import outbox
from lla.time import clock

from ..record.workflow import record
from ..team.models import Appointment
from . import emails, rules, selectors
from .choices import GuidelineAct
from .models import GuidelineVersion
from .parameters import Parameters


def begin(*, drafted_by: User, by: Actor) -> GuidelineVersion:
    """A draft that says what the version in force says; of two begun at once there is one."""
    allow(rules.why_not_begin())
    in_force = GuidelineVersion.objects.in_force()
    last = GuidelineVersion.objects.aggregate(last=Max("number"))["last"] or 0
    draft = GuidelineVersion(
        number=last + 1,
        words=in_force.words if in_force else "",
        figures=selectors.parameters(in_force).stored(),
        drafted_by=drafted_by,
    )
    with one_wins(rules.why_not_begin):
        draft.save()
        record(draft, GuidelineAct.BEGUN, by=by)
    return draft


@transaction.atomic
def save(
    draft: GuidelineVersion, *, words: str, figures: Parameters, why: str, seen: str, by: Actor
) -> GuidelineVersion:
    """Change the draft; `seen` is its `state` when the writer opened it."""
    draft = _hold(draft)
    allow(rules.why_not_change(draft))
    if seen != draft.state:
        raise NotAllowed([OVERTAKEN])
    draft.words, draft.figures, draft.why = words, figures.stored(), why
    draft.save()
    record(draft, GuidelineAct.CHANGED, by=by)
    return draft


@transaction.atomic
def discard(draft: GuidelineVersion, *, seen: str, by: Actor) -> None:
    """Throw a draft away; `seen` is its `state` when whoever does was asked."""
    draft = _hold(draft)
    allow(rules.why_not_change(draft))
    if seen != draft.state:
        raise NotAllowed([rules.CHANGED_MEANWHILE])
    record(draft, GuidelineAct.DISCARDED, by=by, number=draft.number)
    draft.delete()


@transaction.atomic
def adopt(draft: GuidelineVersion, *, decision: str, link: str = "", adopted_by: User, by: Actor) -> None:
    """Put the draft in force; from this moment every check and report goes by its figures."""
    draft = _hold(draft)
    allow(rules.why_not_adopt(draft, decision=decision))
    draft.decision, draft.decision_link = decision, link
    draft.adopted_at, draft.adopted_by = clock.now(), adopted_by
    draft.save()
    record(draft, GuidelineAct.ADOPTED, by=by, number=draft.number)
    team = Appointment.objects.in_force(on=localdate(clock.now())).people()
    outbox.post(*emails.adopted(draft, team))


def _hold(draft: GuidelineVersion) -> GuidelineVersion:
    locked = GuidelineVersion.objects.select_for_update().filter(pk=draft.pk).first()
    if locked is None:
        raise NotAllowed(["This draft has been discarded."])
    return locked
