"""The words that the facts of posts are chosen from."""

from django.db.models import TextChoices


class PostKind(TextChoices):
    ORIGINAL = "original", "Our own post"
    SHARE = "share", "A share of somebody else’s post"
    REPOST = "repost", "A post of ours, used again"


class PostStatus(TextChoices):
    DRAFT = "draft", "Draft"
    CHECKING = "checking", "Waiting for a check"
    READY = "ready", "Ready"
    POSTED = "posted", "Posted"
    DROPPED = "dropped", "Cancelled"


class VariantStatus(TextChoices):
    PLANNED = "planned", "Planned"
    POSTED = "posted", "Posted"
    DROPPED = "dropped", "Cancelled"


class Judgement(TextChoices):
    """What was decided about a controversial post."""

    NONE = "", "It is not controversial"
    PRINCIPLE = "principle", "Worth it on principle"
    STRATEGY = "strategy", "Worth it for strategy"
    LEAVE = "leave", "Leave it"


class CheckKind(TextChoices):
    PEER = "peer", "Peer check"
    SECOND_READER = "second_reader", "Second reader of an accusation"


class PostAct(TextChoices):
    """The steps of a post that the record keeps."""

    DRAFTED = "drafted", "Written"
    REWRITTEN = "rewritten", "Words changed"
    REPLANNED = "replanned", "Planned for another time or place"
    ASKED = "asked", "Sent for a check"
    AGREED = "agreed", "Approved"
    NOT_AGREED = "not_agreed", "Changes asked for"
    READY = "ready", "Ready"
    EXCUSED = "excused", "Reason given against a guideline"
    CONSULTED = "consulted", "The team was asked"
    RESULTS = "results", "Results entered"
    RESULTS_CORRECTED = "results_corrected", "Results corrected"
    TOLD_OVERDUE = "told_overdue", "Somebody was told that it is overdue"
    POSTED = "posted", "Posted"
    POSTED_ANYWAY = "posted_anyway", "Recorded as posted"
    LINK_CORRECTED = "link_corrected", "Address corrected"
    DROPPED = "dropped", "Cancelled"
