"""Regions and groups, the people who answer for a group, and what organisers do with them."""

from .allied import AlliedContact, AlliedOrganisation
from .appointment import Acceptance, Appointment, Undertaking
from .contact import Consent, Contact, Question
from .edition import Copy, CopyEvent, Edition
from .group import Group, GroupEvent, GroupRemark
from .hearing import HeardConsent
from .lists import Download, DownloadEvent, DownloadRequest
from .proposal import Proposal
from .region import Constituency, Region
from .symposium import (
    AccessNeed,
    ActionPoint,
    Answer,
    Invitation,
    Option,
    Reply,
    Symposium,
    SymposiumEvent,
    Venue,
)

__all__ = [
    "Acceptance",
    "AccessNeed",
    "ActionPoint",
    "AlliedContact",
    "AlliedOrganisation",
    "Answer",
    "Appointment",
    "Consent",
    "Constituency",
    "Contact",
    "Copy",
    "CopyEvent",
    "Download",
    "DownloadEvent",
    "DownloadRequest",
    "Edition",
    "Group",
    "GroupEvent",
    "GroupRemark",
    "HeardConsent",
    "Invitation",
    "Option",
    "Proposal",
    "Question",
    "Region",
    "Reply",
    "Symposium",
    "SymposiumEvent",
    "Undertaking",
    "Venue",
]
