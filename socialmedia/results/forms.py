"""What is typed of the figures of a post: one day, and each channel's figures as its platform shows them."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Fieldset, Layout

from lla.forms.asking_once import AskingOnceForm
from lla.forms.fields import NumberField
from lla.forms.optimistic_locking import OptimisticLocking
from lla.forms.time_fields import DayField

from ..posts.models import Variant
from . import rules
from .models import FIGURES, NAMES, Result


class ResultsForm(OptimisticLocking, AskingOnceForm):
    """All channels on which a post is; figures that a platform does not give stay blank."""

    on = DayField(label="Day on which you read the figures")

    def __init__(
        self,
        data: Any,
        *,
        variants: Sequence[Variant],
        known: Mapping[int, Result],
        on: date,
        today: date,
    ) -> None:
        super().__init__(data, initial={"on": on})
        self.variants, self._today = variants, today
        for variant in variants:
            row = known.get(variant.pk)
            for name, label in FIGURES:
                key = _name(variant, name)
                self.fields[key] = NumberField(
                    label=label, of=variant.channel.name, required=False, most=rules.MOST
                )
                self.initial[key] = getattr(row, name, None)

    def kept(self) -> Mapping[str, Any]:
        """The figures; the day is only asked for."""
        return {name: value for name, value in super().kept().items() if name != "on"}

    @property
    def helper(self) -> FormHelper:
        helper = super().helper
        parts = [
            Fieldset(variant.channel.name, *(_name(variant, name) for name in NAMES), css_class="group--row")
            for variant in self.variants
        ]
        helper.layout = Layout("on", *parts)
        return helper

    def clean(self) -> dict[str, Any]:
        """Figures of a day on which a post was not out yet are refused beside that day."""
        cleaned = super().clean()
        for variant in self.variants:
            self._ask_about_reach(variant)
        if on := cleaned.get("on"):
            typed = [one for one in self.variants if any(self._of(one).values())]
            reasons = [why for one in typed for why in rules.why_not_on(one, on, today=self._today)]
            for reason in dict.fromkeys(reasons):
                self.add_error("on", reason)
        return cleaned

    def _ask_about_reach(self, variant: Variant) -> None:
        """More people than a post reached cannot well have liked it, shared it or followed its links."""
        figures = self._of(variant)
        reach = figures["reach"]
        if reach is None:
            return
        for name, number in figures.items():
            if number is not None and number > reach:
                sentence = f"This is more than the {reach:,} people reached. Check both, or save it again."
                self.ask_once(_name(variant, name), sentence, about=sorted(figures.items(), key=str))

    def _of(self, variant: Variant) -> dict[str, int | None]:
        return {name: self.cleaned_data.get(_name(variant, name)) for name in NAMES}

    @property
    def given(self) -> dict[int, dict[str, int | None]]:
        """Each variant's figures by its key."""
        return {variant.pk: self._of(variant) for variant in self.variants}


def _name(variant: Variant, field: str) -> str:
    return f"{variant.channel.slug}-{field}"
