"""What answering an amendment asks for: which of its texts was read."""

from lla.forms.base import Form
from lla.forms.fields import ReadField


class AnswerForm(Form):
    """`seen` is the number of the text that the mover has read."""

    seen = ReadField()
