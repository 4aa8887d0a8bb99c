"""How often somebody has tried something, as rows."""

from django.db import models


class Limit(models.Model):
    """How often somebody, known by a keyed hash only, has done one thing in the present span."""

    bucket = models.CharField(max_length=60)
    who = models.CharField(max_length=64)
    count = models.PositiveIntegerField()
    ends_at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["bucket", "who"], name="lla_limit_one_per_bucket_and_who")
        ]

    def __str__(self) -> str:
        return f"{self.bucket}: {self.count}"
