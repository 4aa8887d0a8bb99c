"""A sender's own paper before it becomes a motion: changeable, deletable, nobody else's business."""

from django.db import models
from django.utils.timezone import localtime

from lla import links
from lla.models import Timestamped

from .conference import Conference
from .motion import Motion


class Draft(Timestamped):
    """What somebody typed so far, kept as typed even when it is wrong.

    `typed` maps a step ("who", "text", "people") to that form's raw values: {field: [values]}.
    """

    conference = models.ForeignKey(Conference, on_delete=models.PROTECT, related_name="drafts")
    typed = models.JSONField(default=dict)
    saved_at = models.DateTimeField(null=True, blank=True)
    motion = models.OneToOneField(
        Motion, null=True, blank=True, on_delete=models.PROTECT, related_name="draft"
    )

    class Meta:
        ordering = ("-pk",)

    def __str__(self) -> str:
        return f"Draft {self.pk}"

    @property
    def key(self) -> str:
        """Its part of an address: whoever has it may read and change the draft."""
        return links.key("draft", self.pk)

    @property
    def saved_words(self) -> str:
        """saved at 21:14"""
        return f"saved at {localtime(self.saved_at):%H:%M}" if self.saved_at else ""
