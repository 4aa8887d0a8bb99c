"""Questions about many channels."""

from typing import TYPE_CHECKING, Self

from django.db import models

from .choices import ChannelKind, ChannelStatus

if TYPE_CHECKING:
    from .models import Channel


class ChannelQuerySet(models.QuerySet["Channel"]):
    def open(self) -> Self:
        """Channels that are looked after now."""
        return self.filter(status=ChannelStatus.OPEN)

    def standing(self) -> Self:
        """All but those that were closed for good."""
        return self.exclude(status=ChannelStatus.CLOSED)

    def pages(self) -> Self:
        """Public pages, those on the preferred platforms first."""
        return self.filter(kind=ChannelKind.PAGE).order_by("platform__order")

    def organising(self) -> Self:
        return self.filter(kind=ChannelKind.ORGANISING)

    def with_platforms(self) -> Self:
        """Each with the platforms it is on and the person named for it."""
        return self.select_related("platform", "named").prefetch_related("also_on")

    def forums(self) -> Self:
        return self.exclude(kind=ChannelKind.PAGE)
