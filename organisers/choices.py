"""The words a group's kind and standing are told in."""

from django.db.models import TextChoices


class GroupKind(TextChoices):
    LOCAL = "local", "Local group"
    REGIONAL = "regional", "Regional group"
    NATIONAL = "national", "National group"


class GroupStatus(TextChoices):
    APPLIED = "applied", "Applied"
    AFFILIATED = "affiliated", "Affiliated"
    LAPSED = "lapsed", "Lapsed"
    LEFT = "left", "Left"
