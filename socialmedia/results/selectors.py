"""What worked: the posts of a month that people did most with."""

from datetime import datetime

from django.db.models import OuterRef, Subquery

from ..posts.choices import VariantStatus
from .models import Result, most_first

SHOWN = 5


def worked(since: datetime, until: datetime) -> list[Result]:
    """The latest figures of what went out between two moments, the most successful first."""
    latest = Result.objects.filter(variant=OuterRef("variant")).order_by("-on").values("pk")[:1]
    went_out = Result.objects.filter(
        pk=Subquery(latest),
        variant__status=VariantStatus.POSTED,
        variant__posted_at__gte=since,
        variant__posted_at__lt=until,
    )
    return list(most_first(went_out.select_related("variant__post", "variant__channel"))[:SHOWN])
