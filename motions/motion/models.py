"""A motion, its immutable texts, the people behind it, its append-only history and the rulings on it."""

from collections.abc import Sequence

import pgtrigger
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.db.models import Case, F, Q, When
from django.db.models.functions import Lower, Upper
from django.urls import reverse
from django.utils.functional import cached_property

from lla.acts.actors import Actor
from lla.acts.models import Event, Timestamped
from lla.addresses.model_fields import MailboxField
from lla.time import clock
from lla.words.functions import Searchable
from lla.words.search import name_words
from organisers.groups.models import Group

from ..agenda import nouns
from ..agenda.choices import Closing, Kind, Nature
from ..agenda.models import AgendaItem, Conference, ContentVersionTrigger
from . import numbering
from .choices import BEFORE_RECEIPT, Act, Outcome, Role, Route, Status
from .querysets import BackingQuerySet, MotionQuerySet, RevisionQuerySet, RulingQuerySet
from .triggers import TOUCH_MOTION_OF_EVENT, TouchMotionTrigger


class Motion(Timestamped):
    """What somebody asks conference to decide: a motion, an amendment to one, a composite of several.

    Names stand here as given that day. What holds for one nature alone stands in its own subject.
    """

    conference = models.ForeignKey(Conference, on_delete=models.PROTECT, related_name="motions")
    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, related_name="motions")
    nature = models.CharField(max_length=9, choices=Nature, default=Nature.MAIN, editable=False)
    amends = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="amendments", editable=False
    )
    kind = models.CharField(max_length=14, choices=Kind, default=Kind.ORDINARY)
    route = models.CharField(max_length=11, choices=Route)
    group = models.ForeignKey(Group, null=True, blank=True, on_delete=models.PROTECT, related_name="motions")
    group_name = models.CharField(max_length=120, blank=True)
    passed_on = models.DateField("day the group passed it", null=True, blank=True)
    revised_since_passed_at = models.DateTimeField(null=True, editable=False)
    event_on = models.DateField("day of the event", null=True, blank=True)
    status = models.CharField(max_length=16, choices=Status, editable=False)
    late = models.BooleanField(default=False, editable=False)
    # NULL, not "", so that the constraint of one label leaves motions without one alone.
    scope = models.CharField(max_length=24, null=True, blank=True, editable=False)  # noqa: DJ001
    number = models.PositiveIntegerField(null=True, blank=True, editable=False)
    label = models.CharField(max_length=24, blank=True, editable=False)
    current = models.OneToOneField(
        "Revision", null=True, on_delete=models.PROTECT, related_name="current_of", editable=False
    )
    submitted_at = models.DateTimeField(editable=False)
    received_at = models.DateTimeField(null=True, editable=False)
    published_at = models.DateTimeField(null=True, editable=False)
    held_at = models.DateTimeField("on hold since", null=True, editable=False)
    assigned_to = models.ForeignKey(
        "lla.User", null=True, blank=True, on_delete=models.SET_NULL, related_name="assigned_motions"
    )
    content_version = models.BigIntegerField(default=0, editable=False)

    # The others that are printed as one with it, where it was read for a list of amendments.
    printed_with: "Sequence[Motion]" = ()
    objects = MotionQuerySet.as_manager()

    class Meta:
        ordering = ("-pk",)
        triggers = (ContentVersionTrigger(),)
        permissions = (("rule_motion", "Can act on motions for the committee"),)
        indexes = (
            models.Index(fields=("conference", "published_at"), name="motion_public"),
            models.Index(fields=("status", "received_at"), name="motion_queue"),
            models.Index(fields=("-received_at", "-id"), name="motion_newest"),
            models.Index(Upper("label"), name="motion_by_label"),
            GinIndex(name_words("group_name"), name="motion_by_group"),
        )
        constraints = (
            models.UniqueConstraint(
                fields=("conference", "scope", "number"),
                name="motion_label_once",
                violation_error_message="Another motion has this label.",
            ),
            models.CheckConstraint(
                condition=Q(number__isnull=True, scope__isnull=True, label="")
                | Q(number__isnull=False, scope__isnull=False) & ~Q(label=""),
                name="motion_label_whole",
            ),
            models.CheckConstraint(
                condition=Q(number__isnull=True) | ~Q(status__in=BEFORE_RECEIPT),
                name="motion_label_after_receipt",
            ),
            models.CheckConstraint(
                condition=Q(route=Route.GROUP, group__isnull=False, passed_on__isnull=False)
                | Q(route=Route.SIGNATORIES, group__isnull=True, group_name=""),
                name="motion_group_by_route",
            ),
            models.CheckConstraint(
                condition=Q(nature=Nature.AMENDMENT, amends__isnull=False)
                | ~Q(nature=Nature.AMENDMENT) & Q(amends__isnull=True),
                name="motion_amendment_amends",
            ),
            models.CheckConstraint(
                condition=~Q(kind=Kind.EMERGENCY) | Q(event_on__isnull=False),
                name="motion_emergency_has_event",
            ),
        )

    def __str__(self) -> str:
        return f"{self.reference}: {self.titled}"

    def get_absolute_url(self) -> str:
        return reverse("motions:motion", args=[self.reference])

    @property
    def reference(self) -> str:
        """The permanent name of this motion in addresses, emails and records, e.g. m42."""
        return f"m{self.pk}"

    @property
    def full_label(self) -> str:
        """The label as it is said outside the motion's item: "3B"."""
        return numbering.full_label(self.label, order=self.item.order, prefix=self.item.prefix)

    @cached_property
    def made_of(self) -> str:
        """The motions that a composite is made of, once it is public those that agreed: "motions 1A, 1D"."""
        if self.nature != Nature.COMPOSITE:
            return ""
        parts = [source.motion for source in self.sources.all() if source.is_part]
        return f"motions {', '.join(part.full_label or part.reference for part in parts)}" if parts else ""

    @property
    def noun(self) -> str:
        """What it is called in a sentence: motion, amendment, composite."""
        return nouns.noun(self.nature)

    @property
    def a_noun(self) -> str:
        return nouns.a_noun(self.nature)

    @property
    def sent_to(self) -> str:
        """What it is put to: "motion m42" of an amendment, the conference of all else."""
        return f"{self.amends.noun} {self.amends.reference}" if self.amends else self.conference.name

    @property
    def closing(self) -> Closing:
        """By which of the conference's closing times it has to be in."""
        return Closing.of(nature=self.nature, kind=self.kind)

    @property
    def text(self) -> "Revision":
        """The text that stands; a motion has one from the moment it is sent."""
        if self.current is None:
            raise LookupError(f"{self.reference} has no text")
        return self.current

    @property
    def title(self) -> str:
        """What it is called: by its text, or as an amendment by the motion that it amends."""
        return numbering.amendment_title(self.amends.text.title) if self.amends else self.text.title

    @property
    def titled(self) -> str:
        """The title as a heading: "B) Organisers for every region"; no letter before it has one."""
        return numbering.line(self.label, self.title)

    @property
    def is_public(self) -> bool:
        return self.published_at is not None


