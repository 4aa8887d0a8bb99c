"""What is typed about a complaint: by whoever complains, and by those who deal with it."""

from collections.abc import Iterable, Sequence
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import HTML, Layout
from django import forms

from lla.accounts.models import User
from lla.forms.address_fields import AddressField, WebAddressField
from lla.forms.base import Form, Honeypot
from lla.forms.fields import OneLineField, RadioField, TextField, YesOrNoField
from lla.forms.optimistic_locking import LockingForm

from ..consultations.forms import OutcomeForm
from ..deliberations.forms import PeopleField, offer_people
from ..deliberations.rules import SAID_MEANWHILE, mark_of_what_was_said
from ..team.selectors import names as names_of
from . import rules
from .choices import ComplaintAbout, ComplaintKind
from .models import Complaint

WHAT, WHOM = "Choose what it is about.", "Choose whether it is about somebody."


class _AboutForm(Form):
    """What is complained of, and whether it is about somebody, wherever the complaint comes from."""

    kind = RadioField(label="What is it about?", choices=ComplaintKind, empty=WHAT, wrong=WHAT)
    about = RadioField(
        label="Is it about somebody?",
        choices=ComplaintAbout,
        help_text="The person it is about cannot read it and is not asked.",
        empty=WHOM,
        wrong=WHOM,
    )


