"""Questions about many downloads and requests at once."""

from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.apps import apps
from django.db import models
from django.db.models import Count, Exists, Max, OuterRef, Q

from .choices import DownloadAct

if TYPE_CHECKING:
    from ..contacts.models import Contact
    from .models import Download, DownloadEvent, DownloadRequest


class DownloadRequestQuerySet(models.QuerySet["DownloadRequest"]):
    def waiting(self, *, since: datetime) -> Self:
        """Requests made since a moment that a second person has not decided on."""
        return self.filter(needs_approval=True, approved_at=None, declined_at=None, made_at__gt=since)


class DownloadQuerySet(models.QuerySet["Download"]):
    def holding(self, contact: "Contact") -> Self:
        """Lists in which a contact stood."""
        return self.filter(subjects__contains=[contact.pk])

    def never_asked_back(self) -> Self:
        """Lists that whoever has them may keep, and may not have said to be deleted."""
        return self.filter(~Exists(_events().filter(act=DownloadAct.ASKED_BACK)))

    def to_be_deleted(self) -> Self:
        """Lists that were asked back and that nobody has said to be deleted."""
        asked = _events().filter(act=DownloadAct.ASKED_BACK)
        answered = _events().filter(act=DownloadAct.DESTROYED)
        return self.filter(Exists(asked), ~Exists(answered))

    def unanswered(self, *, since: datetime, reminders: int) -> Self:
        """To be deleted, last asked for by a moment, and reminded of fewer times than a number."""
        asked = self.to_be_deleted().annotate(asked_at=Max("events__at"), times=_times_reminded())
        return asked.filter(asked_at__lte=since, times__lt=reminders).order_by("pk")

    def reminded(self, times: int) -> Self:
        """Lists that whoever has them was reminded of so many times."""
        return self.annotate(times=_times_reminded()).filter(times=times).order_by("pk")


def _events() -> models.QuerySet["DownloadEvent"]:
    return apps.get_model("organisers", "DownloadEvent").objects.filter(download=OuterRef("pk"))


def _times_reminded() -> Count:
    return Count("events", filter=Q(events__act=DownloadAct.REMINDED))
