"""What the contacts of a group are asked when a motion comes in its name."""

from django.db import models
from django.db.models import Q
from django.utils.crypto import constant_time_compare

from lla.acts.actors import Actor
from lla.addresses import email
from lla.keys import standing_keys
from lla.time import clock
from organisers.contacts.models import Contact

from ..motion.models import Motion
from .choices import GroupAnswer


class GroupQuestion(models.Model):
    """The email to one contact on record: a motion was sent in your group's name; is that right?

    `asked_at_address` is a keyed hash, so that the link serves whoever had the address that it went to.
    """

    motion = models.ForeignKey(Motion, on_delete=models.CASCADE, related_name="group_questions")
    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="+")
    asked_at_address = models.CharField(max_length=64)
    asked_at = models.DateTimeField(default=clock.now)
    answer = models.CharField(max_length=8, choices=GroupAnswer, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-motion_id", "pk")
        constraints = (
            models.UniqueConstraint(fields=("motion", "contact"), name="group_question_once"),
            models.CheckConstraint(
                condition=Q(answer="", answered_at__isnull=True)
                | ~Q(answer="") & Q(answered_at__isnull=False),
                name="group_question_answered_whole",
            ),
        )

    def __str__(self) -> str:
        return self.get_answer_display() or "not answered"

    @staticmethod
    def hash_of(address: str) -> str:
        return standing_keys.pseudonym("motions.GroupQuestion", email.key(address))

    @property
    def actor(self) -> Actor:
        return Actor("contact", f"contact:{self.contact_id}")

    @property
    def is_overtaken(self) -> bool:
        """Whether the motion's mover has revised it since the contact answered."""
        revised_at = self.motion.revised_since_passed_at
        return bool(self.answered_at and revised_at and self.answered_at < revised_at)

    @property
    def reaches_contact(self) -> bool:
        """Whether the contact is still on record with the address that the email went to."""
        present = self.contact.erased_at is None
        return present and constant_time_compare(self.asked_at_address, self.hash_of(self.contact.email))
