"""The record of requests about somebody's data."""

from django.db import models

from lla.acts.models import Event


class SubjectEvent(Event):
    """That somebody's data was taken as a file, or erased: the person under a keyed hash of their address."""

    class Act(models.TextChoices):
        TAKEN = "taken", "Downloaded"
        ERASED = "erased", "Erased"

    class Why(models.TextChoices):
        ASKED = "asked", "They asked for a copy"
        ERASURE = "erasure", "They asked to be erased"
        AUTHORITY = "authority", "A court or an authority asked"

    act = models.CharField(max_length=6, choices=Act)
    whom = models.CharField("whose, as a keyed hash", max_length=64, db_index=True)

    class Meta(Event.Meta):
        verbose_name = "request about somebody's data"
        verbose_name_plural = "requests about people's data"

    def __str__(self) -> str:
        return self.get_act_display()
