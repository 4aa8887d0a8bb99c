"""Whether a colleague may be proposed as a contact now, and whether a proposal may be answered."""

from ..contacts.choices import ContactRole
from ..contacts.models import Contact
from ..contacts.rules import why_not_add, why_not_change
from .models import Proposal

MOST_OPEN = 5  # of one group, so that nobody writes to many people through us
NOT_SECRETARY = "Only the secretary of a group can propose contacts. Ask your regional organiser."
TOO_MANY = f"{MOST_OPEN} people your group proposed have not answered yet. Wait for their answers first."
ANSWERED = "This has already been answered, or has expired."


def why_not_propose(contact: Contact) -> list[str]:
    """By a group's own secretary, whose address is proved, while few others have yet to answer."""
    if reasons := why_not_change(contact) or why_not_add(contact.group):
        return reasons
    if not contact.confirmed_at or ContactRole.SECRETARY not in (contact.role, *contact.more_roles):
        return [NOT_SECRETARY]
    waiting = Proposal.objects.filter(group=contact.group_id, answered_at=None).count()
    return [TOO_MANY] if waiting >= MOST_OPEN else []


def why_not_answer(proposal: Proposal) -> list[str]:
    return [ANSWERED] if proposal.answered_at else why_not_add(proposal.group)
