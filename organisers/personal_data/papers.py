"""What organisers hold about one person, told to that person: the allow-list, table by table."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from django.apps import apps
from django.db.models import Model, Q, QuerySet

from lla.accounts.models import User
from lla.addresses import email
from lla.addresses.telephone import shown
from lla.subjects.registry import Person, Row, Section, facts

from ..allied.models import AlliedContact, AlliedOrganisation
from ..appointments.models import Acceptance, Appointment
from ..contacts import consent_texts
from ..contacts.choices import Detail, Purpose
from ..contacts.models import Consent, Contact, HeardConsent, Question
from ..disclosures.selectors import Disclosure, of_copies, of_lists
from ..editions.models import Copy, CopyEvent, Edition
from ..groups.models import Group, GroupEvent, GroupRemark
from ..lists.models import Download, DownloadEvent, DownloadRequest
from ..proposals.models import Proposal
from ..symposia.models import SymposiumEvent

AppointmentHistory: type[Model] = apps.get_model("organisers", "AppointmentEvent")  # made by pghistory
INCLUDED: frozenset[type[Model]] = frozenset(
    {
        Acceptance, AlliedContact, AlliedOrganisation, Appointment, AppointmentHistory, Consent, Contact,
        Copy, CopyEvent, Download, DownloadEvent, DownloadRequest, Edition, Group, GroupEvent, GroupRemark,
        HeardConsent, Proposal, Question, SymposiumEvent,
    }
)  # fmt: skip
NOBODY = "It holds nobody."
A_GROUPS = "It holds what a group as a whole says, and no key of whoever said it."
LEFT_OUT: Mapping[str, str] = {
    "organisers.AccessNeed": "What a group’s people need, without saying who; it goes after fourteen days.",
    "organisers.ActionPoint": "Words of a meeting, found by no address; the notes are read through by hand.",
    "organisers.Answer": A_GROUPS,
    "organisers.Constituency": NOBODY,
    "organisers.ConstituencyEvent": NOBODY,
    "organisers.DownloadRequest_regions": "Told with the request, in words.",
    "organisers.GroupHistory": "Earlier words about a group; an address in them is told with the group.",
    "organisers.Group_constituencies": NOBODY,
    "organisers.Invitation": A_GROUPS,
    "organisers.Option": NOBODY,
    "organisers.Region": NOBODY,
    "organisers.RegionEvent": NOBODY,
    "organisers.Reply": A_GROUPS,
    "organisers.Symposium": "Words of a meeting, found by no address; the notes are read through by hand.",
    "organisers.Undertaking": NOBODY,
    "organisers.Venue": NOBODY,
}


def contacts_of(person: Person) -> QuerySet[Contact]:
    """The rows of whoever has this address, or wants it; or this number, and no address."""
    if not person.email:
        return Contact.objects.of_number(person.phone).select_related("group")
    mine = Q(email__iexact=person.email) | Q(wanted_email__iexact=person.email)
    return Contact.objects.present().filter(mine).select_related("group").order_by("pk")


def sections(person: Person) -> Iterator[Section]:
    contacts = list(contacts_of(person))
    yield _section(Contact, "You as a contact", contacts, _contact)
    names = dict(Group.objects.values_list("pk", "name"))
    consents = Consent.objects.filter(contact__in=contacts).order_by("pk")
    yield _section(Consent, "What you allowed", consents, lambda row: _consent(row, names))
    heard = HeardConsent.objects.filter(contact__in=contacts).select_related("heard_by").order_by("pk")
    yield _section(HeardConsent, "What was recorded for you", heard, lambda row: _heard(row, names))
    asked = Question.objects.filter(contact__in=contacts).select_related("group").order_by("pk")
    yield _section(Question, "Questions to you about groups", asked, _question)
    mine = (Q(email__iexact=person.email) & ~Q(email="")) | Q(by__in=contacts)
    proposed = Proposal.objects.filter(mine).select_related("group").order_by("pk")
    yield _section(Proposal, "Proposals of contacts", proposed, lambda row: _proposal(row, person))
    for contact in contacts:
        yield _section(Copy, "Who has had your details: the directory", of_copies(contact), _disclosure)
        yield _section(Download, "Who has had your details: lists", of_lists(contact), _disclosure)
    public = Group.objects.filter(public_email__iexact=person.email).exclude(public_email="").order_by("pk")
    yield _section(
        Group, "Groups with your address for the public", public, lambda row: facts(("Group", row))
    )
    yield from _of_the_record(person, contacts)
    if person.user:
        yield from _of_user(person.user)


def _of_the_record(person: Person, contacts: Iterable[Contact]) -> Iterator[Section]:
    """Steps that somebody took, or that were about them as a contact."""
    pks = [contact.pk for contact in contacts]
    keys = person.keys | {f"contact:{pk}" for pk in pks}
    mine = Q(actor_key__in=keys) | Q(details__contact__in=pks)
    groups = GroupEvent.objects.filter(mine).select_related("group").order_by("pk")
    yield _section(GroupEvent, "Steps of groups", groups, lambda row: _step(row, row.group))
    copies = CopyEvent.objects.filter(mine).select_related("copy__edition__region").order_by("pk")
    yield _section(CopyEvent, "Copies of the directory", copies, lambda row: _step(row, row.copy.edition))
    symposia = SymposiumEvent.objects.filter(actor_key__in=keys).select_related("symposium__region")
    yield _section(SymposiumEvent, "Steps of symposia", symposia, lambda row: _step(row, row.symposium))
    remarks = GroupRemark.objects.filter(event__actor_key__in=keys).select_related("event__group")
    yield _section(GroupRemark, "Your words about groups", remarks, _remark)


def _of_user(user: User) -> Iterator[Section]:
    appointments = Appointment.objects.of(user).select_related("region")
    yield _section(Appointment, "Your appointments", appointments, _appointment)
    earlier = AppointmentHistory._default_manager.filter(user=user).order_by("pgh_id")
    yield _section(AppointmentHistory, "Your appointments as recorded", earlier, _appointment)
    accepted = Acceptance.objects.filter(user=user).select_related("undertaking")
    yield _section(Acceptance, "Undertakings you accepted", accepted, _acceptance)
    asked = DownloadRequest.objects.filter(Q(by=user) | Q(approved_by=user)).prefetch_related("regions")
    yield _section(DownloadRequest, "Lists you asked for or decided on", asked, _request)
    taken = Download.objects.filter(by=user)
    yield _section(Download, "Lists you downloaded", taken, _download)
    back = DownloadEvent.objects.filter(download__by=user).select_related("download").order_by("pk")
    yield _section(
        DownloadEvent, "Lists you were asked to delete", back, lambda row: _step(row, row.download)
    )
    heard = HeardConsent.objects.filter(Q(heard_by=user) | Q(settled_by=user)).order_by("pk")
    yield _section(HeardConsent, "What you heard or decided on", heard, _heard_by_them)
    editions = Edition.objects.filter(by=user).select_related("region")
    yield _section(Edition, "Editions you made", editions, _edition)
    allied = AlliedOrganisation.objects.filter(owner=user)
    yield _section(
        AlliedOrganisation, "Organisations you look after", allied, lambda row: facts(("Name", row))
    )
    logged = AlliedContact.objects.filter(by=user).select_related("organisation")
    yield _section(AlliedContact, "Your log of other organisations", logged, _logged)


def _section(model: type[Model], heading: str, rows: Iterable[Any], words: Callable[[Any], Row]) -> Section:
    return Section(model, heading, tuple(words(row) for row in rows))


def _contact(contact: Contact) -> Row:
    return facts(
        ("Group", contact.group),
        ("Name", contact.name),
        ("Role", contact.roles),
        ("Email address", contact.email),
        ("New address, not confirmed", contact.wanted_email),
        ("Telephone", shown(contact.phone)),
        ("New number, not confirmed", shown(contact.wanted_phone)),
        ("Kept since", contact.created_at),
        ("Page first opened", contact.confirmed_at),
        ("Details verified", contact.verified_at),
        ("Reminders", contact.reminders or None),
    )


def _consent(consent: Consent, names: Mapping[int, str]) -> Row:
    text = consent_texts.CONSENT_TEXTS.get(consent.text_version, {}).get(Purpose(consent.purpose), "")
    return facts(
        ("Purpose", consent.get_purpose_display()),
        ("Answer", "yes" if consent.given else "no"),
        ("Details", [Detail(detail).label for detail in consent.details]),
        ("Groups named", [names.get(pk, str(pk)) for pk in consent.recipients]),
        ("How", consent.get_how_display()),
        ("When", consent.at),
        ("The words", text),
    )


def _heard(heard: HeardConsent, names: Mapping[int, str]) -> Row:
    return facts(
        ("How", heard.get_how_display()),
        ("On", heard.heard_on),
        ("Recorded by", heard.heard_by),
        ("When", heard.made_at),
        ("What you allowed", [Purpose(purpose).label for purpose in heard.purposes]),
        ("Details circulated", [Detail(detail).label for detail in heard.details]),
        ("Groups named", [names.get(pk, str(pk)) for pk in heard.recipients]),
        ("Details on lists", [Detail(detail).label for detail in heard.listed]),
        ("Outcome", heard.get_outcome_display()),
        ("Since", heard.settled_at),
    )


def _proposal(proposal: Proposal, person: Person) -> Row:
    """To whoever is proposed, what is kept of them; to whoever proposed, only that they did."""
    about_them = email.key(proposal.email) == email.key(person.email)
    return facts(
        ("Group", proposal.group),
        ("Proposed on", proposal.made_at),
        ("Answered", proposal.answered_at),
        ("Name", proposal.name if about_them else None),
        ("Email address", proposal.email if about_them else None),
    )


def _question(question: Question) -> Row:
    return facts(
        ("Group", question.group),
        ("Asked", question.asked_at),
        ("Answered", question.answered_at),
        ("Yes", question.agreed),
    )


def _disclosure(disclosure: Disclosure) -> Row:
    return facts(
        ("When", disclosure.at),
        ("Recipient", disclosure.to),
        ("Why", disclosure.why),
        ("Since then", disclosure.since),
    )


def _step(event: Any, about: object) -> Row:
    return facts(("What", event.get_act_display()), ("Of", about), ("When", event.at))


def _remark(remark: GroupRemark) -> Row:
    return facts(("Group", remark.event.group), ("When", remark.event.at), ("Words", remark.words))


def _appointment(appointment: Any) -> Row:
    return facts(
        ("Region", appointment.region),
        ("First day", appointment.starts_on),
        ("Last day", appointment.ends_on),
        ("How", appointment.get_how_display()),
        ("Decision", appointment.decision),
    )


def _acceptance(acceptance: Acceptance) -> Row:
    return facts(("Undertaking", acceptance.undertaking), ("When", acceptance.at))


def _request(request: DownloadRequest) -> Row:
    return facts(
        ("When", request.made_at),
        ("Regions", request.regions.all()),
        ("Purpose", f"{request.get_purpose_display()}: {request.words}"),
        ("People", request.rows),
    )


def _download(download: Download) -> Row:
    return facts(
        ("Copy", download.copy_id),
        ("When", download.at),
        ("Purpose", download.get_purpose_display()),
        ("People", download.rows),
    )


def _heard_by_them(heard: HeardConsent) -> Row:
    """Without whoever said it: this is told to whoever heard it."""
    return facts(
        ("How", heard.get_how_display()),
        ("When", heard.made_at),
        ("Outcome", heard.get_outcome_display()),
    )


def _edition(edition: Edition) -> Row:
    return facts(("Edition", edition), ("When", edition.frozen_at))


def _logged(contact: AlliedContact) -> Row:
    return facts(("Organisation", contact.organisation), ("When", contact.at), ("Words", contact.words))
