"""Bringing in groups and contacts: read, map, decide, confirm, undo; what nobody goes on with is deleted."""

import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from django.db import transaction
from django.db.models import ProtectedError, Q

from lla.accounts.models import User
from lla.acts.actors import SYSTEM, Actor
from lla.acts.locks import one_wins, take_turns
from lla.acts.refusals import NotAllowed, allow
from lla.addresses import email as addresses_email
from lla.emails import outbox
from lla.emails.models import Email
from lla.sheets import tables
from lla.sheets.tables import Table
from lla.time import clock

from ..affiliation.workflow import enter, enter_many
from ..appointments.rules import why_not_organise
from ..consents.workflow import ask_about
from ..contact_desk.workflow import add_contact
from ..contacts import emails as contacts_emails
from ..contacts.models import Contact, Question
from ..contacts.workflow import Details, end_links
from ..groups.models import Group
from ..regions.models import Constituency, Region
from ..symposia.models import Invitation
from . import columns, emails, rules, selectors
from .choices import ImportAct, Stage, Standing
from .matching import Row, Verdict, judge
from .models import Import, ImportedContact, ImportedGroup, ImportEvent
from .selectors import Content

AnyRow = TypeVar("AnyRow", Row, tables.Row)
ROWS_FOR_A_GUESS = 20


@transaction.atomic
def begin(
    table: Table, file: bytes, *, by: User, origin: str, standing: str, decision: str, region: Region | None
) -> Import:
    """Let a spreadsheet wait for its columns to be said; nothing of it is written anywhere else."""
    allow(rules.why_not_import(by, now=clock.now()))
    if standing == Standing.AFFILIATED and not rules.may_affiliate(by):
        raise NotAllowed([rules.AFFILIATES])
    guessed = columns.guess(table.head, [row.cells for row in table.rows[:ROWS_FOR_A_GUESS]])
    imported = Import.objects.create(
        by=by,
        origin=origin,
        standing=standing,
        decision=decision,
        region=region,
        sha256=hashlib.sha256(file).hexdigest(),
        rows=len(table.rows),
        content=selectors.sealed(Content(table, tuple(guessed))),
    )
    _record(imported, ImportAct.UPLOADED, by=by, rows=imported.rows, sha256=imported.sha256)
    return imported


@transaction.atomic
def say_columns(imported: Import, named: Sequence[str], rows: Sequence[Row], *, by: User) -> None:
    """Keep what the columns mean, and the rows as they are read by it."""
    imported, content = _go_on(imported, by=by)
    _save(imported, replace(content, columns=tuple(named), rows=tuple(rows)))


@transaction.atomic
def decide(imported: Import, another: Mapping[str, bool], *, by: User) -> None:
    """Keep which groups and people are others than those who are here."""
    imported, content = _go_on(imported, by=by)
    _save(imported, replace(content, another={**content.another, **another}))


@transaction.atomic
def confirm(imported: Import, *, by: User, seen: str) -> Import:
    """Write what the page showed, which bore the mark `seen`; contacts come in without any consent.

    Each gets one letter, whatever the number of their groups. Of two imports at once the second is compared
    with what the first has written.
    """
    take_turns(Import)
    imported, content = _go_on(imported, by=by)
    now, yours = clock.now(), rules.regions_to_import(by, now=clock.now())
    rehearsal = selectors.rehearse(imported, content, yours=yours)
    allow(rules.why_not_confirm(imported, by, rehearsal, seen=seen, now=now))
    with one_wins(lambda: [rules.CHANGED]):
        groups, contacts = _write(imported, rehearsal.verdicts)
    imported.stage, imported.done_at, imported.content = Stage.DONE, now, ""
    imported.save()
    if imported.standing == Standing.AFFILIATED:
        ask_about(*groups)
    outbox.post(*(emails.imported(imported, people) for people in _by_address(contacts)))
    where = {group.region_id for group in (*groups, *(contact.group for contact in contacts))}
    regions = list(Region.objects.filter(pk__in=where))
    outbox.post(*emails.told(imported, regions, groups=len(groups), contacts=len(contacts)))
    counts = {str(fate): number for fate, number in rehearsal.counts.items()}
    keys = {"groups": [group.pk for group in groups], "contacts": [contact.pk for contact in contacts]}
    facts = {"rows": counts, "reasons": rehearsal.reasons, **keys}
    _record(imported, ImportAct.CONFIRMED, by=by, sha256=imported.sha256, **facts)
    return imported


