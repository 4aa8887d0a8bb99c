"""What a group's contact may answer."""

from django.db.models import TextChoices


class GroupAnswer(TextChoices):
    """What a group's contact says of a motion in the group's name."""

    YES = "yes", "The group passed it"
    DOUBT = "doubt", "Something is wrong"
