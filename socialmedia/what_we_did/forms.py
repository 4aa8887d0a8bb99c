"""What somebody did, in three fields; the rest is asked under “More”."""

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import HTML, Layout
from django import forms

from lla.forms.address_fields import WebAddressField
from lla.forms.base import offer
from lla.forms.fields import OneLineField, RadioField, TextField

from ..channels.forms import ChannelField
from ..comments.forms import ThreadForm
from ..forums import rules as forums_rules
from ..forums.models import ForumRule
from . import rules
from .choices import Did

SAY_WHAT = "Choose what you did."
MORE = ("person", "rule", "link", "hostile", "harmful", "earlier")


class DidForm(ThreadForm):
    """Where, what was done, and what happened."""

    channel = ChannelField(label="Where was it?", empty_label="Choose a page or forum")
    done = RadioField(label="What did you do?", choices=Did, empty=SAY_WHAT, wrong=SAY_WHAT)
    words = TextField(
        label="What happened?",
        max_length=5_000,
        rows=4,
        help_text="What was said, and why you did this.",
        error_messages={"required": "Write what happened."},
    )
    person = OneLineField(
        label="Who was it?",
        max_length=120,
        required=False,
        help_text=(
            "The name that the platform shows. It is deleted 90 days after a comment, or two years after "
            "the last entry in a forum’s log."
        ),
    )
    rule = forms.ModelChoiceField(
        ForumRule.objects.none(),
        label="Which rule of the forum was broken?",
        empty_label="None",
        required=False,
        help_text="Breaches of one person are counted, and repeated ones open a case.",
        error_messages={"invalid_choice": "Choose a rule of the forum."},
    )
    link = WebAddressField(label="Address of the comment or post", required=False)
    field_order = ("channel", "done", "words", *MORE)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        offer(self, "rule", ForumRule.objects.standing().select_related("channel"))
        banned = forums_rules.any_ban_was_decided()
        offer(self, "done", [(did.value, did.label) for did in Did if banned or did != Did.BANNED])

    @property
    def helper(self) -> FormHelper:
        helper = super().helper
        opened = " open" if any(name in self.errors or self[name].value() for name in MORE) else ""
        more = (HTML(f"<details{opened}><summary>More</summary>"), *MORE, HTML("</details>"))
        helper.layout = Layout("channel", "done", "words", *more)
        return helper

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        cleaned["earlier"] = cleaned.get("earlier") or 0
        if cleaned.get("channel") and cleaned.get("done"):
            person = cleaned.get("person", "")
            for field, words in rules.why_not_write(
                cleaned["channel"], cleaned["done"], person=person
            ).items():
                self.add_error(field, words)
        return cleaned
