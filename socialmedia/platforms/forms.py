"""What is typed about a platform, and about the platforms' order of preference."""

import re
from typing import Any

from django import forms

from lla.forms.base import word_errors
from lla.forms.fields import NumberField, OneLineField, RadioField, TextField
from lla.forms.optimistic_locking import LockingForm, LockingModelForm

from ..channels.choices import Counting, FilterFormat, Function
from ..channels.models import Platform
from ..sources.addresses import host_of
from . import rules

_BETWEEN = re.compile(r"[\s,;]+")


class SitesField(TextField):
    """Sites of the web, each once; of an address that was pasted its site is taken."""

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=1_000, rows=2, **options)

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value

    def clean(self, value: Any) -> Any:
        typed = _BETWEEN.split(super().clean(value).lower())
        # What is no address stays as it was typed: the rules name it.
        sites = (host_of(one if "://" in one else f"https://{one}") or one for one in typed if one)
        return list(dict.fromkeys(sites))


class PlatformForm(LockingModelForm[Platform]):
    """All that posts on a platform are held against."""

    name = OneLineField(max_length=40, label="Name")
    hosts = SitesField(
        label="Sites of its addresses",
        help_text="One on each line, such as bsky.app. The address of a post has to be on one of them.",
        error_messages={"required": "Enter at least one site, such as bsky.app."},
    )
    character_limit = NumberField(
        least=1,
        most=rules.CHARACTERS_AT_MOST,
        required=False,
        label="Most characters of a post",
        help_text="Leave it blank if there is no limit.",
    )
    counting = RadioField(
        label="How does it count them?",
        choices=Counting,
        initial=Counting.PLAIN,
        wrong="Choose one of the ways to count.",
    )
    byte_limit = NumberField(
        least=1,
        most=rules.BYTES_AT_MOST,
        required=False,
        label="Most bytes of a post",
        help_text="Only if it has a limit in bytes too. An accented letter is 2, an emoji 4 or more.",
    )
    needs_media = forms.BooleanField(label="Every post needs a picture or film", required=False)
    links_open = forms.BooleanField(
        label="Links in the words of a post can be followed", required=False, initial=True
    )
    takes_alternative_text = forms.BooleanField(
        label="Pictures can be given a description", required=False, initial=True
    )
    hashtag_limit = NumberField(
        most=rules.HASHTAGS_AT_MOST,
        required=False,
        label="Most hashtags of a post",
        help_text="Leave it blank if there is no limit.",
    )
    filter_format = RadioField(
        label="How does it take a list of words to filter?",
        choices=FilterFormat,
        initial=FilterFormat.LINES,
        wrong="Choose one of the two.",
    )
    functions = forms.MultipleChoiceField(
        label="What can a channel there use?",
        choices=Function,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="The team then records what each channel uses.",
        error_messages={"invalid_choice": "Choose from the functions on the list."},
    )

    class Meta:
        model = Platform
        fields = (
            "name", "hosts", "character_limit", "counting", "byte_limit", "needs_media", "links_open",
            "takes_alternative_text", "hashtag_limit", "filter_format", "functions",
        )  # fmt: skip

    def _post_clean(self) -> None:
        """The rules speak once the row has what was typed; each sentence stands beside its field."""
        super()._post_clean()  # type: ignore[misc]
        if not self.errors:
            for field, words in rules.wrong_with(self.instance).items():
                self.add_error(field, words)


class PreferenceForm(LockingForm):
    """Each platform with its place: whichever gets another number moves there, and the others make room."""

    by_field = False  # places are an order only together
    why = OneLineField(
        label="Decision or reason",
        max_length=300,
        help_text="The decision behind it, or why. It is kept on record.",
        error_messages={"required": rules.SAY_WHY},
    )

    def __init__(self, data: Any) -> None:
        super().__init__(data)
        standing = list(Platform.objects.in_use())
        self._now = {f"place_{platform.slug}": platform for platform in standing}
        for place, (name, platform) in enumerate(self._now.items(), start=1):
            self.fields[name] = NumberField(label=str(platform), least=1, most=len(standing), initial=place)
            word_errors(self.fields[name])
        self.order_fields([*self._now, "why"])

    def clean(self) -> dict[str, Any]:
        """Two that were moved to one place are named beside the second."""
        cleaned = super().clean()
        moved: dict[int, str] = {}
        for name in self._now:
            place = cleaned.get(name)
            if place is None or not self._moved(name):
                continue
            if place in moved:
                first = self._now[moved[place]]
                self.add_error(
                    name, f"{first} was put at place {place}, too. Choose another for one of them."
                )
            moved.setdefault(place, name)
        return cleaned

    def _moved(self, name: str) -> int:
        """How many places a platform was moved down; less than none is up."""
        place, before = self.cleaned_data[name], self.fields[name].initial
        return int(place) - int(before)

    @property
    def order(self) -> list[Platform]:
        """The platforms as they were put, the most preferred first."""

        def place(name: str) -> tuple[int, int]:
            """At a place that was taken, what moved up comes before it and what moved down behind."""
            moved = self._moved(name)
            return self.cleaned_data[name], (moved > 0) - (moved < 0)

        return [self._now[name] for name in sorted(self._now, key=place)]
