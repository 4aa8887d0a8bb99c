"""What the desk asks before a conference or an agenda item gets another address."""

from collections.abc import Mapping
from typing import Any

from django import forms

from ..agenda.models import AgendaItem, Conference

CHANGE_ADDRESS = "move_anyway"
KEEP_ADDRESS = (
    "This would change the address of the page, which may be in emails, papers and other people’s links. "
    "Keep the address, or tick “Change the address anyway” below."
)
# The fields an address is made of, and where its row is moved to.
_PARTS = ("slug", "conference")


class WebAddressForm(forms.ModelForm[Any]):
    """A conference or an agenda item, whose page keeps its address unless somebody says that it shall not."""

    move_anyway = forms.BooleanField(
        required=False,
        label="Change the address anyway",
        help_text="The old address will lead to the new one, unless another page is given the old one.",
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if self.instance.pk and not cleaned.get(CHANGE_ADDRESS) and set(_PARTS) & set(self.changed_data):
            self.add_error("slug", KEEP_ADDRESS)
        return cleaned

    def _get_validation_exclusions(self) -> set[str]:
        """An item is told apart from the others of its conference also where that stands fast on the page."""
        excluded: set[str] = super()._get_validation_exclusions()  # type: ignore[misc]
        return excluded if "conference" in self.fields else excluded - {"conference"}


def changes_address(row: Conference | AgendaItem | None, sent: Mapping[str, str]) -> bool:
    """Whether what was sent would change the address of a page that is there."""
    if row is None or not sent:
        return False
    stands = {"slug": row.slug, "conference": str(getattr(row, "conference_id", ""))}
    return any(sent.get(part, value).strip() != value for part, value in stands.items())
