"""What organisers hold about one person, told to that person: the allow-list, table by table."""

from collections.abc import Iterable, Iterator, Mapping

from django.apps import apps
from django.db.models import Model, Q, QuerySet

from lla.accounts.models import User
from lla.addresses import email
from lla.addresses.telephone import shown
from lla.subjects.disclosures import ITSELF, Field, section
from lla.subjects.registry import Person, Section

from ..allied.models import AlliedContact, AlliedOrganisation
from ..announcements.models import Announcement
from ..appointments.models import Acceptance, Appointment
from ..contacts import consent_texts
from ..contacts.choices import Detail, Purpose
from ..contacts.models import Consent, Contact, HeardConsent, Question
from ..conversations.models import Note
from ..conversations.selectors import naming
from ..disclosures.models import Opening
from ..disclosures.selectors import of_copies, of_lists
from ..editions.models import Copy, CopyEvent, Edition
from ..groups.models import Group, GroupEvent, GroupRemark
from ..imports.models import Import, ImportedContact
from ..imports.selectors import waiting_lines
from ..lists.models import Download, DownloadEvent, DownloadRequest
from ..proposals.models import Proposal
from ..ring_round.models import Call, Round
from ..symposia.models import SymposiumEvent

AppointmentHistory: type[Model] = apps.get_model("organisers", "AppointmentEvent")  # made by pghistory
INCLUDED: frozenset[type[Model]] = frozenset(
    {
        Acceptance, AlliedContact, AlliedOrganisation, Announcement, Appointment, AppointmentHistory, Call,
        Consent, Contact, Copy, CopyEvent, Download, DownloadEvent, DownloadRequest, Edition, Group,
        GroupEvent, GroupRemark, HeardConsent, Import, ImportedContact, Note, Opening, Proposal, Question,
        Round, SymposiumEvent,
    }
)  # fmt: skip
NOBODY = "It holds nothing about people."
A_GROUPS = "It holds what a group says as a whole, not who said it."
LEFT_OUT: Mapping[str, str] = {
    "organisers.AccessNeed": "What a group’s people need, without saying who. Deleted after fourteen days.",
    "organisers.ActionPoint": "Notes of meetings, which no address is tied to. Read them through by hand.",
    "organisers.Answer": A_GROUPS,
    "organisers.Constituency": NOBODY,
    "organisers.ConstituencyEvent": NOBODY,
    "organisers.ConsultedGroup": "Which groups were asked something, and whether they answered. No person.",
    "organisers.DownloadRequest_regions": "The request names them.",
    "organisers.GroupHistory": "Earlier details of a group. An address in them is shown with the group.",
    "organisers.Group_constituencies": NOBODY,
    "organisers.ImportEvent": "The record of an import: numbers only. The import itself says whose it is.",
    "organisers.ImportedGroup": "Which groups an import brought in. It names no person.",
    "organisers.Invitation": A_GROUPS,
    "organisers.Option": NOBODY,
    "organisers.Region": NOBODY,
    "organisers.RegionEvent": NOBODY,
    "organisers.Reply": A_GROUPS,
    "organisers.Symposium": "Notes of meetings, which no address is tied to. Read them through by hand.",
    "organisers.Turn": "Who is ringing which group now. It is deleted after the call, or after half an hour.",
    "organisers.Undertaking": NOBODY,
    "organisers.Venue": NOBODY,
}


CONTACT: tuple[Field, ...] = (
    "group",
    "name",
    ("Role", "roles"),
    ("Email address", "email"),
    ("New address, not confirmed", "wanted_email"),
    ("Telephone", lambda contact: shown(contact.phone)),
    ("New number, not confirmed", lambda contact: shown(contact.wanted_phone)),
    ("Kept since", "created_at"),
    ("Page first opened", "confirmed_at"),
    ("Details verified", "verified_at"),
    ("Reminders", lambda contact: contact.reminders or None),
)
QUESTION: tuple[Field, ...] = ("group", ("Asked", "asked_at"), ("Answered", "answered_at"), ("Yes", "agreed"))
IMPORTED: tuple[Field, ...] = (
    ("Group", "contact__group"),
    ("When", "source__done_at"),
    ("Source", "source__origin"),
    ("Brought in by", "source__by"),
)
WRITTEN: tuple[Field, ...] = (("When", "at"), "audience", "words", "question", "document")
SPREADSHEET: tuple[Field, ...] = (("When", "made_at"), ("Rows", "rows"), "stage")
DISCLOSURE: tuple[Field, ...] = (("When", "at"), ("Recipient", "to"), ("Why", "why"), ("Since then", "since"))
NOTE: tuple[Field, ...] = ("group", "on", "how", "outcome", "words")
WRITTEN_NOTE: tuple[Field, ...] = (*NOTE, ("Written", "at"), "due_on", ("Done", "done_at"))
OPENED: tuple[Field, ...] = (("On", "on"), ("Times", "times"), ("By", lambda _: "your region’s organiser"))
OPENED_BY_THEM: tuple[Field, ...] = (
    ("On", lambda day: day["on"]),
    ("Contacts", lambda day: day["contacts"]),
    ("Times", lambda day: day["opened"]),
)
CALL: tuple[Field, ...] = ("group", "at", ("Result", "outcome"), ("Rung by", "by"))
CALL_BY_THEM: tuple[Field, ...] = ("group", "at", ("Result", "outcome"))
ROUND: tuple[Field, ...] = ("region", "why", "started_at")
REMARK: tuple[Field, ...] = (("Group", "event__group"), ("When", "event__at"), "words")
APPOINTMENT: tuple[Field, ...] = (
    "region",
    "starts_on",
    "ends_on",
    "how",
    ("Decision", "decision"),
    "ended_at",
    "ended_because",
)
ENDED_BY_THEM: tuple[Field, ...] = ("region", "ended_at")
REQUEST: tuple[Field, ...] = (
    ("When", "made_at"),
    ("Regions", lambda request: request.regions.all()),
    ("Purpose", lambda request: f"{request.get_purpose_display()}: {request.words}"),
    ("People", "rows"),
)
DOWNLOAD: tuple[Field, ...] = (("Copy", "copy_id"), ("When", "at"), "purpose", ("People", "rows"))
# Without whoever said it: this is told to whoever heard it.
HEARD_BY_THEM: tuple[Field, ...] = ("how", ("When", "made_at"), "outcome")