class ComplainForm(Honeypot, _AboutForm):
    """Anybody complains about what the team does; who is in the team is not said here."""

    about_words = OneLineField(
        label="Who, or which post?",
        max_length=300,
        required=False,
        help_text="For example a name, a date or the first words of a post.",
    )
    link = WebAddressField(label="Address of the post", required=False, help_text="If you have it.")
    words = TextField(
        label="What happened?", max_length=10_000, rows=10, error_messages={"required": rules.EMPTY}
    )
    name = OneLineField(
        label="Your name",
        max_length=80,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    email = AddressField(label="Your email address", required=False)
    answer_wanted = forms.BooleanField(label="I would like an answer by email", required=False)

    field_order: Sequence[str] = (
        "kind", "about", "about_words", "link", "words", "name", "email", "answer_wanted",
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        facts: dict[str, Any] = {name: cleaned.get(name) or "" for name in ("kind", "words", "email")}
        lacks = rules.why_not_complain(**facts, answer_wanted=bool(cleaned.get("answer_wanted")))
        for name, sentence in lacks.items():
            if name not in self.errors:
                self.add_error(name, sentence)
        return cleaned

    @property
    def complaint(self) -> Complaint:
        typed = {name: value for name, value in self.cleaned_data.items() if name != self.TRAP}
        return Complaint(**typed)


class FromConversationForm(_AboutForm):
    """A complaint that somebody wrote on a channel of ours; its words are there already.

    Its reader knows the team, so whoever is meant is ticked by name.
    """

    meant = PeopleField(
        label="Who, if it is about one of us?",
        help_text="They are kept out from the first moment. Whoever reads it first can correct this.",
    )

    words = TextField(
        label="What do they complain of?",
        max_length=10_000,
        rows=6,
        help_text="In their own words.",
        error_messages={"required": rules.EMPTY},
    )

    field_order: Sequence[str] = ("kind", "words", "about", "meant")

    def __init__(self, *args: Any, words: str, people: Iterable[User], **options: Any) -> None:
        super().__init__(*args, initial={"words": words}, **options)
        offer_people(self, "meant", people)


class TriageForm(LockingForm):
    """What a complaint is, who is kept out of it, and what to ask everybody else."""

    kind = forms.ChoiceField(
        label="What is it about?",
        choices=ComplaintKind,
        help_text="Correct it if it was chosen wrongly. The leadership has to decide accusations, legal "
        "matters and matters of safety.",
    )
    complained_of = PeopleField(
        label="Who is the complaint about?",
        help_text="They cannot see it, are not asked and are not told about it. People it may be about are "
        "already ticked. Untick anybody it is not about, and tick anybody missing.",
    )
    nobody_because = TextField(
        label="Nobody in the team, because …",
        max_length=1_000,
        required=False,
        rows=2,
        help_text="Fill this in if you ticked nobody although the complaint says it is about somebody.",
    )
    proposal = TextField(
        label="What do you propose?",
        max_length=5_000,
        rows=6,
        help_text="Everybody who is asked reads this and the complaint, and answers yes, yes if, no or no "
        "view.",
        error_messages={"required": rules.SAY_PROPOSAL},
    )
    recused = PeopleField(
        label="Who else should not be asked?", help_text="People who told you that they are too close to it."
    )

    def __init__(self, *args: Any, complaint: Complaint, people: Sequence[User], **options: Any) -> None:
        marked = complaint.kept_out.filter(complained_of=True)
        first = {"kind": complaint.kind, "complained_of": [row.user_id for row in marked]}
        super().__init__(*args, initial=first, **options)
        self._complaint = complaint
        offer_people(self, "complained_of", [*people, *(row.user for row in marked.select_related("user"))])
        offer_people(self, "recused", people)

    @property
    def helper(self) -> FormHelper:
        helper = super().helper
        first = [name for name in self.fields if name != "recused"]
        opened = " open" if self["recused"].value() or "recused" in self.errors else ""
        fold = f"<details{opened}><summary>Somebody else is too close to it</summary>"
        helper.layout = Layout(*first, HTML(fold), "recused", HTML("</details>"))
        return helper

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if {"kind", "complained_of", "nobody_because"} <= cleaned.keys():
            named = {name: cleaned[name] for name in ("complained_of", "nobody_because")}
            for reason in rules.why_not_name(self._complaint, cleaned["kind"], **named):
                self.add_error("complained_of", reason)
        return cleaned


class KeepOutForm(Form):
    """Somebody who is to be kept out from now on."""

    user = forms.ModelChoiceField(
        User.objects.none(),
        label="Who?",
        empty_label="Choose somebody",
        error_messages={
            "required": "Choose somebody.",
            "invalid_choice": "Choose somebody in the team or the leadership.",
        },
    )
    complained_of = YesOrNoField(
        label="Why?",
        yes="The complaint is about them",
        no="They are too close to it",
        empty="Choose why.",
    )

    def __init__(self, *args: Any, people: Sequence[User], **options: Any) -> None:
        super().__init__(*args, **options)
        offer_people(self, "user", people)


class HoldForm(Form):
    """What whoever complained reads while they wait."""

    words = TextField(
        label="The holding reply",
        max_length=5_000,
        rows=6,
        initial="Thank you for writing to us. We are looking into it, and will answer once everybody who has "
        "to be asked has given a view.",
        help_text="It goes to the email address they gave. We have not checked that the address is theirs, "
        "so do not repeat what they wrote.",
        error_messages={"required": rules.SAY_REPLY},
    )


class LeadershipForm(LockingForm):
    """What the leadership says is to come of it; `before` is what stood there when it was written."""

    words = TextField(
        label="What is the decision?",
        max_length=5_000,
        rows=6,
        help_text="Everybody who can see the complaint can read it, with your name.",
        error_messages={"required": rules.SAY_WORDS},
    )

    def clean(self) -> dict[str, Any]:
        return {**super().clean(), "before": self.initial.get("words", "")}


class CloseForm(OutcomeForm):
    """What came of it, the reply to who complained, and why it waits for some no longer."""

    reply = TextField(
        label="Reply to the person who complained",
        max_length=5_000,
        rows=6,
        help_text="It is emailed when you close the complaint.",
        error_messages={"required": rules.SAY_REPLY},
    )

    without_because = TextField(label="Why are you closing it without some views?", max_length=1_000, rows=3)
    said_meanwhile = SAID_MEANWHILE

    def __init__(self, *args: Any, complaint: Complaint, silent: Sequence[User], **options: Any) -> None:
        super().__init__(*args, said=mark_of_what_was_said(complaint), **options)
        if not complaint.wants_reply:
            del self.fields["reply"]
        if not silent:
            del self.fields["without_because"]
            return
        names, field = names_of(silent), self.fields["without_because"]
        field.error_messages["required"] = rules.SAY_WHY_WITHOUT.format(names=names)
        field.help_text = f"The deadline has passed for {names}. Your reason is kept with these names."
