"""What an appeal says."""

from django import forms

from lla.forms.base import Form
from lla.forms.fields import TextField


class AppealForm(Form):
    grounds = TextField(
        max_length=5_000,
        label="Why is the ruling wrong?",
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="Only the committee reads this.",
        error_messages={"required": "Say why the ruling is wrong."},
    )
