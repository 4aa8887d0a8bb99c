"""The words that the facts of complaints are chosen from."""

from django.db.models import TextChoices


class ComplaintKind(TextChoices):
    CONTENT = "content", "Something we posted"
    MODERATION = "moderation", "How a forum is moderated"
    ACCUSATION = "accusation", "An accusation against somebody"
    LEGAL = "legal", "A legal matter"
    SAFEGUARDING = "safeguarding", "Somebody's safety"
    DATA_PROTECTION = "data_protection", "My personal data"


SERIOUS = frozenset({ComplaintKind.ACCUSATION, ComplaintKind.LEGAL, ComplaintKind.SAFEGUARDING})


class ComplaintAbout(TextChoices):
    """Whom a complaint is about, as the person who complains can know it."""

    NOBODY = "nobody", "Nobody in particular"
    MEMBER = "member", "Somebody in the social media team"
    COORDINATOR = "coordinator", "The coordinator of the team"
    MANAGER = "manager", "The Social Media Manager"


class ComplaintStatus(TextChoices):
    RECEIVED = "received", "Received"
    CONSULTING = "consulting", "With the team"
    CLOSED = "closed", "Closed"


class ComplaintAct(TextChoices):
    """The steps of a complaint that the record keeps."""

    RECEIVED = "received", "The complaint was received"
    TRIAGED = "triaged", "The team was asked"
    TOLD = "told", "The people who handle it were told"
    KEPT_OUT = "kept_out", "Somebody was kept out"
    LET_IN = "let_in", "Somebody was no longer kept out"
    HELD = "held", "A holding reply was sent"
    LEADERSHIP_DECIDED = "leadership_decided", "The leadership decided"
    DUE_SOON = "due_soon", "The deadline was near"
    CLOSED = "closed", "The complaint was closed"
    FORGOTTEN = "forgotten", "Words and addresses were deleted"
