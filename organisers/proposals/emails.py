"""The one email to somebody whom a group's secretary proposes."""

from lla.emails.models import Email
from lla.emails.outbox import compose
from lla.links.tokens import LinkWanted

from ..contacts.emails import LINK_DAYS
from .models import Proposal

PROPOSAL_LINK = "proposal"


def proposed(proposal: Proposal) -> Email:
    """The one email to somebody whom a group's secretary proposes."""
    return compose(
        "organisers/proposed",
        {"proposal": proposal},
        to=proposal.email,
        about=f"proposal {proposal.pk}",
        link=LinkWanted("organisers:proposal", PROPOSAL_LINK, proposal.pk, LINK_DAYS),
        secret=True,
    )
