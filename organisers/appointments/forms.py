"""What a member types who writes to the organiser of a region."""

from lla.forms.address_fields import AddressField
from lla.forms.base import Form, Honeypot
from lla.forms.fields import OneLineField, TextField


class WriteForm(Honeypot, Form):
    """A message to the organiser of a region."""

    name = OneLineField(label="Your name", max_length=80)
    email = AddressField(label="Your email address", help_text="The organiser will answer to this address.")
    words = TextField(label="Your message", max_length=5_000)
