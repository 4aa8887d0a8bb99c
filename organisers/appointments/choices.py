"""How an organiser came into office."""

from django.db.models import TextChoices


class AppointedHow(TextChoices):
    ELECTED = "elected", "Elected"
    APPOINTED = "appointed", "Appointed"
