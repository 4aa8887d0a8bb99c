"""What the acts on amendments ask for: the order in which those to one motion are voted on."""

from typing import Any

from django.utils.html import escape
from django.utils.text import Truncator

from lla.forms.fields import NumberField

from ...amendments import rules as amendments_rules
from ...amendments import selectors as amendments_selectors
from ...motion import papers as motion_papers
from ...motion.models import Motion
from .base import DecisionForm

MOST_VOTES = 9_999
SHOWN = 300  # characters of what an amendment does


class VotingOrderForm(DecisionForm):
    """A number for each amendment to one motion; `numbers` has them by the keys of the amendments."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.amendments: dict[str, Motion] = {}
        for row in amendments_selectors.before_conference(self.motion):
            amendment = row.motion
            name = f"vote_{amendment.pk}"
            self.amendments[name] = amendment
            self.fields[name] = NumberField(
                label=f"{amendment.label or amendment.reference}, {motion_papers.by_line(amendment)}",
                least=1,
                most=MOST_VOTES,
                required=False,
                initial=amendment.amendment.voting_order,
                help_text=escape(Truncator(row.change.in_words).chars(SHOWN)),
            )

    def clean(self) -> dict[str, Any]:
        typed = {
            amendment: self.cleaned_data[name]
            for name, amendment in self.amendments.items()
            if name in self.cleaned_data
        }
        names = {amendment: name for name, amendment in self.amendments.items()}
        for amendment, reason in amendments_rules.why_not_number_votes(typed).items():
            self.add_error(names[amendment], reason)
        numbers = {amendment.pk: number for amendment, number in typed.items()}
        return {"seen": self.cleaned_data.get("seen"), "numbers": numbers}
