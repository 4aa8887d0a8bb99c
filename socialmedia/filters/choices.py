"""What is recorded of filter lists."""

from django.db.models import TextChoices


class FilterAct(TextChoices):
    """The steps of a filter list that the record keeps."""

    MADE = "made", "Made"
    INSTALLED = "installed", "Installed"
