"""What is done for complaints without anybody asking: newcomers, clocks, and old words that are deleted."""

from datetime import timedelta

from django.db import transaction
from django.db.models import CharField, TextField
from django.utils.timezone import localdate

from lla.acts.actors import SYSTEM, Actor
from lla.emails import outbox
from lla.jobs import schedule
from lla.time import clock

from ..consultations import rules as consultations_rules
from ..consultations import workflow as consultations_workflow
from ..deliberations import workflow as deliberations
from ..record.models import SocialEvent
from ..record.workflow import record
from . import emails, rules
from .choices import ComplaintAct, ComplaintStatus
from .models import Complaint
from .workflow import tell_handlers

# What was written by whoever complained and by the team: every field of words that may be blank.
WORDS = tuple(
    field.name for field in Complaint._meta.fields if isinstance(field, CharField | TextField) and field.blank
)


@schedule.minutely
def ask_newcomers() -> None:
    """Ask whoever has joined the team since, and tell whoever an open complaint falls to now.

    A newcomer whom the complaint names is kept out of it first.
    """
    for pk in Complaint.objects.standing().order_by("pk").values_list("pk", flat=True):
        with transaction.atomic():
            complaint = _hold(pk)
            if not complaint.is_closed:
                named = rules.named_in_it(complaint)
                deliberations.keep_out_newcomers(complaint, named, complained_of=True)
                ask_newcomers_about(complaint)
                tell_handlers(complaint)


def ask_newcomers_about(complaint: Complaint) -> None:
    """For a locked complaint: everybody who should be asked and was not."""
    asked = complaint.consultation
    if complaint.status != ComplaintStatus.CONSULTING or asked is None:
        return
    known = set(asked.views.values_list("user", flat=True))
    today = consultations_rules.asked_today(asked, now=clock.now())
    if new := [user for user in today if user.pk not in known]:
        consultations_workflow.ask(asked, new, by=SYSTEM)


@schedule.nightly
def remind_of_due() -> None:
    """Once, a week before the days of a complaint about personal data run out and nobody has replied."""
    last = localdate(clock.now()) + timedelta(days=rules.REMINDED_BEFORE_DUE + 1)
    for pk in Complaint.objects.due_before(last).order_by("pk").values_list("pk", flat=True):
        with transaction.atomic():
            complaint = _hold(pk)
            reminded = SocialEvent.objects.of(complaint).filter(act=ComplaintAct.DUE_SOON).exists()
            if not (complaint.held_at or complaint.is_closed or reminded):
                record(complaint, ComplaintAct.DUE_SOON, by=SYSTEM)
                outbox.post(*emails.due_soon(complaint, rules.handlers(complaint, now=clock.now())))


@schedule.nightly
def forget_closed() -> int:
    """A year after closing, names, addresses and words go; dates, kind and how many said what stay."""
    old = Complaint.objects.to_forget(before=clock.now() - rules.WORDS_KEPT)
    return sum(_forget(pk) for pk in old.order_by("pk").values_list("pk", flat=True))


@transaction.atomic
def _forget(pk: int) -> bool:
    complaint = _hold(pk)
    if complaint.forgotten_at:
        return False
    forget(complaint, by=SYSTEM)
    return True


def forget(complaint: Complaint, *, by: Actor) -> None:
    """Delete the words of a locked complaint: the team's too, for they may name who complained."""
    for field in WORDS:
        setattr(complaint, field, "")
    complaint.forgotten_at = clock.now()
    complaint.save()
    deliberations.forget_words(complaint, background="", outcome="")
    record(complaint, ComplaintAct.FORGOTTEN, by=by)


def _hold(pk: int) -> Complaint:
    return Complaint.objects.select_for_update(of=("self",), no_key=True).get(pk=pk)
