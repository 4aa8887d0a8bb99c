"""The text of an amendment to be: the motion's, changed clause by clause, as a whole or in its Word file."""

from dataclasses import replace
from io import BytesIO
from typing import Any

from lla.acts.refusals import NotAllowed
from lla.forms import stored_values
from lla.forms.base import Form, Honeypot
from lla.forms.optimistic_locking import SEEN
from lla.papers.stamps import Stamp
from lla.text.units import write
from lla.wordfile.returned import ReturnedText, as_written_in
from lla.wordfile.uploads import read_returned_word, read_word
from lla.wordfile.writing import WordText

from ...amendments import clauses
from ...amendments import rules as amendments_rules
from ...amendments.forms import CLAUSES, TEXT, ClausesForm
from ...amendments.texts import Change, as_text, text_of, units_of
from ...motion import visibility, wording
from ...motion.models import Motion, Revision
from ...motion.texts import Text
from ..models import Draft
from .text import TextForm


class BeginAmendmentForm(Honeypot, Form):
    """The button by which an amendment is begun."""


OF = "of"  # among the marks of a page, the text of the motion whose clauses it shows
AMEND_HELP = (
    "Download the motion’s Word file, change it, with or without tracked changes, and upload it here. "
    "Its text replaces the text on this page."
)


CARRIED = (
    "The file was made of revision {} of the motion, and this amendment is to revision {}. What you changed "
    "was carried over. Check it."
)

NOT_THE_FILE = (
    "This is not the Word file of {}: the lines that mark its text are missing. Everything in this "
    "file replaces the motion’s text. If you do not want that, download the motion’s own file and "
    "change it."
)


class AmendmentForm(ClausesForm, TextForm):
    """The text of a motion as an amendment would have it; a Word file takes the place of what is typed."""

    heading = "What you want to change"

    def __init__(self, *args: Any, draft: Draft, **options: Any) -> None:
        super().__init__(*args, draft=draft, **options)
        self.fields["word"].label = "Or upload the motion’s Word file with your changes"
        self.fields["body"].error_messages["required"] = amendments_rules.NOTHING_LEFT
        self.fields["body"].label = "The text as it would read"
        self.fields["body"].help_text = "Change the text itself. We work out what is deleted and inserted."
        motion, base = self._amends()
        if not self.told:
            # Only the file of the motion as it is now can be downloaded.
            self.fields["word"].help_text = AMEND_HELP if base.pk == motion.current_id else ""

    def unmet(self) -> dict[str, list[str]]:
        """What the text lacks; of a text whose file was refused nothing is said but that."""
        if self.refusal:
            return {}
        motion, base = self._amends()
        return amendments_rules.unmet(motion, as_text(base), self.text)

    def _amends(self) -> tuple[Motion, Revision]:
        """The motion, and the text of it that the amendment is made from."""
        draft = self.draft
        if draft.amends is None or draft.base is None:
            raise LookupError(f"{draft} amends nothing")
        return draft.amends, draft.base

    @property
    def amended_text(self) -> Revision | None:
        return self.draft.base

    @property
    def marks(self) -> str:
        """The text that the draft is to, and a mark of each box as a button saved it last."""
        found = clauses.marks(self._saved_boxes())
        return stored_values.joined(found | {OF: str(self._amends()[1].pk)})

    def meet_what_is_saved(self) -> None:
        """A clause that nobody touched on an older page takes over what is saved now."""
        seen = stored_values.read(self.raw.get(CLAUSES, ""))
        base = self._amends()[1]
        if self.filled or self._seen == self.state or seen.get(OF) != str(base.pk):
            return
        saved = self._saved_boxes()
        if not saved:
            return
        met, disputed = clauses.meet({name: self.raw.get(name, "") for name in self.raw}, seen, saved)
        raw = self.raw.copy()
        for name, words in zip(TEXT, write(clauses.compose(units_of(base), met)), strict=True):
            raw[name] = words
        if not disputed:
            raw[SEEN] = self.state
        self.raw = self.data = raw
        for known in ("changed_data", "_meanwhile"):
            self.__dict__.pop(known, None)

    def _saved_boxes(self) -> dict[str, str]:
        """The boxes as they would show what a button saved last; none where it has to be shown whole."""
        parts = [(self._stored.get(name) or [""])[-1] for name in TEXT]
        if Text.why_too_large(*parts):
            return {}
        if not self.is_bound and parts == [self[name].value() or "" for name in TEXT]:
            return clauses.as_typed(self.rows)
        return clauses.as_typed(clauses.rows(units_of(self._amends()[1]), units_of(Text.of(*parts))))

    def _read(self, file: BytesIO) -> WordText:
        """The text of the motion's own Word file as it was changed; of any other file, all that it says."""
        returned = read_returned_word(file)
        if returned.stamp is None:
            file.seek(0)
            found = read_word(file)
            told = (NOT_THE_FILE.format(self._amends()[0].reference), *found.told)
            return replace(found, title=wording.without_label(found.title), told=told)
        return self._amended(returned, returned.stamp)

    def _amended(self, returned: ReturnedText, stamp: Stamp) -> WordText:
        """A changed file's text, carried over where it was made of another text of the motion than this.

        What a file says of itself is a claim: where the motion has no such text that readers see, it is taken
        as made of this one.
        """
        motion, base = self._amends()
        if stamp.reference != motion.reference:
            of = f"This is the Word file of {stamp.reference}, and you are amending {motion.reference}."
            raise NotAllowed([f"{of} Choose the Word file of {motion.reference}."])
        made_of = motion.revisions.filter(number=stamp.revision, sha256__startswith=stamp.digest).first()
        if made_of is None or visibility.visible_text(motion, made_of).instead:
            made_of = base
        text = text_of(as_written_in(units_of(made_of), returned.accepted))
        sentences = returned.told_of(WordText(made_of.title, made_of.body, made_of.appendix))
        if made_of.pk != base.pk:
            moved = Change.between(made_of, text).moved_to(base)
            text, carried = moved.text, CARRIED.format(made_of.number, base.number)
            sentences = (*sentences, carried, *moved.left_out, *moved.to_check)
        return WordText(text.title, text.body, text.appendix, told=sentences)

    def _fill_in(self, found: WordText) -> None:
        """Take a file's text in place of what is typed."""
        typed = self.raw.copy()
        typed["body"], typed["appendix"] = found.body, found.appendix
        typed["title"] = found.title or typed.get("title", "")
        self.told = list(found.told)
        self.raw = self.data = typed
        self.filled = True