WORDS_OF_A_TEXT = (
    SearchVector(Searchable("title"), weight="A", config="english")
    + SearchVector(Searchable("body"), weight="B", config="english")
    + SearchVector(Searchable("appendix"), weight="D", config="english")
)


class Revision(models.Model):
    """One text of a motion, never changed: the database refuses UPDATE and DELETE.

    A text of an amendment is the whole text of the motion as it would read. Beside it stand the text of the
    motion that it was made from, its `base`; the operations that lead from one to the other, as
    `amendments/operations.py` writes them; and the same as an instruction in words, by which it is found.
    """

    motion = models.ForeignKey(Motion, on_delete=models.PROTECT, related_name="revisions")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    body = models.TextField()
    appendix = models.TextField(blank=True)
    why = models.CharField("reason for the change", max_length=300, blank=True)
    by_role = models.CharField(max_length=20)
    by_key = models.CharField(max_length=40)
    made_at = models.DateTimeField(default=clock.now)
    redacted = models.BooleanField("words removed by the committee", default=False)
    words = models.PositiveIntegerField()
    sha256 = models.CharField("SHA-256", max_length=64)
    base = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")
    operations = models.JSONField(null=True)
    instruction = models.TextField(blank=True)
    search = models.GeneratedField(
        expression=Case(
            When(base=None, then=WORDS_OF_A_TEXT),
            default=SearchVector(Searchable("instruction"), weight="B", config="english"),
        ),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    objects = RevisionQuerySet.as_manager()

    class Meta:
        ordering = ("-motion_id", "number")
        triggers = (
            pgtrigger.Protect(name="revision_immutable", operation=pgtrigger.Update | pgtrigger.Delete),
            TouchMotionTrigger(),
        )
        indexes = (
            GinIndex(fields=("search",), name="revision_search"),
            GinIndex(SearchVector(Searchable("title"), config="english"), name="revision_title"),
        )
        constraints = (
            models.UniqueConstraint(fields=("motion", "number"), name="revision_number_once"),
            models.CheckConstraint(
                condition=Q(base=None, operations=None, instruction="")
                | Q(base__isnull=False, operations__isnull=False) & ~Q(instruction=""),
                name="revision_amends_whole",
            ),
        )

    def __str__(self) -> str:
        return f"{self.motion.reference}, revision {self.number}"

    def get_absolute_url(self) -> str:
        return reverse("motions:revision", args=[self.motion.reference, self.number])


class Backing(Timestamped):
    """A person behind a motion, by the name they gave that day; the address stays private."""

    motion = models.ForeignKey(Motion, on_delete=models.CASCADE, related_name="backings")
    role = models.CharField(max_length=20, choices=Role)
    name = models.CharField(max_length=80)
    group_name = models.CharField("group or CLP", max_length=120, blank=True)
    email = MailboxField("email")
    name_public = models.BooleanField(default=True)
    revision = models.ForeignKey(Revision, null=True, on_delete=models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField(null=True, blank=True)
    co_mover_asked_at = models.DateTimeField(null=True, editable=False)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = BackingQuerySet.as_manager()

    class Meta:
        ordering = ("-motion_id", "pk")
        triggers = (TouchMotionTrigger(),)
        indexes = (GinIndex(name_words("name"), name="backing_by_name"),)
        constraints = (
            models.UniqueConstraint(
                "motion",
                Lower("email"),
                name="backing_address_once",
                violation_error_message="This address already supports the motion.",
            ),
            models.UniqueConstraint(
                "motion", condition=Q(role=Role.MOVER, withdrawn_at__isnull=True), name="backing_one_mover"
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True)
                | Q(confirmed_at__isnull=True)
                | Q(withdrawn_at__gte=F("confirmed_at")),
                name="backing_withdrawn_after_confirmed",
            ),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def actor(self) -> Actor:
        """Who acts when this person acts, without their name."""
        return Actor(self.role, f"backing:{self.pk}")

    @property
    def answers_for_motion(self) -> bool:
        """Whether emails about the motion as a whole go to this person."""
        return self.role != Role.SIGNATORY

    @property
    def stands(self) -> bool:
        return self.confirmed_at is not None and self.withdrawn_at is None


class MotionEvent(Event):
    """One step of a motion's life; the public ones are the history on its page."""

    motion = models.ForeignKey(Motion, on_delete=models.PROTECT, related_name="events")
    act = models.CharField(max_length=24, choices=Act)
    from_status = models.CharField(max_length=16, choices=Status, blank=True)
    to_status = models.CharField(max_length=16, choices=Status, blank=True)

    class Meta(Event.Meta):
        ordering = ["-motion_id", "pk"]
        triggers = [*Event.Meta.triggers, TouchMotionTrigger()]
        indexes = (models.Index(fields=("motion", "id"), name="motion_event_order"),)

    def __str__(self) -> str:
        return self.get_act_display()


class Remark(models.Model):
    """Words said with a step: a query's question, a reason for withdrawing. Unlike the step, they can go."""

    event = models.OneToOneField(
        MotionEvent, on_delete=models.PROTECT, related_name="remark", db_constraint=False
    )
    words = models.TextField(max_length=5_000)

    class Meta:
        triggers = (TouchMotionTrigger(func=TOUCH_MOTION_OF_EVENT),)

    def __str__(self) -> str:
        return self.words[:60]


class Ruling(models.Model):
    """What the committee decided: in order by one person, everything else by two, for a public reason.

    Undecided while the second person is awaited. It counts from `decided_at` until another ruling, which
    names it in `ends`, takes it back at `ended_at`.
    """

    motion = models.ForeignKey(Motion, on_delete=models.PROTECT, related_name="rulings")
    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="+")
    outcome = models.CharField(max_length=12, choices=Outcome)
    ends = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    rule = models.CharField("rule cited", max_length=200, blank=True)
    lifts_limit = models.BooleanField("sets the word limit aside", default=False)
    reason = models.TextField("public reason", max_length=5_000, blank=True)
    proposed_by = models.ForeignKey("lla.User", on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField(default=clock.now)
    seconded_by = models.ForeignKey(
        "lla.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    declined_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = RulingQuerySet.as_manager()

    class Meta:
        ordering = ("-motion_id", "pk")
        triggers = (TouchMotionTrigger(),)
        constraints = (
            models.UniqueConstraint(
                fields=("motion",),
                condition=Q(decided_at__isnull=True, declined_at__isnull=True),
                name="ruling_one_open",
                violation_error_message="A ruling on this motion already needs a second person.",
            ),
            models.CheckConstraint(
                condition=Q(seconded_by__isnull=True) | ~Q(seconded_by=F("proposed_by")),
                name="ruling_by_two_people",
            ),
            models.CheckConstraint(
                condition=~Q(outcome=Outcome.RULED_OUT)
                | Q(decided_at__isnull=True)
                | Q(seconded_by__isnull=False) & ~Q(rule="") & ~Q(reason=""),
                name="ruling_out_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(outcome=Outcome.IN_ORDER)
                | Q(decided_at__isnull=True)
                | Q(seconded_by__isnull=False) & ~Q(reason=""),
                name="ruling_by_two_is_whole",
            ),
            models.CheckConstraint(
                condition=~Q(outcome__in=(Outcome.REOPENED, Outcome.SHOWN)) | Q(ends__isnull=False),
                name="ruling_names_what_it_ends",
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | Q(decided_at__isnull=False),
                name="ruling_ended_after_decided",
            ),
            models.CheckConstraint(
                condition=Q(decided_at__isnull=True) | Q(declined_at__isnull=True),
                name="ruling_decided_or_declined",
            ),
        )

    def __str__(self) -> str:
        return self.get_outcome_display()
