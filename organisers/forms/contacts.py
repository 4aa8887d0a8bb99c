"""What is typed about contacts: by themselves on their page, by an organiser, or to ask for the way back."""

from typing import Any

from django import forms

from lla import telephones
from lla.forms import AddressField, Bounded, Form, Honeypot, OneLineField
from lla.telephone_field import PhoneField

from ..choices import LISTED, ContactRole, Detail, GroupStatus, Purpose
from ..models import Contact, Group, Region
from ..rules import contacts as rules
from ..wording import consent_text
from ..workflow.consents import Wishes
from ..workflow.contacts import Details

STALE = "The list of groups on this page was changed on the way. Look at it again, then save the page."
NO_DETAIL = "Tick which of your details may be circulated, or take back the yes to circulating them."
NO_LISTED = "Tick which of your details such a list may hold, or take back the yes to being on it."
NO_NUMBER = "You allow your telephone number to be used, but there is none. Type it, or take the tick away."
YES_NO = (("yes", "Yes, they may have my details"), ("no", "No"))


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
    email = AddressField(label="Email address", help_text="Best the address of the role, if there is one.")
    phone = PhoneField(label="Telephone", required=False, help_text="Such as 07700 900123.")

    def __init__(self, *args: Any, contact: Contact | None = None, **options: Any) -> None:
        super().__init__(*args, initial=_details_of(contact) if contact else None, **options)

    @property
    def details(self) -> Details:
        typed = self.cleaned_data
        more = tuple(typed["more_roles"])
        return Details(typed["name"], typed["email"], typed["role"], typed.get("phone", ""), more)


class CorrectForm(DetailsForm):
    """What an organiser puts right about somebody; their number is shown only where they allow calls."""

    phone = PhoneField(
        label="New telephone number",
        required=False,
        help_text="It waits until they have said that it is theirs. Leave it empty to keep what there is.",
    )

    def __init__(self, *args: Any, contact: Contact, **options: Any) -> None:
        super().__init__(*args, contact=contact, **options)
        self.initial = {**self.initial, "phone": ""}


class TakeOverForm(DetailsForm):
    """Who answers for the group in a contact's place; their number is theirs to give."""

    phone = None  # type: ignore[assignment]

    def __init__(self, *args: Any, contact: Contact, **options: Any) -> None:
        super().__init__(*args, **options)
        self.initial = {**self.initial, "role": contact.role, "email": contact.email}


class ProposeForm(DetailsForm):
    """A colleague who may answer for the group too; their number is theirs to give."""

    phone = None  # type: ignore[assignment]


class AddForm(DetailsForm):
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
                "invalid_choice": "Choose a group of the region.",
            },
        )
        self.order_fields(["group"])


class LostForm(Honeypot, Form):
    """Where to send the way back."""

    email = AddressField(label="Your email address")


class _Keys(Bounded, forms.RegexField):
    """The keys of groups, as a page wrote them into a hidden field."""

    widget = forms.HiddenInput

    def __init__(self) -> None:
        wrong = {"invalid": STALE, "max_length": STALE}
        super().__init__(r"^\d{1,18}(,\d{1,18})*$", required=False, max_length=20_000, error_messages=wrong)

    def clean(self, value: Any) -> frozenset[int]:
        typed = super().clean(value)
        return frozenset(int(key) for key in typed.split(",") if key)


