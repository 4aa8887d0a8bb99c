"""Retelling the organisers' year: who is appointed, which groups apply and move, what contacts allow."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from django.utils.timezone import localdate

from lla.accounts.models import User
from lla.acts.actors import Actor
from lla.addresses import telephone
from lla.demo import circulating, meeting, reading, setting
from lla.demo.cast import Cast
from lla.demo.playing import Course, play
from lla.time import clock
from organisers.affiliation import workflow as affiliation_workflow
from organisers.appointing import workflow as appointing_workflow
from organisers.appointments import workflow as appointments_workflow
from organisers.appointments.models import Appointment, Undertaking
from organisers.consents import workflow as consents_workflow
from organisers.consents.workflow import Wishes
from organisers.contact_desk import workflow as contact_desk_workflow
from organisers.contact_page import workflow as contact_page_workflow
from organisers.contacts import selectors as contacts_selectors
from organisers.contacts import workflow as contacts_workflow
from organisers.contacts.choices import LIST_PURPOSES, ConsentHow, Detail, Purpose
from organisers.contacts.models import Contact
from organisers.groups.choices import GroupStatus, RegionSource
from organisers.groups.models import Group

DECISION = "Founding conference 2026, motion B: an organiser for every region"
UNVERIFIED = 3  # one group in so many waits for somebody to check its details
SOON_AFTER = timedelta(minutes=1)


def tell(today: date) -> None:
    """Play the year in the order of time: appointments, contacts, symposia, the directory and lists."""
    cast, files, contacts = Cast(today), reading.file("organising"), reading.file("contacts")
    appoint(cast, files["appointments"])
    play(
        [
            *(application(cast, group) for group in reading.groups() if group.status == GroupStatus.APPLIED),
            *(move(cast, record) for record in files["moves"]),
            *verifications(cast),
            *(contact(cast, record, contacts["shapes"]) for record in contacts["contacts"]),
            *(heard(cast, record) for record in files["heard"]),
            *meeting.courses(cast, reading.file("symposia")),
            *circulating.courses(cast, files),
        ]
    )


def appoint(cast: Cast, records: list[dict[str, Any]]) -> None:
    """Every organiser, with a second factor, once the undertaking in force is accepted."""
    undertaking = Undertaking.objects.latest("version")
    for record in records:
        person = cast.people[record["person"]]
        known = User.objects.filter(email=person.email).first()
        user = known or User(email=person.email, name=person.name)
        with clock.at(cast.moment(record["from"])):
            appointing_workflow.appoint(
                Appointment(
                    user=user,
                    region=cast.regions[record["region"]],
                    starts_on=reading.day(cast.today, record["from"]),
                    ends_on=reading.day(cast.today, record["to"]) if "to" in record else None,
                    how=record["how"],
                    decision=DECISION,
                )
            )
        if known is None:
            user = User.objects.get(email=person.email)
            setting.give_second_factor(user)
            with clock.at(max(cast.moment(record["from"] + 1), undertaking.in_force_at + SOON_AFTER)):
                appointments_workflow.accept_undertaking(user, version=str(undertaking.version))


def application(cast: Cast, record: reading.GroupRecord) -> Course:
    """A group that waits for the committee: it applied on the public form and proved its address."""
    yield cast.moment(-record.since_days, "19:40")
    secretary = cast.people[record.secretary]
    affiliation_workflow.apply(
        Contact(
            name=secretary.name,
            email=secretary.email,
            group=Group(
                name=record.name,
                kind=record.kind,
                region=next(region for region in cast.regions.values() if region.name == record.region),
                region_source=RegionSource.ASKED,
                town=record.town,
                public_email=record.email,
                website=record.website,
            ),
        )
    )
    yield cast.moment(-record.since_days, "21:05")
    affiliation_workflow.confirm(Contact.objects.select_related("group").get(group__slug=record.slug))


def move(cast: Cast, record: dict[str, Any]) -> Course:
    """A group that began in another region; the circulated contacts of the new one are asked about it."""
    Group.objects.filter(slug=record["group"]).update(region=cast.regions[record["from"]])
    yield cast.moment(record["at"])
    group, to = cast.group(record["group"]), cast.regions[record["to"]]
    affiliation_workflow.move(group, by=cast.users[record["by"]], to=to, words=record["words"])
    for key in record["yes"]:
        yield cast.moment(record["at"] + 3)
        save(cast, key, {group.pk: True})


def verifications(cast: Cast) -> Iterator[Course]:
    """Organisers check the details of most of their groups, one after the other."""
    affiliated = [record for record in reading.groups() if record.status == GroupStatus.AFFILIATED]
    for number, record in enumerate(affiliated):
        if number % UNVERIFIED:
            yield verification(cast, record.slug, cast.moment(-20 - 4 * number, "14:20"))


def verification(cast: Cast, slug: str, at: datetime) -> Course:
    yield at
    group = cast.group(slug)
    if organiser := in_office(group):
        affiliation_workflow.verify(group, by=organiser, seen=group.state, constituencies=[])


def in_office(group: Group) -> User | None:
    """Whoever organises the group's region on that day."""
    in_force = group.region.appointments.in_force(on=localdate(clock.now())).select_related("user").first()
    return in_force.user if in_force else None


