"""How far a report is."""

from django.db.models import TextChoices


class ReportStatus(TextChoices):
    DRAFT = "draft", "Draft"
    SENT = "sent", "Sent to the leadership"
