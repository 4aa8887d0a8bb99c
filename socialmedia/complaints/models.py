"""Complaints about what the team does, and who of the team is kept out of one."""

import secrets

from django.db import models
from django.db.models import Q

from lla.accounts.models import User
from lla.addresses.model_fields import MailboxField
from lla.time import clock

from ..deliberations.models import Matter
from .choices import SERIOUS, ComplaintAbout, ComplaintAct, ComplaintKind, ComplaintStatus
from .querysets import ComplaintQuerySet


def unguessable_reference() -> int:
    """Six digits that follow no others: a gap would tell somebody of a complaint about themselves."""
    return 100_000 + secrets.randbelow(900_000)


class Complaint(Matter):
    """Who complained and what they wrote go a while after it is closed; dates and kind stay."""

    acts, noun = ComplaintAct, "complaint"

    id = models.BigIntegerField(primary_key=True, default=unguessable_reference, editable=False)
    kind = models.CharField(max_length=15, choices=ComplaintKind)
    about = models.CharField("who it is about", max_length=11, choices=ComplaintAbout)
    about_words = models.CharField("who, or which post", max_length=300, blank=True)
    link = models.URLField(max_length=500, blank=True)
    name = models.CharField(max_length=80, blank=True)
    email = MailboxField("email", blank=True)
    answer_wanted = models.BooleanField("wants an answer", default=False)
    words = models.TextField("what happened", max_length=10_000, blank=True)
    came_from = models.CharField("comment or message it was", max_length=40, blank=True, editable=False)
    status = models.CharField(
        max_length=10, choices=ComplaintStatus, default=ComplaintStatus.RECEIVED, editable=False
    )
    received_at = models.DateTimeField(default=clock.now)
    taken_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    held_at = models.DateTimeField("holding reply", null=True, blank=True)
    due_on = models.DateField("to be answered by", null=True, blank=True)
    outcome = models.TextField("outcome", max_length=5_000, blank=True)
    reply = models.TextField("reply to the person who complained", max_length=5_000, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    forgotten_at = models.DateTimeField(null=True, blank=True, editable=False)
    those_kept_out = models.ManyToManyField(User, through="KeptOut", related_name="+")

    objects = ComplaintQuerySet.as_manager()

    class Meta:
        ordering = ("-received_at", "-pk")
        constraints = (
            models.CheckConstraint(
                condition=~Q(status=ComplaintStatus.CLOSED) | Q(closed_at__isnull=False),
                name="complaint_closed_when",
            ),
            models.UniqueConstraint(
                fields=("came_from",), condition=~Q(came_from=""), name="complaint_once_of_a_conversation"
            ),
        )

    def __str__(self) -> str:
        return self.reference

    @property
    def reference(self) -> str:
        return f"k{self.pk}"

    @property
    def is_serious(self) -> bool:
        """Whether the leadership says what is to come of it, beside the team."""
        return self.kind in SERIOUS

    @property
    def wants_reply(self) -> bool:
        """Whether somebody waits for an answer and can be reached."""
        return bool(self.email)

    @property
    def is_closed(self) -> bool:
        return self.status == ComplaintStatus.CLOSED

    @property
    def waits_for_reply(self) -> bool:
        """Whether it has to be answered by its day: nobody has replied yet."""
        return self.due_on is not None and not self.held_at and not self.is_closed


class KeptOut(models.Model):
    """Somebody who neither sees a complaint nor is asked: complained of, or recused by their own word."""

    complaint = models.ForeignKey(Complaint, on_delete=models.CASCADE, related_name="kept_out")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="kept_out_of")
    complained_of = models.BooleanField()
    at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ("complaint", "pk")
        constraints = (models.UniqueConstraint(fields=("complaint", "user"), name="kept_out_once"),)

    def __str__(self) -> str:
        return "complained of" if self.complained_of else "recused"
