"""Erasing one person from the tables of organisers, as far as their rows allow."""

from collections.abc import Iterator

from django.apps import apps
from django.utils.timezone import localdate

from lla.acts.actors import Actor
from lla.subjects.registry import Fate, Person
from lla.time import clock

from ..announcements import workflow as announcements_workflow
from ..announcements.models import Announcement
from ..appointments.models import Appointment
from ..contact_desk.workflow import erase as erase_contact
from ..contacts.models import Contact
from ..contacts.querysets import ContactQuerySet
from ..contacts.workflow import lock
from ..conversations import selectors as conversations_selectors
from ..conversations import workflow as conversations_workflow
from ..conversations.models import Note
from ..disclosures.models import Opening
from ..editions.models import Edition
from ..groups.models import Group
from ..imports import workflow as imports_workflow
from ..imports.selectors import waiting_lines
from ..lists.models import Download, DownloadRequest
from ..proposals.models import Proposal
from ..proposals.workflow import empty_all

WHY = "You asked for it, and the data protection lead did it."
STAYS = (
    "stay, under a number without name or address: who had which role and who downloaded which list is on "
    "record"
)
GroupHistory = apps.get_model("organisers", "GroupHistory")


def foresee(person: Person) -> Iterator[Fate]:
    """What `erase` does."""
    contacts = _contacts(person)
    yield Fate(
        "Contacts", contacts.count(), "are emptied; groups that have them in a copy are asked to delete it"
    )
    naming = conversations_selectors.naming(_contacts(person))
    yield Fate("Notes of conversations that name them", naming.count(), "lose their words")
    if not person.email:
        return
    wanted = Contact.objects.present().filter(wanted_email__iexact=person.email)
    yield Fate("New addresses not confirmed", wanted.count(), "are deleted")
    proposed = Proposal.objects.filter(email__iexact=person.email)
    yield Fate("Proposals as a contact", proposed.count(), "are deleted")
    public = Group.objects.filter(public_email__iexact=person.email)
    yield Fate("Groups that show this as their public address", public.count(), "show no address")
    waiting = sum(map(len, waiting_lines(person.email).values()))
    yield Fate("Rows of spreadsheets that wait to be brought in", waiting, "are deleted")
    if user := person.user:
        offices = Appointment.objects.of(user).count() + Edition.objects.filter(by=user).count()
        lists = Download.objects.filter(by=user).count() + DownloadRequest.objects.filter(by=user).count()
        yield Fate("Appointments, editions and lists", offices + lists, STAYS)
        opened = Opening.objects.filter(by=user).count()
        yield Fate("Counts of contacts opened on screen", opened, "stay, under a number, until they are old")
        written = Announcement.objects.filter(by=user).count()
        notes = Note.objects.filter(by=user).exclude(words="").count()
        yield Fate("Notes of conversations they wrote", notes, "lose their words")
        yield Fate("Messages to groups", written, "lose their words; that they were sent stays on record")


def _contacts(person: Person) -> ContactQuerySet:
    """Whoever has the address; or the number, and no address."""
    if person.email:
        return Contact.objects.of_address(person.email)
    return Contact.objects.of_number(person.phone)


def why_not_erase(person: Person) -> list[str]:
    """An office in force is ended first, so that the region does not lose its organiser unnoticed."""
    if person.user is None:
        return []
    in_force = Appointment.objects.of(person.user).in_force(on=localdate(clock.now()))
    return [
        f"They organise {appointment.region} today. End the appointment first."
        for appointment in in_force.select_related("region")
    ]


def erase(person: Person, by: Actor) -> None:
    for contact in _contacts(person):
        erase_contact(lock(contact), by=by, why=WHY)
    if not person.email:
        return
    wanted = Contact.objects.present().filter(wanted_email__iexact=person.email)
    wanted.update(wanted_email="", wanted_at=None)
    empty_all(Proposal.objects.filter(email__iexact=person.email))
    imports_workflow.forget(person.email)
    if person.user:
        announcements_workflow.empty(Announcement.objects.filter(by=person.user))
        conversations_workflow.empty(Note.objects.filter(by=person.user))
    Group.objects.filter(public_email__iexact=person.email).update(public_email="")
    GroupHistory.objects.filter(public_email__iexact=person.email).update(public_email="")
