"""What the desk asks of conferences and agenda items, and before one of them gets another address."""

from collections import Counter
from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.text import slugify
from django.utils.timezone import localdate

from lla.forms.base import Form
from lla.forms.fields import Bounded, OneLineField
from lla.forms.optimistic_locking import Marked
from lla.forms.time_fields import DayField
from lla.time import clock

from ..agenda.models import AgendaItem, Conference
from . import selectors
from .rules import ADDRESS_TAKEN

CHANGE_ADDRESS = "move_anyway"
KEEP_ADDRESS = (
    "This would change the address of the page, which may be in emails, papers and other people’s links. "
    "Keep the address, or tick “Change the address anyway” below."
)
ADDED = "“{}” was added since you opened this page."
# The fields an address is made of, and where its row is moved to.
_PARTS = ("slug", "conference")


class RemoveForm(Marked, Form):
    """The button that removes a draft, with the mark of what its page says goes with it."""

    def __init__(self, *args: Any, conference: Conference, **options: Any) -> None:
        super().__init__(*args, **options)
        self.conference = conference

    @property
    def state(self) -> str:
        return selectors.mark_of_contents(self.conference)


class WebAddressForm(forms.ModelForm[Any]):
    """A conference or an agenda item, whose page keeps its address unless somebody says that it shall not."""

    move_anyway = forms.BooleanField(
        required=False,
        label="Change the address anyway",
        help_text="The old address will lead to the new one, unless another page is given the old one.",
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        moves = set(_PARTS) & set(self.changed_data)
        if moves and _has_page(self.instance) and not cleaned.get(CHANGE_ADDRESS):
            self.add_error("slug", KEEP_ADDRESS)
        return cleaned

    def _get_validation_exclusions(self) -> set[str]:
        """An item is told apart from the others of its conference also where that stands fast on the page."""
        excluded: set[str] = super()._get_validation_exclusions()  # type: ignore[misc]
        return excluded if "conference" in self.fields else excluded - {"conference"}


class ItemForm(WebAddressForm):
    """An item among the others of its agenda, whose number they check together."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["slug"].required = False
        self.fields["slug"].help_text = "Leave blank to make it from the title."
        if not (self.is_bound and "slug" in self.changed_data and _has_page(self.instance)):
            self.fields[CHANGE_ADDRESS].widget = forms.HiddenInput()

    def clean_slug(self) -> str:
        slug: str = self.cleaned_data["slug"] or self.instance.slug
        return slug or slugify(self.cleaned_data.get("title", ""))[:80]

    def _get_validation_exclusions(self) -> set[str]:
        return super()._get_validation_exclusions() | {"order"}


class AgendaFormSet(forms.BaseInlineFormSet[AgendaItem, Conference, forms.ModelForm[AgendaItem]]):
    """The whole agenda: numbers are typed to put items in another order, and each number stands once."""

    def clean(self) -> None:
        """Instead of Django's own, whose sentence on duplicates names a column."""
        staying = [form.cleaned_data for form in self.forms if not form.cleaned_data.get("DELETE")]
        added = self._added_meanwhile()
        for name, what in (("order", "number on the agenda"), ("slug", "address")):
            others = {getattr(item, name): item for item in added}
            counts = Counter([*others, *(item[name] for item in staying if item.get(name))])
            twice = [value for value, count in counts.items() if count > 1]
            if twice:
                new = [ADDED.format(others[value].title) for value in twice if value in others]
                named = ", ".join(map(str, twice))
                raise forms.ValidationError(" ".join([f"Two items have the same {what}: {named}.", *new]))

    def _added_meanwhile(self) -> list[AgendaItem]:
        """The items that the page does not show."""
        shown = [form.instance.pk for form in self.initial_forms]
        return list(self.instance.items.exclude(pk__in=shown)) if self.instance.pk else []


def changes_address(row: Conference | AgendaItem | None, sent: Mapping[str, str]) -> bool:
    """Whether what was sent would change the address of a page that is there."""
    if row is None or not sent or not _has_page(row):
        return False
    stands = {"slug": row.slug, "conference": str(getattr(row, "conference_id", ""))}
    return any(sent.get(part, value).strip() != value for part, value in stands.items())


def _has_page(row: Conference | AgendaItem) -> bool:
    """Whether anybody may know its address by now."""
    if row.pk is None:
        return False
    conference = row.conference if isinstance(row, AgendaItem) else row
    return not conference.is_draft


class AddressField(Bounded, forms.SlugField):
    """The part of a web address that names a page."""


class CopyForm(Form):
    """What a conference that is made from an earlier one has of its own."""

    name = OneLineField(label="Name", max_length=120)
    slug = AddressField(
        label="Address", required=False, max_length=80, help_text="Leave blank to make it from the name."
    )
    starts_on = DayField(
        label="First day",
        help_text="All dates move with it by whole weeks, so each keeps its hour and its day of the week.",
    )

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        if Conference.objects.filter(name__iexact=name).exists():
            raise forms.ValidationError("There is a conference of this name already.")
        return name

    def clean_starts_on(self) -> date:
        day: date = self.cleaned_data["starts_on"]
        if day < localdate(clock.now()):
            raise forms.ValidationError("This day has passed.")
        return day

    def clean_slug(self) -> str:
        slug: str = self.cleaned_data["slug"] or slugify(self.cleaned_data.get("name", ""))[:80]
        if not slug and "name" in self.cleaned_data:
            raise forms.ValidationError("Enter an address. None can be made from this name.")
        if Conference.objects.filter(slug=slug).exists():
            raise forms.ValidationError(ADDRESS_TAKEN)
        return slug
