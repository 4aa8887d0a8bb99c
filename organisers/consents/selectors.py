"""What erasing a contact's details, or taking everything back, would end."""

from dataclasses import dataclass

from ..contacts.choices import Purpose
from ..contacts.models import Contact
from ..contacts.selectors import current_answers
from ..contacts.sharing import NOT_GIVEN
from ..editions.models import Copy
from ..lists.models import Download
from ..lists.rules import holds_withdrawn_details


@dataclass(frozen=True, slots=True)
class ErasureEffects:
    """What erasing would take: the purposes allowed until then, and the copies and lists called back."""

    purposes: tuple[Purpose, ...]
    copies: int
    lists: int


def erasure_effects(contact: Contact) -> ErasureEffects:
    before, now = current_answers(contact), dict.fromkeys(Purpose, NOT_GIVEN)
    live = Copy.objects.holding(contact).filter(recalled_at__isnull=True)
    taken = Download.objects.holding(contact)
    lists = sum(holds_withdrawn_details(download, before=before, now=now) for download in taken)
    return ErasureEffects(
        tuple(purpose for purpose, word in before.items() if word.given), live.count(), lists
    )
