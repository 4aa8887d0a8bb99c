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
    yield _section(Consent, "What you allowed", consents, lambda one: _consent(one, names))
    heard = HeardConsent.objects.filter(contact__in=contacts).select_related("heard_by").order_by("pk")
    yield _section(HeardConsent, "What was recorded for you", heard, lambda one: _heard(one, names))
    asked = Question.objects.filter(contact__in=contacts).select_related("group").order_by("pk")
    yield _section(Question, "Questions to you about groups", asked, _question)
    mine = (Q(email__iexact=person.email) & ~Q(email="")) | Q(by__in=contacts)
    proposed = Proposal.objects.filter(mine).select_related("group").order_by("pk")
    yield _section(Proposal, "Proposals of contacts", proposed, lambda one: _proposal(one, person))
    for contact in contacts:
        yield _section(Copy, "Who has had your details: the directory", of_copies(contact), _disclosure)
        yield _section(Download, "Who has had your details: lists", of_lists(contact), _disclosure)
    public = Group.objects.filter(public_email__iexact=person.email).exclude(public_email="").order_by("pk")
    yield _section(
        Group, "Groups with your address for the public", public, lambda one: facts(("Group", one))
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
    yield _section(GroupEvent, "Steps of groups", groups, lambda one: _step(one, one.group))
    copies = CopyEvent.objects.filter(mine).select_related("copy__edition__region").order_by("pk")
    yield _section(CopyEvent, "Copies of the directory", copies, lambda one: _step(one, one.copy.edition))
    symposia = SymposiumEvent.objects.filter(actor_key__in=keys).select_related("symposium__region")
    yield _section(SymposiumEvent, "Steps of symposia", symposia, lambda one: _step(one, one.symposium))
    remarks = GroupRemark.objects.filter(event__actor_key__in=keys).select_related("event__group")
    yield _section(GroupRemark, "Your words about groups", remarks, _remark)


def _of_user(user: User) -> Iterator[Section]:
    held = Appointment.objects.of(user).select_related("region")
    yield _section(Appointment, "Your appointments", held, _appointment)
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
        DownloadEvent, "Lists you were asked to delete", back, lambda one: _step(one, one.download)
    )
    heard = HeardConsent.objects.filter(Q(heard_by=user) | Q(settled_by=user)).order_by("pk")
    yield _section(HeardConsent, "What you heard or decided on", heard, _heard_by_them)
    editions = Edition.objects.filter(by=user).select_related("region")
    yield _section(Edition, "Editions you made", editions, _edition)
    allied = AlliedOrganisation.objects.filter(owner=user)
    yield _section(
        AlliedOrganisation, "Organisations you look after", allied, lambda one: facts(("Name", one))
    )
    logged = AlliedContact.objects.filter(by=user).select_related("organisation")
    yield _section(AlliedContact, "Your log of other organisations", logged, _logged)


def _section(model: type[Model], heading: str, rows: Iterable[Any], words: Callable[[Any], Row]) -> Section:
    return Section(model, heading, tuple(words(row) for row in rows))


def _contact(one: Contact) -> Row:
    return facts(
        ("Group", one.group),
        ("Name", one.name),
        ("Role", one.roles),
        ("Email address", one.email),
        ("New address, not confirmed", one.wanted_email),
        ("Telephone", shown(one.phone)),
        ("New number, not confirmed", shown(one.wanted_phone)),
        ("Kept since", one.created_at),
        ("Page first opened", one.confirmed_at),
        ("Details verified", one.verified_at),
        ("Reminders", one.reminders or None),
    )


def _consent(one: Consent, names: Mapping[int, str]) -> Row:
    text = consent_texts.CONSENT_TEXTS.get(one.text_version, {}).get(Purpose(one.purpose), "")
    return facts(
        ("Purpose", one.get_purpose_display()),
        ("Answer", "yes" if one.given else "no"),
        ("Details", [Detail(detail).label for detail in one.details]),
        ("Groups named", [names.get(pk, str(pk)) for pk in one.recipients]),
        ("How", one.get_how_display()),
        ("When", one.at),
        ("The words", text),
    )


def _heard(one: HeardConsent, names: Mapping[int, str]) -> Row:
    return facts(
        ("How", one.get_how_display()),
        ("On", one.heard_on),
        ("Recorded by", one.heard_by),
        ("When", one.made_at),
        ("What you allowed", [Purpose(purpose).label for purpose in one.purposes]),
        ("Details circulated", [Detail(detail).label for detail in one.details]),
        ("Groups named", [names.get(pk, str(pk)) for pk in one.recipients]),
        ("Details on lists", [Detail(detail).label for detail in one.listed]),
        ("Outcome", one.get_outcome_display()),
        ("Since", one.settled_at),
    )


def _proposal(one: Proposal, person: Person) -> Row:
    """To whoever is proposed, what is kept of them; to whoever proposed, only that they did."""
    about_them = email.key(one.email) == email.key(person.email)
    return facts(
        ("Group", one.group),
        ("Proposed on", one.made_at),
        ("Answered", one.answered_at),
        ("Name", one.name if about_them else None),
        ("Email address", one.email if about_them else None),
    )


def _question(one: Question) -> Row:
    return facts(
        ("Group", one.group), ("Asked", one.asked_at), ("Answered", one.answered_at), ("Yes", one.agreed)
    )


def _disclosure(one: Disclosure) -> Row:
    return facts(("When", one.at), ("Recipient", one.to), ("Why", one.why), ("Since then", one.since))


def _step(one: Any, about: object) -> Row:
    return facts(("What", one.get_act_display()), ("Of", about), ("When", one.at))


def _remark(one: GroupRemark) -> Row:
    return facts(("Group", one.event.group), ("When", one.event.at), ("Words", one.words))


def _appointment(one: Any) -> Row:
    return facts(
        ("Region", one.region),
        ("First day", one.starts_on),
        ("Last day", one.ends_on),
        ("How", one.get_how_display()),
        ("Decision", one.decision),
    )


def _acceptance(one: Acceptance) -> Row:
    return facts(("Undertaking", one.undertaking), ("When", one.at))


def _request(one: DownloadRequest) -> Row:
    return facts(
        ("When", one.made_at),
        ("Regions", one.regions.all()),
        ("Purpose", f"{one.get_purpose_display()}: {one.words}"),
        ("People", one.rows),
    )


def _download(one: Download) -> Row:
    return facts(
        ("Copy", one.copy_id), ("When", one.at), ("Purpose", one.get_purpose_display()), ("People", one.rows)
    )


def _heard_by_them(one: HeardConsent) -> Row:
    """Without whoever said it: this is told to whoever heard it."""
    return facts(
        ("How", one.get_how_display()),
        ("When", one.made_at),
        ("Outcome", one.get_outcome_display()),
    )


def _edition(one: Edition) -> Row:
    return facts(("Edition", one), ("When", one.frozen_at))


def _logged(one: AlliedContact) -> Row:
    return facts(("Organisation", one.organisation), ("When", one.at), ("Words", one.words))
