"""Drawn files, as rows."""

from django.contrib.postgres.fields import ArrayField
from django.core.files.storage import Storage, storages
from django.db import models

from lla.time import clock


def paper_storage() -> Storage:
    return storages["papers"]


class Paper(models.Model):
    """One drawn file, found by the hash of everything that went into it.

    `holds` are the references of the documents in it; NULL where it was drawn before they were noted.
    """

    key = models.CharField(max_length=64, unique=True)
    holds = ArrayField(models.CharField(max_length=40), null=True, blank=True)
    suffix = models.CharField(max_length=8)
    file = models.FileField(storage=paper_storage, max_length=200, blank=True)
    size = models.PositiveIntegerField(null=True, blank=True)
    sha256 = models.CharField(max_length=64, blank=True, help_text="Of the file as it was written.")
    created_at = models.DateTimeField(default=clock.now)
    wanted_at = models.DateTimeField(default=clock.now)
    made_at = models.DateTimeField(null=True, blank=True)
    error = models.CharField(max_length=200, blank=True)

    def __str__(self) -> str:
        return f"{self.key[:12]}{self.suffix}"
