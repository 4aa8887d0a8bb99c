"""What can be done about a comment."""

from collections.abc import Mapping

from django.db.models import TextChoices


class Response(TextChoices):
    """What was done about a comment."""

    LEAVE = "leave", "Leave it"
    REBUT = "rebut", "Answer it clearly"
    HIDE = "hide", "Hide it"
    DELETE = "delete", "Delete it"
    CLOSE = "close", "Close the comments"


# What was done, of what could be done.
WAS_DONE: Mapping[str, str] = {
    Response.LEAVE: "Left",
    Response.REBUT: "Answered clearly",
    Response.HIDE: "Hidden",
    Response.DELETE: "Deleted",
    Response.CLOSE: "Comments closed",
}


class CommentAct(TextChoices):
    """The steps of a comment that the record keeps."""

    NOTED = "noted", "Noted"
    DECIDED = "decided", "Decided"