def _consent(names: Mapping[int, str]) -> tuple[Field, ...]:
    """What is told of a consent; `names` are those of all groups."""
    return (
        "purpose",
        ("Answer", lambda consent: "yes" if consent.given else "no"),
        ("Details", lambda consent: [Detail(detail).label for detail in consent.details]),
        ("Groups named", lambda consent: [names.get(pk, str(pk)) for pk in consent.recipients]),
        "how",
        ("When", "at"),
        (
            "The words",
            lambda consent: consent_texts.CONSENT_TEXTS.get(consent.text_version, {}).get(
                Purpose(consent.purpose), ""
            ),
        ),
    )


def _heard(names: Mapping[int, str]) -> tuple[Field, ...]:
    return (
        "how",
        ("On", "heard_on"),
        ("Recorded by", "heard_by"),
        ("When", "made_at"),
        ("What you allowed", lambda heard: [Purpose(purpose).label for purpose in heard.purposes]),
        ("Details circulated", lambda heard: [Detail(detail).label for detail in heard.details]),
        ("Groups named", lambda heard: [names.get(pk, str(pk)) for pk in heard.recipients]),
        ("Details on lists", lambda heard: [Detail(detail).label for detail in heard.listed]),
        "outcome",
        ("Since", "settled_at"),
    )


def _proposal(person: Person) -> tuple[Field, ...]:
    """To whoever is proposed, what is kept of them; to whoever proposed, only that they did."""

    def about_them(proposal: Proposal) -> bool:
        return email.key(proposal.email) == email.key(person.email)

    return (
        "group",
        ("Proposed on", "made_at"),
        ("Answered", "answered_at"),
        ("Name", lambda proposal: proposal.name if about_them(proposal) else None),
        ("Email address", lambda proposal: proposal.email if about_them(proposal) else None),
    )


def _step(of: str) -> tuple[Field, ...]:
    return (("What", "act"), ("Of", of), ("When", "at"))


def contacts_of(person: Person) -> QuerySet[Contact]:
    """The rows of whoever has this address, or wants it; or this number, and no address."""
    if not person.email:
        return Contact.objects.of_number(person.phone).select_related("group")
    mine = Q(email__iexact=person.email) | Q(wanted_email__iexact=person.email)
    return Contact.objects.present().filter(mine).select_related("group").order_by("pk")


def sections(person: Person) -> Iterator[Section]:
    contacts = list(contacts_of(person))
    yield section(Contact, "You as a contact", contacts, CONTACT)
    sources = ImportedContact.objects.filter(contact__in=contacts).select_related(
        "contact__group", "source__by"
    )
    yield section(ImportedContact, "Where your details come from", sources, IMPORTED)
    waiting = waiting_lines(person.email) if person.email else ()
    yield section(Import, "A spreadsheet that waits to be brought in", waiting, SPREADSHEET)
    names = dict(Group.objects.values_list("pk", "name"))
    consents = Consent.objects.filter(contact__in=contacts).order_by("pk")
    yield section(Consent, "What you allowed", consents, _consent(names))
    heard = HeardConsent.objects.filter(contact__in=contacts).select_related("heard_by").order_by("pk")
    yield section(HeardConsent, "What was recorded for you", heard, _heard(names))
    asked = Question.objects.filter(contact__in=contacts).select_related("group").order_by("pk")
    yield section(Question, "Questions to you about groups", asked, QUESTION)
    mine = (Q(email__iexact=person.email) & ~Q(email="")) | Q(by__in=contacts)
    proposed = Proposal.objects.filter(mine).select_related("group").order_by("pk")
    yield section(Proposal, "Proposals of contacts", proposed, _proposal(person))
    for contact in contacts:
        yield section(Copy, "Who has had your details: the directory", of_copies(contact), DISCLOSURE)
        yield section(Download, "Who has had your details: lists", of_lists(contact), DISCLOSURE)
    seen = Opening.objects.filter(contact__in=contacts)
    yield section(Opening, "When your details were opened on screen", seen, OPENED)
    public = Group.objects.filter(public_email__iexact=person.email).exclude(public_email="").order_by("pk")
    yield section(Group, "Groups that show your address as their public one", public, [ITSELF])
    named = naming(contacts).select_related("group")
    yield section(Note, "Notes of conversations with your group that name you", named, NOTE)
    rung = Call.objects.filter(contact__in=contacts).select_related("group", "by").order_by("pk")
    yield section(Call, "Calls to you", rung, CALL)
    yield from _of_the_record(person, contacts)
    if person.user:
        yield from _of_user(person.user)


