"""How somebody spoke with a group, and with which result."""

from django.db.models import TextChoices


class How(TextChoices):
    TELEPHONE = "telephone", "By telephone"
    EMAIL = "email", "By email"
    MEETING = "meeting", "At a meeting"
    OTHER = "other", "Another way"


class Outcome(TextChoices):
    """The last two are results of ringing somebody, and nobody writes them by hand."""

    REACHED = "reached", "Reached"
    NO_ANSWER = "no_answer", "No answer"
    CALL_BACK = "call_back", "To be called back"
    WRONG_NUMBER = "wrong", "Wrong number"
    NOT_RUNG = "not_rung", "Asked not to be rung"


WRITTEN_BY_HAND = (Outcome.REACHED, Outcome.NO_ANSWER, Outcome.CALL_BACK)
