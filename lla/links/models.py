"""Emailed links, as rows: only the hash of a token is kept."""

from django.db import models

from lla.time import clock


class Link(models.Model):
    """One emailed link; only the hash of its token is kept."""

    purpose = models.CharField(max_length=60)
    target = models.BigIntegerField()
    token_hash = models.CharField(max_length=64, unique=True)
    mailbox_hash = models.CharField(
        max_length=64, blank=True, help_text="Of the address it was sent to, as Mailbox knows it."
    )
    created_at = models.DateTimeField(default=clock.now)
    expires_at = models.DateTimeField()
    spent_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["purpose", "target"], name="lla_link_purpose_target")]

    def __str__(self) -> str:
        return f"{self.purpose} {self.target}"
