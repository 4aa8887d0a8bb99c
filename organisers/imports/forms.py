"""What is typed about an import: the file, what its columns mean; and how its cells are read."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.core.exceptions import ValidationError

from lla.acts.refusals import NotAllowed
from lla.forms.address_fields import AddressField, PhoneField, WebAddressField
from lla.forms.base import Form, offer, word_errors
from lla.forms.fields import OneLineField
from lla.forms.sheet_columns import ColumnsForm as SheetColumnsForm
from lla.sheets import uploads
from lla.sheets.tables import LARGEST_FILE, Table
from lla.words.folding import folded

from ..affiliation.forms import WhereForm
from ..contacts.choices import ContactRole
from ..groups.choices import GroupKind
from ..regions.forms import PostcodeField
from ..regions.models import Region
from .choices import Column, Origin, Standing
from .columns import REQUIRED
from .matching import Doubt, Row

SHOWN = 40  # characters of a cell
NO_DECISION = "Say which decision it was, such as “Conference 2026, item 4”."
LOST_DIGITS = "the spreadsheet has rounded it. Make the column text there and type the number again."
NO_KIND = "write local, regional or national."
NO_ROLE = "Choose the contact’s role in the group."
NO_NAME = "The group’s name is empty."


class UploadForm(Form):
    """The spreadsheet, and what is true of all that is in it."""

    file = forms.FileField(
        label="Spreadsheet",
        allow_empty_file=True,
        help_text=f"Excel (.xlsx) or CSV, up to {LARGEST_FILE // 1024 // 1024} MB and 1,000 rows. "
        "We read it and do not keep it.",
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv,.tsv,.txt"}),
    )
    origin = forms.ChoiceField(
        label="Where do these details come from?",
        choices=Origin,
        widget=forms.RadioSelect,
        help_text="Each contact is told this.",
    )
    region = forms.ModelChoiceField(
        label="Region of groups whose row names none",
        queryset=Region.objects.none(),
        required=False,
        empty_label="Find it by the postcode",
    )
    standing = forms.ChoiceField(
        label="Are the new groups affiliated?", choices=Standing, widget=forms.RadioSelect
    )
    decision = OneLineField(
        label="Which decision affiliated them?",
        max_length=300,
        required=False,
        help_text="Only if they are affiliated. For example: steering committee, 3 May 2027, item 4.",
    )

    def __init__(self, *args: Any, yours: Sequence[Region], may_affiliate: bool, **options: Any) -> None:
        super().__init__(*args, initial={"standing": Standing.APPLIED}, **options)
        self.only = yours[0] if len(yours) == 1 else None
        if self.only:
            del self.fields["region"]
        else:
            offer(self, "region", Region.objects.filter(pk__in=[each.pk for each in yours]))
        if not may_affiliate:
            del self.fields["standing"], self.fields["decision"]

    def clean_file(self) -> Table:
        file = self.cleaned_data["file"]
        self.content: bytes = file.read(LARGEST_FILE + 1)
        try:
            return uploads.read_table(self.content)
        except NotAllowed as refused:
            raise ValidationError(refused.reasons) from None

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or self.cleaned_data
        affiliated = typed.get("standing") == Standing.AFFILIATED
        if affiliated and not typed.get("decision") and "decision" not in self.errors:
            self.add_error("decision", NO_DECISION)
        return typed

    @property
    def facts(self) -> dict[str, Any]:
        """What `workflow.begin` asks for."""
        typed = self.cleaned_data
        standing = typed.get("standing", Standing.APPLIED)
        return {
            "origin": typed["origin"],
            "standing": standing,
            "decision": typed.get("decision", "") if standing == Standing.AFFILIATED else "",
            "region": self.only or typed.get("region"),
        }


class ColumnsForm(SheetColumnsForm):
    """What each column means."""

    def __init__(self, *args: Any, table: Table, columns: Sequence[str]) -> None:
        super().__init__(*args, table=table, columns=columns, choices=Column, required=REQUIRED)


class AddGroupForm(WhereForm):
    """One group of the region, with a first contact if there is one."""

    field_order = (
        "name", "kind", "town", "postcode", "constituencies", "public_email", "group_website", "contact_name",
        "role", "contact_email", "contact_phone", "another",
    )  # fmt: skip

    name = OneLineField(label="Name of the group")
    kind = forms.ChoiceField(
        label="What kind of group?", choices=GroupKind, initial=GroupKind.LOCAL, widget=forms.RadioSelect
    )
    contact_name = OneLineField(
        label="First contact’s name",
        max_length=80,
        required=False,
        help_text="We email them that we keep their details. Nothing is passed on until they allow it.",
    )
    role = forms.ChoiceField(
        label="Their role in the group", choices=[("", "Choose one"), *ContactRole.choices], required=False
    )
    contact_email = AddressField(label="Their email address", required=False)
    contact_phone = PhoneField(label="Their telephone", required=False, help_text="Such as 07700 900123.")
    another = forms.BooleanField(label="It is not the group with a similar name", required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["postcode"].help_text = "It is not shown."

    @property
    def helper(self) -> FormHelper:
        """That it is another group than one of a similar name is asked only once there is one."""
        if not self.is_bound or not self.non_field_errors():
            self.fields["another"].widget = forms.HiddenInput()
        return super().helper

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or self.cleaned_data
        given = any(typed.get(name) for name in ("contact_name", "contact_email", "contact_phone"))
        if given and not typed.get("role"):
            self.add_error("role", NO_ROLE)
        return typed

    @property
    def row(self) -> Row:
        typed = self.cleaned_data
        reachable = typed["contact_email"] or typed["contact_phone"]
        role = str(ContactRole(typed["role"]).label) if typed["role"] else ""
        return Row(
            number=0,
            group=typed["name"],
            kind=typed["kind"],
            town=typed["town"],
            postcode=typed["postcode"],
            public_email=typed["public_email"],
            website=typed["group_website"],
            name=typed["contact_name"] or (role if reachable else ""),
            role=typed["role"],
            email=typed["contact_email"],
            phone=typed["contact_phone"],
        )


_FIELDS: Mapping[Column, forms.Field] = {
    Column.GROUP: OneLineField(required=False),
    Column.REGION: OneLineField(required=False),
    Column.TOWN: OneLineField(max_length=80, required=False),
    Column.POSTCODE: PostcodeField(required=False, elsewhere="Leave it blank and give the region."),
    Column.PUBLIC_EMAIL: AddressField(looked_up=True, required=False),
    Column.WEBSITE: WebAddressField(max_length=300, required=False),
    Column.CONTACT: OneLineField(max_length=80, required=False),
    Column.GIVEN: OneLineField(max_length=80, required=False),
    Column.FAMILY: OneLineField(max_length=80, required=False),
    Column.EMAIL: AddressField(looked_up=True, required=False),
    Column.PHONE: PhoneField(required=False),
}
for _field in _FIELDS.values():
    word_errors(_field)
_KINDS = {
    "": GroupKind.LOCAL,
    **{folded(kind.label): kind for kind in GroupKind},
    **{kind.value: kind for kind in GroupKind},
    **dict.fromkeys(("clp", "branch", "town", "city", "constituency"), GroupKind.LOCAL),
}
_ROLES = {
    "": ContactRole.SECRETARY,
    **{role.value: role for role in ContactRole},
    **dict.fromkeys(("sec", "hon secretary", "group secretary"), ContactRole.SECRETARY),
    **dict.fromkeys(("chairperson", "chairman", "chairwoman", "co-chair", "convenor"), ContactRole.CHAIR),
    **dict.fromkeys(("coordinator", "co-ordinator", "organizer"), ContactRole.ORGANISER),
}


def read_rows(table: Table, columns: Sequence[str]) -> list[Row]:
    """The rows as their columns are said to mean, each cell held to what the forms here ask."""
    meaning = {column: index for index, column in enumerate(columns) if column}
    return [
        _read_row(row.number, {name: row.cells[at] for name, at in meaning.items()}) for row in table.rows
    ]


def _read_row(number: int, cells: Mapping[str, str]) -> Row:
    problems: list[str] = []
    unread: list[str] = []

    def read(column: Column, choose: Callable[[str], str] | None = None) -> str:
        cell = cells.get(column, "")
        try:
            return choose(cell) if choose else str(_FIELDS[column].clean(cell))
        except ValidationError as wrong:
            # Those that choose from the cell quote it themselves.
            unread.append(column.value)
            quoted = "" if choose else f", “{cell[:SHOWN]}”"
            problems.append(f"{column.label}{quoted}: {wrong.messages[0]}")
            return ""

    role, typed_role = read(Column.ROLE, _role), cells.get(Column.ROLE, "")
    email, phone = read(Column.EMAIL), read(Column.PHONE, _phone)
    name = read(Column.CONTACT) or " ".join(filter(None, (read(Column.GIVEN), read(Column.FAMILY))))[:80]
    group = read(Column.GROUP)
    if not group and not problems:
        problems.append(NO_NAME)
    return Row(
        number=number,
        group=group,
        kind=read(Column.KIND, _kind),
        region=read(Column.REGION),
        town=read(Column.TOWN),
        postcode=read(Column.POSTCODE),
        public_email=read(Column.PUBLIC_EMAIL),
        website=read(Column.WEBSITE),
        name=name or (str(ContactRole(role).label) if email or phone else ""),
        role=role,
        role_typed="" if folded(typed_role) in _ROLES else typed_role[:SHOWN],
        email=email,
        phone=phone,
        problems=tuple(problems),
        unread=tuple(unread),
    )


def _kind(cell: str) -> str:
    if (kind := _KINDS.get(folded(cell))) is None:
        raise ValidationError(f"“{cell[:SHOWN]}” is not a kind of group: {NO_KIND}")
    return kind.value


def _role(cell: str) -> str:
    return _ROLES.get(folded(cell), ContactRole.OTHER).value


def _phone(cell: str) -> str:
    if "e+" in cell.lower():
        raise ValidationError(f"“{cell[:SHOWN]}”: {LOST_DIGITS}")
    return str(_FIELDS[Column.PHONE].clean(cell))


def choices_of(typed: Mapping[str, Any], doubts: Iterable[Doubt]) -> dict[str, bool]:
    """Which groups and people are others than those who are here, by the keys of their doubts."""
    sent = {doubt.key: typed.get(doubt.field) for doubt in doubts}
    return {key: answer == "another" for key, answer in sent.items() if answer in {"same", "another"}}
