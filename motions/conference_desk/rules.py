"""Whether a conference may be made from an earlier one, and the words refusing it."""

from lla.acts.refusals import why_not_fit

from ..agenda.models import Conference

ADDRESS_TAKEN = "Another conference has this address. Choose another."


def why_not_copy(copy: Conference) -> list[str]:
    """Making this conference, not saved yet, from another."""
    if Conference.objects.filter(slug=copy.slug).exists():
        return [ADDRESS_TAKEN]
    return why_not_fit(copy)
