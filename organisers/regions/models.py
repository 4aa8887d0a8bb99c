"""Labour's regions and nations, and the constituencies that lie in them."""

import pghistory
from django.db import models
from django.db.models.functions import Lower

from lla.words.functions import SortKey


@pghistory.track()
class Region(models.Model):
    """One of the Labour Party's regions and nations, or the place of groups without one."""

    name = models.CharField(max_length=60)
    slug = models.SlugField(max_length=60, unique=True)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ("order", "name")
        permissions = (
            ("oversee", "Can oversee the regions: counts, appointments, affiliations"),
            ("protect", "Can see who had whose details: the data protection lead"),
        )
        constraints = (
            models.UniqueConstraint(
                Lower("name"),
                name="region_name_once",
                violation_error_message="There is already a region of this name.",
            ),
        )

    def __str__(self) -> str:
        return self.name


@pghistory.track()
class Constituency(models.Model):
    """A parliamentary constituency; its Labour region is written down, never worked out from statistics."""

    code = models.CharField(max_length=9, unique=True, help_text="The ONS code, e.g. E14001063.")
    name = models.CharField(max_length=80)
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="constituencies")
    source = models.CharField("source of the region", max_length=200, blank=True)

    class Meta:
        verbose_name_plural = "constituencies"
        ordering = (SortKey("name"),)

    def __str__(self) -> str:
        return self.name
