"""The text of an amendment as it is typed: clause by clause, each in a box of its own, or as a whole."""

from functools import cached_property

from crispy_forms.helper import FormHelper
from crispy_forms.layout import HTML, Layout
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from lla.text.units import write

from ..motion.forms import COUNTED, MotionTextForm
from ..motion.models import Revision
from ..motion.texts import Text
from . import clauses
from .clauses import ClauseRow
from .texts import units_of

CLAUSES = "clauses"  # sent with the form that shows a motion clause by clause
BOXES = '{% include "motions/amendments/_clauses.html" %}'
TEXT = ("title", "body", "appendix")


class ClausesForm(MotionTextForm):
    """A text that is shown by the clauses of the one that it amends, unless that is too long."""

    as_a_whole = False

    @property
    def amended_text(self) -> Revision | None:
        """The text of the motion that is amended."""
        raise NotImplementedError

    @property
    def helper(self) -> FormHelper:
        """Shown clause by clause, the form asks for the text in boxes of its own."""
        helper = super().helper
        if self.rows:
            others = (name for name in self.fields if name not in TEXT)
            helper.layout = Layout(HTML(BOXES), HTML(COUNTED), *others)
        return helper

    @cached_property
    def rows(self) -> list[ClauseRow]:
        """The form clause by clause; empty where the text has to be shown as a whole."""
        if self.amended_text is None or self.as_a_whole:
            return []
        typed = Text.of(*(self[name].value() or "" for name in TEXT))
        return clauses.rows(units_of(self.amended_text), units_of(typed))

    @property
    def marks(self) -> str:
        """What the page says of what was saved clause by clause when it was opened; empty if nothing."""
        return ""

    @property
    def is_marked(self) -> bool:
        """Whether a box shows signs of bold or italic words, or of links."""
        return any(row.unit.is_marked for row in self.rows)


def typed_text(base: Revision | None, typed: QueryDict) -> MultiValueDict[str, str]:
    """What was sent, the clauses put together into a title, a body and an appendix.

    Clauses of which more came than any text may have are left in one piece, which is then refused.
    """
    if CLAUSES not in typed or base is None:
        return typed
    raw, sent = typed.copy(), {name: typed.get(name, "") for name in typed}
    together = "\n".join(words for name, words in sent.items() if name.startswith(("clause-", "after-")))
    parts = ("", together, "")
    if not Text.why_too_large("", together):
        parts = write(clauses.compose(units_of(base), sent))
    for name, words in zip(TEXT, parts, strict=True):
        raw[name] = words
    return raw
