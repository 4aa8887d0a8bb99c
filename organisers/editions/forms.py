"""What somebody with a copy of the directory types: words to a group whose address they are not shown."""

from django import forms

from lla.forms.address_fields import AddressField
from lla.forms.base import Form
from lla.forms.fields import OneLineField, TextField


class WriteThroughForm(Form):
    """An email to a group that is in the copy by name only."""

    name = OneLineField(
        max_length=80, label="Your name", widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    email = AddressField(
        label="Your email address", help_text="They will see it, so that they can answer you."
    )
    words = TextField(max_length=5_000, label="Your message", widget=forms.Textarea(attrs={"rows": 8}))
