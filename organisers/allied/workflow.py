"""Keeping the register: an organisation entered or changed, and what was said to it."""

from django.db import transaction

from lla.accounts.models import User
from lla.acts.locks import one_wins
from lla.acts.refusals import OVERTAKEN, allow, why_not_fit
from lla.time import clock

from . import rules
from .models import AlliedContact, AlliedOrganisation


@transaction.atomic
def keep(organisation: AlliedOrganisation, *, by: User, seen: str = "") -> AlliedOrganisation:
    """Save an organisation, new or changed: how far we are with it, and what is next.

    `seen` is the state of a changed one that its writer opened.
    """
    allow(rules.why_not_read(by, now=clock.now()) or why_not_fit(organisation))
    if organisation.pk:
        locked = AlliedOrganisation.objects.select_for_update(no_key=True).get(pk=organisation.pk)
        allow([] if locked.state == seen else [OVERTAKEN])
    with one_wins(lambda: why_not_fit(organisation)):
        organisation.save()
    return organisation


@transaction.atomic
def log(organisation: AlliedOrganisation, *, by: User, medium: str, words: str) -> AlliedContact:
    """Add what was said to an organisation; a line of the log stays as it was written."""
    allow(rules.why_not_read(by, now=clock.now()))
    return AlliedContact.objects.create(
        organisation=organisation, by=by, medium=medium, words=words, at=clock.now()
    )
