"""The words that the facts of moderation and cases are chosen from."""

from django.db.models import TextChoices


class Measure(TextChoices):
    """What a moderator did."""

    REMINDED = "reminded", "Reminded of the rule"
    REMOVED = "removed", "Removed a post or comment"
    MUTED = "muted", "Muted for a while"
    BANNED = "banned", "Banned"
    REINSTATED = "reinstated", "Ban lifted"


class CaseStatus(TextChoices):
    OPEN = "open", "Open"
    DECIDED = "decided", "Decided"
    APPEALED = "appealed", "Under appeal"
    CLOSED = "closed", "Closed"


class CaseOutcome(TextChoices):
    NOTHING = "nothing", "No further action"
    WARNING = "warning", "A final warning"
    MUTE = "mute", "Muted for a while"
    BAN = "ban", "Banned for a while"
    BAN_FOR_GOOD = "ban_for_good", "Banned for good"


class CaseAct(TextChoices):
    """The steps of a case that the record keeps."""

    OPENED = "opened", "The case was opened"
    KEPT_OUT = "kept_out", "Somebody was kept out"
    LET_IN = "let_in", "Somebody was no longer kept out"
    LEADERSHIP_ASKED = "leadership_asked", "The leadership was asked"
    LEADERSHIP_NOTED = "leadership_noted", "What the leadership said was recorded"
    DECIDED = "decided", "The case was decided"
    TOLD = "told", "The person was told"
    APPEALED = "appealed", "An appeal came in"
    APPEAL_DECIDED = "appeal_decided", "The appeal was decided"
    CLOSED = "closed", "The case was closed"


class ModerationAct(TextChoices):
    """The steps of the moderation log that the record keeps."""

    LOGGED = "logged", "Logged"
    STRUCK = "struck", "Removed from the log"
    FORGOTTEN = "forgotten", "The name was deleted"