def contact(cast: Cast, record: dict[str, Any], shapes: dict[str, Any]) -> Course:
    """Added by the region's organiser or, where there is none, brought by the group on its application.

    Unless they never opened their page they say something, and look in again.
    """
    yield cast.moment(record["added"], "10:15")
    person, group, role = cast.people[record["who"]], cast.group(record["group"]), record["role"]
    details = contacts_workflow.Details(
        name=person.name,
        email=person.email if record.get("own") else f"{role}.{group.slug}@example.org",
        role=role,
        phone=telephone.read(record["phone"]),
    )
    by = in_office(group) or Actor("group", f"group:{group.pk}")
    cast.keys[record["who"]] = contact_desk_workflow.add_contact(group, details, by=by).pk
    if "saved" in record:
        yield cast.moment(record["saved"], "20:30")
        speak(cast, record["who"], shapes[record["says"]])
    if "again" in record:
        yield cast.moment(record["again"], "18:20")
        save(cast, record["who"], {})


def heard(cast: Cast, record: dict[str, Any]) -> Course:
    """A contact without an email address: an organiser rings them, and another confirms what they said.

    All the groups of the region are named to them.
    """
    yield cast.moment(record["added"], "10:40")
    phone, by = telephone.read(record["phone"]), cast.users[record["by"]]
    details = contacts_workflow.Details(record["name"], "", record["role"], phone)
    contact = contact_desk_workflow.add_contact(cast.group(record["group"]), details, by=by)
    yield cast.moment(record["at"], "17:10")
    allowed = frozenset(map(Detail, record["details"]))
    wishes = Wishes(
        purposes=frozenset(map(Purpose, record["purposes"])),
        details=allowed,
        named=frozenset(group.pk for group in contacts_selectors.recipient_groups(contact).named),
        listed=allowed,
    )
    how: dict[str, Any] = {"how": ConsentHow.WORD, "heard_on": localdate(clock.now())}
    seen = contacts_selectors.newest_consent(contact)
    consents_workflow.record_consent(contact, wishes, by=by, seen=seen, **how)
    yield cast.moment(record["confirmed"], "11:30")
    consents_workflow.confirm(contact.heard.get(), by=cast.users[record["second"]])


def speak(cast: Cast, key: str, shape: dict[str, Any]) -> None:
    """Save their page for the first time, naming every group it shows, or half of them."""
    contact = cast.contact(key)
    named = sorted(group.pk for group in contacts_selectors.recipient_groups(contact).named)
    if shape.get("half"):
        named = named[: (len(named) + 1) // 2]
    wishes = Wishes(
        purposes=frozenset(map(Purpose, shape["purposes"])),
        details=frozenset(map(Detail, shape["details"])),
        named=frozenset(named if Purpose.CIRCULATED in shape["purposes"] else ()),
        listed=frozenset(map(Detail, shape["listed"])),
    )
    save_page(contact, wishes)


def save(cast: Cast, key: str, answers: dict[int, bool]) -> None:
    """Look at their page again and save it as it stands, with what they say of newer groups."""
    contact = cast.contact(key)
    words = contacts_selectors.current_answers(contact)
    circulated = words[Purpose.CIRCULATED]
    wishes = Wishes(
        purposes=frozenset(purpose for purpose, word in words.items() if word.given),
        details=frozenset(map(Detail, circulated.details)),
        named=circulated.recipients,
        answers=answers,
        listed=frozenset(Detail(detail) for purpose in LIST_PURPOSES for detail in words[purpose].details),
    )
    save_page(contact, wishes)


def save_page(contact: Contact, wishes: Wishes) -> None:
    facts = contacts_workflow.Details(contact.name, contact.email, contact.role, contact.phone)
    seen = contacts_selectors.newest_consent(contact)
    contact_page_workflow.save_page(contact, facts, wishes, seen=seen)
