"""What becomes of each row of a spreadsheet beside what is here already, worked out from plain facts."""

import hashlib
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from lla.addresses import email as addresses_email
from lla.words.folding import folded

from ..contacts.choices import ContactRole
from ..contacts.names import is_slip
from ..groups.choices import GroupKind, GroupStatus, RegionSource
from ..regions import postcodes
from .choices import Fate, Reason

HAS_LEFT = "{name} has left the network. The steering committee can affiliate it again."
NOT_CONFIRMED = (
    "Somebody has applied for {name} and has not confirmed it by email yet. If they do not, you can "
    "bring it in three weeks after they applied."
)
ELSEWHERE = "{name} is in {region}, which is not yours. Its organiser can add the contact."
UNKNOWN_REGION = "“{typed}” is not the name of a region here. Write it as on our regions page."
NOT_YOURS = "It would be in {region}, and you do not organise that region."
WHICH_REGION = "We cannot tell its region. Give a postcode or a region in the spreadsheet."
NO_WAY = "{name} has neither an email address nor a telephone number, so nobody can tell them."
UNWANTED = "{email} has asked us not to write to them, so they are not taken as a contact."
TO_RING = "{name} gets no email, because there is no address. Ring them."
ALREADY = "Nothing to do."
AS_ROW = "The same as row {number}."
NEW_GROUP = "New group {name}, in {region}."
ROLE_UNKNOWN = "“{role}” is not among our roles, so it becomes “Another role”."
NEW_CONTACT = "New contact {name}."
SIMILAR = "Its name is similar to that of {name}, {where}."
TAKEN_AS_SAME = "Taken as {name}."
NAMESAKE = "{name} is a contact of {group} already, under another address or number."
NAMESAKE_IN_FILE = "Row {number} gives {name} too, with another address or number."
TAKEN_AS_KNOWN = "Taken as the same person: nothing is added."
NAMELESS = frozenset(
    folded(role.label) for role in ContactRole
)  # those whose row gives no name are called so


def key_of(name: str) -> str:
    """What two ways of writing one group's name have in common."""
    return folded(name).replace("-", " ")


@dataclass(frozen=True, slots=True)
class Row:
    """What a row says of a group, and of a contact if there is one.

    `problems` are what is wrong in it, `unread` the columns they are in; `role_typed` is a role that we do
    not know.
    """

    number: int
    group: str = ""
    kind: str = GroupKind.LOCAL
    region: str = ""
    town: str = ""
    postcode: str = ""
    public_email: str = ""
    website: str = ""
    name: str = ""
    role: str = ""
    role_typed: str = ""
    email: str = ""
    phone: str = ""
    problems: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()

    @property
    def has_contact(self) -> bool:
        return bool(self.name or self.email or self.phone)

    @property
    def reachable(self) -> bool:
        return bool(self.email or self.phone)

    @property
    def key(self) -> str:
        return key_of(self.group)


@dataclass(frozen=True, slots=True)
class KnownGroup:
    pk: int
    name: str
    region: int
    status: str = GroupStatus.AFFILIATED
    unconfirmed: bool = False


