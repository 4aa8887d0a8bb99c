"""What every form of an act on a motion shares."""

from typing import Any

from django import forms

from lla.forms.base import Form

from ...agenda import nouns
from ...motion.models import Motion


class DeskForm(Form):
    """What an act on a motion asks for; its words leave places for what the motion is called."""

    def __init__(self, *args: Any, motion: Motion, **options: Any) -> None:
        self.motion = motion
        super().__init__(*args, **options)
        called = nouns.words(motion.nature)
        for field in self.fields.values():
            field.label = field.label and str(field.label).format(**called)
            field.help_text = str(field.help_text).format(**called)
            own = {code: words for code, words in field.error_messages.items() if isinstance(words, str)}
            field.error_messages |= {code: words.format(**called) for code, words in own.items()}

    def refuse(self, reasons: list[str], *, seen: int) -> None:
        """Say why not on top of what was typed; what happened meanwhile now counts as seen."""
        for reason in reasons:
            self.add_error(None, reason)
        if "seen" in self.fields:
            typed: Any = self.data
            typed = typed.copy()
            typed["seen"] = str(seen)
            self.data = typed


class DecisionForm(DeskForm):
    """An act that another person's act may overtake. `seen` is the newest step of the history in view."""

    seen = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
