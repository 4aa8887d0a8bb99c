"""The words that a symposium's facts are chosen from, and what is done with it."""

from django.db.models import IntegerChoices, TextChoices


class Stage(TextChoices):
    """Where a symposium is; a quarter without a row has none."""

    PLANNING = "planning", "Planning"
    CONSULTING = "consulting", "Consulting the groups"
    CONFIRMED = "confirmed", "Confirmed"
    HELD = "held", "Held"
    CANCELLED = "cancelled", "Cancelled"
    MISSED = "missed", "Missed"


class OptionKind(TextChoices):
    SLOT = "slot", "Time"
    VENUE = "venue", "Venue"
    IDEA = "idea", "Agenda idea"


class Voice(IntegerChoices):
    NO = 0, "No"
    IF_NEED_BE = 1, "If need be"
    YES = 2, "Yes"


class VenueKind(TextChoices):
    UNIVERSITY = "university", "University campus"
    UNION_HALL = "union_hall", "Union hall"
    COMMUNITY_CENTRE = "community_centre", "Community centre"
    LIBRARY = "library", "Library"
    ONLINE = "online", "Online"
    OTHER = "other", "Another kind"


class SymposiumAct(TextChoices):
    PLANNED = "planned", "Planning started"
    CONSULTATION_OPENED = "consultation_opened", "Consultation opened"
    ANSWERED = "answered", "A group answered"
    REMINDED = "reminded", "Groups reminded"
    DECIDED = "decided", "Decided"
    ANNOUNCED = "announced", "Announced"
    HELD = "held", "Held"
    CANCELLED = "cancelled", "Cancelled"
    MISSED = "missed", "Missed"
