"""What making a composite asks for: which motions, and its text, written beside theirs."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import HTML, Layout
from django import forms
from django.db.models import Case, Value, When
from django.utils.html import escape
from django.utils.text import Truncator

from lla.forms.fields import TextField
from lla.text.pasted import normalise
from lla.text.units import Units, units, write

from ...amendments.texts import Change, units_of
from ...composites import options as composites_options
from ...composites import selectors as composites_selectors
from ...composites.choices import AmendmentFate
from ...composites.taking import may_be_taken, take
from ...motion import papers as motion_papers
from ...motion.models import Motion
from .. import selectors
from .amendments import SHOWN
from .base import DecisionForm
from .texts import WholeTextForm

TAKE = "take"


class MakeCompositeForm(DecisionForm):
    others = forms.ModelMultipleChoiceField(
        label="Which motions, besides this one?",
        help_text="Motions that say much the same come first.",
        queryset=Motion.objects.any_nature().none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": "Choose one or more motions.",
            "invalid_choice": "Choose motions on this page.",
            "invalid_pk_value": "Choose motions on this page.",
        },
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        others: Any = self.fields["others"]
        near = [motion.pk for motion in selectors.near(self.motion)]
        likeness = Case(When(pk__in=near, then=Value(0)), default=Value(1))
        others.queryset = composites_selectors.may_join(self.motion).order_by(
            likeness, "item__order", "number", "pk"
        )


@dataclass(frozen=True, slots=True)
class SourceBeside:
    """A motion of a composite beside its text: each clause, what became of it, and how to take it."""

    motion: Motion
    name: str
    clauses: tuple[tuple[composites_selectors.Fate, str], ...]


class WriteCompositeForm(WholeTextForm):
    """The text of a composite; a button beside each clause of its motions takes it to the end of the text."""

    options = TextField(
        label="Options",
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="Questions that conference answers before it votes on the whole. Write each question on a "
        "line, and below it two answers or more, each on a line that begins with a dash.",
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        present = composites_selectors.options_of(self.motion.text)
        self.initial = {"options": composites_options.write(present), **self.initial}
        self._sources = {source.motion.pk: source for source in composites_selectors.sources_of(self.motion)}
        self.edited = TAKE in self.data
        if self.edited:
            self._take(self.data[TAKE])

    def clean_options(self) -> tuple[composites_options.Question, ...]:
        questions = composites_options.read(self.cleaned_data["options"])
        if reasons := composites_options.unmet(questions):
            raise forms.ValidationError(reasons)
        return questions

    @property
    def sources(self) -> Iterator[SourceBeside]:
        """The motions of the composite, side by side with the text as it is typed."""
        text = self._typed()
        for source in self._sources.values():
            own = units_of(source.revision)
            clauses = tuple(
                (fate, f"{source.motion.pk}:{fate.place}" if may_be_taken(own, fate.place) else "")
                for fate in composites_selectors.lines(own, text)
            )
            yield SourceBeside(source.motion, composites_selectors.name(source.motion), clauses)

    def _typed(self) -> Units:
        """The text as somebody typed it, or before they typed anything."""
        typed = self.data if self.is_bound else self.initial
        title, body, appendix = (str(typed.get(name, "")) for name in ("title", "body", "appendix"))
        return units(title, normalise(body), normalise(appendix))

    def _take(self, asked: str) -> None:
        """Put the clause that was asked for behind what was typed; one that is not there changes nothing."""
        motion, _, place = asked.partition(":")
        if not (motion.isdecimal() and place.isdecimal() and int(motion) in self._sources):
            return
        own = units_of(self._sources[int(motion)].revision)
        if may_be_taken(own, int(place)):
            _, body, appendix = write(take(self._typed(), own, int(place)))
            typed: Any = self.data
            self.data = typed = typed.copy()
            typed["body"], typed["appendix"] = body, appendix


class CompositeAmendmentsForm(DecisionForm):
    """What becomes of each amendment to the motions of a composite; `fates` has it by the amendments' keys.

    What is suggested is chosen already: whether the words that it changes are in the composite.
    """

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        decided = composites_selectors.fates_decided(self.motion)
        self.amendments: dict[str, Motion] = {}
        sources = composites_selectors.sources_of(self.motion)
        for amendment in composites_selectors.open_amendments(sources):
            prospect = composites_selectors.prospect(amendment, self.motion.text)
            name = f"fate_{amendment.pk}"
            self.amendments[name] = amendment
            self.fields[name] = forms.ChoiceField(
                label=f"{amendment.full_label or amendment.reference}, {motion_papers.by_line(amendment)}",
                choices=AmendmentFate.choices,
                widget=forms.RadioSelect,
                initial=decided.get(amendment.pk, prospect.fate),
                help_text=self._help(amendment, prospect),
                error_messages={"required": "Choose what becomes of it."},
            )

    def _help(self, amendment: Motion, prospect: composites_selectors.Prospect) -> str:
        """What the amendment does, how it is with it, and what would come of it in the composite."""
        does = Truncator(Change.of(amendment.text).in_words).chars(SHOWN)
        return escape(f"{amendment.get_status_display()}. {does} {prospect.words}")

    @property
    def helper(self) -> FormHelper:
        """The amendments to each motion stand below its name."""
        helper, below = super().helper, ["seen"]
        for motion, names in groupby(self.amendments, key=lambda name: self.amendments[name].amends):
            if motion:
                below.append(HTML(f"<h2>{escape(composites_selectors.titled(motion))}</h2>"))
            below += names
        helper.layout = Layout(*below)
        return helper

    def clean(self) -> dict[str, Any]:
        fates = {
            amendment.pk: self.cleaned_data[name]
            for name, amendment in self.amendments.items()
            if name in self.cleaned_data
        }
        return {"seen": self.cleaned_data.get("seen"), "fates": fates}
