"""What a contact types on their own page, or to ask for the way back."""

from typing import Any

from django import forms

from lla.forms.address_fields import AddressField
from lla.forms.base import Form, Honeypot
from lla.forms.optimistic_locking import OptimisticLocking

from ..consents.forms import ConsentsForm
from ..contacts import rules as contacts_rules
from ..contacts import selectors as contacts_selectors
from ..contacts.choices import Detail
from ..contacts.forms import DetailsForm, details_of
from ..contacts.models import Contact

NO_NUMBER = "You agree to the use of your telephone number, but there is none. Enter it, or untick this."


class LostForm(Honeypot, Form):
    """Where to send the way back."""

    email = AddressField(label="Your email address")


class PageForm(OptimisticLocking, ConsentsForm, DetailsForm):
    """A contact's whole page: the details, who may have them, and the answers about newer groups."""

    by_field = False  # what somebody allows is allowed of the details they read
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
        super().__init__(*args, contact=contact, initial=details_of(contact), **options)
        self.newest_consent = contacts_selectors.newest_consent(contact)

    def clean(self) -> dict[str, Any]:
        typed = super().clean()
        ticked = [*typed.get("shared", []), *typed.get("listed", [])]
        rings = typed.get("ringing") or Detail.PHONE in ticked
        if rings and "phone" in typed and not typed["phone"] and typed.get("new_number") != "yes":
            self.add_error("phone", NO_NUMBER)
        same = bool(typed.get("who"))
        if "name" in typed:
            self.asks_who = bool(
                contacts_rules.why_not_change_own_name(self.contact, typed["name"], same_person=False)
            )
            for reason in contacts_rules.why_not_change_own_name(
                self.contact, typed["name"], same_person=same
            ):
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
