"""Questions about posts and their variants."""

from collections.abc import Collection
from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q, Value
from django.db.models.functions import Cast, Concat

from lla.accounts.models import User

from ..channels.choices import ChannelStatus
from .choices import PostKind, PostStatus, VariantStatus

if TYPE_CHECKING:
    from .models import Post, Variant


class PostQuerySet(models.QuerySet["Post"]):
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
        variants = self.model._meta.apps.get_model("socialmedia", "Variant").objects
        standing = variants.standing().filter(post=OuterRef("pk"))
        no_day = Exists(standing.filter(planned_at=None)) | ~Exists(standing)
        return self.filter(no_day, status=PostStatus.DRAFT)

    def not_written_by(self, user: User, *, acts: Collection[str]) -> Self:
        """Without those that somebody wrote any of the words of, as the record tells by these acts."""
        record = self.model._meta.apps.get_model("socialmedia", "SocialEvent").objects
        about = Concat(Value("post:"), Cast(OuterRef("pk"), models.CharField()))
        wrote = record.filter(about=about, act__in=acts, actor_key=f"user:{user.pk}")
        return self.exclude(author=user).exclude(Exists(wrote))


class VariantQuerySet(models.QuerySet["Variant"]):
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
