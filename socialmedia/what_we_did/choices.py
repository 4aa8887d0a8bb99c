"""What can be done, about a comment or about somebody in a forum."""

from django.db.models import TextChoices

from ..comments.choices import Response
from ..forums.choices import Measure


class Did(TextChoices):
    LEFT = Response.LEAVE, "Left it"
    REBUTTED = Response.REBUT, "Answered it clearly"
    HID = Response.HIDE, "Hid it"
    DELETED = Response.DELETE, "Deleted it"
    CLOSED = Response.CLOSE, "Closed the comments"
    REMINDED = Measure.REMINDED, "Reminded somebody of a rule"
    MUTED = Measure.MUTED, "Muted somebody for a while"
    BANNED = Measure.BANNED, "Banned somebody"


# What is done about a person, and so stands in the log of a forum.
ABOUT_A_PERSON = frozenset({Did.REMINDED, Did.MUTED, Did.BANNED})
