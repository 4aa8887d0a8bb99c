"""What is recorded of roles."""

from django.db.models import TextChoices


class AppointmentAct(TextChoices):
    """The steps of a role that the record keeps."""

    APPOINTED = "appointed", "Appointed"
    LAST_DAY_CHANGED = "last_day_changed", "Last day changed"
    CALLED_OFF = "called_off", "Cancelled before it began"
    ENDED = "ended", "Ended"
