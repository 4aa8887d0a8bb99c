"""The points of the committee's checklist, and what each may be found to be."""

from django.db.models import TextChoices


class Point(TextChoices):
    """What the committee looks at before it rules."""

    PROPER_FORM = "proper_form", "It is in proper form"
    ONE_SUBJECT = "one_subject", "It has one subject"
    RIGHT_BODY = "right_body", "Conference is the right body to decide it"
    LENGTH = "length", "It is within the length limit"
    DUPLICATES = "duplicates", "It does not repeat what is already proposed"
    EXISTING_POLICY = "existing_policy", "It does not restate existing policy"
    LIVING_PERSON = "living_person", "It does not attack a named living person"


class Finding(TextChoices):
    FINE = "fine", "Fine"
    CONCERN = "concern", "A concern"
