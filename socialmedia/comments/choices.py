"""What can be done about a comment."""

from django.db.models import TextChoices


class Response(TextChoices):
    """What was done about a comment."""

    LEAVE = "leave", "Leave it"
    REBUT = "rebut", "Answer it clearly"
    HIDE = "hide", "Hide it"
    DELETE = "delete", "Delete it"
    CLOSE = "close", "Close the comments"


class CommentAct(TextChoices):
    """The steps of a comment that the record keeps."""

    NOTED = "noted", "Noted"
    DECIDED = "decided", "Decided"
