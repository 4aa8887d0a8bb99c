"""What conference does in which session and in which order, and what falls if something is carried."""

from datetime import datetime, timedelta

from django.db import models
from django.db.models import F, Q

from lla.acts.models import Timestamped
from lla.time.wording import hour_in_words

from ..agenda.models import Conference, TouchConferenceTrigger
from ..motion.models import Motion

_OF_A_SESSION = """
    UPDATE motions_conference SET content_version = content_version WHERE id IN (
        SELECT conference_id FROM motions_conferencesession WHERE id IN (OLD.session_id, NEW.session_id)
    );
    RETURN NULL;
"""
_OF_BUSINESS = """
    UPDATE motions_conference SET content_version = content_version WHERE id IN (
        SELECT session.conference_id
        FROM motions_conferencesession session
        JOIN motions_business business ON business.session_id = session.id
        WHERE business.id IN (OLD.business_id, NEW.business_id)
    );
    RETURN NULL;
"""


class OrderPaper(Timestamped):
    """Whether the order paper of a conference is issued; every change of what it says changes this row."""

    conference = models.OneToOneField(Conference, on_delete=models.PROTECT, related_name="order_paper")
    issued_at = models.DateTimeField(null=True, editable=False)
    issued_by = models.ForeignKey(
        "lla.User", null=True, on_delete=models.PROTECT, related_name="+", editable=False
    )

    class Meta:
        triggers = (TouchConferenceTrigger(),)
        constraints = (
            models.CheckConstraint(
                condition=Q(issued_at=None, issued_by=None)
                | Q(issued_at__isnull=False, issued_by__isnull=False),
                name="order_paper_issued_whole",
            ),
        )

    def __str__(self) -> str:
        return f"Order paper of {self.conference}"


class ConferenceSession(models.Model):
    """A part of a day on which conference sits."""

    conference = models.ForeignKey(Conference, on_delete=models.PROTECT, related_name="sessions")
    day = models.DateField()
    begins_at = models.TimeField("begins at")
    ends_at = models.TimeField("ends at")
    title = models.CharField(max_length=120)

    class Meta:
        ordering = ("conference", "day", "begins_at", "pk")
        triggers = (TouchConferenceTrigger(),)
        constraints = (
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("begins_at")),
                name="session_ends_after_start",
                violation_error_message="The session ends before it begins.",
            ),
        )

    def __str__(self) -> str:
        return self.title

    @property
    def hours(self) -> str:
        """10 am to 12.30 pm"""
        return f"{hour_in_words(self.begins_at)} to {hour_in_words(self.ends_at)}"

    @property
    def minutes(self) -> int:
        """How long it lasts."""
        begins, ends = (datetime.combine(self.day, at) for at in (self.begins_at, self.ends_at))
        return (ends - begins) // timedelta(minutes=1)


class Business(models.Model):
    """One piece of business: words, a motion, or several debated together and voted on in sequence."""

    session = models.ForeignKey(ConferenceSession, on_delete=models.CASCADE, related_name="business")
    order = models.PositiveSmallIntegerField()
    words = models.CharField(max_length=300, blank=True)
    minutes = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ("session", "order", "pk")
        triggers = (TouchConferenceTrigger(func=_OF_A_SESSION),)

    def __str__(self) -> str:
        return self.words or f"Business {self.order}"


class BusinessMotion(models.Model):
    """A motion that is voted on, in its place among those debated with it.

    `composite` is read with the whole order paper: the composite that is voted on in its place.
    """

    composite: Motion | None = None

    business = models.ForeignKey(Business, on_delete=models.CASCADE, related_name="votes")
    motion = models.OneToOneField(Motion, on_delete=models.PROTECT, related_name="business")
    order = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ("business", "order")
        triggers = (TouchConferenceTrigger(func=_OF_BUSINESS),)

    def __str__(self) -> str:
        return str(self.motion)


class Consequence(models.Model):
    """What is printed beforehand: if one motion is carried, another falls."""

    conference = models.ForeignKey(Conference, on_delete=models.PROTECT, related_name="consequences")
    carried = models.ForeignKey(Motion, on_delete=models.PROTECT, related_name="+")
    falls = models.ForeignKey(Motion, on_delete=models.PROTECT, related_name="+")
    words = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("conference", "pk")
        triggers = (TouchConferenceTrigger(),)
        constraints = (
            models.UniqueConstraint(
                fields=("carried", "falls"),
                name="consequence_once",
                violation_error_message="This consequence is there already.",
            ),
            models.CheckConstraint(
                condition=~Q(carried=F("falls")),
                name="consequence_of_two",
                violation_error_message="A motion cannot fall because it is carried itself.",
            ),
        )

    def __str__(self) -> str:
        return f"If {self.carried} is carried, {self.falls} falls"