@dataclass(frozen=True, slots=True)
class Known:
    """What is here: groups, whoever has an address or number of the file, and who may not be written to.

    `regions` are all by their keys, `yours` those that the import may write to; `otherwise` is the region of
    groups that do not say theirs. `addresses` are (group, address), `numbers` (group, number, name) and
    `names` (group, folded name).
    """

    groups: Sequence[KnownGroup]
    regions: Mapping[int, str]
    slugs: Mapping[str, int]
    yours: Collection[int]
    otherwise: int | None = None
    addresses: Collection[tuple[int, str]] = frozenset()
    numbers: Collection[tuple[int, str, str]] = frozenset()
    names: Collection[tuple[int, str]] = frozenset()
    unwanted: Collection[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Target:
    """The group that a row is about: one that is here by its key, or the new one that a name stands for."""

    name: str
    pk: int | None = None
    key: str = ""
    region: int = 0
    source: str = RegionSource.ORGANISER


@dataclass(frozen=True, slots=True)
class Doubt:
    """What is asked about a row, in the field of that name: is its group or person the one that is here?

    `another` is what was answered; what was not counts as the same.
    """

    field: str
    key: str
    question: str
    same: str
    other: str
    another: bool


@dataclass(frozen=True, slots=True)
class Verdict:
    """What becomes of a row: `words` say it; `doubts` are asked, one of them if its group is like `similar`.

    `begins` says that the row makes a new group, `adds` that it makes a contact. `why` it is refused are
    reasons, and columns that cannot be read: words of ours, nothing of the row.
    """

    row: Row
    fate: Fate
    words: tuple[str, ...]
    target: Target | None = None
    begins: bool = False
    adds: bool = False
    similar: str = ""
    doubts: tuple[Doubt, ...] = ()
    why: tuple[str, ...] = ()


class Refusal(NamedTuple):
    """Why a row or its contact is not taken: for the record, and for whoever has the row before them."""

    reason: Reason
    words: str

    def of(self, row: Row) -> Verdict:
        return Verdict(row, Fate.REFUSED, (self.words,), why=(self.reason,))


def fingerprint(verdicts: Iterable[Verdict]) -> str:
    """A mark that changes as soon as anything would be written otherwise."""
    facts = [(each.row, each.fate, each.target, each.begins, each.adds) for each in verdicts]
    return hashlib.sha256(repr(facts).encode()).hexdigest()


def judge(rows: Sequence[Row], known: Known, *, another: Mapping[str, bool]) -> list[Verdict]:
    """What becomes of each row, in their order.

    `another` says of the key of a doubt whether it is another group or person than the one that is here.
    """
    judge = _Judge(known, another)
    return [judge.verdict(row) for row in rows]


@dataclass(slots=True)
class _Judge:
    """What is known while the rows are gone through."""

    known: Known
    another: Mapping[str, bool]
    targets: dict[str, Target] = field(default_factory=dict)
    similar: dict[str, Target] = field(default_factory=dict)
    near: dict[str, list[Target]] = field(default_factory=dict)
    seen: dict[tuple[object, ...], int] = field(default_factory=dict)
    named: dict[tuple[object, str], int] = field(default_factory=dict)
    statuses: dict[int, KnownGroup] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for group in self.known.groups:
            target = Target(group.name, pk=group.pk, region=group.region)
            self.targets[key_of(group.name)] = target
            self.statuses[group.pk] = group
            if group.region in self.known.yours and not _why_not_join(group):
                self._remember(target)

    def verdict(self, row: Row) -> Verdict:
        if row.problems:
            return Verdict(row, Fate.REFUSED, row.problems, why=row.unread or (Reason.NO_NAME,))
        begins = False
        target = self.targets.get(row.key)
        if target is None:
            similar = self._similar(row)
            if similar:
                self.similar[row.key] = similar
            if similar and not self._is_another(row.key):
                target = self.targets[row.key] = similar
            else:
                found = self._new(row)
                if isinstance(found, Refusal):
                    return found.of(row)
                target = found
                begins = True
                self.targets[row.key] = target
                self._remember(target)
        if target.pk and (refusal := self._why_not(self.statuses[target.pk])):
            return refusal.of(row)
        return self._about_contact(row, target, begins=begins)

    def _about_contact(self, row: Row, target: Target, *, begins: bool) -> Verdict:
        """The fate of a row whose group is settled: what it adds to it."""
        words = [NEW_GROUP.format(name=row.group, region=self.known.regions[target.region])] if begins else []
        contact, doubts = Fate.SAME, list(self._doubt_of_group(row))
        refusal = self._why_not_contact(row) if row.has_contact else None
        if refusal:
            contact = Fate.REFUSED
            words.append(refusal.words)
        elif row.has_contact:
            contact, said_of_contact, of_person = self._contact(row, target)
            words += said_of_contact
            doubts += of_person
        adds, fate = contact is Fate.NEW, Fate.NEW if begins else contact
        if adds and not row.email:
            words.append(TO_RING.format(name=row.name))
        words = words or [ALREADY]
        if similar := self.similar.get(row.key):
            where = self.known.regions[similar.region]
            said = [SIMILAR.format(name=similar.name, where=where)]
            said += [] if self._is_another(row.key) else [TAKEN_AS_SAME.format(name=similar.name)]
            words = [*said, *words]
        if doubts and fate != Fate.REFUSED:
            fate = Fate.DOUBTFUL
        name = similar.name if similar else ""
        why = (refusal.reason,) if refusal else ()
        return Verdict(row, fate, tuple(words), target, begins, adds, name, tuple(doubts), why)

    def _is_another(self, key: str) -> bool:
        return self.another.get(key, False)

    def _doubt_of_group(self, row: Row) -> Iterable[Doubt]:
        if similar := self.similar.get(row.key):
            another, same = self._is_another(row.key), f"It is {similar.name}"
            field = f"row{row.number}"
            yield Doubt(field, row.key, "Which group is it?", same, "It is another group", another)

    def _why_not_contact(self, row: Row) -> Refusal | None:
        if not row.reachable:
            return Refusal(Reason.NO_WAY, NO_WAY.format(name=row.name))
        if row.email in self.known.unwanted:
            return Refusal(Reason.UNWANTED, UNWANTED.format(email=row.email))
        return None

    def _contact(self, row: Row, target: Target) -> tuple[Fate, list[str], list[Doubt]]:
        """The fate of a row's contact by themselves, what is said of it, and what is asked."""
        address = addresses_email.key(row.email)
        if target.pk and (
            (target.pk, address) in self.known.addresses
            or (not row.email and (target.pk, row.phone, row.name.casefold()) in self.known.numbers)
        ):
            return Fate.SAME, [ALREADY], []
        group = target.pk or target.key
        person = (group, address or (row.phone, row.name.casefold()))
        if earlier := self.seen.get(person):
            return Fate.SAME, [AS_ROW.format(number=earlier)], []
        doubts, said = self._namesake(row, target)
        if doubts and not doubts[0].another:
            return Fate.SAME, [*said, TAKEN_AS_KNOWN], doubts
        self.seen[person] = row.number
        self.named.setdefault((group, folded(row.name)), row.number)
        said.append(NEW_CONTACT.format(name=row.name))
        if row.role_typed:
            said.append(ROLE_UNKNOWN.format(role=row.role_typed))
        return Fate.NEW, said, doubts

    def _namesake(self, row: Row, target: Target) -> tuple[list[Doubt], list[str]]:
        """Whoever of the same name the group has already, here or from an earlier row."""
        group, name = target.pk or target.key, folded(row.name)
        earlier = self.named.get((group, name))
        if name in NAMELESS or not (earlier or (group, name) in self.known.names):
            return [], []
        said = (
            NAMESAKE_IN_FILE.format(number=earlier, name=row.name)
            if earlier
            else NAMESAKE.format(name=row.name, group=target.name)
        )
        key = "\n".join((row.key, name, addresses_email.key(row.email) or row.phone))
        same, other = "The same person: add nothing", "Another person of that name: add them"
        field, another = f"person{row.number}", self._is_another(key)
        return [Doubt(field, key, f"Who is {row.name}?", same, other, another)], [said]

    def _new(self, row: Row) -> Target | Refusal:
        """The group that a row begins, or why it cannot."""
        region, source = self._region(row)
        if region is None and row.region:
            return Refusal(Reason.UNKNOWN_REGION, UNKNOWN_REGION.format(typed=row.region[:60]))
        if region is None:
            return Refusal(Reason.WHICH_REGION, WHICH_REGION)
        if region not in self.known.yours:
            return Refusal(Reason.ELSEWHERE, NOT_YOURS.format(region=self.known.regions[region]))
        return Target(row.group, key=row.key, region=region, source=source)

    def _region(self, row: Row) -> tuple[int | None, str]:
        """As the row says; a local group's by its postcode, else the region chosen for the whole list."""
        if row.region:
            said = {folded(name): pk for pk, name in self.known.regions.items()} | dict(self.known.slugs)
            return said.get(folded(row.region)), RegionSource.ORGANISER
        slug = postcodes.region(row.postcode) if row.postcode and row.kind == GroupKind.LOCAL else ""
        if found := self.known.slugs.get(slug):
            return found, RegionSource.POSTCODE
        return self.known.otherwise, RegionSource.ORGANISER

    def _why_not(self, group: KnownGroup) -> Refusal | None:
        """Why a group that is here takes nobody from this import."""
        if group.region not in self.known.yours:
            region = self.known.regions[group.region]
            return Refusal(Reason.ELSEWHERE, ELSEWHERE.format(name=group.name, region=region))
        return _why_not_join(group)

    def _similar(self, row: Row) -> Target | None:
        """The first group whose name is a slip away, or of the same words in another order."""
        found = {id(target): target for sign in _signs(row.group) for target in self.near.get(sign, ())}
        return next((target for target in found.values() if _is_alike(target.name, row.group)), None)

    def _remember(self, target: Target) -> None:
        for sign in _signs(target.name):
            self.near.setdefault(sign, []).append(target)


def _why_not_join(group: KnownGroup) -> Refusal | None:
    if group.status == GroupStatus.LEFT:
        return Refusal(Reason.HAS_LEFT, HAS_LEFT.format(name=group.name))
    return Refusal(Reason.NOT_CONFIRMED, NOT_CONFIRMED.format(name=group.name)) if group.unconfirmed else None


_SAYS_NOTHING = {"the", "group", "of", "and", "local", "a"}
_SHORT = 5  # letters below which a slip makes another name
_DIGITS = re.compile(r"\d+|\b[^\W\d]\b")  # numbers and single letters


def _signs(name: str) -> set[str]:
    """Under what a name is looked for: its words in order, and its letters without one of them.

    Two names that differ by one letter have one of these in common.
    """
    words = _words(name)
    letters = "".join(words)
    signs = {" ".join(sorted(words))}
    if len(letters) >= _SHORT:
        signs |= {letters, *(letters[:at] + letters[at + 1 :] for at in range(len(letters)))}
    return signs


def _is_alike(before: str, after: str) -> bool:
    """Whether two names may be meant for one group; another number or single letter makes another."""
    if _DIGITS.findall(key_of(before)) != _DIGITS.findall(key_of(after)):
        return False
    ours, theirs = _words(before), _words(after)
    return sorted(ours) == sorted(theirs) or is_slip("".join(ours), "".join(theirs))


def _words(name: str) -> list[str]:
    words = key_of(name).split()
    return [word for word in words if word not in _SAYS_NOTHING] or words
