"""What a secretary types about a colleague."""

from ..contacts.forms import DetailsForm


class ProposeForm(DetailsForm):
    """A colleague who may answer for the group too; their number is theirs to give."""

    phone = None  # type: ignore[assignment]
