"""What is done for forums by night: whoever has been quiet for two years is forgotten by name."""

from django.db import transaction

from lla import clock
from lla.actors import SYSTEM

from ..models import BreachCase, Consultation, Participant, SocialRemark, View
from ..rules import forums as rules
from .record import key_of, record


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
        _forget_case(case)
    record(person, "forgotten", by=SYSTEM)
    return True


def _forget_case(case: BreachCase) -> None:
    case.leadership_words = case.reason = case.told_words = case.appeal_words = ""
    case.forgotten_at = clock.now()
    case.save()
    asked = Consultation.objects.filter(about=key_of(case))
    View.objects.filter(consultation__in=asked).update(words="")
    asked.update(background="")
    keys = [key_of(case), *(key_of(one) for one in asked)]
    SocialRemark.objects.filter(event__about__in=keys).delete()
