"""Which motions a composite is made of, where its clauses came from, what the people behind them said."""

import pgtrigger
from django.db import models
from django.db.models import F, Q

from lla.time import clock

from ..motion import numbering
from ..motion.models import Backing, Motion, Revision
from ..motion.triggers import TouchMotionTrigger
from . import options
from .choices import AmendmentFate, ConsentAnswer, OriginKind, SpeaksAs

TOUCH_BOTH = """
    UPDATE motions_motion SET content_version = content_version
    WHERE id IN (OLD.motion_id, NEW.motion_id, OLD.composite_id, NEW.composite_id)
    AND published_at IS NOT NULL;
    RETURN NULL;
"""

# Nobody reads of what has not taken effect.
TOUCH_ALL_THREE = """
    UPDATE motions_motion SET content_version = content_version
    WHERE NEW.done_at IS NOT NULL AND published_at IS NOT NULL AND id IN (
        SELECT NEW.amendment_id
        UNION SELECT motion_id FROM motions_compositesource WHERE id = NEW.source_id
        UNION SELECT composite_id FROM motions_compositesource WHERE id = NEW.source_id
    );
    RETURN NULL;
"""

TOUCH_OF_REVISION = """
    UPDATE motions_motion SET content_version = content_version
    WHERE id = (SELECT motion_id FROM motions_revision WHERE id = NEW.revision_id)
    AND published_at IS NOT NULL;
    RETURN NULL;
"""


class CompositeSource(models.Model):
    """A motion that a composite is made from, with the text it had.

    `asked` is the text of the composite that its people were asked about last. It has joined while it is part
    of a composite on the agenda, and left when it stood by its text or the composite was dissolved. Where the
    committee has said that its people move or second the composite, `speaker` is who of them does.
    """

    composite = models.ForeignKey(Motion, on_delete=models.PROTECT, related_name="sources")
    motion = models.ForeignKey(Motion, on_delete=models.PROTECT, related_name="in_composites")
    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="+")
    asked = models.ForeignKey(Revision, null=True, on_delete=models.PROTECT, related_name="+")
    joined_at = models.DateTimeField(null=True)
    left_at = models.DateTimeField(null=True)
    speaks_as = models.CharField(max_length=8, choices=SpeaksAs, blank=True)
    speaker = models.ForeignKey(Backing, null=True, on_delete=models.PROTECT, related_name="speaks_for")

    class Meta:
        ordering = ("composite", "pk")
        triggers = (TouchMotionTrigger(func=TOUCH_BOTH),)
        constraints = (
            models.UniqueConstraint(fields=("composite", "motion"), name="composite_source_once"),
            models.UniqueConstraint(
                fields=("motion",),
                condition=Q(left_at__isnull=True),
                name="composite_source_of_one",
                violation_error_message="This motion is in another composite already.",
            ),
            models.CheckConstraint(condition=~Q(composite=F("motion")), name="composite_source_of_another"),
            models.UniqueConstraint(
                fields=("composite", "speaks_as"),
                condition=~Q(speaks_as=""),
                name="composite_spoken_for_once",
            ),
            models.CheckConstraint(
                condition=Q(speaker__isnull=True) | ~Q(speaks_as=""), name="composite_speaker_has_part"
            ),
        )

    def __str__(self) -> str:
        return f"{self.motion.reference} in {self.composite.reference}"

    @property
    def is_part(self) -> bool:
        """Whether the composite is said to be made of it: once it is on the agenda, of those that agreed."""
        return self.joined_at is not None or not self.composite.label


