"""What is done for forums without anybody asking: newcomers are kept out of their cases, old names go."""

from django.db import transaction

from lla.acts.actors import SYSTEM
from lla.jobs import schedule
from lla.time import clock

from ..complaints.rules import named_among_us
from ..consultations.models import Consultation, View
from ..record.models import SocialRemark
from ..record.workflow import key_of, record
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
            cases.keep_out_newcomers(cases.hold(case))


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
        asked = Consultation.objects.filter(about=key_of(case))
        View.objects.filter(consultation__in=asked).update(words="")
        asked.update(background="")
        keys = [key_of(case), *(key_of(consultation) for consultation in asked)]
        SocialRemark.objects.filter(event__about__in=keys).delete()
    record(person, ModerationAct.FORGOTTEN, by=SYSTEM)
    return True
