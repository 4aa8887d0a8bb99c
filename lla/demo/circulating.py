"""Retelling what left the site, editions and lists, and the talks with groups and other organisations."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.utils.timezone import localdate

from lla.demo import reading
from lla.demo.cast import Cast
from lla.demo.playing import Course
from lla.time import clock
from organisers.allied.models import AlliedContact, AlliedOrganisation
from organisers.announcements import workflow as announcements_workflow
from organisers.announcements.choices import About, Audience
from organisers.announcements.selectors import Draft
from organisers.contact_page import workflow as contact_page_workflow
from organisers.contacts.choices import Detail
from organisers.contacts.models import Contact
from organisers.contacts.workflow import contact_actor
from organisers.conversations import workflow as conversations_workflow
from organisers.conversations.choices import Outcome
from organisers.conversations.rules import Said
from organisers.disclosures import workflow as disclosures_workflow
from organisers.editions import workflow as editions_workflow
from organisers.editions.choices import CopyAct
from organisers.editions.models import Copy, Edition
from organisers.lists.choices import ListFormat
from organisers.lists.models import Download
from organisers.lists.workflow import downloads, returns
from organisers.lists.workflow.downloads import Wanted
from organisers.ring_round import workflow as ring_round_workflow

SOMEWHERE = "192.0.2.17"  # an address set aside for documents


def courses(cast: Cast, files: dict[str, Any]) -> Iterator[Course]:
    yield from (edition(cast, record) for record in files["editions"])
    yield from (withdrawal(cast, record) for record in files["withdrawals"])
    yield from (deletion(cast, record) for record in files["deletions"])
    yield from (lists_asked_back(cast, record) for record in files["returns"])
    yield from (download(cast, record) for record in files["downloads"])
    yield from (opening(cast, record) for record in files["openings"])
    yield from (conversation(cast, record) for record in files["notes"])
    yield from (ringing(cast, record) for record in files["rounds"])
    yield from (consulting(cast, record) for record in files["consultations"])
    yield from (talks(cast, record) for record in files["allied"])


def edition(cast: Cast, record: dict[str, Any]) -> Course:
    """Frozen and sent on one day; opened, and by some taken as a file, in the days after."""
    yield cast.moment(record["at"], "10:00")
    by = cast.users[record["by"]]
    frozen: Edition = editions_workflow.freeze(cast.regions[record["region"]], by=by)
    editions_workflow.circulate(frozen, by=by)
    for after, key in enumerate(record["opened"], start=1):
        yield cast.moment(record["at"] + after, "19:15")
        contact = cast.contact(key)
        copy = Copy.objects.filter(group=contact.group).latest("pk")
        editions_workflow.open_by_holder(copy, by=contact_actor(contact))
        if key in record["taken"]:
            editions_workflow.take_file(copy, ListFormat.CSV)


def withdrawal(cast: Cast, record: dict[str, Any]) -> Course:
    """Taking back everything recalls the copies they stood in."""
    yield cast.moment(record["at"], "21:10")
    contact_page_workflow.withdraw(cast.contact(record["contact"]))


def deletion(cast: Cast, record: dict[str, Any]) -> Course:
    yield cast.moment(record["at"], "09:30")
    contact = cast.contact(record["contact"])
    recalled = Copy.objects.filter(group=contact.group, events__act=CopyAct.RECALLED)
    editions_workflow.say_deleted(list(recalled), by=contact_actor(contact))


def lists_asked_back(cast: Cast, record: dict[str, Any]) -> Course:
    """The night after an office has ended asks for the lists that its holder has."""
    user = cast.users[record["by"]]
    yield cast.moment(record["asked"], "03:20")
    returns.ask_back_from(user)
    yield cast.moment(record["deleted"], "17:05")
    lists = Download.objects.filter(by=user).to_be_deleted().values_list("pk", flat=True)
    returns.say_deleted(user, list(lists), by=cast.organiser(record["by"]))


def download(cast: Cast, record: dict[str, Any]) -> Course:
    """Asked for and taken at once, unless it waits for a second person."""
    yield cast.moment(record["at"], "11:45")
    by = cast.users[record["by"]]
    wanted = Wanted(
        regions=[cast.regions[slug] for slug in record["regions"]],
        purpose=record["purpose"],
        words=record["words"],
        columns=[Detail(column) for column in record["columns"]],
    )
    asked = downloads.ask(wanted, by=by)
    if not record.get("waits"):
        downloads.take(asked, ListFormat.CSV, by=by, address=SOMEWHERE)


def opening(cast: Cast, record: dict[str, Any]) -> Course:
    """An organiser opens the pages of some contacts of a region, one after the other."""
    yield cast.moment(record["at"], "16:20")
    contacts = Contact.objects.present().filter(group__region=cast.regions[record["region"]])
    for contact in contacts.in_alphabetical_order()[: record["contacts"]]:
        disclosures_workflow.count_opening(contact, by=cast.users[record["by"]])


def consulting(cast: Cast, record: dict[str, Any]) -> Course:
    """What an organiser asked the groups of a region, and whose answer has reached them since."""
    yield cast.moment(record["at"], "18:20")
    draft = Draft(
        [cast.regions[record["region"]]],
        About.OTHER,
        Audience.ALL,
        record["words"],
        question=record["question"],
        document=record["document"],
        answer_by=reading.day(cast.today, record["until"]),
    )
    message = announcements_workflow.send(draft, by=cast.users[record["by"]])
    yield cast.moment(record["at"] + 2, "20:10")
    groups = message.consulted.order_by("pk").values_list("group", flat=True)[: record["answered"]]
    announcements_workflow.note_answers(message, came=list(groups), not_after_all=[])


def talks(cast: Cast, record: dict[str, Any]) -> Course:
    """The register's row, and what was said on the way to where it stands now."""
    yield cast.moment(min([entry["at"] for entry in record["log"]], default=-10), "09:00")
    organisation = AlliedOrganisation.objects.create(
        name=record["name"],
        website=record["website"],
        status=record["status"],
        owner=cast.users[record["owner"]],
        next_action=record["next_action"],
        due_on=reading.day(cast.today, record["due"]),
    )
    AlliedContact.objects.bulk_create(
        AlliedContact(
            organisation=organisation,
            at=cast.moment(entry["at"], "15:30"),
            by=cast.users[entry["by"]],
            medium=entry["medium"],
            words=entry["words"],
        )
        for entry in record["log"]
    )


def conversation(cast: Cast, record: dict[str, Any]) -> Course:
    """What an organiser noted of a conversation with a group, and what is to follow."""
    yield cast.moment(record["at"], "18:20")
    by, today = cast.users[record["by"]], localdate(clock.now())
    due_on = today + timedelta(days=record["due"]) if "due" in record else None
    said = Said(today, record["how"], record["outcome"], record["words"], due_on, by if due_on else None)
    conversations_workflow.write(cast.group(record["group"]), said, by=by)


def ringing(cast: Cast, record: dict[str, Any]) -> Course:
    """A ring round that is not over: some groups are rung, others are left."""
    yield cast.moment(record["at"], "18:40")
    by = cast.users[record["by"]]
    ring_round = ring_round_workflow.start(cast.regions[record["region"]], record["why"], by=by)
    for call in record["calls"]:
        contact = cast.contact(call["contact"])
        ring_round_workflow.take(ring_round, contact.group, by=by)
        outcome = Outcome(call["outcome"])
        ring_round_workflow.record(ring_round, contact.group, contact, outcome, by=by, words=call["words"])