@transaction.atomic
def add_group(
    region: Region,
    row: Row,
    *,
    by: User,
    constituencies: Collection[Constituency] = (),
    another: bool = False,
) -> Group:
    """Write down one group of an organiser's region, by the rules of an import, and its first contact if any.

    `another` says that it is another group than the one whose name is alike.
    """
    allow(why_not_organise(by, region, now=clock.now()))
    take_turns(Import)
    row = replace(row, region=region.slug)
    known = selectors.known_beside([row], yours=[region], otherwise=None)
    [verdict] = judge([row], known, another={row.key: another})
    allow(rules.why_not_add_group(verdict))
    group = Group(name=row.group, kind=row.kind, region=region)
    group.town, group.postcode, group.public_email, group.website = (
        row.town, row.postcode, row.public_email, row.website,
    )  # fmt: skip
    with one_wins(lambda: [rules.SAME_NAME]):
        enter(group, by=by, role="organiser")
    group.constituencies.set(constituencies)
    if verdict.adds:
        add_contact(group, Details(row.name, row.email, row.role, row.phone), by=by)
    return group


@transaction.atomic
def undo(imported: Import, *, by: User) -> Import:
    """Take away all that an import wrote, while nobody has answered; whoever got a letter is told."""
    take_turns(Import)
    imported = _lock(imported)
    contacts = Contact.objects.filter(imported__source=imported).select_for_update(of=("self",))
    people = list(contacts.select_related("group").order_by("pk"))
    groups = list(Group.objects.filter(imported__source=imported).select_for_update().order_by("pk"))
    allow(rules.why_not_undo(imported, by, now=clock.now()))
    told = _told(imported)
    farewells = [
        emails.undone(imported, each)
        for each in _by_address(people)
        if addresses_email.key(each[0].email) in told
    ]
    _take_back(imported, people, groups)
    try:
        with transaction.atomic():
            _delete(people, groups)
    except ProtectedError:
        raise NotAllowed([rules.ACTED]) from None
    imported.stage = Stage.UNDONE
    imported.save()
    outbox.post(*farewells)
    _record(imported, ImportAct.UNDONE, by=by, groups=len(groups), contacts=len(people))
    return imported


@transaction.atomic
def abandon(imported: Import, *, by: User) -> None:
    """Delete what waits, at its sender's wish."""
    imported = _lock(imported)
    allow(rules.why_not_go_on(imported, by, now=clock.now()))
    _drop(imported, ImportAct.ABANDONED, by=Actor.user(by, _role(by)))


def drop_expired() -> int:
    """Delete the cells of spreadsheets that nobody went on with for two days."""
    old = Import.objects.filter(stage=Stage.WAITING, made_at__lte=clock.now() - rules.WAITS_FOR)
    return sum(_drop_expired(pk) for pk in old.values_list("pk", flat=True))


@transaction.atomic
def forget(address: str) -> int:
    """Take somebody out of what waits, who wants to be erased; answers how many rows there were."""
    list(Import.objects.select_for_update().filter(stage=Stage.WAITING).order_by("pk"))
    found = selectors.waiting_lines(address)
    for imported, lines in found.items():
        if content := selectors.content_of(imported):
            table = replace(content.table, rows=_without(content.table.rows, lines))
            rows = None if content.rows is None else _without(content.rows, lines)
            _save(imported, replace(content, table=table, rows=rows))
    return sum(map(len, found.values()))


def _without(rows: Sequence[AnyRow], lines: set[int]) -> tuple[AnyRow, ...]:
    return tuple(row for row in rows if row.number not in lines)


@transaction.atomic
def _drop_expired(pk: int) -> bool:
    imported = _lock(Import(pk=pk))
    if imported.stage != Stage.WAITING:
        return False
    _drop(imported, ImportAct.EXPIRED, by=SYSTEM)
    return True


def _drop(imported: Import, act: ImportAct, *, by: Actor) -> None:
    imported.stage, imported.content = Stage.DROPPED, ""
    imported.save()
    ImportEvent.objects.create(source=imported, act=act, **by.fields())


def _lock(imported: Import) -> Import:
    return Import.objects.select_for_update(of=("self",)).select_related("by", "region").get(pk=imported.pk)


