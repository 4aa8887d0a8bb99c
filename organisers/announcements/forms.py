"""What is typed to write to groups."""

from collections.abc import Sequence
from typing import Any

from django import forms

from lla.forms.base import Form, offer
from lla.forms.fields import TextField

from ..contacts.choices import ContactRole
from ..regions.models import Region
from .choices import About, Audience
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
        help_text="Say who you are. Answers go to your own email address.",
    )

    def __init__(
        self,
        *args: Any,
        yours: Sequence[Region],
        region: str = "",
        audience: str = "",
        **options: Any,
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
        return typed

    @property
    def draft(self) -> Draft:
        typed = self.cleaned_data
        chosen = typed.get("region")
        return Draft(
            regions=[chosen] if chosen else list(self.yours),
            about=typed["about"],
            audience=typed["audience"],
            words=typed["words"],
            role=typed["role"],
        )
