"""What happened in social media, for ever, and the words said with it, which can go."""

from typing import Self

from django.db import models

from lla.acts.models import Event
from lla.time.wording import moment_in_words


class SocialEventQuerySet(models.QuerySet["SocialEvent"]):
    def of(self, row: models.Model) -> Self:
        """The steps of one row, the newest first, with the words said with them."""
        about = f"{row._meta.model_name}:{row.pk}"
        return self.filter(about=about).select_related("remark").order_by("-pk")


class SocialEvent(Event):
    """One step of a channel, post, message, case, complaint or report; `about` names its row: "post:4"."""

    about = models.CharField(max_length=40)

    objects = SocialEventQuerySet.as_manager()

    class Meta(Event.Meta):
        ordering = ["pk"]
        indexes = (models.Index(fields=("about", "id"), name="social_event_about"),)

    def __str__(self) -> str:
        return f"{self.about}: {self.act}"

    @property
    def words(self) -> str:
        """What was said with it, if anything was and it has not gone."""
        return self.remark.words if hasattr(self, "remark") else ""

    def told(self, words: str, *, by: str, note: str) -> dict[str, str]:
        """As a history shows it: when, what was done, by whom, and what was said with it."""
        return {"at": moment_in_words(self.at), "words": words, "by": by, "note": note}


class SocialRemark(models.Model):
    """The words said with a step: a reason, a note. Unlike the step, they can go."""

    event = models.OneToOneField(
        SocialEvent, on_delete=models.PROTECT, related_name="remark", db_constraint=False
    )
    words = models.TextField(max_length=5_000)

    def __str__(self) -> str:
        return self.words[:60]
