"""What the public types on the pages of the regions."""

from lla.forms import AddressField, Form, Honeypot, OneLineField, TextField

from .groups import PostcodeField


class FindForm(Form):
    postcode = PostcodeField(
        label="Your postcode", help_text="Such as HU1 2AA. We look the region up and keep nothing."
    )


class WriteForm(Honeypot, Form):
    """A message to the organiser of a region."""

    name = OneLineField(label="Your name", max_length=80)
    email = AddressField(label="Your email address", help_text="The organiser answers to this address.")
    words = TextField(label="Your message", max_length=5_000)
