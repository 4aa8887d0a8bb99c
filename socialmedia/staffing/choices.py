"""What is recorded of reach targets."""

from django.db.models import TextChoices


class ReachAct(TextChoices):
    """The steps of a reach target that the record keeps."""

    REACH_SET = "reach_set", "Set"
    REACH_ENDED = "reach_ended", "Ended"
