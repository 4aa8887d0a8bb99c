"""What a contact is to the group, what they may allow, which details, and how they said so."""

from django.db.models import TextChoices


class ContactRole(TextChoices):
    SECRETARY = "secretary", "Secretary"
    CHAIR = "chair", "Chair"
    TREASURER = "treasurer", "Treasurer"
    ORGANISER = "organiser", "Organiser"
    OTHER = "other", "Another role"


class Purpose(TextChoices):
    """What a contact may allow, each by itself and none by default."""

    CIRCULATED = "circulated", "Directory copies of the groups named"
    SYMPOSIUM = "symposium", "Lists to arrange a symposium"
    SUPPORT = "support", "Lists to bring groups together for mutual support"
    COMMITTEE = "committee", "Lists the steering committee asks for"
    NOTICES = "notices", "Symposium notices"
    PHONE = "phone", "Telephone calls"
    CAMPAIGN = "campaign", "Campaign email (no longer asked about)"  # old answers are still read


# What an organiser may download a list for: each is a consent that says so, and nothing else is.
LIST_PURPOSES = (Purpose.SYMPOSIUM, Purpose.SUPPORT, Purpose.COMMITTEE)


class Detail(TextChoices):
    """What of a contact can be shared."""

    NAME = "name", "Name"
    ROLE = "role", "Role"
    EMAIL = "email", "Email"
    PHONE = "phone", "Telephone"


class ConsentHow(TextChoices):
    PAGE = "page", "On the contact's own page"
    APPLICATION = "application", "On the form to affiliate"
    QUESTION = "question", "In answer to a question about a new group"
    ERASURE = "erasure", "By erasing the details"
    TAKEOVER = "takeover", "Because somebody else took over"
    NUMBER = "number", "Because the telephone number changed"
    WRONG_NUMBER = "wrong_number", "Because the telephone number was somebody else’s"
    PAPER = "paper", "On paper"
    WORD = "word", "By word of mouth"


# A word about calls that was given in one of these ways ends them, even where there is no other way.
ENDS_CALLS = (ConsentHow.WORD, ConsentHow.PAPER, ConsentHow.WRONG_NUMBER)


class HeardOutcome(TextChoices):
    """What became of what an organiser heard or was given on paper."""

    WAITING = "waiting", "Waiting for a second person"
    AT_ONCE = "at_once", "Counted straight away, because nothing new was allowed"
    CONFIRMED = "confirmed", "Confirmed"
    DECLINED = "declined", "Not confirmed"
    REPLACED = "replaced", "Replaced by what they said later"
