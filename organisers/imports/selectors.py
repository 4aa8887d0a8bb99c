"""What waits in an import, what becomes of its rows, and whether anybody has answered since."""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from cryptography.fernet import InvalidToken
from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Lower

from lla.addresses import email as addresses_email
from lla.emails import recipients
from lla.keys import encryption
from lla.sheets import tables
from lla.sheets.tables import Table
from lla.words.folding import folded

from ..contacts.models import Contact, HeardConsent, Question
from ..groups.models import Group, GroupEvent
from ..proposals.models import Proposal
from ..regions.models import Region
from ..symposia.models import Invitation, Reply
from .choices import Column, Fate, Reason, Stage
from .matching import Known, KnownGroup, Row, Verdict, fingerprint, judge
from .models import Import, ImportedGroup

UNREAD = "“{}” could not be read."


@dataclass(frozen=True, slots=True)
class Content:
    """What waits of a spreadsheet: its table, what its columns mean, its rows as read, and what was decided.

    `rows` is None until the columns are said. `another` says of the key of a doubt whether it is another
    group or person than the one that is here.
    """

    table: Table
    columns: tuple[str, ...]
    rows: tuple[Row, ...] | None = None
    another: Mapping[str, bool] = field(default_factory=dict)


def sealed(content: Content) -> str:
    """As it is kept: encrypted under SECRET_KEY."""
    return encryption.encrypt(json.dumps(asdict(content)))


def content_of(imported: Import) -> Content | None:
    """None where nothing waits any more, or was encrypted under a key that is gone."""
    try:
        kept: dict[str, Any] = json.loads(encryption.decrypt(imported.content)) if imported.content else {}
    except InvalidToken:
        return None
    if not kept:
        return None
    table = kept["table"]
    lines = [tables.Row(row["number"], tuple(row["cells"])) for row in table["rows"]]
    rows = kept["rows"]
    return Content(
        table=Table(tuple(table["head"]), tuple(lines), tuple(table["left_out"])),
        columns=tuple(kept["columns"]),
        rows=None if rows is None else tuple(_row(row) for row in rows),
        another=kept["another"],
    )


def _row(facts: dict[str, Any]) -> Row:
    lists = {name: tuple(facts.get(name, ())) for name in ("problems", "unread")}
    return Row(**{**facts, **lists})


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """What would be written now, row by row."""

    verdicts: Sequence[Verdict]
    mapped: bool

    @property
    def fingerprint(self) -> str:
        return fingerprint(self.verdicts)

    @property
    def counts(self) -> Counter[str]:
        return Counter(verdict.fate for verdict in self.verdicts)

    @property
    def writes(self) -> bool:
        return any(verdict.begins or verdict.adds for verdict in self.verdicts)

    @property
    def refused_all(self) -> bool:
        return all(verdict.fate == Fate.REFUSED for verdict in self.verdicts)

    @property
    def groups(self) -> int:
        return sum(verdict.begins for verdict in self.verdicts)

    @property
    def contacts(self) -> int:
        return sum(verdict.adds for verdict in self.verdicts)

    @property
    def reasons(self) -> dict[str, list[int]]:
        """The numbers of the rows that are not taken, or whose contact is not, by why."""
        rows: dict[str, list[int]] = {}
        for verdict in self.verdicts:
            for why in verdict.why:
                rows.setdefault(str(why), []).append(verdict.row.number)
        return rows

    @property
    def letters(self) -> int:
        """To how many addresses a letter goes."""
        told = (verdict.row.email for verdict in self.verdicts if verdict.adds and verdict.row.email)
        return len({addresses_email.key(address) for address in told})

    def of(self, fate: str) -> Sequence[Verdict]:
        return [verdict for verdict in self.verdicts if fate in {"", verdict.fate}]


def rehearse(imported: Import, content: Content, *, yours: Sequence[Region]) -> Rehearsal:
    """What becomes of each row if it is brought in now, into these regions."""
    if content.rows is None:
        return Rehearsal((), mapped=False)
    known = known_beside(content.rows, yours=yours, otherwise=imported.region_id)
    return Rehearsal(judge(content.rows, known, another=content.another), mapped=True)


