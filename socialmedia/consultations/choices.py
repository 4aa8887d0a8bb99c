"""Who is asked in a consultation, and what can be answered."""

from django.db.models import TextChoices


class Asked(TextChoices):
    """Who is asked in a consultation."""

    TEAM = "team", "The team"
    LEADERSHIP = "leadership", "The leadership"


class Opinion(TextChoices):
    AGREE = "agree", "Yes"
    AGREE_IF = "agree_if", "Yes, if …"
    DISAGREE = "disagree", "No"
    NO_VIEW = "no_view", "No view"


class ConsultationAct(TextChoices):
    """The steps of a consultation that the record keeps."""

    ASKED = "asked", "Asked"
    REMINDED = "reminded", "Reminded"
    ANSWERED = "answered", "Answered"
    CLOSED = "closed", "Closed"
    WITHDRAWN = "withdrawn", "Withdrawn"
