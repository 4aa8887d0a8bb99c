"""Forms of what is stored already: whoever saves them learns what somebody else saved meanwhile."""

import hashlib
from collections.abc import Iterable, Mapping
from copy import copy
from typing import Any, TypeVar

from crispy_forms.helper import FormHelper
from django import forms
from django.db.models import Model
from django.forms.formsets import DELETION_FIELD_NAME
from django.forms.models import BaseInlineFormSet, model_to_dict
from django.http import Http404, HttpRequest
from django.utils.functional import cached_property

from lla.acts.locks import one_wins
from lla.acts.models import Timestamped
from lla.acts.refusals import OVERTAKEN, allow, why_not_fit
from lla.forms import stored_values
from lla.forms.base import CrispyForm, Form, ModelForm
from lla.forms.fields import Bounded
from lla.forms.stored_values import Stored

AnyRow = TypeVar("AnyRow", bound=Model)
Row = TypeVar("Row", bound=Timestamped)

SEEN = "seen"
LONGEST_MARK = 5_000  # a dozen signs and its name for each field
UNCLEAR = object()
DELETED_MEANWHILE = (
    "Somebody saved something you ticked for deletion since you opened this page, so nothing is deleted yet. "
    "What is saved now is shown with it. Save again to delete it as it is now."
)


class _BoundState(forms.BoundField):
    def value(self) -> str:
        """The present state, whatever was sent: whoever reads the page has seen what it says is stored."""
        form: Any = self.form
        return str(form.state)


class _StateField(Bounded, forms.CharField):
    widget = forms.HiddenInput

    def __init__(self) -> None:
        super().__init__(required=False, max_length=LONGEST_MARK)

    def has_changed(self, initial: Any, data: Any) -> bool:
        """A mark is nothing that somebody types."""
        return False

    def get_bound_field(self, form: forms.BaseForm, field_name: str) -> forms.BoundField:
        return _BoundState(form, self, field_name)


def hold_when_sent(request: HttpRequest, row: Model) -> None:
    """Lock the row that a sent form is about, and read it again before the form is made from it.

    Called in the transaction in which the form is compared and saved, so nothing moves in between: of two who
    send at the same moment the second is shown both texts. Raises Http404 where the row is gone.
    """
    if request.method != "POST":
        return
    rows = type(row)._base_manager.select_for_update(of=("self",), no_key=True)
    try:
        row.refresh_from_db(from_queryset=rows)
    except type(row).DoesNotExist as gone:  # type: ignore[attr-defined]
        raise Http404 from gone


class Marked(CrispyForm):
    """Carries a mark of the state it was opened on, by which the page or the act knows of another since."""

    @property
    def state(self) -> str:
        """A mark of the state that there is now."""
        raise NotImplementedError

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields[SEEN] = _StateField()

    @property
    def helper(self) -> FormHelper:
        helper = super().helper
        helper.render_hidden_fields = True
        return helper