def known_beside(rows: Sequence[Row], *, yours: Sequence[Region], otherwise: int | None) -> Known:
    """What is here that these rows may be the same as."""
    regions = list(Region.objects.all())
    here = Contact.objects.present().annotate(address=Lower("email")).filter(group__region__in=yours)
    people = list(here.order_by().values_list("group", "address", "phone", "name"))
    unconfirmed = set(Group.objects.unconfirmed().values_list("pk", flat=True))
    groups = Group.objects.order_by("pk").values_list("pk", "name", "region", "status")
    return Known(
        groups=[KnownGroup(*facts, facts[0] in unconfirmed) for facts in groups],
        regions={region.pk: region.name for region in regions},
        slugs={region.slug: region.pk for region in regions},
        yours=frozenset(region.pk for region in yours),
        otherwise=otherwise,
        addresses=frozenset((group, address) for group, address, _, _ in people if address),
        numbers=frozenset((group, phone, name.casefold()) for group, mail, phone, name in people if not mail),
        names=frozenset((group, folded(name)) for group, _, _, name in people),
        unwanted=recipients.unwanted(row.email for row in rows if row.email),
    )


def in_words(reasons: Mapping[str, Sequence[int]]) -> list[tuple[str, str]]:
    """Why rows were not taken, each with the numbers of the rows, as the record keeps them."""
    words = dict(Reason.choices) | {column.value: UNREAD.format(column.label) for column in Column}
    return [(words[why], ", ".join(map(str, numbers))) for why, numbers in reasons.items() if why in words]


def brought_in(imported: Import) -> QuerySet[Group]:
    """The groups that an import made or gave contacts: `new` or not, and how many contacts `came`."""
    mine = Count("contacts", filter=Q(contacts__imported__source=imported), distinct=True)
    new = Exists(ImportedGroup.objects.filter(source=imported, group=OuterRef("pk")))
    found = Group.objects.annotate(came=mine, new=new).filter(Q(came__gt=0) | Q(new=True))
    return found.select_related("region").order_by("pk")


def answered(imported: Import) -> int:
    """How many people have answered: opened their page, said something, or said what a new group may have."""
    contacts = Contact.objects.filter(imported__source=imported)
    said = Q(confirmed_at__isnull=False) | Q(verified_at__isnull=False) | Q(erased_at__isnull=False)
    spoke = contacts.filter(said | Q(consents__isnull=False) | Q(questions__answered_at__isnull=False))
    groups = Group.objects.filter(imported__source=imported)
    asked = Question.objects.filter(group__in=groups, answered_at__isnull=False)
    return spoke.distinct().count() + asked.exclude(contact__in=contacts).count()


def acted_upon(imported: Import) -> bool:
    """Whether anything has been recorded about its groups and contacts, or hangs on them, since."""
    contacts = Contact.objects.filter(imported__source=imported)
    groups = Group.objects.filter(imported__source=imported)
    keys = list(contacts.values_list("pk", flat=True))
    return (
        GroupEvent.objects.filter(Q(group__in=groups) | Q(details__contact__in=keys)).exists()
        or Contact.objects.filter(group__in=groups).exclude(pk__in=keys).exists()
        or HeardConsent.objects.filter(contact__in=contacts).exists()
        or Proposal.objects.filter(group__in=groups).exists()
        or Invitation.objects.filter(group__in=groups, answered_at__isnull=False).exists()
        or Reply.objects.filter(group__in=groups).exists()
    )


def waiting_lines(address: str) -> dict[Import, set[int]]:
    """In which rows of what waits an address stands; few imports wait at any time, for two days."""
    waiting = Import.objects.filter(stage=Stage.WAITING).order_by("pk")
    contents = {imported: content_of(imported) for imported in waiting}
    found = {imported: _lines(content, address) for imported, content in contents.items() if content}
    return {imported: lines for imported, lines in found.items() if lines}


def _lines(content: Content, address: str) -> set[int]:
    """The numbers of the rows in which an address stands."""
    key = addresses_email.key(address)
    return {
        row.number
        for row in content.table.rows
        if any(addresses_email.key(addresses_email.bare(cell)) == key for cell in row.cells if "@" in cell)
    }
