"""How far we are with another organisation, and by what means we spoke."""

from django.db.models import TextChoices


class AlliedStatus(TextChoices):
    TO_CONTACT = "to_contact", "To be contacted"
    CONTACTED = "contacted", "Contacted"
    TALKING = "talking", "In conversation"
    TOGETHER = "together", "Working together"
    DECLINED = "declined", "Declined"


class Medium(TextChoices):
    EMAIL = "email", "Email"
    TELEPHONE = "telephone", "Telephone"
    MEETING = "meeting", "Meeting"
    LETTER = "letter", "Letter"
