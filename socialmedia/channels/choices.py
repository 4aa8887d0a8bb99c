"""The words that the facts of platforms and channels are chosen from."""

from django.db.models import TextChoices


class ChannelKind(TextChoices):
    PAGE = "page", "Public page"
    ORGANISING = "organising", "Organising forum"
    DISCUSSION = "discussion", "Discussion forum"
    COMMITTEE = "committee", "Committee forum"


class ChannelStatus(TextChoices):
    PLANNED = "planned", "Planned"
    OPEN = "open", "Open"
    SUSPENDED = "suspended", "Suspended"
    CLOSED = "closed", "Closed"


class ChannelAct(TextChoices):
    """A step in the life of a channel."""

    MADE = "made", "Planned"
    CHANGED = "changed", "Details changed"
    FUNCTIONS = "functions", "Functions reviewed"
    OPENED = "opened", "Opened"
    SUSPENDED = "suspended", "Suspended"
    REOPENED = "reopened", "Opened again"
    CLOSED = "closed", "Closed for good"


class PlatformAct(TextChoices):
    """The steps of our platforms that the record keeps."""

    PREFERRED = "preferred", "Put in another order of preference"
    ADDED = "added", "Added"
    CHANGED = "changed", "Changed"
    ENDED = "ended", "No longer used"
    RESUMED = "resumed", "Used again"


class ForumAct(TextChoices):
    """What was done to the rules of a forum, and to what it is for."""

    RULE_ADDED = "rule_added", "Rule added"
    RULE_CHANGED = "rule_changed", "Rule changed"
    RULE_RETIRED = "rule_retired", "Rule removed"
    RULES_MOVED = "rules_moved", "Rules put in another order"
    RULES_NUMBERED = "rules_numbered", "Rules numbered again"
    RULES_REVIEWED = "rules_reviewed", "Rules reviewed"
    POSTS_ALLOWED = "posts_allowed", "Purpose changed"


class Counting(TextChoices):
    """How a platform counts the characters of a post."""

    PLAIN = "plain", "As a text field counts: most emoji as 2 or more"
    BYTES = "bytes", "As YouTube counts: bytes, so accents as 2 and emoji as 4 or more"
    WEIGHTED = "weighted", "As X counts: links as 23, emoji and most other scripts as 2"
    BLUESKY = "bluesky", "As Bluesky counts: what people see as one sign as 1, long links shortened"
    MASTODON = "mastodon", "As Mastodon counts: links as 23, @name@server as @name, emoji as 1"
    THREADS = "threads", "As Threads counts: emoji as their bytes, so 4 or more"


class FilterFormat(TextChoices):
    COMMAS = "commas", "One line, with commas"
    LINES = "lines", "A word on each line"


class Function(TextChoices):
    """What a channel may have in use."""

    PINNED_RULES = "pinned_rules", "Pinned rules"
    FILES = "files", "Files"
    POLLS = "polls", "Polls"
    EVENTS = "events", "Events"
    FILTERS = "filters", "Keyword filters"
    MODERATION = "moderation", "Moderation assistance"
    ALTERNATIVE_TEXT = "alternative_text", "Alternative text for pictures"


class ForumPost(TextChoices):
    """What an organising forum may be for."""

    ACTIVITY = "activity", "Activity at events"
    POLLS = "polls", "Polls of signatories"
    FEEDBACK = "feedback", "Requests for feedback"
    DATES = "dates", "Key democratic dates"


class Basis(TextChoices):
    """What an official position rests on."""

    NONE = "", "It states no official position"
    CONFERENCE = "conference", "A decision of conference"
    STATEMENT = "statement", "A statement of the leadership"
    CONSTITUTION = "constitution", "The constitution"
    CONSULTED = "consulted", "The team was consulted"
