"""Retelling the organisers' year: who is appointed, which groups apply and move, what contacts allow."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import partial
from operator import attrgetter
from typing import Any

from django.utils.timezone import localdate

from lla.accounts.models import User
from lla.acts.actors import Actor
from lla.addresses import telephone
from lla.demo import circulating, meeting, reading, setting
from lla.demo.cast import Cast
from lla.demo.telling import Step
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
    cast, told = Cast(today), reading.told("organising")
    shapes = reading.told("contacts")
    appoint(cast, told["appointments"])
    steps = [
        *applied(cast),
        *moved(cast, told["moves"]),
        *verified(cast),
        *answering(cast, shapes["contacts"], shapes["shapes"]),
        *heard(cast, told["heard"]),
        *meeting.steps(cast, reading.told("symposia")),
        *circulating.steps(cast, told),
    ]
    for step in sorted(steps, key=attrgetter("at")):
        with clock.at(step.at):
            step.act()


def appoint(cast: Cast, records: list[dict[str, Any]]) -> None:
    """Every organiser, with a second factor, once the undertaking in force is accepted."""
    undertaking = Undertaking.objects.latest("version")
    for record in records:
        person = cast.people[record["person"]]
        user = User.objects.filter(email=person.email).first()
        with clock.at(cast.moment(record["from"])):
            appointing_workflow.appoint(
                Appointment(
                    user=user or User(email=person.email, name=person.name),
                    region=cast.regions[record["region"]],
                    starts_on=reading.day(cast.today, record["from"]),
                    ends_on=reading.day(cast.today, record["to"]) if "to" in record else None,
                    how=record["how"],
                    decision=DECISION,
                )
            )
        if user is None:
            begun = max(cast.moment(record["from"] + 1), undertaking.in_force_at + SOON_AFTER)
            accept(User.objects.get(email=person.email), undertaking, at=begun)


def accept(user: User, undertaking: Undertaking, *, at: datetime) -> None:
    setting.give_second_factor(user)
    with clock.at(at):
        appointments_workflow.accept_undertaking(user, version=str(undertaking.version))


def applied(cast: Cast) -> Iterator[Step]:
    """Groups that wait for the committee: they applied on the public form and proved their address."""
    for record in reading.groups():
        if record.status == GroupStatus.APPLIED:
            yield Step(cast.moment(-record.since_days, "19:40"), partial(apply, cast, record))
            yield Step(cast.moment(-record.since_days, "21:05"), partial(confirm, record.slug))


def apply(cast: Cast, record: reading.GroupRecord) -> None:
    secretary = cast.people[record.secretary]
    affiliation_workflow.apply(
        affiliation_workflow.Application(
            name=record.name,
            kind=record.kind,
            region=next(one for one in cast.regions.values() if one.name == record.region),
            region_source=RegionSource.ASKED,
            contact_name=secretary.name,
            contact_email=secretary.email,
            town=record.town,
            public_email=record.email,
            website=record.website,
        )
    )


def confirm(slug: str) -> None:
    affiliation_workflow.confirm(Contact.objects.select_related("group").get(group__slug=slug))


def moved(cast: Cast, records: list[dict[str, Any]]) -> Iterator[Step]:
    """Groups that began in another region; the circulated contacts of the new one are asked about them."""
    for record in records:
        Group.objects.filter(slug=record["group"]).update(region=cast.regions[record["from"]])
        yield Step(cast.moment(record["at"]), partial(move, cast, record))
        for key in record["yes"]:
            yield Step(cast.moment(record["at"] + 3), partial(agree, cast, key, record["group"]))


def move(cast: Cast, record: dict[str, Any]) -> None:
    group, to = cast.group(record["group"]), cast.regions[record["to"]]
    affiliation_workflow.move(group, by=cast.users[record["by"]], to=to, words=record["words"])


def agree(cast: Cast, key: str, slug: str) -> None:
    save(cast, key, {cast.group(slug).pk: True})


def verified(cast: Cast) -> Iterator[Step]:
    """Organisers check the details of most of their groups, one after the other."""
    affiliated = [record for record in reading.groups() if record.status == GroupStatus.AFFILIATED]
    for at, record in enumerate(affiliated):
        if at % UNVERIFIED:
            yield Step(cast.moment(-20 - 4 * at, "14:20"), partial(verify, cast, record.slug))


def verify(cast: Cast, slug: str) -> None:
    """By whoever holds office on that day; without an organiser nobody does."""
    group = cast.group(slug)
    held = group.region.appointments.in_force(on=localdate(clock.now())).select_related("user").first()
    if held:
        affiliation_workflow.verify(group, by=held.user, constituencies=[])


def answering(cast: Cast, records: list[dict[str, Any]], shapes: dict[str, Any]) -> Iterator[Step]:
    """Each contact is added, and unless they never opened their page, says something and looks in again."""
    for record in records:
        yield Step(cast.moment(record["added"], "10:15"), partial(add, cast, record))
        if "saved" in record:
            shape = shapes[record["says"]]
            yield Step(cast.moment(record["saved"], "20:30"), partial(speak, cast, record["who"], shape))
        if "again" in record:
            yield Step(cast.moment(record["again"], "18:20"), partial(save, cast, record["who"], {}))


def add(cast: Cast, record: dict[str, Any]) -> None:
    """By the region's organiser; where there is none, the group brought them on its own application."""
    person, group = cast.people[record["who"]], cast.group(record["group"])
    role = record["role"]
    details = contacts_workflow.Details(
        name=person.name,
        email=person.email if record.get("own") else f"{role}.{group.slug}@example.org",
        role=role,
        phone=telephone.read(record["phone"]),
    )
    in_force = group.region.appointments.in_force(on=localdate(clock.now())).select_related("user").first()
    by = in_force.user if in_force else Actor("group", f"group:{group.pk}")
    cast.keys[record["who"]] = contact_desk_workflow.add_contact(group, details, by=by).pk


