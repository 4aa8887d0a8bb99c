"""What is posted: posts, their variants on each channel, checks, overrides and verdicts of days."""

from collections.abc import Collection
from datetime import datetime
from typing import Self

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector
from django.db import models
from django.db.models import Exists, OuterRef, Q, Value
from django.db.models.functions import Cast, Coalesce, Concat

from lla.accounts.models import User
from lla.acts.models import Timestamped
from lla.time import clock
from lla.words.functions import Searchable
from lla.words.search import Question

from ..channels.choices import Basis, ChannelStatus, ForumPost
from ..channels.models import Channel
from ..guidelines.models import GuidelineVersion
from ..media.models import MediaFile
from ..positions.models import Position
from ..record.models import SocialEvent
from ..sources.models import Source
from .choices import CheckKind, Judgement, PostAct, PostKind, PostStatus, VariantStatus

TITLE, WORDS = (SearchVector(Searchable(field), config="english") for field in ("title", "words"))


class PostQuerySet(models.QuerySet["Post"]):
    def found_in(self, places: "VariantQuerySet", question: Question | None) -> Self:
        """Posts with a variant among `places`; with a question, those that answer it there or by title."""
        here = Exists(places.filter(post=OuterRef("pk")))
        if question is None:
            return self.filter(here)
        said = Exists(places.saying(question).filter(post=OuterRef("pk")))
        return self.alias(title_words=TITLE).filter(said | Q(here, title_words=question.query))

    def found_anywhere(self, question: Question) -> Self:
        """Those whose title or words on some channel answer a question."""
        said = Exists(Variant.objects.belonging().saying(question).filter(post=OuterRef("pk")))
        return self.alias(title_words=TITLE).filter(said | Q(title_words=question.query))

    def unfinished(self) -> Self:
        """Those that somebody writes or checks."""
        return self.filter(status__in=(PostStatus.DRAFT, PostStatus.CHECKING))

    def shares_without_source(self) -> Self:
        """Shares that somebody writes or checks, and of which it is not known whose they are."""
        return self.unfinished().filter(kind=PostKind.SHARE, source=None)

    def waiting(self) -> Self:
        """Posts that wait for a check, the longest first."""
        return self.filter(status=PostStatus.CHECKING).order_by("changed_at", "pk")

    def undated(self) -> Self:
        """Drafts without a day for some of their words, or without any words yet."""
        variants = Variant.objects
        standing = variants.standing().filter(post=OuterRef("pk"))
        no_day = Exists(standing.filter(planned_at=None)) | ~Exists(standing)
        return self.filter(no_day, status=PostStatus.DRAFT)

    def not_written_by(self, user: User, *, acts: Collection[str]) -> Self:
        """Without those that somebody wrote any of the words of, as the record tells by these acts."""
        record = SocialEvent.objects
        about = Concat(Value("post:"), Cast(OuterRef("pk"), models.CharField()))
        wrote = record.filter(about=about, act__in=acts, actor_key=f"user:{user.pk}")
        return self.exclude(author=user).exclude(Exists(wrote))


