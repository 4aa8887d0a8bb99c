"""What is recorded of sources."""

from django.db.models import TextChoices


class SourceAct(TextChoices):
    """The steps of a source that the record keeps."""

    ADDED = "added", "Added"
    VETTED = "vetted", "Vetted"
    LIKED = "liked", "Noted as liked"
    UNLIKED = "unliked", "No longer liked"
