"""What every form of an act on a motion shares."""

from typing import Any

from django import forms

from lla.forms.base import Form

from ...agenda import nouns
from ...motion.forms import name_noun
from ...motion.models import Motion


class DeskForm(Form):
    """What an act on a motion asks for; its words leave places for what the motion is called.

    It is `edited` when a button of its own has changed what was typed, and is shown again.
    """

    edited = False

    def __init__(self, *args: Any, motion: Motion, **options: Any) -> None:
        self.motion = motion
        super().__init__(*args, **options)
        name_noun(self, **nouns.words(motion.nature))

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
