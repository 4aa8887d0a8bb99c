"""How far a report is."""

from django.db.models import TextChoices


class ReportStatus(TextChoices):
    DRAFT = "draft", "Draft"
    SENT = "sent", "Sent to the leadership"


class ReportAct(TextChoices):
    """The steps of a report that the record keeps."""

    BEGUN = "begun", "Begun"
    SENT = "sent", "Sent"
