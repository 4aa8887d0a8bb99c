"""What is typed of a report."""

from lla.forms.fields import FormattedTextField
from lla.forms.optimistic_locking import LockingModelForm

from .models import CommitteeReport


class ReportForm(LockingModelForm[CommitteeReport]):
    """The text of a draft; of two who change it at once the second is told."""

    body = FormattedTextField(
        label="Text",
        max_length=50_000,
        rows=24,
        help_text="Begin points with “- ”. A line that ends in a colon heads what follows.",
    )

    class Meta:
        model = CommitteeReport
        fields = ("body",)
