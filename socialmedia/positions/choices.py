"""The words that the facts of positions are chosen from."""

from django.db.models import TextChoices


class PositionKind(TextChoices):
    PRIORITY = "priority", "A priority"
    POSITION = "position", "A position"


class PositionAct(TextChoices):
    """The steps of a position that the record keeps."""

    SAVED = "saved", "Saved"