def _go_on(imported: Import, *, by: User) -> tuple[Import, Content]:
    """The import as it is now, locked, and what waits in it; raises NotAllowed when it may not go on."""
    imported = _lock(imported)
    allow(rules.why_not_go_on(imported, by, now=clock.now()))
    content = selectors.content_of(imported)
    if content is None:
        raise NotAllowed([rules.OVER])
    return imported, content


def _save(imported: Import, content: Content) -> None:
    imported.content = selectors.sealed(content)
    imported.save(update_fields=["content"])


def _record(imported: Import, act: ImportAct, *, by: User, **figures: object) -> None:
    ImportEvent.objects.create(
        source=imported, act=act, details=figures, **Actor.user(by, _role(by)).fields()
    )


def _role(by: User) -> str:
    if by.has_perm("organisers.oversee"):
        return "committee"
    return "data protection lead" if by.has_perm("organisers.protect") else "organiser"


def _write(imported: Import, verdicts: Iterable[Verdict]) -> tuple[list[Group], list[Contact]]:
    """The new groups and contacts, in as many statements whatever their number."""
    verdicts = list(verdicts)
    by_key = _new_groups(verdicts)
    groups = enter_many(list(by_key.values()), affiliated=imported.standing == Standing.AFFILIATED)
    ImportedGroup.objects.bulk_create(ImportedGroup(source=imported, group=group) for group in groups)
    here = {verdict.target.pk for verdict in verdicts if verdict.adds and verdict.target}
    known = Group.objects.in_bulk(pk for pk in here if pk)
    people = [
        (verdict.row, known[verdict.target.pk] if verdict.target.pk else by_key[verdict.target.key])
        for verdict in verdicts
        if verdict.adds and verdict.target
    ]
    contacts = Contact.objects.bulk_create(
        Contact(group=group, name=row.name, role=row.role, email=row.email, phone=row.phone)
        for row, group in people
    )
    ImportedContact.objects.bulk_create(
        ImportedContact(source=imported, contact=contact) for contact in contacts
    )
    return groups, contacts


def _new_groups(verdicts: Iterable[Verdict]) -> dict[str, Group]:
    """A group for each new name; what its first row leaves blank, a later one may say."""
    groups: dict[str, Group] = {}
    for verdict in verdicts:
        target, row = verdict.target, verdict.row
        if target is None or target.pk:
            continue
        if verdict.begins:
            groups[target.key] = Group(
                name=row.group, kind=row.kind, region_id=target.region, region_source=target.source
            )
        group = groups[target.key]
        group.town, group.postcode = group.town or row.town, group.postcode or row.postcode
        group.public_email = group.public_email or row.public_email
        group.website = group.website or row.website
    return groups


def _by_address(contacts: Iterable[Contact]) -> list[list[Contact]]:
    people: dict[str, list[Contact]] = defaultdict(list)
    for contact in contacts:
        if contact.email:
            people[addresses_email.key(contact.email)].append(contact)
    return list(people.values())


def _told(imported: Import) -> set[str]:
    """The addresses to which the first letter has gone, or is just going."""
    letters = Email.objects.filter(kind=emails.IMPORTED, about=emails.about(imported), failed_at=None)
    gone = letters.filter(Q(sent_at__isnull=False) | Q(attempts__gt=0))
    return {addresses_email.key(address) for address in gone.values_list("to", flat=True)}


def _take_back(imported: Import, people: Sequence[Contact], groups: Sequence[Group]) -> None:
    """Delete the letters that wait, to these contacts and to others about these groups, and end the links."""
    waiting = Email.objects.waiting()
    waiting.filter(about=emails.about(imported)).delete()
    asked = Question.objects.filter(group__in=groups).values("contact")
    names = [str(group) for group in groups]
    waiting.filter(kind=contacts_emails.QUESTION, link_target__in=asked, line__in=names).delete()
    end_links(*(contact.pk for contact in people))


def _delete(people: Sequence[Contact], groups: Sequence[Group]) -> None:
    ImportedContact.objects.filter(contact__in=people).delete()
    ImportedGroup.objects.filter(group__in=groups).delete()
    Contact.objects.filter(pk__in=[contact.pk for contact in people]).delete()
    Invitation.objects.filter(group__in=groups).delete()
    Group.objects.filter(pk__in=[group.pk for group in groups]).delete()
