"""Beginning a draft, and what its steps have in common: they keep what is typed, right or wrong."""

from typing import Any, Self

from django import forms
from django.db import transaction
from django.db.models import QuerySet
from django.utils.datastructures import MultiValueDict

from lla.forms.address_fields import AddressInput, asked_name
from lla.forms.base import Form, Honeypot, offer
from lla.forms.fields import LONGEST_ENTRY
from lla.forms.optimistic_locking import SEEN, LockingForm
from lla.time import clock
from lla.time.wording import moment_in_words, time_left

from ...agenda.models import Conference
from ...motion.forms import RowField, name_noun
from ..models import TEXT, TYPING, Draft

MORE_THAN_KEPT = "This is too long for the form, so it was not saved. Shorten it."


class StepForm(LockingForm):
    """One step of sending a motion in, for the draft that it fills."""

    by_field = False  # a draft keeps what was typed, right or wrong
    step = ""
    heading = ""
    refusal: tuple[str, ...] = ()

    def __init__(
        self, raw: MultiValueDict[str, str] | None = None, *args: Any, draft: Draft, **options: Any
    ) -> None:
        self.draft = draft
        self.conference = draft.conference
        self.raw = MultiValueDict[str, str]() if raw is None else raw
        super().__init__(raw, *args, **options)
        name_noun(self, noun=draft.noun)

    @classmethod
    def begun(cls, draft: Draft) -> Self:
        """The form as it was left, saved by a button or not, without a word about what is still wrong."""
        form = cls(draft=draft)
        if left := draft.typed.get(TYPING, {}).get(cls.step) or form._stored:
            typed = MultiValueDict(left)
            form.initial = {
                name: field.widget.value_from_datadict(typed, {}, name) for name, field in form.fields.items()
            }
        return form

    @classmethod
    def judged(cls, draft: Draft) -> Self:
        """The form as it was left, with everything that is still wrong."""
        return cls(MultiValueDict(draft.typed.get(cls.step, {})), draft=draft)

    def kept(self) -> dict[str, Any]:
        """As it was typed, for a draft keeps what is wrong too."""
        return {name: values[-1] if values else "" for name, values in self._stored.items()}

    @property
    def unchanged(self) -> bool:
        """Also of the form as it was left, which was typed over nothing."""
        return dict(self.raw.lists()) == self._stored or super().unchanged

    def differing(self) -> list[str]:
        typed = self.typed()
        return [name for name in self.fields if name in typed and typed[name] != self._stored.get(name, [])]

    @property
    def _stored(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = self.draft.typed.get(self.step, {})
        return found

    @property
    def stays(self) -> bool:
        """Whether the sender asked to look at this step again before going on."""
        return "show" in self.data

    @property
    def looked_at(self) -> str:
        """The part of the page that a sender is shown first who looks at this step again."""
        return "preview"

    @property
    def was_sent(self) -> bool:
        """Whether any of its fields came, if only empty, as from every browser."""
        return any(name in self.raw for name in self.fields)

    @property
    def too_large(self) -> bool:
        """Whether a field came with more than can ever be right there, which no draft keeps."""
        typed = self.typed()
        return any(
            sum(map(len, typed.get(name, []))) > 2 * getattr(field, "longest_typed", LONGEST_ENTRY)
            for name, field in self.fields.items()
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if self.too_large and not self.errors:
            self.add_error(None, MORE_THAN_KEPT)
        return cleaned

    @transaction.atomic
    def keep(self) -> bool:
        """Save what was typed as it was typed, beside what the other steps hold.

        Answers whether it is saved: not over what another window saved meanwhile and this one did not show.
        """
        draft = self._locked()
        self.meet_what_is_saved()
        if self.overtaken:
            return False
        if draft.motion_id is None and self.was_sent:
            draft.typed[self.step] = {**self._stored, **self.typed()}
            draft.typed.pop(TYPING, None)
            self._save(draft)
        return True

    def meet_what_is_saved(self) -> None:
        """Take over what another window saved meanwhile, where it can be told from what was typed here."""

    @transaction.atomic
    def keep_typing(self) -> bool:
        """Keep what is being typed apart from what a button saved, for whoever comes back to this step.

        Answers whether it is kept: not when it was typed over something else than is saved now.
        """
        draft = self._locked()
        if draft.motion_id or self.too_large or self.data.get(SEEN, "") != self.state:
            return False
        draft.typed[TYPING] = {self.step: self.typed()}
        self._save(draft)
        return True

    def _locked(self) -> Draft:
        """The draft as it is stored now, which no other window changes meanwhile."""
        draft = Draft.objects.select_for_update(of=("self",)).get(pk=self.draft.pk)
        self.draft.typed = draft.typed
        return draft

    def _save(self, draft: Draft) -> None:
        draft.saved_at = self.draft.saved_at = clock.now()
        draft.save()

    def typed(self) -> dict[str, list[str]]:
        """Raw values by field; PostgreSQL keeps no NUL."""
        fields = self.fields.items()
        names = [name for name, field in fields if name != SEEN and not field.widget.needs_multipart_form]
        names += [asked_name(name) for name in names if isinstance(self.fields[name].widget, AddressInput)]
        typed = {name: self.raw.getlist(name) for name in names}
        for name, field in fields:
            if isinstance(field.widget, forms.MultiWidget):
                together: Any = field.widget.value_from_datadict(self.raw, MultiValueDict(), name)
                typed[name] = [] if together is None else [together]
        return {name: [value.replace("\0", "") for value in values] for name, values in typed.items()}


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
        self.only = conferences[0] if len(conferences) == 1 else None
        if self.only:
            del self.fields["conference"]
        else:
            offer(self, "conference", conferences)

    def save(self, *, words: str = "") -> Draft:
        """Begin a draft, with words for its text if it comes from elsewhere; they can all be changed."""
        conference = self.only or self.cleaned_data["conference"]
        if not words:
            return Draft.objects.create(conference=conference)
        typed = {TEXT: {"title": [""], "body": [words]}}
        return Draft.objects.create(conference=conference, typed=typed, saved_at=clock.now())
