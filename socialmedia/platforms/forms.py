"""What is typed about a platform, and about the platforms' order of preference."""

import re
from typing import Any

from django import forms

from lla.forms.base import Form
from lla.forms.fields import NumberField, OneLineField, RadioField, TextField
from lla.forms.optimistic_locking import LockingModelForm

from ..channels.choices import Counting, FilterFormat, Function
from ..channels.models import Platform
from ..sources.addresses import host_of
from . import rules

UNKNOWN = "Choose a platform from the list."
_BETWEEN = re.compile(r"[\s,;]+")


class SitesField(TextField):
    """Sites of the web, each once; of an address that was pasted its site is taken."""

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=1_000, rows=2, **options)

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value

    def clean(self, value: Any) -> Any:
        typed = _BETWEEN.split(super().clean(value).lower())
        return list(dict.fromkeys(_site(one) for one in typed if one))


def _site(typed: str) -> str:
    """What was typed as it is where it is no address: the rules name it."""
    return host_of(typed if "://" in typed else f"https://{typed}") or typed


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
        standing = list(Platform.objects.in_use())
        self._platforms = {platform.slug: platform for platform in standing}
        self.places = [f"place_{number}" for number in range(1, len(standing) + 1)]
        for number, (name, platform) in enumerate(zip(self.places, standing, strict=True), start=1):
            self.fields[name] = forms.ChoiceField(
                label="Most preferred" if number == 1 else f"Place {number}",
                choices=[(other.slug, str(other)) for other in standing],
                initial=platform.slug,
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
