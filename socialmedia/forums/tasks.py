"""What is done for forums without anybody asking: newcomers are kept out of their cases, old names go."""

from django.db import transaction

from lla.acts.actors import SYSTEM
from lla.jobs import schedule
from lla.time import clock

from ..deliberations import workflow as deliberations
from ..deliberations.rules import named_among_us
from ..record.workflow import record
from . import rules
from .choices import ModerationAct
from .models import BreachCase, Participant
from .workflow import cases


@schedule.minutely
def keep_out_newcomers() -> None:
    """Keep whoever has come to us since out of the cases that may be about them, closed ones too."""
    rows = BreachCase.objects.filter(forgotten_at=None)
    names = rows.order_by("participant").values_list("participant__name", flat=True).distinct()
    if not named_among_us("\n".join(names)):
        return
    for case in rows.order_by("pk"):
        with transaction.atomic():
            held = cases.hold(case)
            deliberations.keep_out_newcomers(held, rules.may_be(held.participant))


@schedule.nightly
def forget_participants() -> int:
    """Names, notes and links go two years after the last thing happened; the counts stay."""
    old = Participant.objects.quiet_since(clock.now() - rules.NAMES_KEPT)
    return sum(_forget(pk) for pk in old.order_by("pk").values_list("pk", flat=True))


@transaction.atomic
def _forget(pk: int) -> bool:
    """Forget one person who is still quiet once their row is held."""
    person = Participant.objects.select_for_update(no_key=True).get(pk=pk)
    if not Participant.objects.quiet_since(clock.now() - rules.NAMES_KEPT).filter(pk=pk).exists():
        return False
    person.name, person.forgotten_at = "", clock.now()
    person.save()
    person.moderations.update(note="", link="", struck_why="")
    for case in person.cases.all():
        case.leadership_words = case.reason = case.told_words = case.appeal_words = ""
        case.forgotten_at = clock.now()
        case.save()
        deliberations.forget_words(case, background="")
    record(person, ModerationAct.FORGOTTEN, by=SYSTEM)
    return True
