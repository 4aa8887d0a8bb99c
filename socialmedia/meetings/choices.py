"""What kind a meeting is."""

from django.db.models import TextChoices


class MeetingKind(TextChoices):
    DAY_TO_DAY = "day_to_day", "Day to day"
    STRATEGY = "strategy", "Strategy"
