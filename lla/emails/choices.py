"""How soon an email has to go out."""

from django.db.models import IntegerChoices


class Urgency(IntegerChoices):
    """In the order in which waiting emails leave."""

    NOW = 0, "Now, at any hour: a code, or what its reader has just asked for"
    SOON = 1, "Soon, by day: somebody is waiting for it"
    LATER = 2, "Later, by day: a list or a notice to many"
