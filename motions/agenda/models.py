"""A conference with its moments and settings, and the items of its agenda."""

from datetime import datetime, timedelta

import pghistory
import pgtrigger
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.timezone import localdate

from lla.acts.models import Timestamped

from .choices import Binding, Closing, EndedText, InTime, Labelling, Numbering, OptionVoting, Publishing
from .querysets import AgendaItemQuerySet, ConferenceQuerySet


class ContentVersionTrigger(pgtrigger.Trigger):
    """Gives a row a new number at each change, whoever makes it: acts, the admin, bulk updates and SQL.

    No number comes twice, neither in another row nor after an act that was rolled back. Each row has its own:
    with one counter for a conference, all acts on its motions would wait for each other.
    """

    name = "content_version"
    when = pgtrigger.Before
    operation = pgtrigger.Insert | pgtrigger.Update
    func = "NEW.content_version := nextval('motions_content_version'); RETURN NEW;"


class TouchConferenceTrigger(pgtrigger.Trigger):
    """Gives a conference a new number when a row changes that its pages and papers are drawn from."""

    name = "touch_conference"
    when = pgtrigger.After
    operation = pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete
    func = """
        UPDATE motions_conference SET content_version = content_version
        WHERE id IN (OLD.conference_id, NEW.conference_id);
        RETURN NULL;
    """


@pghistory.track(exclude=["content_version"])
class Conference(Timestamped):
    """Days, five moments in London time, and the rules motions to it must keep."""

    name = models.CharField(max_length=120)
    slug = models.SlugField(
        "address",
        max_length=80,
        unique=True,
        help_text="Its address on the website. Do not change it once it is public.",
    )
    venue = models.CharField(max_length=200, blank=True)
    introduction = models.TextField(blank=True, max_length=10_000)
    starts_on = models.DateField("first day")
    ends_on = models.DateField("last day")
    motions_open_at = models.DateTimeField("motions open")
    motions_close_at = models.DateTimeField("motions close")
    amendments_close_at = models.DateTimeField("amendments close")
    composites_close_at = models.DateTimeField(
        "composites close",
        null=True,
        blank=True,
        help_text="Leave blank to close them when the order paper becomes final.",
    )
    emergency_close_at = models.DateTimeField("emergency motions close")
    freeze_at = models.DateTimeField(
        "order paper becomes final", help_text="Labels do not change after this."
    )
    grace_minutes = models.PositiveSmallIntegerField(
        default=10,
        validators=[MaxValueValidator(1440)],
        help_text="A motion that arrives this many minutes after closing is still on time.",
    )
    in_time_by = models.CharField(
        "on time by",
        max_length=9,
        choices=InTime,
        default=InTime.SENT,
        help_text="A motion from signatories needs all their confirmations. A motion from a group needs "
        "both.",
    )
    confirming_hours = models.PositiveSmallIntegerField(
        "hours left to confirm",
        default=48,
        validators=[MaxValueValidator(336)],
        help_text=(
            "How long after closing the last confirmation may arrive if the motion was sent on time. Not "
            "used if the last confirmation decides."
        ),
    )
    numbering = models.CharField(max_length=10, choices=Numbering, default=Numbering.LETTERS)
    labelling = models.CharField(
        "label given", max_length=10, choices=Labelling, default=Labelling.ON_RECEIPT
    )
    publishing = models.CharField(
        "published",
        max_length=12,
        choices=Publishing,
        default=Publishing.AFTER_LOOK,
        help_text="Ruling a motion in order always publishes it.",
    )
    ended_text = models.CharField(
        "text of withdrawn and ruled-out motions",
        max_length=8,
        choices=EndedText,
        default=EndedText.HIDDEN,
        help_text="What readers see in every list and file. Its supporters and the committee can always "
        "see it.",
    )
    binding = models.CharField(
        "in booklets",
        max_length=9,
        choices=Binding,
        default=Binding.NEW_PAGES,
        help_text="Each agenda item always starts a new page. A motion’s own file does not change.",
    )
    title_words = models.PositiveSmallIntegerField(
        "most words in a title", null=True, blank=True, default=12, validators=[MinValueValidator(1)]
    )
    body_words = models.PositiveIntegerField(
        "most words in a motion",
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
        help_text="The title and appendix do not count. Leave blank for no limit.",
    )
    origin_markers = models.BooleanField(
        "composites say behind each clause where it came from",
        default=False,
        help_text="For example: [1A 2.1]. Readers of the page can see it in any case.",
    )
    option_voting = models.CharField(
        "options in composites", max_length=8, choices=OptionVoting, default=OptionVoting.RUN_OFF
    )
    amends_emergencies = models.BooleanField("emergency motions can be amended", default=False)
    amended_length = models.BooleanField(
        "amendments keep the word limit",
        default=False,
        help_text="An amendment that would make the motion longer than the limit cannot be sent.",
    )
    signatories_needed = models.PositiveSmallIntegerField(default=10, validators=[MinValueValidator(1)])
    opened_at = models.DateTimeField("opened", null=True, editable=False)
    content_version = models.BigIntegerField(default=0, editable=False)

    objects = ConferenceQuerySet.as_manager()

    class Meta:
        ordering = ("-starts_on",)
        triggers = (ContentVersionTrigger(),)
        constraints = (
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="conference_ends_after_start",
                violation_error_message="The last day is before the first day.",
            ),
            models.CheckConstraint(
                condition=Q(motions_close_at__gt=F("motions_open_at")),
                name="conference_closes_after_opening",
                violation_error_message="Motions have to close after they open.",
            ),
            models.CheckConstraint(
                condition=Q(amendments_close_at__gte=F("motions_close_at"))
                & Q(emergency_close_at__gte=F("motions_close_at"))
                & Q(freeze_at__gte=F("motions_close_at")),
                name="conference_moments_in_order",
                violation_error_message="The other closing times have to be after motions close.",
            ),
            models.CheckConstraint(
                condition=Q(composites_close_at=None)
                | Q(composites_close_at__gte=F("motions_close_at"), composites_close_at__lte=F("freeze_at")),
                name="conference_composites_close_in_order",
                violation_error_message="Composites close after motions do, and not after the order paper "
                "becomes final.",
            ),
        )

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("motions:conference", args=[self.slug])

    @property
    def is_draft(self) -> bool:
        """Whether only the desk sees it, for it has not been opened."""
        return self.opened_at is None

    @property
    def run_on(self) -> bool:
        """Whether motions follow one another in booklets, without new pages."""
        return self.binding == Binding.RUN_ON

    def closes_at(self, closing: Closing) -> datetime:
        """The moment announced for what is sent by this closing time."""
        match closing:
            case Closing.AMENDMENTS:
                return self.amendments_close_at
            case Closing.COMPOSITES:
                return self.composites_close_at or self.freeze_at
            case Closing.EMERGENCIES:
                return self.emergency_close_at
        return self.motions_close_at

    def is_over(self, now: datetime) -> bool:
        """Whether its last day has passed."""
        return localdate(now) > self.ends_on

    def in_time(self, closing: Closing, moment: datetime) -> bool:
        """Whether what is sent at `moment` is in time, grace included."""
        return moment <= self.closes_at(closing) + timedelta(minutes=self.grace_minutes)

    def confirm_by(self, closing: Closing) -> datetime:
        """The moment announced for the last confirmation that what is sent needs."""
        left = self.confirming_hours if self.in_time_by == InTime.SENT else 0
        return self.closes_at(closing) + timedelta(hours=left)

    def received_in_time(self, closing: Closing, *, sent_at: datetime, received_at: datetime) -> bool:
        """Whether a motion counts as in time by this conference's rule, grace included."""
        if self.in_time_by == InTime.SENT and not self.in_time(closing, sent_at):
            return False
        return received_at <= self.confirm_by(closing) + timedelta(minutes=self.grace_minutes)


