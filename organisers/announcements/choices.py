"""What is written about, and to which groups."""

from django.db.models import TextChoices


class About(TextChoices):
    """It decides who may get it: no consent but that for symposium notices covers an email to contacts."""

    SYMPOSIUM = "symposium", "Our regional symposium"
    OTHER = "other", "Something else"


class Audience(TextChoices):
    ALL = "all", "All affiliated groups"
    NEW = "new", "Groups that affiliated in the last 30 days"
    SILENT = "silent", "Groups that have not answered the open consultation"
    COMING = "coming", "Groups that are coming to the next symposium"
