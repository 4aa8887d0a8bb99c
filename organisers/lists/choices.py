"""What a list is downloaded for, as what kind of file, and what became of it."""

from django.db.models import TextChoices

from ..contacts.choices import Purpose


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


class DownloadAct(TextChoices):
    """What became of a contact list after it left for the first time."""

    ASKED_BACK = "asked_back", "Asked to delete"
    REMINDED = "reminded", "Reminded"
    DELIVERED = "delivered", "Downloaded again"  # the same file, after a broken download
    DESTROYED = "destroyed", "Reported deleted"


class AskedBackFor(TextChoices):
    """Why whoever downloaded a list is asked to delete it."""

    TAKEN_BACK = "taken_back", "Somebody in it withdrew their consent"
    MOVED = "moved", "A group in it is in another region now"
    ENDED = "ended", "The appointment of the person who has it ended"