class OptimisticLocking(Marked):
    """Begins with what is stored and carries a mark of it; a second press on purpose saves all the same.

    Where each field has its mark, one that was not touched takes over what somebody else saved in it since;
    only where both changed the same is the form refused, with both texts. Where all have one mark, it is
    refused for anything typed. It is made from what is stored now, also when it is sent: `hold_when_sent`.
    """

    by_field = True
    merges = True  # what others saved elsewhere in the form is no reason to ask again

    def kept(self) -> Mapping[str, Any]:
        """What is stored, by field."""
        found = {name: self.get_initial_for_field(field, name) for name, field in self.fields.items()}
        return {name: value for name, value in found.items() if name in self.initial or value is not None}

    @property
    def state(self) -> str:
        """A mark of what is stored; empty as long as nothing is."""
        marks = stored_values.joined(stored_values.marks_of(self.kept()))
        return marks if self.by_field else marks and hashlib.sha256(marks.encode()).hexdigest()

    def differing(self) -> list[str]:
        """The fields in which something else was typed than is stored."""
        kept = self.kept()
        return [name for name in self.changed_data if name in kept]

    @property
    def _seen(self) -> str:
        return str(self.data.get(self.add_prefix(SEEN), ""))

    @property
    def unchanged(self) -> bool:
        """Whether what is stored is what the sent page was opened on."""
        return self._seen == self.state

    @cached_property
    def _meanwhile(self) -> dict[str, bool] | None:
        """The fields saved since by somebody else, each with whether it was touched here; None is unknown."""
        if not self.is_bound or self.add_prefix(SEEN) not in self.data:
            return None
        if self.unchanged:
            return {}
        now, seen = stored_values.marks_of(self.kept()), self._marks_seen
        if not self.state.endswith(stored_values.joined(now)):
            return None
        changed = [name for name in self.kept() if seen.get(name) != now.get(name)]
        touched = self._sent_otherwise(changed, than=seen)
        return {name: name in touched for name in changed}

    @property
    def _marks_seen(self) -> dict[str, str]:
        return stored_values.read(self._seen)

    @property
    def is_touched(self) -> bool:
        """Whether anything was sent in another way than it was shown."""
        return bool(self._sent_otherwise(self.kept(), than=self._marks_seen))

    def _sent_otherwise(self, names: Iterable[str], *, than: Mapping[str, str]) -> list[str]:
        """Those of some fields that were sent with other values than have these marks."""
        sent = {name: stored_values.marks_of(self._sent(name)).get(name) for name in names}
        return [name for name, mark in sent.items() if mark != than.get(name)]

    def _sent(self, name: str) -> dict[str, Any]:
        """What a field would be from what was sent, as far as it can be meant."""
        try:
            return {name: self.fields[name].clean(self[name].data)}
        except forms.ValidationError:
            return {name: UNCLEAR}

    @property
    def disputed(self) -> list[str]:
        """The fields in which what was typed would replace what somebody else has saved since."""
        if not self.is_bound or self.unchanged:
            return []
        return self._both_changed if self.merges and self._meanwhile is not None else self.differing()

    @cached_property
    def _both_changed(self) -> list[str]:
        if self._meanwhile is None:
            return []
        if self.data.get(self.add_prefix(DELETION_FIELD_NAME)):
            return list(self._meanwhile)
        touched = [name for name, is_touched in self._meanwhile.items() if is_touched]
        return self._sent_otherwise(touched, than=stored_values.marks_of(self.kept()))

    @property
    def overtaken(self) -> bool:
        """Whether what would be saved was typed over something else than what is stored now."""
        return bool(self.disputed)

    @property
    def stored(self) -> list[Stored]:
        """For the page of somebody who was overtaken: what is saved now, beside what they typed."""
        if not self.overtaken:
            return []
        kept = self.kept()
        names = [name for name in self.disputed if not self[name].is_hidden]
        words = {name: stored_values.in_words(self.fields[name], kept.get(name)) for name in names}
        return [Stored(self._label(name), words[name]) for name in names]

    def _label(self, name: str) -> str:
        return ", ".join(filter(None, (getattr(self.fields[name], "of", ""), str(self[name].label))))

    def full_clean(self) -> None:
        if self.disputed or self._meanwhile:  # both are known from now on, whatever takes over
            self._take_over()
        super().full_clean()

    def _take_over(self) -> None:
        """Have the fields that were not touched as a page has them that is opened now."""
        kept, data = self.kept(), copy(self.data)
        for name, touched in (self._meanwhile or {}).items():
            if not touched:
                stored_values.put(data, self[name], kept.get(name))
        self.data = data
        self.__dict__.pop("changed_data", None)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        cleaned.pop(SEEN, None)
        if self.overtaken:
            self.add_error(None, OVERTAKEN)
        return cleaned


class LockingForm(OptimisticLocking, Form):
    """A form that saves no row by itself."""


