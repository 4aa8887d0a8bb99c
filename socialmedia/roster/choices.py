"""The words that duties and swaps are chosen from."""

from django.db.models import TextChoices


class DutyKind(TextChoices):
    """What somebody on the roster looks after on a day."""

    POSTING = "posting", "Posting"
    MESSAGES = "messages", "Messages"
    COMMENTS = "comments", "Comments"


class SwapStatus(TextChoices):
    ASKED = "asked", "Asked"
    TAKEN = "taken", "Accepted"
    DECLINED = "declined", "Declined"
    WITHDRAWN = "withdrawn", "Withdrawn"


class RosterAct(TextChoices):
    """The steps of duties that the record keeps; those of a swap are its statuses."""

    ASSIGNED = "assigned", "Assigned"
    TAKEN = "taken", "Taken"
    FREED = "freed", "Freed"