class PageForm(DetailsForm):
    """A contact's whole page: the details, who may have them, and the answers about newer groups.

    `seen_now` and `named_now` say what the page shows, and come back as `seen` and `named`.
    """

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
        choices=(("yes", "Yes, use it"), ("no", "No, drop it")),
        required=False,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": "Choose yes or no."},
    )
    circulated = forms.BooleanField(required=False, label=consent_text(Purpose.CIRCULATED))
    shared = forms.MultipleChoiceField(
        label="Which details?",
        choices=Detail,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "Tick details from the list."},
    )
    list_symposium = forms.BooleanField(required=False, label=consent_text(Purpose.SYMPOSIUM))
    list_support = forms.BooleanField(required=False, label=consent_text(Purpose.SUPPORT))
    list_committee = forms.BooleanField(required=False, label=consent_text(Purpose.COMMITTEE))
    listed = forms.MultipleChoiceField(
        label="Which details may such a list hold?",
        choices=Detail,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Your number stands in one only if you allow calls too.",
        error_messages={"invalid_choice": "Tick details from the list."},
    )
    notices = forms.BooleanField(required=False, label=consent_text(Purpose.NOTICES))
    ringing = forms.BooleanField(required=False, label=consent_text(Purpose.PHONE))
    seen = forms.IntegerField(min_value=0, widget=forms.HiddenInput, error_messages={"required": STALE})
    named = _Keys()

    TICKS = {
        "circulated": Purpose.CIRCULATED,
        "list_symposium": Purpose.SYMPOSIUM,
        "list_support": Purpose.SUPPORT,
        "list_committee": Purpose.COMMITTEE,
        "notices": Purpose.NOTICES,
        "ringing": Purpose.PHONE,
    }

    def __init__(self, *args: Any, contact: Contact, **options: Any) -> None:
        self.contact, self.circle, self.asks_who = contact, rules.circle_of(contact), False
        super().__init__(*args, contact=contact, **options)
        self.initial = {**self.initial, **_allowed_by(contact)}
        self.named_now = ",".join(str(group.pk) for group in self.circle.named)
        self.seen_now = self.data.get("seen") if self.is_bound else rules.newest_consent(contact)
        self.fields["left_out"] = _left_out(self.circle)
        for group, answer in self.circle.asked:
            self.fields[_question(group)] = _asked_about(group, answer)

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or self.cleaned_data
        if typed.get("circulated") and "shared" in typed and not typed["shared"]:
            self.add_error("shared", NO_DETAIL)
        on_a_list = any(typed.get(tick) for tick, purpose in self.TICKS.items() if purpose in LISTED)
        if on_a_list and "listed" in typed and not typed["listed"]:
            self.add_error("listed", NO_LISTED)
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

    def look_again(self) -> None:
        """After a refusal because something changed meanwhile, the page shows how things are now."""
        self.seen_now = rules.newest_consent(self.contact)

    @property
    def questions(self) -> list[forms.BoundField]:
        return [self[_question(group)] for group, _ in self.circle.asked]

    @property
    def wishes(self) -> Wishes:
        typed = self.cleaned_data
        purposes = frozenset(purpose for tick, purpose in self.TICKS.items() if typed[tick])
        listed = frozenset(Detail(detail) for detail in typed["listed"])
        if Purpose.CIRCULATED not in purposes:
            return Wishes(purposes, listed=listed)
        answers = {group.pk: typed[_question(group)] for group, _ in self.circle.asked}
        said = {pk: answer == "yes" for pk, answer in answers.items() if answer}
        named = typed["named"] & frozenset(group.pk for group in self.circle.named)
        refused = dict.fromkeys((int(key) for key in typed["left_out"]), False)
        shared = frozenset(Detail(detail) for detail in typed["shared"])
        return Wishes(purposes, shared, named, said | refused, listed)


def _question(group: Group) -> str:
    return f"group_{group.pk}"


def _left_out(circle: rules.Circle) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label="Leave out these groups",
        choices=[(str(group.pk), group.name) for group in circle.named],
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": STALE},
    )


def _asked_about(group: Group, answer: bool | None) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=f"May {group} have them too?",
        choices=YES_NO,
        required=False,
        initial="no" if answer is False else None,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": "Choose yes or no."},
    )


def _details_of(contact: Contact) -> dict[str, Any]:
    """What the form begins with; a new address that waits stands in it, so that saving does not drop it."""
    return {
        "name": contact.name,
        "role": contact.role,
        "more_roles": contact.more_roles,
        "email": contact.wanted_email or contact.email,
        "phone": telephones.shown(contact.phone),
    }


def _allowed_by(contact: Contact) -> dict[str, Any]:
    words = rules.said_by(contact)
    ticks = {tick: words[purpose].given for tick, purpose in PageForm.TICKS.items()}
    lists = [words[purpose].details for purpose in LISTED if words[purpose].given]
    listed = [detail for detail in Detail if lists and all(detail in details for details in lists)]
    shared = [detail for detail in Detail if detail in words[Purpose.CIRCULATED].details]
    return {**ticks, "shared": shared, "listed": listed}
