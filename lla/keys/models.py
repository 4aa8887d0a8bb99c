"""The site's own keys, as rows."""

from django.db import models

from lla.time import clock


class StandingKey(models.Model):
    """A key of the site's own that signs or makes pseudonyms, itself encrypted under SECRET_KEY."""

    ENCRYPTED = "value"

    name = models.CharField(max_length=20, unique=True)
    value = models.TextField()
    created_at = models.DateTimeField(default=clock.now)

    def __str__(self) -> str:
        return self.name