@pghistory.track(exclude=["content_version"])
class AgendaItem(Timestamped):
    """One item of a conference's agenda, under which its motions are printed."""

    conference = models.ForeignKey(Conference, on_delete=models.PROTECT, related_name="items")
    order = models.PositiveSmallIntegerField("number on the agenda")
    title = models.CharField(max_length=120)
    slug = models.SlugField("address", max_length=80)
    introduction = models.TextField(blank=True, max_length=10_000)
    takes_motions = models.BooleanField(default=True)
    prefix = models.CharField(
        "letter or number before its labels",
        max_length=8,
        blank=True,
        help_text="Leave blank to use the number on the agenda.",
    )
    content_version = models.BigIntegerField(default=0, editable=False)

    public_motions: int  # of an item that was read with `counted()`

    objects = AgendaItemQuerySet.as_manager()

    class Meta:
        ordering = ("conference", "order")
        triggers = (ContentVersionTrigger(),)
        constraints = (
            models.UniqueConstraint(
                fields=("conference", "slug"),
                name="item_slug_once",
                violation_error_message="This conference already has an item with that address.",
            ),
            # /conferences/<conference>/motions.pdf is the whole conference.
            models.CheckConstraint(
                condition=~Q(slug="motions"),
                name="item_slug_free",
                violation_error_message="“motions” is used for the files of the whole conference. Choose "
                "another address.",
            ),
            models.UniqueConstraint(
                fields=("conference", "order"),
                name="item_order_once",
                deferrable=models.Deferrable.DEFERRED,
                violation_error_message="This conference already has an item with that number.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.order}. {self.title}"

    def get_absolute_url(self) -> str:
        return reverse("motions:item", args=[self.conference.slug, self.slug])