def heard(cast: Cast, records: list[dict[str, Any]]) -> Iterator[Step]:
    """Contacts without an email address: an organiser rings them, and another confirms what they said."""
    for record in records:
        yield Step(cast.moment(record["added"], "10:40"), partial(add_rung, cast, record))
        yield Step(cast.moment(record["at"], "17:10"), partial(hear, cast, record))
        yield Step(cast.moment(record["confirmed"], "11:30"), partial(confirm_heard, cast, record))


def add_rung(cast: Cast, record: dict[str, Any]) -> None:
    phone = telephone.read(record["phone"])
    details = contacts_workflow.Details(record["name"], "", record["role"], phone)
    group, by = cast.group(record["group"]), cast.users[record["by"]]
    cast.keys[record["name"]] = contact_desk_workflow.add_contact(group, details, by=by).pk


def hear(cast: Cast, record: dict[str, Any]) -> None:
    """All the groups of the region are named to them."""
    contact, details = cast.contact(record["name"]), frozenset(Detail(one) for one in record["details"])
    wishes = Wishes(
        purposes=frozenset(Purpose(one) for one in record["purposes"]),
        details=details,
        named=frozenset(group.pk for group in contacts_selectors.recipient_groups(contact).named),
        listed=details,
    )
    said: dict[str, Any] = {"how": ConsentHow.WORD, "heard_on": localdate(clock.now())}
    seen = contacts_selectors.newest_consent(contact)
    consents_workflow.record_consent(contact, wishes, by=cast.users[record["by"]], seen=seen, **said)


def confirm_heard(cast: Cast, record: dict[str, Any]) -> None:
    waiting = cast.contact(record["name"]).heard.get()
    consents_workflow.confirm(waiting, by=cast.users[record["second"]])


def speak(cast: Cast, key: str, shape: dict[str, Any]) -> None:
    """Save their page for the first time, naming every group it shows, or half of them."""
    contact = cast.contact(key)
    named = sorted(group.pk for group in contacts_selectors.recipient_groups(contact).named)
    if shape.get("half"):
        named = named[: (len(named) + 1) // 2]
    wishes = Wishes(
        purposes=frozenset(Purpose(one) for one in shape["purposes"]),
        details=frozenset(Detail(one) for one in shape["details"]),
        named=frozenset(named if Purpose.CIRCULATED in shape["purposes"] else ()),
        listed=frozenset(Detail(one) for one in shape["listed"]),
    )
    contact_page_workflow.save_page(
        contact, facts(contact), wishes, seen=contacts_selectors.newest_consent(contact)
    )


def save(cast: Cast, key: str, answers: dict[int, bool]) -> None:
    """Look at their page again and save it as it stands, with what they say of newer groups."""
    contact = cast.contact(key)
    words = contacts_selectors.current_answers(contact)
    circulated = words[Purpose.CIRCULATED]
    wishes = Wishes(
        purposes=frozenset(purpose for purpose, word in words.items() if word.given),
        details=frozenset(Detail(one) for one in circulated.details),
        named=circulated.recipients,
        answers=answers,
        listed=frozenset(Detail(one) for purpose in LIST_PURPOSES for one in words[purpose].details),
    )
    contact_page_workflow.save_page(
        contact, facts(contact), wishes, seen=contacts_selectors.newest_consent(contact)
    )


def facts(contact: Contact) -> contacts_workflow.Details:
    return contacts_workflow.Details(contact.name, contact.email, contact.role, contact.phone)
