"""What an organiser types about a contact."""

from collections.abc import Mapping
from typing import Any

from django import forms

from lla.forms.address_fields import AddressField, PhoneField
from lla.forms.base import Form, offer
from lla.forms.optimistic_locking import OptimisticLocking

from ..contacts import rules as contacts_rules
from ..contacts.choices import ContactRole
from ..contacts.forms import DetailsForm, details_of
from ..contacts.models import Contact
from ..groups.choices import GroupStatus
from ..groups.models import Group
from ..regions.models import Region
from .selectors import CONTACT_ORDERS, GROUP_ORDERS, Narrowing

NUMBER_WAITS = "We use it once they confirm that it is theirs. Leave it blank to make no change."
NUMBER_COUNTS = (
    "It counts straight away. Their consents end with the old number, so ask them again. Leave "
    "it blank to make no change."
)


class ReachableForm(DetailsForm):
    """Who somebody is, as an organiser types it: with an address, a telephone number, or both."""

    email = AddressField(
        label="Email address",
        required=False,
        help_text="Use the address of the role if there is one. "
        "Without one they get no emails, so you have to ring them.",
    )
    has_number = False  # whether one is kept already

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or self.cleaned_data
        given = typed.get("phone") or self.has_number
        if "email" in typed and not typed["email"] and "phone" in typed and not given:
            self.add_error("email", contacts_rules.NO_WAY)
        return typed


class CorrectForm(OptimisticLocking, ReachableForm):
    """What an organiser puts right about somebody; their number is shown only where it may be rung."""

    phone = PhoneField(label="New telephone number", required=False)

    def __init__(self, *args: Any, contact: Contact, **options: Any) -> None:
        super().__init__(*args, initial=details_of(contact), **options)
        del self.initial["phone"]
        self.has_number = bool(contact.phone)
        self.fields["phone"].help_text = NUMBER_WAITS if contact.email else NUMBER_COUNTS


class TakeOverForm(ReachableForm):
    """Who answers for the group in a contact's place."""

    phone = PhoneField(
        label="Telephone",
        required=False,
        help_text="Only if they have no email address. Otherwise they enter it on their own page.",
    )

    def __init__(self, *args: Any, contact: Contact, **options: Any) -> None:
        super().__init__(*args, initial={"role": contact.role, "email": contact.email}, **options)


class AddForm(ReachableForm):
    """Somebody new, for one of a region's groups."""

    def __init__(self, *args: Any, region: Region, group: str, **options: Any) -> None:
        super().__init__(*args, **options)
        groups = Group.objects.filter(region=region).exclude(status=GroupStatus.LEFT)
        self.fields["group"] = forms.ModelChoiceField(
            groups,
            label="Group",
            initial=groups.filter(slug=group).first(),
            empty_label="Choose the group",
            error_messages={
                "required": "Choose the group.",
                "invalid_choice": "Choose a group in the region.",
            },
        )
        self.order_fields(["group"])


class NarrowForm(Form):
    """How a list is narrowed and ordered; it is sent by GET, so the address keeps it."""

    q = forms.CharField(
        label="Group, town, contact or role",
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    role = forms.ChoiceField(label="Role", choices=[("", "Any role"), *ContactRole.choices], required=False)
    sort = forms.ChoiceField(label="In the order of", required=False)
    ORDERS: Mapping[str, tuple[str, tuple[Any, ...]]] = {}

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        offer(self, "sort", [(name, words) for name, (words, _) in self.ORDERS.items()])

    @property
    def narrows(self) -> bool:
        """Whether more than words was chosen, so that it is shown."""
        chosen = self.narrowing
        return bool(chosen.role or chosen.status or chosen.order) or bool(self.errors)

    @property
    def narrowing(self) -> Narrowing:
        """What was typed, but for what cannot be meant."""
        self.is_valid()
        typed = self.cleaned_data
        return Narrowing(
            asked=typed.get("q", ""),
            role=typed.get("role", ""),
            status=typed.get("status", ""),
            order=typed.get("sort", ""),
        )


class NarrowGroupsForm(NarrowForm):
    ORDERS = GROUP_ORDERS


class NarrowContactsForm(NarrowForm):
    ORDERS = CONTACT_ORDERS
    status = forms.ChoiceField(
        label="Group’s status", choices=[("", "Any status"), *GroupStatus.choices], required=False
    )
    field_order = ("q", "role", "status", "sort")
