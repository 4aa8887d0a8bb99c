"""A sender's own paper before it becomes a motion: changeable, deletable, nobody else's business."""

from datetime import date, datetime, timedelta

from django.db import models
from django.utils.timezone import localdate

from lla.acts.models import Timestamped
from lla.links import standing
from lla.time.wording import clock_in_words

from ..agenda import nouns
from ..agenda.choices import Closing, Nature
from ..agenda.models import Conference
from ..motion import visibility
from ..motion.models import Motion, Revision
from .querysets import DraftQuerySet

DRAFT = "draft"  # what an emailed link to one is for
PEOPLE = "people"  # the step that asks who moves it
TEXT = "text"  # the step that holds a draft's text
BEFORE = "before"  # beside the steps, an amendment as it was written to an earlier text of its motion
TYPING = "typing"  # beside the steps, what is typed into them and no button has saved yet: {step: values}


class Draft(Timestamped):
    """What somebody typed so far, kept as typed even when it is wrong.

    The draft of an amendment names the motion, and the text of it that the amendment was begun from.
    `typed` maps a step ("who", "text", "people") to that form's raw values: {field: [values]}.
    `warned_at` says when its sender was told that it will be deleted; a later change makes that void.
    """

    KEPT = timedelta(days=90)  # from the last change of what was never sent

    conference = models.ForeignKey(Conference, on_delete=models.PROTECT, related_name="drafts")
    amends = models.ForeignKey(
        Motion, null=True, blank=True, on_delete=models.PROTECT, related_name="drafts_of_amendments"
    )
    base = models.ForeignKey(Revision, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    typed = models.JSONField(default=dict)
    saved_at = models.DateTimeField(null=True, blank=True)
    warned_at = models.DateTimeField(null=True, blank=True)
    motion = models.OneToOneField(
        Motion, null=True, blank=True, on_delete=models.PROTECT, related_name="draft"
    )

    objects = DraftQuerySet.as_manager()

    class Meta:
        ordering = ("-pk",)

    def __str__(self) -> str:
        return f"Draft {self.pk}"

    @property
    def nature(self) -> str:
        """What it becomes when it is sent."""
        return Nature.AMENDMENT if self.amends_id else Nature.MAIN

    @property
    def noun(self) -> str:
        return nouns.noun(self.nature)

    @property
    def a_noun(self) -> str:
        return nouns.a_noun(self.nature)

    @property
    def sent_to(self) -> str:
        """What it will be put to, as `Motion.sent_to` says it."""
        return f"{self.amends.noun} {self.amends.reference}" if self.amends else self.conference.name

    @property
    def closing(self) -> Closing:
        """The closing time it has to keep unless it is an emergency."""
        return Closing.of(nature=self.nature)

    @property
    def closes_at(self) -> datetime:
        return self.conference.closes_at(self.closing)

    @property
    def key(self) -> str:
        """Its part of an address: whoever has it may read and change the draft."""
        return standing.key("draft", self.pk)

    @property
    def kept_until(self) -> date:
        """The day on which it goes unless it is sent or changed."""
        return localdate(self.changed_at) + self.KEPT

    @property
    def title(self) -> str:
        """As it was typed; of an amendment what it amends."""
        if self.amends:
            return f"Amendment to {visibility.titled(self.amends)}"
        return next(iter(self.typed.get(TEXT, {}).get("title", [])), "").strip() or "Without a title"

    @property
    def parts(self) -> tuple[str, str, str]:
        """Title, body and appendix as they were typed last, whether or not a button saved them."""
        left = self.typed.get(TYPING, {}).get(TEXT) or self.typed.get(TEXT, {})
        title, body, appendix = ((left.get(name) or [""])[-1] for name in ("title", "body", "appendix"))
        return title, body, appendix

    @property
    def email(self) -> str:
        """The sender's address as it was typed last, right or wrong; empty if it was not."""
        left = self.typed.get(TYPING, {}).get(PEOPLE) or self.typed.get(PEOPLE, {})
        return str((left.get("email") or [""])[-1])

    @property
    def typing(self) -> str:
        """The step into which somebody typed what no button has saved yet."""
        return next(iter(self.typed.get(TYPING, {})), "")

    @property
    def saved_words(self) -> str:
        """saved at 9.14 pm"""
        return f"saved at {clock_in_words(self.saved_at)}" if self.saved_at else ""
