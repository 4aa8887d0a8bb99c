"""What is typed about contacts: by themselves on their page, by an organiser, or to ask for the way back."""

from typing import Any

from django import forms

from lla import telephones
from lla.forms import AddressField, Form, Honeypot, OneLineField
from lla.seen import Seen
from lla.telephone_field import PhoneField

from ..choices import ContactRole, Detail, GroupStatus
from ..models import Contact, Group, Region
from ..rules import contacts as rules
from ..workflow.contacts import Details
from .consents import ConsentsForm

NO_NUMBER = "You agree to the use of your telephone number, but there is none. Enter it, or untick this."
NUMBER_WAITS = "We use it once they confirm that it is theirs. Leave it blank to make no change."
NUMBER_COUNTS = (
    "It counts straight away. Their consents end with the old number, so ask them again. Leave "
    "it blank to make no change."
)


class DetailsForm(Form):
    """Who somebody is to their group."""

    name = OneLineField(max_length=80, label="Name", widget=forms.TextInput(attrs={"autocomplete": "name"}))
    role = forms.ChoiceField(
        label="Role in the group",
        choices=ContactRole,
        error_messages={"invalid_choice": "Choose a role from the list."},
    )
    more_roles = forms.MultipleChoiceField(
        label="Other roles in the group",
        choices=ContactRole,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "Tick roles from the list."},
    )
    email = AddressField(label="Email address", help_text="Use the address of the role if there is one.")
    phone = PhoneField(label="Telephone", required=False, help_text="Such as 07700 900123.")

    @property
    def details(self) -> Details:
        typed = self.cleaned_data
        more = tuple(typed["more_roles"])
        return Details(typed["name"], typed["email"], typed["role"], typed.get("phone", ""), more)


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
            self.add_error("email", rules.NO_WAY)
        return typed


class CorrectForm(Seen, ReachableForm):
    """What an organiser puts right about somebody; their number is shown only where it may be rung."""

    phone = PhoneField(label="New telephone number", required=False)

    def __init__(self, *args: Any, contact: Contact, **options: Any) -> None:
        super().__init__(*args, initial=_details_of(contact), **options)
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


class ProposeForm(DetailsForm):
    """A colleague who may answer for the group too; their number is theirs to give."""

    phone = None  # type: ignore[assignment]


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


class LostForm(Honeypot, Form):
    """Where to send the way back."""

    email = AddressField(label="Your email address")


class PageForm(Seen, ConsentsForm, DetailsForm):
    """A contact's whole page: the details, who may have them, and the answers about newer groups."""

    who = forms.ChoiceField(
        label="Are you still the same person?",
        choices=(
            ("successor", "No, I took over from somebody else"),
            ("same", "Yes, this is my own name"),
        ),
        required=False,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": "Choose yes or no."},
    )
    new_number = forms.ChoiceField(
        label="Is this number yours?",
        choices=(("yes", "Yes, use it"), ("no", "No, delete it")),
        required=False,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": "Choose yes or no."},
    )

    def __init__(self, *args: Any, contact: Contact, **options: Any) -> None:
        self.asks_who = False
        super().__init__(*args, contact=contact, initial=_details_of(contact), **options)
        self.newest_consent = rules.newest_consent(contact)

    def clean(self) -> dict[str, Any]:
        typed = super().clean()
        ticked = [*typed.get("shared", []), *typed.get("listed", [])]
        rings = typed.get("ringing") or Detail.PHONE in ticked
        if rings and "phone" in typed and not typed["phone"] and typed.get("new_number") != "yes":
            self.add_error("phone", NO_NUMBER)
        same = bool(typed.get("who"))
        if "name" in typed:
            self.asks_who = bool(rules.why_not_call_oneself(self.contact, typed["name"], same_person=False))
            for reason in rules.why_not_call_oneself(self.contact, typed["name"], same_person=same):
                self.add_error("who", reason)
        return typed

    @property
    def took_over(self) -> bool:
        """Whether somebody else than before says so on the page; only another name raises the question."""
        return bool(self.asks_who and self.cleaned_data["who"] == "successor")

    @property
    def same_person(self) -> bool:
        return bool(self.cleaned_data["who"] == "same")

    @property
    def takes_number(self) -> bool | None:
        answer = self.cleaned_data["new_number"]
        return answer == "yes" if answer and self.contact.wanted_phone else None


def _details_of(contact: Contact) -> dict[str, Any]:
    """What the form begins with; a new address that waits stands in it, so that saving does not drop it."""
    return {
        "name": contact.name,
        "role": contact.role,
        "more_roles": contact.more_roles,
        "email": contact.wanted_email or contact.email,
        "phone": telephones.shown(contact.phone),
    }