class VariantQuerySet(models.QuerySet["Variant"]):
    def belonging(self) -> Self:
        """Those of a post as it is: of one that was cancelled, all that it had, whatever of it went out.

        What its writers took off before is not among them: they saved the post just after.
        """
        about = Concat(Value("post:"), Cast(OuterRef("post"), models.CharField()))
        steps = SocialEvent.objects.filter(about=about)
        cancelled = Q(post__status=PostStatus.DROPPED) | Exists(steps.filter(act=PostAct.DROPPED))
        edits = steps.filter(act__in=(PostAct.REPLANNED, PostAct.REWRITTEN), at__gt=OuterRef("changed_at"))
        return self.filter(~Q(status=VariantStatus.DROPPED) | cancelled & ~Exists(edits))

    def saying(self, question: Question) -> Self:
        """Those whose words answer a question."""
        return self.alias(found_words=WORDS).filter(found_words=question.query)

    def on_days(self, since: datetime | None, until: datetime | None) -> Self:
        """What went out, or is or was planned, from one moment on and before another, either left open."""
        rows = self.alias(went_at=Coalesce("posted_at", "planned_at"))
        rows = rows.filter(went_at__gte=since) if since else rows
        return rows.filter(went_at__lt=until) if until else rows

    def standing(self) -> Self:
        return self.exclude(status=VariantStatus.DROPPED)

    def planned(self) -> Self:
        """Variants that are still to go out, the next one first and those without a day last."""
        return self.filter(status=VariantStatus.PLANNED).order_by("planned_at", "pk")

    def undated(self) -> Self:
        """Words of drafts for which nobody has chosen a day yet."""
        return self.filter(status=VariantStatus.PLANNED, planned_at=None)

    def lying_in(self, since: datetime, until: datetime) -> Self:
        """What went out, or is still planned, from a moment up to another, which is no longer in it."""
        planned = Q(status=VariantStatus.PLANNED, planned_at__gte=since, planned_at__lt=until)
        posted = Q(status=VariantStatus.POSTED, posted_at__gte=since, posted_at__lt=until)
        return self.filter(planned | posted)

    def overdue(self, *, since: datetime, before: datetime) -> Self:
        """Still to go out on an open channel, and planned for a moment between these two."""
        waiting = self.filter(status=VariantStatus.PLANNED, channel__status=ChannelStatus.OPEN)
        return waiting.filter(planned_at__gte=since, planned_at__lt=before).order_by("planned_at", "pk")

    def posted_in(self, since: datetime, until: datetime) -> Self:
        return self.filter(status=VariantStatus.POSTED, posted_at__gte=since, posted_at__lt=until)


class Post(Timestamped):
    """Something the team says or shares; what it says on each channel are its variants."""

    kind = models.CharField(max_length=8, choices=PostKind, default=PostKind.ORIGINAL)
    title = models.CharField("working title", max_length=120)
    status = models.CharField(max_length=8, choices=PostStatus, default=PostStatus.DRAFT, editable=False)
    author = models.ForeignKey(User, on_delete=models.PROTECT, related_name="posts", editable=False)
    original = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="reposts",
        verbose_name="post it repeats",
    )
    starts_elsewhere = models.CharField(
        "why it does not start on the preferred platform", max_length=300, blank=True
    )

    forum_kind = models.CharField(
        "kind of post in an organising forum", max_length=8, choices=ForumPost, blank=True
    )

    source = models.ForeignKey(Source, null=True, blank=True, on_delete=models.PROTECT, related_name="posts")
    shared_link = models.URLField("address of what is shared", max_length=500, blank=True)
    read_by = models.ForeignKey(
        User,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="who has read it in full",
    )

    basis = models.CharField(
        "basis of its position", max_length=12, choices=Basis, default=Basis.NONE, blank=True
    )
    basis_words = models.CharField("which decision or statement", max_length=200, blank=True)
    basis_link = models.URLField("address of the decision", max_length=300, blank=True)
    basis_on = models.DateField("date of the statement", null=True, blank=True)
    position = models.ForeignKey(
        Position,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="posts",
        verbose_name="which position of ours",
    )
    official = models.BooleanField("states an official position", default=False)

    controversial = models.BooleanField("is controversial", default=False)
    judgement = models.CharField(max_length=9, choices=Judgement, default=Judgement.NONE, blank=True)
    judgement_note = models.TextField("why", max_length=2_000, blank=True)

    makes_claims = models.BooleanField("makes claims of fact", default=False)
    claim_sources = models.TextField("sources of its claims", max_length=2_000, blank=True)
    accuses = models.BooleanField("accuses a living person", default=False)

    medium = models.ForeignKey(
        MediaFile,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="posts",
        verbose_name="picture or film from the library",
    )
    has_media = models.BooleanField("has a picture or film", default=False)
    media_rights = models.CharField("rights to the picture or film", max_length=200, blank=True)
    alternative_text = models.TextField(max_length=2_000, blank=True)

    paid = models.BooleanField("paid political material", default=False)
    imprint = models.CharField(max_length=300, blank=True)

    objects = PostQuerySet.as_manager()

    class Meta:
        ordering = ("-pk",)
        indexes = (
            models.Index(fields=("status", "-id"), name="post_by_status"),
            GinIndex(TITLE, name="post_title"),
        )

    def __str__(self) -> str:
        return self.title


