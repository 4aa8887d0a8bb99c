"""The rows that acts leave: when something changed, and the record of what happened."""

import pgtrigger
from django.db import models

from lla.acts.actors import Actor
from lla.time import clock


class Timestamped(models.Model):
    """A row that remembers when it was made and last changed."""

    created_at = models.DateTimeField(default=clock.now, editable=False)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        abstract = True

    @property
    def state(self) -> str:
        """A mark that changes whenever the row does; a form that carries it knows when it is overtaken."""
        return self.changed_at.isoformat() if self.changed_at else ""


class Event(models.Model):
    """Something that happened, for ever: the database itself refuses to change or remove it.

    `details` holds keys and figures, never personal words. A concrete table inherits the protection with
    `class Meta(Event.Meta)`.
    """

    at = models.DateTimeField(default=clock.now)
    act = models.CharField(max_length=60)
    actor_role = models.CharField(max_length=40)
    actor_key = models.CharField(max_length=60)
    public = models.BooleanField(default=False)
    details = models.JSONField(default=dict, blank=True)

    class Meta:
        abstract = True
        ordering = ["pk"]
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
            pgtrigger.Trigger(
                name="never_emptied",
                level=pgtrigger.Statement,
                when=pgtrigger.Before,
                operation=pgtrigger.Truncate,
                func="RAISE EXCEPTION 'Cannot empty %, it is append-only', TG_TABLE_NAME;",
            ),
        ]

    def __str__(self) -> str:
        return self.act

    @property
    def actor(self) -> Actor:
        return Actor(self.actor_role, self.actor_key)
