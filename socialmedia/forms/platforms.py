"""What is typed about the platforms: the order in which we prefer them."""

from typing import Any

from django import forms

from lla.forms import Form, OneLineField

from ..models import Platform
from ..rules import platforms as rules

UNKNOWN = "Choose a platform from the list."


class PreferenceForm(Form):
    """One place after the other, the most preferred first."""

    why = OneLineField(
        label="Decision or reason",
        max_length=300,
        help_text="The decision behind it, or why. It is kept on record.",
        error_messages={"required": rules.SAY_WHY},
    )

    def __init__(self, data: Any) -> None:
        super().__init__(data)
        standing = list(Platform.objects.all())
        self._platforms = {one.slug: one for one in standing}
        self.places = [f"place_{number}" for number in range(1, len(standing) + 1)]
        for number, (name, one) in enumerate(zip(self.places, standing, strict=True), start=1):
            self.fields[name] = forms.ChoiceField(
                label="Most preferred" if number == 1 else f"Place {number}",
                choices=[(other.slug, str(other)) for other in standing],
                initial=one.slug,
                error_messages={"required": UNKNOWN, "invalid_choice": UNKNOWN},
            )
        self.order_fields([*self.places, "why"])

    def clean(self) -> dict[str, Any]:
        """Whoever stands at a second place is named beside it."""
        cleaned = super().clean() or {}
        seen: dict[str, str] = {}
        for name in self.places:
            slug = cleaned.get(name)
            if slug in seen:
                taken = self.fields[seen[slug]].label
                self.add_error(name, f"{self._platforms[slug]} is already at “{taken}”.")
            elif slug:
                seen[slug] = name
        return cleaned

    @property
    def order(self) -> list[Platform]:
        """The platforms as they were put, the most preferred first."""
        return [self._platforms[self.cleaned_data[name]] for name in self.places]
