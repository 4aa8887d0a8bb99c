"""The text of an amendment to be: the motion's, changed clause by clause, as a whole or in its Word file."""

from functools import cached_property
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import HTML, Layout
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from lla.forms.base import Form, Honeypot
from lla.text.units import write
from lla.wordfile.writing import WordText

from ...amendments import rules as amendments_rules
from ...amendments.texts import as_text, units_of
from ...motion import wording
from ...motion.forms import COUNTED
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
    "Its text takes the place of the text below."
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
        draft = self.draft
        if draft.amends is None or draft.base is None:
            raise LookupError(f"{draft} amends nothing")
        return amendments_rules.unmet(draft.amends, as_text(draft.base), self.text)

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

    def _fill_in(self, found: WordText) -> None:
        """Take a file's text in place of what is typed."""
        typed = self.raw.copy()
        typed["body"], typed["appendix"] = found.body, found.appendix
        typed["title"] = wording.without_label(found.title) or typed.get("title", "")
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
