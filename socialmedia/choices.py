"""The words that the social media team's facts are chosen from."""

from django.db.models import TextChoices


class Duty(TextChoices):
    """How strictly a version of the guidelines asks for something: a warning, or a failure."""

    LEFT_OPEN = "left_open", "Not asked for"
    ENCOURAGED = "encouraged", "Encouraged"
    REQUIRED = "required", "Essential"


class Level(TextChoices):
    """What a check says; only a legal duty blocks."""

    PASS = "pass", "Fine"
    WARN = "warn", "Check this"
    FAIL = "fail", "Against the guidelines"
    BLOCK = "block", "Against the law"


class Role(TextChoices):
    MANAGER = "manager", "Social Media Manager"
    COORDINATOR = "coordinator", "Coordinator"
    PAGE_ADMIN = "page_admin", "Page admin"
    ADAPTER = "adapter", "Adapter"
    MODERATOR = "moderator", "Moderator"


class AppointedHow(TextChoices):
    ELECTED = "elected", "Elected"
    APPOINTED = "appointed", "Appointed"


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


class Counting(TextChoices):
    """How a platform counts the characters of a post."""

    PLAIN = "plain", "As a text field counts: most emoji as 2 or more"
    BYTES = "bytes", "As YouTube counts: bytes, so accents as 2 and emoji as 4 or more"
    WEIGHTED = "weighted", "As X counts: links as 23, emoji and most other scripts as 2"


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


class PostKind(TextChoices):
    ORIGINAL = "original", "Our own post"
    SHARE = "share", "A share of somebody else’s post"
    REPOST = "repost", "A repost of ours"


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


class Basis(TextChoices):
    """What an official position rests on."""

    NONE = "", "It states no official position"
    CONFERENCE = "conference", "A decision of conference"
    STATEMENT = "statement", "A statement of the leadership"
    CONSTITUTION = "constitution", "The constitution"
    CONSULTED = "consulted", "The team was consulted"


class Judgement(TextChoices):
    """What was decided about a controversial post."""

    NONE = "", "It is not controversial"
    PRINCIPLE = "principle", "Worth it on principle"
    STRATEGY = "strategy", "Worth it for strategy"
    LEAVE = "leave", "Leave it"


class CheckKind(TextChoices):
    PEER = "peer", "Peer check"
    SECOND_READER = "second_reader", "Second reader of an accusation"


class Response(TextChoices):
    """What was done about a comment."""

    LEAVE = "leave", "Leave it"
    REBUT = "rebut", "Answer it clearly"
    HIDE = "hide", "Hide it"
    DELETE = "delete", "Delete it"
    CLOSE = "close", "Close the comments"


class MessageKind(TextChoices):
    RECRUIT = "recruit", "Somebody who may join"
    REQUEST = "request", "A genuine request"
    ARTICLE = "article", "An article or an event"
    OPINION = "opinion", "An opinion"
    ABUSE = "abuse", "Abuse or advertising"


CLOCKED = (MessageKind.RECRUIT, MessageKind.REQUEST)  # always answered, by the clock, these first


class MessageStatus(TextChoices):
    OPEN = "open", "Open"
    ANSWERED = "answered", "Answered"
    SET_ASIDE = "set_aside", "Needs no answer"


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
    KEPT_OUT = "kept_out", "Somebody was kept out"
    LET_IN = "let_in", "Somebody was no longer kept out"
    HELD = "held", "A holding reply was sent"
    LEADERSHIP_DECIDED = "leadership_decided", "The leadership decided"
    DUE_SOON = "due_soon", "The deadline was near"
    CLOSED = "closed", "The complaint was closed"
    FORGOTTEN = "forgotten", "Words and addresses were deleted"


class Asked(TextChoices):
    """Who is asked in a consultation."""

    TEAM = "team", "The team"
    LEADERSHIP = "leadership", "The leadership"


class Opinion(TextChoices):
    AGREE = "agree", "Yes"
    AGREE_IF = "agree_if", "Yes, if …"
    DISAGREE = "disagree", "No"
    NO_VIEW = "no_view", "No view"


class MeetingKind(TextChoices):
    DAY_TO_DAY = "day_to_day", "Day to day"
    STRATEGY = "strategy", "Strategy"


class ReportStatus(TextChoices):
    DRAFT = "draft", "Draft"
    SENT = "sent", "Sent to the leadership"
