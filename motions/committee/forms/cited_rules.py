"""The rule that a ruling cites: a standing order of the conference, or words of one's own."""

from typing import Any

from lla.forms.fields import OneLineField
from lla.forms.suggestions import SuggestionsInput

from .base import DecisionForm

LONGEST_RULE = 200


class CitedRuleForm(DecisionForm):
    rule = OneLineField(
        label="Rule",
        max_length=LONGEST_RULE,
        widget=SuggestionsInput,
        help_text="Choose one of the standing orders as you type, or write it in your own words. It is "
        "printed as it is here.",
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        line: Any = self.fields["rule"].widget
        orders = self.motion.conference.standing_orders.all()
        line.suggestions = [str(order)[:LONGEST_RULE] for order in orders]
