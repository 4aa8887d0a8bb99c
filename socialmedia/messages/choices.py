"""The words that the facts of messages are chosen from."""

from django.db.models import TextChoices


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


class MessageAct(TextChoices):
    """The steps of a message that the record keeps."""

    RECEIVED = "received", "Recorded"
    ANSWERED = "answered", "Answered"
    SET_ASIDE = "set_aside", "No answer needed"
    SORTED = "sorted", "Its kind was changed"
    PASSED_ON = "passed_on", "Referred to a region’s organiser"
    REOPENED = "reopened", "Reopened"
    TOLD_WAITING = "told_waiting", "The team was emailed because it was waiting"
    TOLD_LATE = "told_late", "The team was emailed because it was late"
