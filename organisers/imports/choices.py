"""What the columns of a spreadsheet mean, what becomes of its rows, and what happens to an import."""

from django.db.models import TextChoices


class Column(TextChoices):
    """What a column may hold."""

    GROUP = "group", "Group’s name"
    KIND = "kind", "Kind of group"
    REGION = "region", "Region"
    TOWN = "town", "Town or area"
    POSTCODE = "postcode", "Postcode"
    PUBLIC_EMAIL = "public", "Group’s public email address"
    WEBSITE = "website", "Group’s website"
    CONTACT = "contact", "Contact’s name"
    GIVEN = "given", "Contact’s first name"
    FAMILY = "family", "Contact’s last name"
    ROLE = "role", "Contact’s role"
    EMAIL = "email", "Contact’s email address"
    PHONE = "phone", "Contact’s telephone"


class Fate(TextChoices):
    """What becomes of a row."""

    NEW = "new", "New"
    SAME = "same", "Already here"
    DOUBTFUL = "doubtful", "To decide"
    REFUSED = "refused", "Cannot be taken"


class Reason(TextChoices):
    """Why a row could not be taken, as it stays on record: in words that quote nothing of the row."""

    NO_NAME = "no_name", "The group’s name is empty."
    HAS_LEFT = "has_left", "Its group has left the network."
    NOT_CONFIRMED = "not_confirmed", "Its group has applied and has not confirmed it by email yet."
    ELSEWHERE = "elsewhere", "Its group is in a region that is not yours."
    UNKNOWN_REGION = "unknown_region", "Its region is not the name of a region here."
    WHICH_REGION = "which_region", "We could not tell its region."
    NO_WAY = "no_way", "Its contact has neither an email address nor a telephone number."
    UNWANTED = "unwanted", "Its contact’s address cannot be taken."


class Origin(TextChoices):
    """Where a list comes from, as its people are told; they complete “Their source is …”."""

    NETWORK = "network", "the network’s own records from before this website"
    GROUPS = "groups", "the groups themselves"
    HANDED_OVER = "handed_over", "another organisation that these people allowed to pass their details on"
    PUBLIC = "public", "what the groups publish themselves"


class Standing(TextChoices):
    """How the new groups begin."""

    APPLIED = "applied", "They have applied: the steering committee decides about each"
    AFFILIATED = "affiliated", "They are affiliated by a decision already made"


class Stage(TextChoices):
    """How far an import is."""

    WAITING = "waiting", "Not brought in yet"
    DONE = "done", "Brought in"
    UNDONE = "undone", "Undone"
    DROPPED = "dropped", "Abandoned"


class ImportAct(TextChoices):
    """A step of an import, for ever on record."""

    UPLOADED = "uploaded", "File read"
    CONFIRMED = "confirmed", "Brought in"
    UNDONE = "undone", "Undone"
    ABANDONED = "abandoned", "Abandoned"
    EXPIRED = "expired", "Deleted because nobody went on with it"
