"""The words that roles are chosen from."""

from django.db.models import TextChoices


class Role(TextChoices):
    MANAGER = "manager", "Social Media Manager"
    COORDINATOR = "coordinator", "Coordinator"
    PAGE_ADMIN = "page_admin", "Page admin"
    ADAPTER = "adapter", "Adapter"
    MODERATOR = "moderator", "Moderator"


class AppointedHow(TextChoices):
    ELECTED = "elected", "Elected"
    APPOINTED = "appointed", "Appointed"
