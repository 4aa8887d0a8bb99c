"""The text of a motion to be, typed or taken from a Word file."""

from io import BytesIO
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.urls import reverse
from django.utils.html import format_html, format_html_join

from lla.acts.refusals import NotAllowed
from lla.wordfile.uploads import LARGEST_FILE, read_word
from lla.wordfile.writing import WordText

from ...motion import wording
from ...motion.forms import MotionTextForm
from ..models import Draft
from .draft import StepForm

WORD_HELP = "A .docx file. We copy its words into this page, where you can change them."
WORD_NOTES = "word"  # where a draft keeps what was left out of its last Word file


class TextForm(StepForm, MotionTextForm):
    """The text of a motion to be; what a Word file says goes below what is typed already."""

    step = "text"
    heading = "The text of your motion"

    word = forms.FileField(
        label="Or upload a Word file",
        required=False,
        allow_empty_file=True,
        help_text=WORD_HELP,
        widget=forms.FileInput(attrs={"accept": ".docx"}),
    )
    field_order = ("title", "body", "word", "appendix")

    def __init__(self, *args: Any, draft: Draft, **options: Any) -> None:
        super().__init__(*args, draft=draft, **options)
        self.ask_of(draft.conference, preview_url=reverse("motions:preview", args=[draft.key]))
        self.filled = False
        self.told = [str(sentence) for sentence in draft.typed.get(self.step, {}).get(WORD_NOTES, [])]
        if self.told:
            sentences = format_html_join("", "<p>{}</p>", ((sentence,) for sentence in self.told))
            self.fields["word"].help_text = format_html("{}{}", WORD_HELP, sentences)

    @property
    def stays(self) -> bool:
        return not self.refusal and (self.filled or super().stays)

    @property
    def looked_at(self) -> str:
        return "div_id_word" if self.told else super().looked_at

    def keep(self) -> bool:
        self.told = []
        self._take_in_file()
        return super().keep()

    def typed(self) -> dict[str, list[str]]:
        was_told = WORD_NOTES in self.draft.typed.get(self.step, {})
        return super().typed() | ({WORD_NOTES: self.told} if self.told or was_told else {})

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        for sentence in self.refusal:
            self.add_error("word", sentence)
        return cleaned

    def _take_in_file(self) -> None:
        file = self.files.get("word")
        if not isinstance(file, UploadedFile):
            return
        try:
            found = self._read(BytesIO(file.read(LARGEST_FILE + 1)))
        except NotAllowed as refusal:
            self.refusal = tuple(refusal.reasons)
            return
        self._fill_in(found)

    def _read(self, file: BytesIO) -> WordText:
        return read_word(file)

    def _fill_in(self, found: WordText) -> None:
        """Put what a file says below what is typed; a title only where there is none yet."""
        typed = self.raw.copy()
        for name, words in (("body", found.body), ("appendix", found.appendix)):
            typed[name] = "\n\n".join(part for part in (typed.get(name, "").rstrip(), words) if part)
        title = wording.without_label(found.title) if found.is_ours else found.title
        self.told = list(found.told)
        if not typed.get("title", "").strip():
            typed["title"] = title
        elif title and " ".join(str(typed["title"]).split()) != title:
            self.told.append(
                f"The title in the file, “{title}”, was left out, because there already is one above."
            )
        self.raw = self.data = typed
        self.filled = True
