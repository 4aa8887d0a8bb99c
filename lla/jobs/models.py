"""When each job last ran."""

from django.db import models


class Run(models.Model):
    """The last run of one job of the minute or the night; of a whole round of them; or of the mail server."""

    name = models.CharField(max_length=100, unique=True)
    began_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)
    error = models.CharField(max_length=200, blank=True)

    def __str__(self) -> str:
        return self.name
