"""Sources, every look at them, and which of our pages likes them."""

from django.db import models
from django.db.models.functions import Lower

from lla.accounts.models import User
from lla.acts.models import Timestamped
from lla.time import clock
from lla.words.functions import SortKey

from ..channels.models import Channel


class Source(Timestamped):
    """Somebody whose material may be shared; `key` is the host or handle that its addresses share."""

    name = models.CharField(max_length=120)
    key = models.CharField("site or account", max_length=200)
    address = models.URLField(max_length=300, blank=True)

    class Meta:
        ordering = (SortKey("name"),)
        constraints = (
            models.UniqueConstraint(
                Lower("key"),
                name="source_once",
                violation_error_message="This source is already in the list.",
            ),
        )

    def __str__(self) -> str:
        return self.name


class Vetting(models.Model):
    """What somebody found out about a source on a day; the latest counts."""

    source = models.ForeignKey(Source, on_delete=models.CASCADE, related_name="vettings")
    at = models.DateTimeField(default=clock.now)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    reliable = models.BooleanField("its facts are reliable")
    conflicts = models.BooleanField("it conflicts with our principles")
    note = models.TextField("what was looked at", max_length=2_000)

    class Meta:
        ordering = ("source", "-pk")

    def __str__(self) -> str:
        return f"{self.source}: {'sound' if self.reliable and not self.conflicts else 'not sound'}"


class Like(models.Model):
    """One of our pages likes, or follows, a source's."""

    source = models.ForeignKey(Source, on_delete=models.CASCADE, related_name="likes")
    channel = models.ForeignKey(Channel, on_delete=models.CASCADE, related_name="likes")
    at = models.DateTimeField(default=clock.now)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("source", "channel")
        constraints = (models.UniqueConstraint(fields=("source", "channel"), name="like_once"),)

    def __str__(self) -> str:
        return f"{self.channel} likes {self.source}"
