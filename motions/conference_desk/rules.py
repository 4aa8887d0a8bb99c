"""Whether a conference may be made from an earlier one or removed, and the words refusing it."""

from typing import Any

from django.utils.text import get_text_list

from lla.acts.refusals import why_not_fit

from ..agenda.models import Conference
from . import selectors

ADDRESS_TAKEN = "Another conference has this address. Choose another."


def why_not_copy(copy: Conference) -> list[str]:
    """Making this conference, not saved yet, from another."""
    if Conference.objects.filter(slug=copy.slug).exists():
        return [ADDRESS_TAKEN]
    return why_not_fit(copy)


OPENED = "This conference is open, so it stays. Only a draft that nobody else has seen can be removed."


CHANGED = (
    "Somebody has changed this draft since you opened this page, so it is not removed. What goes with it now "
    "is shown here. Look at it first."
)


def why_not_remove(conference: Conference, *, seen: str | None = None) -> list[str]:
    """Removing a draft that was made by mistake, with its agenda and standing orders.

    `seen` is the mark of what was in it when the person decided that.
    """
    if not conference.is_draft:
        return [OPENED]
    held: dict[str, Any] = {
        "motions": conference.motions.any_nature(),
        "motions that somebody is writing": conference.drafts,
        "reports": conference.reports,
        "sessions on its order paper": conference.sessions,
    }
    names = [name for name, rows in held.items() if rows.exists()]
    if names:
        return [f"This draft has {get_text_list(names, 'and')}, so it cannot be removed."]
    return [CHANGED] if seen is not None and seen != selectors.mark_of_contents(conference) else []
