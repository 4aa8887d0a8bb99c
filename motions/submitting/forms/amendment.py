"""The text of an amendment to be: the motion's, changed clause by clause, as a whole or in its Word file."""

from dataclasses import replace
from functools import cached_property
from io import BytesIO
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import HTML, Layout
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from lla.acts.refusals import NotAllowed
from lla.forms.base import Form, Honeypot
from lla.papers.stamps import Stamp
from lla.text.units import write
from lla.wordfile.returned import ReturnedText, as_written_in
from lla.wordfile.uploads import read_returned_word, read_word
from lla.wordfile.writing import WordText

from ...amendments import rules as amendments_rules
from ...amendments.texts import Change, as_text, text_of, units_of
from ...motion import visibility, wording
from ...motion.forms import COUNTED
from ...motion.models import Motion, Revision
from ...motion.texts import Text
from ..models import Draft
from . import clauses
from .clauses import ClauseRow
from .text import TextForm

CLAUSES = "clauses"  # sent with the form that shows a motion clause by clause


class BeginAmendmentForm(Honeypot, Form):
    """The button by which an amendment is begun."""


AMEND_HELP = (
    "Download the motion’s Word file, change it, with or without tracked changes, and upload it here. "
    "Its text takes the place of the text on this page."
)


CARRIED = (
    "The file was made of revision {} of the motion, and this amendment is to revision {}. What you changed "
    "was carried over. Check it."
)


class AmendmentForm(TextForm):
    """The text of a motion as an amendment would have it; a Word file takes the place of what is typed."""

    heading = "What you want to change"
    as_a_whole = False

    def __init__(self, *args: Any, draft: Draft, **options: Any) -> None:
        super().__init__(*args, draft=draft, **options)
        self.fields["word"].label = "Or upload the motion’s Word file with your changes"
        self.fields["body"].label = "The text as it would read"
        self.fields["body"].help_text = "Change the text itself. We work out what is deleted and inserted."
        if not self.told:
            self.fields["word"].help_text = AMEND_HELP

    def unmet(self) -> dict[str, list[str]]:
        motion, base = self._amends()
        return amendments_rules.unmet(motion, as_text(base), self.text)

    def _amends(self) -> tuple[Motion, Revision]:
        """The motion, and the text of it that the amendment is made from."""
        draft = self.draft
        if draft.amends is None or draft.base is None:
            raise LookupError(f"{draft} amends nothing")
        return draft.amends, draft.base

    @property
    def helper(self) -> FormHelper:
        """Shown clause by clause, the form asks for the text in boxes of its own."""
        helper = super().helper
        if self.rows:
            boxes = HTML('{% include "motions/submitting/_clauses.html" %}')
            helper.layout = Layout(boxes, HTML(COUNTED), "word")
        return helper

    @cached_property
    def rows(self) -> list[ClauseRow]:
        """The form clause by clause; empty where the text has to be shown as a whole."""
        if self.draft.base is None or self.as_a_whole:
            return []
        typed = Text.of(*(self[name].value() or "" for name in ("title", "body", "appendix")))
        return clauses.rows(units_of(self.draft.base), units_of(typed))

    def _read(self, file: BytesIO) -> WordText:
        """The text of the motion's own Word file as it was changed; of any other file, all that it says."""
        returned = read_returned_word(file)
        if returned.stamp is None:
            file.seek(0)
            found = read_word(file)
            return replace(found, title=wording.without_label(found.title))
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


def typed_text(draft: Draft, typed: QueryDict) -> MultiValueDict[str, str]:
    """What was sent, the clauses put together into a title, a body and an appendix.

    Clauses of which more came than any text may have are left in one piece, which is then refused.
    """
    if CLAUSES not in typed or draft.base is None:
        return typed
    raw, sent = typed.copy(), {name: typed.get(name, "") for name in typed}
    together = "\n".join(words for name, words in sent.items() if name.startswith(("clause-", "after-")))
    parts = ("", together, "")
    if not Text.why_too_large("", together):
        parts = write(clauses.compose(units_of(draft.base), sent))
    for name, words in zip(("title", "body", "appendix"), parts, strict=True):
        raw[name] = words
    return raw
