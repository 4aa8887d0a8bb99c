"""What is recorded of days away."""

from django.db.models import TextChoices


class LeaveAct(TextChoices):
    """The steps of days away that the record keeps."""

    ENTERED = "entered", "Entered"
    CAME_BACK = "came_back", "Came back early"
