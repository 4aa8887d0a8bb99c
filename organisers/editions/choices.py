"""What became of a copy."""

from django.db.models import TextChoices


class CopyAct(TextChoices):
    SENT = "sent", "Sent"
    OPENED = "opened", "Opened"
    DOWNLOADED = "downloaded", "Downloaded"
    BOUNCED = "bounced", "Not delivered"
    RECALLED = "recalled", "Recalled"
    DESTROYED = "destroyed", "Reported deleted"
    EXPIRED = "expired", "Expired"
