"""Retelling what left the site: editions and contact lists; and the talks with other organisations."""

from collections.abc import Iterator
from functools import partial
from typing import Any

from lla.demo import reading
from lla.demo.cast import Cast
from lla.demo.telling import Step
from organisers.allied.models import AlliedContact, AlliedOrganisation
from organisers.contact_page import workflow as contact_page_workflow
from organisers.contacts.choices import Detail
from organisers.contacts.workflow import contact_actor
from organisers.editions import workflow as editions_workflow
from organisers.editions.choices import CopyAct
from organisers.editions.models import Copy, Edition
from organisers.lists.choices import ListFormat
from organisers.lists.models import Download
from organisers.lists.workflow import downloads, returns
from organisers.lists.workflow.downloads import Wanted

SOMEWHERE = "192.0.2.17"  # an address set aside for documents


def steps(cast: Cast, told: dict[str, Any]) -> Iterator[Step]:
    for record in told["editions"]:
        yield from edition(cast, record)
    for record in told["withdrawals"]:
        yield Step(cast.moment(record["at"], "21:10"), partial(withdraw, cast, record["contact"]))
    for record in told["deletions"]:
        yield Step(cast.moment(record["at"], "09:30"), partial(say_deleted, cast, record["contact"]))
    for record in told["returns"]:
        yield Step(cast.moment(record["asked"], "03:20"), partial(ask_back, cast, record["by"]))
        yield Step(cast.moment(record["deleted"], "17:05"), partial(say_lists_deleted, cast, record["by"]))
    for record in told["downloads"]:
        yield Step(cast.moment(record["at"], "11:45"), partial(download, cast, record))
    for record in told["allied"]:
        began = min([entry["at"] for entry in record["log"]], default=-10)
        yield Step(cast.moment(began, "09:00"), partial(befriend, cast, record))


def edition(cast: Cast, record: dict[str, Any]) -> Iterator[Step]:
    """Frozen and sent on one day; opened, and by some taken as a file, in the days after."""
    yield Step(cast.moment(record["at"], "10:00"), partial(circulate, cast, record))
    for after, key in enumerate(record["opened"], start=1):
        at = cast.moment(record["at"] + after, "19:15")
        yield Step(at, partial(open_copy, cast, key, takes=key in record["taken"]))


def circulate(cast: Cast, record: dict[str, Any]) -> None:
    by = cast.users[record["by"]]
    frozen: Edition = editions_workflow.freeze(cast.regions[record["region"]], by=by)
    editions_workflow.circulate(frozen, by=by)


def open_copy(cast: Cast, key: str, *, takes: bool) -> None:
    contact = cast.contact(key)
    copy = Copy.objects.filter(group=contact.group).latest("pk")
    editions_workflow.open_by_holder(copy, by=contact_actor(contact))
    if takes:
        editions_workflow.take_file(copy, ListFormat.CSV)


def withdraw(cast: Cast, key: str) -> None:
    """Taking back everything recalls the copies they stood in."""
    contact_page_workflow.withdraw(cast.contact(key))


def say_deleted(cast: Cast, key: str) -> None:
    contact = cast.contact(key)
    recalled = Copy.objects.filter(group=contact.group, events__act=CopyAct.RECALLED)
    editions_workflow.say_deleted(list(recalled), by=contact_actor(contact))


def download(cast: Cast, record: dict[str, Any]) -> None:
    """Asked for and taken at once, unless it waits for a second person."""
    by = cast.users[record["by"]]
    wanted = Wanted(
        regions=[cast.regions[slug] for slug in record["regions"]],
        purpose=record["purpose"],
        words=record["words"],
        columns=[Detail(column) for column in record["columns"]],
        format=ListFormat.CSV,
    )
    asked = downloads.ask(wanted, by=by)
    if not record.get("waits"):
        downloads.download(asked, by=by, address=SOMEWHERE)


def ask_back(cast: Cast, key: str) -> None:
    """The night after an office has ended asks for the lists that its holder has."""
    returns.ask_back_from(cast.users[key])


def say_lists_deleted(cast: Cast, key: str) -> None:
    user = cast.users[key]
    held = Download.objects.filter(by=user).to_be_deleted().values_list("pk", flat=True)
    returns.say_deleted(user, list(held), by=cast.organiser(key))


def befriend(cast: Cast, record: dict[str, Any]) -> None:
    """The register's row, and what was said on the way to where it stands now."""
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
