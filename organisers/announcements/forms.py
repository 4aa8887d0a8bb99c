"""What is typed to write to groups, and to note who has answered."""

from collections.abc import Sequence
from typing import Any

from django import forms

from lla.forms.address_fields import WebAddressField
from lla.forms.base import Form, offer
from lla.forms.fields import OneLineField, TextField
from lla.forms.time_fields import DayField
from lla.time import clock

from ..contacts.choices import ContactRole
from ..regions.models import Region
from . import rules
from .choices import About, Audience
from .models import ConsultedGroup
from .selectors import Draft

NO_ROLES = (
    "This goes to the groups’ public addresses, which belong to no role. Choose “Any role”, or write "
    "about the symposium."
)


class AnnouncementForm(Form):
    """To which groups, about what, and the words."""

    region = forms.ModelChoiceField(
        label="Region", queryset=Region.objects.none(), required=False, empty_label="All regions"
    )
    audience = forms.ChoiceField(label="Which groups?", choices=Audience, widget=forms.RadioSelect)
    about = forms.ChoiceField(
        label="What is it about?",
        choices=About,
        widget=forms.RadioSelect,
        help_text=(
            "A message about the symposium goes to contacts who allow notices. Anything else goes to the "
            "groups’ public addresses, because no contact has been asked about it."
        ),
    )
    role = forms.ChoiceField(
        label="Only contacts with this role",
        choices=[("", "Any role"), *ContactRole.choices],
        required=False,
    )
    words = TextField(
        label="Your message",
        max_length=4_000,
        rows=8,
        help_text="Say who you are. Answers go to your own email address. If you ask something below, this "
        "is the covering note.",
    )
    question = OneLineField(
        label="What do you ask the groups?",
        max_length=200,
        required=False,
        help_text="Only if you want an answer from each group.",
    )
    document = WebAddressField(
        label="Address of the document it is about",
        max_length=300,
        required=False,
        help_text="For example a draft that groups can read on a website.",
    )
    answer_by = DayField(
        label="Until when do you want answers?",
        required=False,
        help_text="You can remind each group once before that day.",
    )

    def __init__(
        self, *args: Any, yours: Sequence[Region], region: str = "", audience: str = "", **options: Any
    ) -> None:
        super().__init__(*args, initial={"audience": audience or Audience.ALL}, **options)
        self.yours = yours
        if len(yours) == 1:
            del self.fields["region"]
            return
        offer(self, "region", Region.objects.filter(pk__in=[each.pk for each in yours]))
        self.initial["region"] = next((each.pk for each in yours if each.slug == region), None)

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or self.cleaned_data
        if typed.get("role") and typed.get("about") == About.OTHER:
            self.add_error("role", NO_ROLES)
        if not self.errors:
            for name, sentence in rules.wrong_with_question(self.draft, now=clock.now()).items():
                self.add_error(name, sentence)
        return typed

    @property
    def draft(self) -> Draft:
        typed = self.cleaned_data
        chosen = typed.get("region")
        names = ("about", "audience", "words", "role", "question", "document", "answer_by")
        return Draft([chosen] if chosen else list(self.yours), **{name: typed[name] for name in names})


class AnswersForm(Form):
    """Which groups have answered; what it does not change is left as others have noted it meanwhile."""

    answered = forms.MultipleChoiceField(
        label="Who has answered?",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Tick a group when its answer has reached you.",
        error_messages={"invalid_choice": "Choose groups from the list."},
    )
    shown = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, consulted: Sequence[ConsultedGroup], **options: Any) -> None:
        ticked = [str(one.group_id) for one in consulted if one.answered_at]
        super().__init__(*args, initial={"answered": ticked, "shown": " ".join(ticked)}, **options)
        self._groups = {one.group_id for one in consulted}
        choices = [(one.group_id, f"{one} (reminded)" if one.reminded_at else str(one)) for one in consulted]
        offer(self, "answered", choices)

    @property
    def changes(self) -> dict[str, set[int]]:
        """What was ticked, and what was unticked, since the page was shown."""
        ticked = {int(key) for key in self.cleaned_data["answered"]}
        before = {pk for pk in self._groups if str(pk) in self.cleaned_data["shown"].split()}
        return {"came": ticked - before, "not_after_all": before - ticked}
