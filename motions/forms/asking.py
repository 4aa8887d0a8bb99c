"""Short forms: beginning a motion, saving it, signing, asking for the way back, and what a mover does."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from lla import clock
from lla.forms import AddressesInput, AddressField, Form, Honeypot, OneLineField, TextField
from lla.moments import moment_in_words, time_left
from lla.seen import Seen

from ..models import Backing, Conference, Draft
from ..workflow import Person
from .fields import AddressesField, RowField, offer
from .text import MotionTextForm


class _ConferenceField(RowField):
    def label_from_instance(self, conference: Conference) -> str:
        closes = moment_in_words(conference.motions_close_at)
        left = time_left(conference.motions_close_at, now=clock.now())
        if not left:
            return f"{conference}: motions closed on {closes}, and what you send now is treated as late"
        return f"{conference}: motions close on {closes}; {left}"


class BeginForm(Honeypot, Form):
    """For which conference a motion is begun; with only one there is nothing to choose."""

    conference = _ConferenceField(
        label="Which conference?",
        error_messages={
            "required": "Choose the conference.",
            "invalid_choice": "That conference is not taking motions now. Choose one on this page.",
        },
    )

    def __init__(self, *args: Any, conferences: QuerySet[Conference], **options: Any) -> None:
        super().__init__(*args, **options)
        offer(self, "conference", conferences)
        if len(conferences) == 1:
            self.fields["conference"].initial = conferences[0].pk

    def save(self) -> Draft:
        return Draft.objects.create(conference=self.cleaned_data["conference"])


class AddressForm(Honeypot, Form):
    """Where to send a link."""

    email = AddressField(label="Your email address")


class CorrectedAddressForm(Form):
    """The right address of somebody who was written to at a wrong one."""

    email = AddressField(label="The right email address")


class SignForm(Honeypot, Form):
    """Somebody who signs a motion, `invited` by an email or by an address that was passed on."""

    name = OneLineField(
        max_length=80, label="Your name", widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    group_name = OneLineField(
        max_length=120,
        label="Your group or local party",
        required=False,
        help_text="Shown after your name.",
    )
    email = AddressField(
        label="Your email address",
        help_text="We email you a link to confirm. We never publish your address or show it to the mover.",
    )
    name_public = forms.BooleanField(
        label="Print my name with the motion (otherwise you are counted without being named)",
        required=False,
    )

    def __init__(self, *args: Any, invited: bool = False, **options: Any) -> None:
        super().__init__(*args, **options)
        if invited:
            self.fields["email"].help_text = (
                "With the address our invitation went to, your signature counts at once. To any other we "
                "send a link, by which you confirm. It is never published or shown to the mover."
            )

    @property
    def person(self) -> Person:
        return Person(
            **{name: self.cleaned_data[name] for name in ("name", "email", "group_name", "name_public")}
        )


class InviteForm(Form):
    """Whom to ask for their signature."""

    invited = AddressesField(
        label="Email addresses",
        widget=AddressesInput(attrs={"rows": 6}),
        help_text="One address on each line, up to 60. We email each of them once and do not keep a list.",
        error_messages={"required": "Write at least one email address."},
    )


class AnswerForm(Form):
    """A mover's answer to the committee."""

    words = TextField(
        max_length=5_000,
        label="Your answer",
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={"required": "Write your answer."},
    )


class WithdrawForm(Form):
    """Why a motion is withdrawn."""

    note = TextField(
        max_length=1_000,
        label="Why?",
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="We include it in an email to everybody who supports the motion.",
    )


class CoMoverForm(Form):
    """The signatory who becomes a co-mover."""

    backing = RowField(
        label="Who?",
        error_messages={
            "required": "Choose one of the signatories.",
            "invalid_choice": "Choose one of the signatories on this page.",
        },
    )

    def __init__(self, *args: Any, signatories: QuerySet[Backing], **options: Any) -> None:
        super().__init__(*args, **options)
        offer(self, "backing", signatories)


class RevisionForm(Seen, MotionTextForm):
    """A new text of a motion, and why it changed."""

    why = OneLineField(
        max_length=300,
        label="Why are you changing it?",
        help_text="One sentence, printed with the new text.",
        error_messages={"required": "Say in one sentence why you are changing the text."},
    )
