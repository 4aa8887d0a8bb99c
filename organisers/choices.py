"""The words that organisers' facts are chosen from."""

from django.db.models import IntegerChoices, TextChoices


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
LISTED = (Purpose.SYMPOSIUM, Purpose.SUPPORT, Purpose.COMMITTEE)


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
    PAPER = "paper", "On paper"
    WORD = "word", "By word of mouth"


class HeardOutcome(TextChoices):
    """What became of what an organiser heard or was given on paper."""

    WAITING = "waiting", "Waiting for a second person"
    AT_ONCE = "at_once", "Counted straight away, because nothing new was allowed"
    CONFIRMED = "confirmed", "Confirmed"
    DECLINED = "declined", "Not confirmed"
    REPLACED = "replaced", "Replaced by what they said later"


class AppointedHow(TextChoices):
    ELECTED = "elected", "Elected"
    APPOINTED = "appointed", "Appointed"


class ListPurpose(TextChoices):
    """What a list was downloaded for; of these, `LISTED` are what one may be downloaded for today."""

    SYMPOSIUM = Purpose.SYMPOSIUM.value, "To arrange a symposium"
    SUPPORT = Purpose.SUPPORT.value, "To bring groups together for mutual support"
    COMMITTEE = Purpose.COMMITTEE.value, "The steering committee asked"
    VERIFY = "verify", "To check details"  # the desk and the letters do that; old records are still read


class ListFormat(TextChoices):
    CSV = "csv", "CSV"
    XLSX = "xlsx", "Excel"
    VCARD = "vcf", "vCard"
    PDF = "pdf", "PDF"
    WORD = "docx", "Word"


class CopyAct(TextChoices):
    SENT = "sent", "Sent"
    OPENED = "opened", "Opened"
    DOWNLOADED = "downloaded", "Downloaded"
    BOUNCED = "bounced", "Not delivered"
    RECALLED = "recalled", "Recalled"
    DESTROYED = "destroyed", "Reported deleted"
    EXPIRED = "expired", "Expired"


class DownloadAct(TextChoices):
    """What became of a contact list after it left."""

    ASKED_BACK = "asked_back", "Asked to delete"
    REMINDED = "reminded", "Reminded"
    DESTROYED = "destroyed", "Reported deleted"


class AskedBackFor(TextChoices):
    """Why whoever downloaded a list is asked to delete it."""

    TAKEN_BACK = "taken_back", "Somebody in it withdrew their consent"
    ENDED = "ended", "The appointment of the person who has it ended"


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


class AlliedStatus(TextChoices):
    TO_CONTACT = "to_contact", "To be contacted"
    CONTACTED = "contacted", "Contacted"
    TALKING = "talking", "In conversation"
    TOGETHER = "together", "Working together"
    DECLINED = "declined", "Declined"


class Medium(TextChoices):
    EMAIL = "email", "Email"
    TELEPHONE = "telephone", "Telephone"
    MEETING = "meeting", "Meeting"
    LETTER = "letter", "Letter"
