"""What making a composite asks for: which motions, and its text, written beside theirs."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import HTML, Layout
from django import forms
from django.utils.html import escape
from django.utils.text import Truncator

from lla.forms.base import offer
from lla.forms.fields import TextField
from lla.text.pasted import normalise
from lla.text.units import Units, units, write

from ...agenda.models import AgendaItem
from ...amendments.texts import Change, units_of
from ...composites import options as composites_options
from ...composites import rules as composites_rules
from ...composites import selectors as composites_selectors
from ...composites.choices import AmendmentFate
from ...composites.models import CompositeSource
from ...composites.selectors import Speaker
from ...composites.taking import may_be_taken, take
from ...motion import papers as motion_papers
from ...motion.models import Motion
from .. import selectors
from .amendments import SHOWN
from .base import DecisionForm
from .texts import WholeTextForm

TAKE = "take"
ON_THIS_PAGE = {"required": "Choose one.", "invalid_choice": "Choose one of those on this page."}


class GroupedCheckboxes(forms.CheckboxSelectMultiple):
    """Boxes to tick in groups, each group under its name."""

    def optgroups(self, name: str, value: list[str], attrs: dict[str, Any] | None = None) -> list[Any]:
        groups = super().optgroups(name, value, attrs)
        for called, options, _ in groups:
            for option in options:
                option["group"] = called
        return groups


class MakeCompositeForm(DecisionForm):
    others = forms.ModelMultipleChoiceField(
        label="Which motions, besides this one?",
        queryset=Motion.objects.any_nature().none(),
        widget=GroupedCheckboxes,
        error_messages={
            "required": "Choose one or more motions.",
            "invalid_choice": "Choose motions on this page.",
            "invalid_pk_value": "Choose motions on this page.",
        },
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        others: Any = self.fields["others"]
        # Of one that a colleague has taken meanwhile the act says where it is now.
        others.queryset = self.motion.conference.motions.main()
        offered = composites_selectors.may_join(self.motion).order_by("item__order", "number", "pk")
        others.choices = [
            (name, [(motion.pk, _from_whom(motion)) for motion in motions])
            for name, motions in self._groups(offered.prefetch_related("backings"))
        ]

    def _groups(self, motions: Iterable[Motion]) -> list[tuple[str, list[Motion]]]:
        """Those that say much the same, the nearest first; those of the same item; the rest by item."""
        near = [motion.pk for motion in selectors.near(self.motion)]
        alike: dict[int, Motion] = {}
        groups: dict[AgendaItem, list[Motion]] = {self.motion.item: []}
        for motion in motions:
            if motion.pk in near:
                alike[motion.pk] = motion
            else:
                groups.setdefault(motion.item, []).append(motion)
        named = [
            ("Similar to this motion", [alike[pk] for pk in near if pk in alike]),
            *((f"Agenda item {item.order}: {item.title}", listed) for item, listed in groups.items()),
        ]
        return [(name, listed) for name, listed in named if listed]


def _from_whom(motion: Motion) -> str:
    """1A) Rents (Weald Left)."""
    return f"{composites_selectors.titled(motion)} ({motion_papers.by_line(motion)})"


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
                error_messages={"required": "Choose what happens to it."},
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


class SpeakersForm(DecisionForm):
    """Who moves a composite and who seconds it."""

    mover = forms.ChoiceField(label="Mover", widget=forms.RadioSelect, error_messages=ON_THIS_PAGE)
    seconder = forms.ChoiceField(label="Seconder", widget=forms.RadioSelect, error_messages=ON_THIS_PAGE)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        possible = composites_selectors.possible_speakers(self.motion)
        self._speakers = {speaker.value: speaker for speaker in possible}
        present = composites_selectors.speakers(composites_selectors.may_speak(self.motion))
        for role, source in present:
            offer(self, role, [(value, _called(speaker)) for value, speaker in self._speakers.items()])
            self.initial.setdefault(role, self._present(source))

    def _present(self, source: CompositeSource) -> str:
        """Who of the people behind a motion speaks for the composite now, or would."""
        of_motion = [each for each in self._speakers.values() if each.source.pk == source.pk]
        chosen = [each for each in of_motion if each.backing and each.backing.pk == source.speaker_id]
        return next(each.value for each in (*chosen, *of_motion))

    def clean_mover(self) -> Speaker:
        return self._speakers[self.cleaned_data["mover"]]

    def clean_seconder(self) -> Speaker:
        return self._speakers[self.cleaned_data["seconder"]]

    def clean(self) -> dict[str, Any]:
        chosen = super().clean() or self.cleaned_data
        if "mover" in chosen and "seconder" in chosen:
            for reason in composites_rules.why_not_speak(chosen["mover"], chosen["seconder"]):
                self.add_error("seconder", reason)
        return chosen


def _called(speaker: Speaker) -> str:
    """Weald Left, for 1A) Rents."""
    motion = speaker.source.motion
    by = speaker.backing and motion_papers.full_name(speaker.backing)
    return f"{by or motion_papers.by_line(motion)}, for {composites_selectors.titled(motion)}"
