"""The words that a group's facts are chosen from, and what is done with it."""

from django.db.models import TextChoices


class GroupKind(TextChoices):
    LOCAL = "local", "Local group"
    REGIONAL = "regional", "Regional group"
    NATIONAL = "national", "National group"


class GroupStatus(TextChoices):
    APPLIED = "applied", "Applied"
    AFFILIATED = "affiliated", "Affiliated"
    LAPSED = "lapsed", "Lapsed"
    LEFT = "left", "Left"


class RegionSource(TextChoices):
    """What a group's region rests on, the strongest first."""

    ORGANISER = "organiser", "Decided by the organiser"
    CONSTITUENCIES = "constituencies", "Its constituencies agree"
    POSTCODE = "postcode", "Its postcode district"
    ASKED = "asked", "Given by the group"


class GroupAct(TextChoices):
    APPLIED = "applied", "Applied to affiliate"
    CONFIRMED = "confirmed", "Application confirmed by email"
    PROPOSED = "proposed", "Proposed by the regional organiser"
    AFFILIATED = "affiliated", "Affiliated"
    LAPSED = "lapsed", "Affiliation lapsed"
    LEFT = "left", "Left"
    OFFERED = "offered", "Offered to another region"
    KEPT = "kept", "Not taken by the other region"
    UNOFFERED = "unoffered", "Offer to another region withdrawn"
    MOVED = "moved", "Moved to another region"
    VERIFIED = "verified", "Details verified"
    ADDED = "added", "Contact added"
    CORRECTED = "corrected", "Contact corrected"
    ERASED = "erased", "Contact erased"
    ASKED = "asked", "Somebody proposed as a contact"
    DECLINED = "declined", "A proposed contact said no"
    TAKEN_OVER = "taken_over", "Contact replaced by somebody else"
    HEARD = "heard", "A contact’s consent recorded for them"
    HEARD_RIGHT = "heard_right", "A consent recorded for a contact was confirmed"