class SourceAmendment(models.Model):
    """What the committee has decided about an amendment to a motion of a composite, and what came of it.

    It takes effect when the motion joins. `text` and `label` are those that the amendment had with its motion
    until then: with this text it comes back when the composite ends.
    """

    source = models.ForeignKey(CompositeSource, on_delete=models.PROTECT, related_name="amendments")
    amendment = models.ForeignKey(Motion, on_delete=models.PROTECT, related_name="fates")
    fate = models.CharField(max_length=5, choices=AmendmentFate)
    decided_by = models.ForeignKey("lla.User", on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(default=clock.now)
    done_at = models.DateTimeField("in effect since", null=True)
    text = models.ForeignKey(Revision, null=True, on_delete=models.PROTECT, related_name="+")
    label = models.CharField(max_length=24, blank=True)
    ended_at = models.DateTimeField("no longer in effect since", null=True)

    class Meta:
        ordering = ("source", "pk")
        triggers = (TouchMotionTrigger(func=TOUCH_ALL_THREE),)
        constraints = (
            models.UniqueConstraint(fields=("source", "amendment"), name="source_amendment_once"),
            models.CheckConstraint(
                condition=Q(done_at__isnull=True, text__isnull=True, ended_at__isnull=True)
                | Q(done_at__isnull=False, text__isnull=False),
                name="source_amendment_whole",
            ),
        )

    def __str__(self) -> str:
        return f"{self.amendment.reference}: {self.get_fate_display()}"

    @property
    def moves(self) -> bool:
        return self.fate == AmendmentFate.MOVES

    @property
    def was(self) -> str:
        """What the amendment was called among those to its motion: 3A.1, or m42."""
        item = self.source.motion.item
        label = numbering.full_label(self.label, order=item.order, prefix=item.prefix)
        return label or self.amendment.reference

    @property
    def became(self) -> str:
        """What became of the amendment, for a list: now Composite 1.2."""
        if self.moves:
            return f"now {self.amendment.label or 'an amendment to the composite'}"
        return f"falls with motion {self.source.motion.full_label or self.source.motion.reference}"

    @property
    def holds(self) -> bool:
        """Whether it has taken effect, and its composite has not ended."""
        return self.done_at is not None and self.ended_at is None


class ClauseOrigin(models.Model):
    """Where a unit of a composite's text came from; written with the text and never changed."""

    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="origins")
    place = models.PositiveIntegerField()
    kind = models.CharField(max_length=8, choices=OriginKind)
    source = models.ForeignKey(Revision, null=True, on_delete=models.PROTECT, related_name="+")
    source_place = models.PositiveIntegerField(null=True)

    class Meta:
        ordering = ("revision", "place")
        triggers = (
            pgtrigger.Protect(name="clause_origin_immutable", operation=pgtrigger.Update | pgtrigger.Delete),
        )
        constraints = (
            models.UniqueConstraint(fields=("revision", "place"), name="clause_origin_once"),
            models.CheckConstraint(
                condition=Q(kind=OriginKind.NEW, source__isnull=True, source_place__isnull=True)
                | ~Q(kind=OriginKind.NEW) & Q(source__isnull=False, source_place__isnull=False),
                name="clause_origin_whole",
            ),
        )

    def __str__(self) -> str:
        return f"{self.revision}, {self.place}: {self.get_kind_display()}"


class CompositeOption(models.Model):
    """An answer to a question inside a composite, which conference chooses from; written with the text."""

    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="options")
    question = models.PositiveSmallIntegerField()
    asks = models.CharField("question in words", max_length=options.QUESTION_CHARACTERS)
    place = models.PositiveSmallIntegerField()
    words = models.TextField(max_length=options.ANSWER_CHARACTERS)

    class Meta:
        ordering = ("revision", "question", "place")
        triggers = (
            pgtrigger.Protect(
                name="composite_option_immutable", operation=pgtrigger.Update | pgtrigger.Delete
            ),
            TouchMotionTrigger(operation=pgtrigger.Insert, func=TOUCH_OF_REVISION),
        )
        constraints = (
            models.UniqueConstraint(fields=("revision", "question", "place"), name="composite_option_once"),
        )

    def __str__(self) -> str:
        return self.words[:60]


class CompositeConsent(models.Model):
    """What a mover or co-mover of a source said to one text of a composite; the latest word counts."""

    source = models.ForeignKey(CompositeSource, on_delete=models.PROTECT, related_name="consents")
    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="consents")
    answer = models.CharField(max_length=9, choices=ConsentAnswer)
    backing = models.ForeignKey(Backing, on_delete=models.PROTECT, related_name="consents")
    at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ("source", "pk")
        triggers = (
            pgtrigger.Protect(
                name="composite_consent_immutable", operation=pgtrigger.Update | pgtrigger.Delete
            ),
        )

    def __str__(self) -> str:
        return self.get_answer_display()
