"""What the people behind a motion type in: a signature, addresses, an answer, a new text."""

import re
from collections.abc import Iterator
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.urls import reverse

from lla.addresses import email as addresses_email
from lla.addresses.model_fields import validate_mailbox
from lla.forms.address_fields import AddressesInput, AddressField
from lla.forms.base import Form, Honeypot, offer
from lla.forms.fields import Bounded, OneLineField, ReadField, TextField, YesOrNoField
from lla.forms.optimistic_locking import OptimisticLocking
from lla.words.cleaning import one_line

from ..amendments import rules as amendments_rules
from ..amendments.forms import ClausesForm
from ..amendments.texts import as_text
from ..composites.choices import ConsentAnswer
from ..motion import rules as motion_rules
from ..motion.choices import Role
from ..motion.forms import RowField, name_noun
from ..motion.models import Backing, Motion, Revision
from . import rules
from .rules import INVITED_AT_ONCE
from .workflow import Person

MOST_TYPED = INVITED_AT_ONCE * (addresses_email.LONGEST + 100)  # an address with a name before it
_APART = re.compile(r"[;\n]")
_QUOTED = re.compile(r'["“”][^"“”\n]*["“”]')
_ENDS_NAMED = re.compile(r"<[^<>]*@[^<>]*> *$")


class AddressesField(Bounded, forms.CharField):
    """Many email addresses: on lines of their own or after commas, as an address book copies them."""

    widget = AddressesInput

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=MOST_TYPED, **options)

    def clean(self, value: Any) -> tuple[str, ...]:
        typed = map(addresses_email.canonical, _addresses(super().clean(value)))
        found = {addresses_email.key(address): address for address in typed}
        wrong = [address for address in found.values() if not _is_address(address)]
        if wrong:
            raise ValidationError([f"“{address[:80]}” is not an email address." for address in wrong[:5]])
        if len(found) > INVITED_AT_ONCE:
            words = f"These are {len(found)} addresses. Enter up to {INVITED_AT_ONCE} at a time."
            raise ValidationError(words)
        widget: Any = self.widget
        widget.ask_about_slips(found.values())
        return tuple(found.values())


def _addresses(typed: str) -> Iterator[str]:
    """Each address that was typed; a piece without one comes back whole, to be told of once.

    Names in quotation marks go first, for there may be commas in them; so may there be in the name of one
    who stands alone between semicolons, as Outlook writes them.
    """
    for part in _APART.split(_QUOTED.sub(" ", typed)):
        lone = part.count("@") == 1 and _ENDS_NAMED.search(part)
        for piece in [part] if lone else part.split(","):
            if "<" in piece:
                yield one_line(addresses_email.bare(piece))
            elif "@" in piece:
                yield from map(addresses_email.bare, one_line(piece).split())
            elif words := one_line(piece):
                yield words


def _is_address(address: str) -> bool:
    try:
        validate_mailbox(address)
    except ValidationError:
        return False
    return len(address) <= addresses_email.LONGEST


class EmailAddressForm(Honeypot, Form):
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
        label="Print my name with the {noun} (otherwise you are counted without being named)",
        required=False,
        help_text="The mover and the committee see your name in any case.",
    )

    def __init__(self, *args: Any, noun: str, invited: bool = False, **options: Any) -> None:
        super().__init__(*args, **options)
        name_noun(self, noun=noun)
        if invited:
            self.fields["email"].help_text = (
                "If you use the address our invitation went to, your signature counts at once. To any "
                "other address we send a link to confirm it. We never publish your address or show it "
                "to the mover."
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


class ReadTextForm(Form):
    """Which text somebody has read, by the number of its revision."""

    revision = ReadField()

    def __init__(self, *args: Any, revision: int, **options: Any) -> None:
        super().__init__(*args, **options)
        self.initial["revision"] = revision


class CompositeAnswerForm(ReadTextForm):
    """What the people behind a motion say to the text of a composite that they have read."""

    answer = forms.ChoiceField(
        label="What do the people behind your motion say?",
        choices=ConsentAnswer.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose an answer.", "invalid_choice": "Choose one of the two answers."},
    )


class WithdrawForm(Form):
    """Why a motion is withdrawn."""

    note = TextField(
        max_length=1_000,
        label="Why?",
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="We include it in an email to everybody who supports the {noun}.",
    )

    def __init__(self, *args: Any, noun: str, **options: Any) -> None:
        super().__init__(*args, **options)
        name_noun(self, noun=noun)


class CoMoverForm(Form):
    """The signatory who is asked to be a co-mover; an older page may choose one who was asked since."""

    backing = RowField(
        label="Who?",
        error_messages={
            "required": "Choose one of the signatories.",
            "invalid_choice": "Choose one of the signatories on this page.",
        },
    )

    def __init__(
        self, *args: Any, signatories: QuerySet[Backing], everybody: QuerySet[Backing], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        offer(self, "backing", signatories)
        chosen, words = self.data.get(self.add_prefix("backing"), ""), self.fields["backing"].error_messages
        for other in (each for each in everybody if str(each.pk) == chosen):
            known = {Role.SIGNATORY: rules.ASKED_ALREADY, Role.CO_MOVER: rules.CO_MOVER_ALREADY}
            if sentence := known.get(Role(other.role)):
                words["invalid_choice"] = sentence.format(other.name)


class CoMovingForm(Form):
    """Whether a signatory becomes a co-mover."""

    agrees = YesOrNoField(
        label="Will you be a co-mover?",
        empty="Say whether you will be a co-mover.",
        yes="Yes, I will be a co-mover",
        no="No, I stay a signatory",
    )


class SettleForm(Form):
    """Agreeing to an amendment as it was offered, on the text of the motion with the key `offered`."""

    to = ReadField()

    def __init__(self, *args: Any, offered: int | None, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["to"].initial = offered


class RevisionForm(OptimisticLocking, ClausesForm):
    """A new text of a motion, and why it changed; an amendment's is shown by the clauses of its motion."""

    by_field = False  # a text is one thing
    motion: Motion

    why = OneLineField(
        max_length=300,
        label="Why are you changing it?",
        help_text="One sentence, printed with the new text.",
        error_messages={"required": "Say in one sentence why you are changing the text."},
    )

    @property
    def amended_text(self) -> Revision | None:
        return self.motion.amends.text if self.motion.amends else None

    def ask_about(self, motion: Motion) -> None:
        """Say the limits that this motion keeps, and where its preview is drawn."""
        self.motion = motion
        self.ask_of(motion.conference, preview_url=reverse("motions:revise_preview", args=[motion.reference]))
        if motion.amends:
            self.fields["body"].label = f"The text of the {motion.amends.noun} as it would read"
            self.fields["body"].help_text = "We work out what is deleted and inserted."
            self.fields["body"].error_messages["required"] = amendments_rules.NOTHING_LEFT

    def unmet(self) -> dict[str, list[str]]:
        motion = self.motion.amends
        if motion is None:
            limited = motion_rules.has_limit(self.motion)
            return motion_rules.unmet(self.motion.conference, self.text, limited=limited)
        return amendments_rules.unmet(motion, as_text(motion.text), self.text, own=self.motion)
