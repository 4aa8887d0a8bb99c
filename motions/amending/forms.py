"""What answering an amendment asks for: which of its texts was read."""

from django import forms

from lla.forms.base import Form

MOST_TEXTS = 99_999


class AnswerForm(Form):
    """`seen` is the number of the text that the mover has read."""

    seen = forms.IntegerField(min_value=1, max_value=MOST_TEXTS, widget=forms.HiddenInput)
