"""Questions about comments, filters and messages."""

from typing import TYPE_CHECKING, Self

from django.db import models

from ..choices import MessageStatus

if TYPE_CHECKING:
    from ..models import FilterList, Incident, Message


class IncidentQuerySet(models.QuerySet["Incident"]):
    pass


class FilterListQuerySet(models.QuerySet["FilterList"]):
    def current(self) -> "FilterList | None":
        return self.order_by("-number").first()


class MessageQuerySet(models.QuerySet["Message"]):
    def waiting(self) -> Self:
        """Messages nobody has dealt with."""
        return self.filter(status=MessageStatus.OPEN)