class Variant(Timestamped):
    """A post's words for one channel, when they are to go out, and where they then are.

    Only a draft's can be without a day.
    """

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="variants")
    channel = models.ForeignKey(Channel, on_delete=models.PROTECT, related_name="variants")
    words = models.TextField(max_length=70_000)
    planned_at = models.DateTimeField(null=True, blank=True)
    status = models.CharField(
        max_length=7, choices=VariantStatus, default=VariantStatus.PLANNED, editable=False
    )
    overdue_told_at = models.DateTimeField(null=True, blank=True, editable=False)
    posted_at = models.DateTimeField(null=True, blank=True, editable=False)
    posted_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="+", editable=False
    )
    link = models.URLField("where it is now", max_length=500, blank=True, editable=False)

    objects = VariantQuerySet.as_manager()

    class Meta:
        ordering = ("planned_at", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("post", "channel"),
                condition=~Q(status=VariantStatus.DROPPED),
                name="variant_once_a_channel",
                violation_error_message="This post already has words for this channel.",
            ),
            models.CheckConstraint(
                condition=~Q(status=VariantStatus.POSTED) | Q(posted_at__isnull=False),
                name="variant_posted_when",
            ),
        )
        indexes = (
            models.Index(fields=("channel", "planned_at"), name="variant_planned"),
            models.Index(fields=("channel", "posted_at"), name="variant_posted"),
            GinIndex(WORDS, name="variant_words"),
        )

    def __str__(self) -> str:
        return f"{self.post}, {self.channel}"


class PostCheck(models.Model):
    """What somebody other than the author found; it counts for the very words they read."""

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="checks")
    kind = models.CharField(max_length=13, choices=CheckKind, default=CheckKind.PEER)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)
    agreed = models.BooleanField()
    note = models.TextField(max_length=2_000, blank=True)
    digest = models.CharField("hash of what was read", max_length=64)

    class Meta:
        ordering = ("post", "-pk")

    def __str__(self) -> str:
        return f"{self.post}: {'agreed' if self.agreed else 'not agreed'}"


class Override(models.Model):
    """A reason for going against one verdict of the guidelines, for the words as they were then.

    A legal duty has none.
    """

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="overrides")
    code = models.CharField(max_length=40, help_text="Which verdict, e.g. source_vetted.")
    channel = models.ForeignKey(Channel, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    why = models.CharField(max_length=500)
    digest = models.CharField("hash of the words it is for", max_length=64)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)
    version = models.ForeignKey(
        GuidelineVersion, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ("post", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("post", "code", "channel", "digest"),
                nulls_distinct=False,
                name="override_once",
                violation_error_message="A reason for this has already been given.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.post}: {self.code}"


class DayVerdict(models.Model):
    """How many posts a page had on a day that is over, and what the guidelines of then said of it."""

    channel = models.ForeignKey(Channel, on_delete=models.PROTECT, related_name="day_verdicts")
    on = models.DateField("day")
    posts = models.PositiveSmallIntegerField()
    level = models.CharField(max_length=5)
    version = models.ForeignKey(
        GuidelineVersion, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ("on", "channel")
        constraints = (models.UniqueConstraint(fields=("channel", "on"), name="day_verdict_once"),)

    def __str__(self) -> str:
        return f"{self.channel}: {self.posts}"
