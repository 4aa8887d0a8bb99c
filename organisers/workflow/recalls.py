"""Calling back the copies and lists that hold somebody who no longer allows it."""

from collections import defaultdict
from collections.abc import Mapping

from lla import clock, links
from lla.actors import Actor
from lla.emails import outbox

from ..choices import AskedBackFor, CopyAct, Purpose
from ..consenting import Word
from ..emails import contacts as emails
from ..emails.editions import COPY_LINK
from ..models import Contact, Copy, CopyEvent, Download
from ..rules import lists as rules
from . import returns


def recall(contact: Contact, *, by: Actor, groups: frozenset[int] | None = None) -> list[Copy]:
    """Take a contact out of every copy, or out of some groups', and end those that still opened.

    Links die at once, and the people of each group that held one are asked to delete it. Call it inside the
    act's transaction, after the contact's row and consents say so.
    """
    holding = Copy.objects.holding(contact).select_for_update(of=("self",), no_key=True)
    if groups is not None:
        holding = holding.filter(group__in=groups)
    recalled = []
    for copy in holding.select_related("edition__region").order_by("pk"):
        copy.entries = [entry for entry in copy.entries if entry["contact"] != contact.pk]
        if copy.recalled_at is None:
            _end(copy, by=by)
            recalled.append(copy)
        copy.save(update_fields=["entries", "recalled_at"])
    _tell_holders(recalled)
    return recalled


def ask_back(
    contact: Contact, *, before: Mapping[Purpose, Word], now: Mapping[Purpose, Word], by: Actor
) -> None:
    """Ask whoever downloaded a list that holds what a contact has taken back to delete it."""
    downloads = Download.objects.holding(contact).order_by("pk")
    over = [one for one in downloads if rules.ended_in(one, before=before, now=now)]
    returns.ask_back(over, why=AskedBackFor.TAKEN_BACK, by=by)


def _end(copy: Copy, *, by: Actor) -> None:
    copy.recalled_at = clock.now()
    links.revoke(COPY_LINK, copy.pk)
    CopyEvent.objects.create(copy=copy, act=CopyAct.RECALLED, **by.fields())


def _tell_holders(copies: list[Copy]) -> None:
    held = defaultdict(list)
    for copy in copies:
        held[copy.group_id].append(copy)
    holders = Contact.objects.with_address().filter(group__in=held).select_related("group")
    outbox.post(*(emails.copies_recalled(holder, held[holder.group_id]) for holder in holders))