class RowForm(OptimisticLocking, forms.ModelForm[AnyRow]):
    """A form of a row: what its own fields begin with is marked, and only changed columns are saved.

    The page locks the row before it reads it, so that nothing moves between the comparison and the save.
    """

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._read = _columns(self.instance)  # before anything typed is put into the row

    @property
    def state(self) -> str:
        return super().state if self.instance.pk else ""

    @property
    def changed_columns(self) -> list[str]:
        """The columns that differ from what was read; with any change also when it was made.

        A field that nobody typed in counts as it was, though its value comes back without its seconds.
        """
        fields, as_it_was = self.instance._meta.concrete_fields, set(self.fields) - set(self.changed_data)
        now = _columns(self.instance)
        changed = {
            field.attname
            for field in fields
            if field.name not in as_it_was and now.get(field.attname) != self._read.get(field.attname)
        }
        if changed or self.has_changed():
            changed |= {field.attname for field in fields if getattr(field, "auto_now", False)}
        return sorted(changed)

    def save(self, commit: bool = True) -> Any:
        """Links to other rows are saved too only where they were changed."""
        for field in self.instance._meta.many_to_many:
            if field.name not in self.changed_data:
                self.cleaned_data.pop(field.name, None)
        if not commit or self.instance._state.adding:
            return super().save(commit)
        saved = super().save(commit=False)
        saved.save(update_fields=self.changed_columns)
        self.save_m2m()
        return saved


class LockingModelForm(RowForm[Row], ModelForm[Row]):
    """A form that saves its row; of two who send it at the same moment the second is told too.

    The mark of the row comes before those of its fields: a page from before they had any is refused whole.
    """

    @property
    def state(self) -> str:
        marks = (self.instance.state, super().state) if self.instance.pk else ()
        return stored_values.NEXT.join(filter(None, marks))

    @property
    def unchanged(self) -> bool:
        return self._seen.split(stored_values.NEXT, 1)[0] == (self.instance.state if self.instance.pk else "")

    def save(self, commit: bool = True) -> Row:
        """Raises NotAllowed when somebody has saved the row since this form was made of it.

        Of two who add at once what there can be only once, the second is refused in the words of the check.
        """
        with one_wins(lambda: why_not_fit(self.instance)):
            if self.instance.pk:
                rows = type(self.instance)._base_manager.select_for_update()
                allow([] if rows.get(pk=self.instance.pk).state == self.instance.state else [OVERTAKEN])
            saved: Row = super().save(commit)
            return saved

    def read_again(self) -> None:
        """After a refusal under the lock: compare with what is stored now, so that both texts are shown."""
        now = type(self.instance)._base_manager.get(pk=self.instance.pk)
        stored = model_to_dict(now, [name for name in self.fields if name in self.initial])
        self.initial = {**self.initial, **stored}
        self.instance.changed_at = now.changed_at
        self._bound_fields_cache.clear()  # type: ignore[attr-defined]
        for known in ("changed_data", "_meanwhile", "_both_changed"):
            self.__dict__.pop(known, None)
        self._take_over()


class RowFormSet(BaseInlineFormSet[Any, Any, Any]):
    """Rows edited beside the one they belong to: what is ticked for deletion goes as it was seen or stays."""

    def get_queryset(self) -> Any:
        """In the order of the page that was sent, for the rows may have been put into another meanwhile."""
        rows = super().get_queryset()
        if not self.is_bound:
            return rows
        name = rows.model._meta.pk.name
        sent = [self.data.get(f"{self.add_prefix(at)}-{name}", "") for at in range(self.initial_form_count())]
        places = {key: place for place, key in enumerate(sent)}
        return sorted(rows, key=lambda row: places.get(str(row.pk), len(places)))

    def clean(self) -> None:
        """Django asks nothing of a form whose row is to be deleted."""
        super().clean()
        if any(form.overtaken and form.cleaned_data.get(DELETION_FIELD_NAME) for form in self.initial_forms):
            raise forms.ValidationError(DELETED_MEANWHILE)


def _columns(row: Model) -> dict[str, Any]:
    fields = (field for field in row._meta.concrete_fields if not field.primary_key and not field.generated)
    return {field.attname: getattr(row, field.attname) for field in fields}
