"""What the public types on the pages of the regions."""

from lla.forms import AddressField, Form, Honeypot, OneLineField, TextField

from .groups import PostcodeField


class FindForm(Form):
    postcode = PostcodeField(
        label="Your postcode",
        help_text="For example HU1 2AA. We use it to find your region, and do not keep it.",
    )


class WriteForm(Honeypot, Form):
    """A message to the organiser of a region."""

    name = OneLineField(label="Your name", max_length=80)
    email = AddressField(label="Your email address", help_text="The organiser will answer to this address.")
    words = TextField(label="Your message", max_length=5_000)
