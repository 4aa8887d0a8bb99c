"""Who somebody is to their group, as it is typed."""

from typing import Any

from django import forms

from lla.addresses import telephone
from lla.forms.address_fields import AddressField, PhoneField
from lla.forms.base import Form
from lla.forms.fields import OneLineField

from .choices import ContactRole
from .models import Contact
from .workflow import Details


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


def details_of(contact: Contact) -> dict[str, Any]:
    """What the form begins with; a new address that waits stands in it, so that saving does not drop it."""
    return {
        "name": contact.name,
        "role": contact.role,
        "more_roles": contact.more_roles,
        "email": contact.wanted_email or contact.email,
        "phone": telephone.shown(contact.phone),
    }
