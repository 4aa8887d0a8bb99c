"""The nightly chores of drafts that were never sent: their senders are warned, and then they go."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.db.models import QuerySet
from django.utils.timezone import localdate

from lla import clock, links, mailboxes
from lla.emails import outbox
from lla.emails.models import Email, EmailQuerySet

from .. import emails
from ..models import Draft

WARNED_FOR = timedelta(days=14)
WARNED_AFTER = Draft.KEPT - WARNED_FOR


def warn_of_unsent() -> int:
    """Tell whoever gave an address that their draft will go; one without an address is only noted."""
    return sum(_warn(pk) for pk in _to_warn().values_list("pk", flat=True))


def forget_unsent() -> int:
    """Delete drafts that nobody changed for long, two weeks after the warning at the earliest."""
    return sum(_forget(pk) for pk in _to_forget().values_list("pk", flat=True))


def _to_warn() -> QuerySet[Draft]:
    return Draft.objects.unsent(since=localdate(clock.now()) - WARNED_AFTER).unwarned()


def _to_forget() -> QuerySet[Draft]:
    today = localdate(clock.now())
    return Draft.objects.unsent(since=today - Draft.KEPT).warned(since=today - WARNED_FOR)


@transaction.atomic
def _warn(pk: int) -> bool:
    """Warn once, unless the draft was changed or sent since the list was made."""
    draft = _hold(_to_warn(), pk)
    if draft is None:
        return False
    draft.warned_at = clock.now()
    draft.save(update_fields=["warned_at"])
    goes_on = max(draft.kept_until, localdate(draft.warned_at) + WARNED_FOR)
    outbox.post(*(emails.draft_going(draft, to=address, goes_on=goes_on) for address in _addresses(draft)))
    return True


@transaction.atomic
def _forget(pk: int) -> bool:
    """Delete a draft with every way to it, emails that still wait included."""
    draft = _hold(_to_forget(), pk)
    if draft is None:
        return False
    links.revoke(emails.DRAFT, pk)
    _emails(draft).waiting().delete()
    draft.delete()
    return True


def _hold(drafts: QuerySet[Draft], pk: int) -> Draft | None:
    """The draft, locked, if it is still among those."""
    return drafts.select_for_update(of=("self",)).filter(pk=pk).first()


def _emails(draft: Draft) -> EmailQuerySet:
    return Email.objects.filter(link_purpose=emails.DRAFT, link_target=draft.pk)


def _addresses(draft: Draft) -> list[str]:
    """Whoever asked for the way back, and the address typed as the sender's; each once."""
    typed = [mailboxes.canonical(str(words)) for words in draft.typed.get("people", {}).get("email", [])]
    asked = _emails(draft).order_by("pk").values_list("to", flat=True)
    found = {mailboxes.key(address): address for address in [*typed, *asked] if _is_address(address)}
    return list(found.values())


def _is_address(words: str) -> bool:
    try:
        validate_email(words)
    except ValidationError:
        return False
    return True
