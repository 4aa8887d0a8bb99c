"""When each job last ran."""

from django.db import models


class Run(models.Model):
    """The last run of one chore of the worker or the night."""

    name = models.CharField(max_length=100, unique=True)
    began_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)
    error = models.CharField(max_length=200, blank=True)

    def __str__(self) -> str:
        return self.name
