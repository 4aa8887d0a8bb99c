"""Questions about many sources."""

from typing import TYPE_CHECKING

from django.db import models

if TYPE_CHECKING:
    from .models import Source


class SourceQuerySet(models.QuerySet["Source"]):
    pass