def _of_the_record(person: Person, contacts: Iterable[Contact]) -> Iterator[Section]:
    """Steps that somebody took, or that were about them as a contact."""
    pks = [contact.pk for contact in contacts]
    keys = person.keys | {f"contact:{pk}" for pk in pks}
    mine = Q(actor_key__in=keys) | Q(details__contact__in=pks)
    groups = GroupEvent.objects.filter(mine).select_related("group").order_by("pk")
    yield section(GroupEvent, "What was done with groups", groups, _step("group"))
    copies = CopyEvent.objects.filter(mine).select_related("copy__edition__region").order_by("pk")
    yield section(CopyEvent, "Copies of the directory", copies, _step("copy__edition"))
    symposia = SymposiumEvent.objects.filter(actor_key__in=keys).select_related("symposium__region")
    yield section(SymposiumEvent, "What you did for symposia", symposia, _step("symposium"))
    remarks = GroupRemark.objects.filter(event__actor_key__in=keys).select_related("event__group")
    yield section(GroupRemark, "Your words about groups", remarks, REMARK)


def _of_user(user: User) -> Iterator[Section]:
    appointments = Appointment.objects.of(user).select_related("region")
    yield section(Appointment, "Your appointments", appointments, APPOINTMENT)
    ended = Appointment.objects.filter(ended_by=user).select_related("region")
    yield section(Appointment, "Appointments you ended", ended, ENDED_BY_THEM)
    earlier = AppointmentHistory._default_manager.filter(user=user).order_by("pgh_id")
    yield section(AppointmentHistory, "Your appointments as recorded", earlier, APPOINTMENT)
    accepted = Acceptance.objects.filter(user=user).select_related("undertaking")
    yield section(Acceptance, "Undertakings you accepted", accepted, ["undertaking", ("When", "at")])
    asked = DownloadRequest.objects.filter(Q(by=user) | Q(approved_by=user)).prefetch_related("regions")
    yield section(DownloadRequest, "Lists you asked for or decided on", asked, REQUEST)
    taken = Download.objects.filter(by=user)
    yield section(Download, "Lists you downloaded", taken, DOWNLOAD)
    opened = Opening.objects.filter(by=user).by_person_and_day()
    yield section(Opening, "Contacts you opened on screen", opened, OPENED_BY_THEM)
    back = DownloadEvent.objects.filter(download__by=user).select_related("download").order_by("pk")
    yield section(DownloadEvent, "Lists you were asked to delete", back, _step("download"))
    heard = HeardConsent.objects.filter(Q(heard_by=user) | Q(settled_by=user)).order_by("pk")
    yield section(HeardConsent, "Consents you recorded or decided on", heard, HEARD_BY_THEM)
    written = Announcement.objects.filter(by=user)
    yield section(Announcement, "Messages you wrote to groups", written, WRITTEN)
    notes = Note.objects.filter(by=user).select_related("group").order_by("pk")
    yield section(Note, "Notes of conversations that you wrote", notes, WRITTEN_NOTE)
    owned = Note.objects.filter(owner=user).select_related("group").order_by("pk")
    yield section(Note, "What you follow up", owned, ["group", "due_on", ("Done", "done_at")])
    calls = Call.objects.filter(by=user).select_related("group").order_by("pk")
    yield section(Call, "Calls you made", calls, CALL_BY_THEM)
    rounds = Round.objects.filter(started_by=user).select_related("region").order_by("pk")
    yield section(Round, "Ring rounds you started", rounds, ROUND)
    brought = Import.objects.filter(by=user)
    yield section(Import, "Spreadsheets you brought in", brought, SPREADSHEET)
    editions = Edition.objects.filter(by=user).select_related("region")
    yield section(Edition, "Editions you made", editions, [ITSELF, ("When", "frozen_at")])
    allied = AlliedOrganisation.objects.filter(owner=user)
    yield section(AlliedOrganisation, "Organisations you look after", allied, ["name"])
    logged = AlliedContact.objects.filter(by=user).select_related("organisation")
    yield section(
        AlliedContact, "Your log of other organisations", logged, ["organisation", ("When", "at"), "words"]
    )
