"""What is done for consultations by night: one reminder each, and old words deleted."""

from datetime import timedelta

from django.db import transaction
from django.utils.timezone import localdate

from lla.acts.actors import SYSTEM
from lla.emails import outbox
from lla.jobs import schedule
from lla.time import clock

from ..record.workflow import lock, record
from . import emails, rules
from .choices import ConsultationAct
from .models import Consultation, View

WORDS_KEPT = timedelta(days=365)


@schedule.nightly
def remind_silent() -> None:
    """Remind whoever has given no view, once, before the answers are due."""
    now = clock.now()
    for consultation in Consultation.objects.standing().filter(closes_at__gt=now).order_by("pk"):
        if now >= rules.reminder_due_at(consultation):
            with transaction.atomic():
                _remind(lock(consultation))


def _remind(consultation: Consultation) -> None:
    now = clock.now()
    if not consultation.is_open or now >= consultation.closes_at:
        return
    silent = rules.silent(consultation, now=now)
    views = consultation.views.filter(user__in=silent, reminded_at=None).select_related("user")
    # Whoever was asked today knows of it.
    due = [view for view in views if localdate(view.asked_at) < localdate(now)]
    if not due:
        return
    View.objects.filter(pk__in=[view.pk for view in due]).update(reminded_at=now)
    record(consultation, ConsultationAct.REMINDED, by=SYSTEM, people=[view.user_id for view in due])
    outbox.post(*emails.reminded(consultation, [view.user for view in due]))


@schedule.nightly
def forget_words() -> int:
    """What people wrote with their views goes a year after closing; how many said what stays."""
    old = View.objects.filter(consultation__closed_at__lt=clock.now() - WORDS_KEPT)
    return old.exclude(words="").update(words="")
