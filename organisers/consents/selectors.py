"""What erasing a contact's details, or taking everything back, would end."""

from typing import Any

from ..contacts.choices import Purpose
from ..contacts.models import Contact
from ..contacts.selectors import current_answers
from ..contacts.sharing import NOT_GIVEN
from ..editions.models import Copy
from ..lists.models import Download
from ..lists.rules import holds_withdrawn_details


def erasure_effects(contact: Contact) -> dict[str, Any]:
    """What erasing would take: the purposes allowed until then, and the copies and lists called back."""
    before, now = current_answers(contact), dict.fromkeys(Purpose, NOT_GIVEN)
    live = Copy.objects.holding(contact).filter(recalled_at__isnull=True)
    taken = Download.objects.holding(contact)
    lists = sum(holds_withdrawn_details(download, before=before, now=now) for download in taken)
    purposes = [purpose for purpose, word in before.items() if word.given]
    return {"purposes": purposes, "copies": live.count(), "lists": lists}
