"""Who may bring in groups, and whether an import may go on or be undone now."""

from datetime import datetime, timedelta

from lla.accounts.models import User

from ..appointments.rules import is_committee_or_data_protection_lead, regions_open_to, why_none_open
from ..regions.models import Region
from . import selectors
from .choices import Fate, Stage, Standing
from .matching import Verdict
from .models import Import

WAITS_FOR = timedelta(days=2)
UNDONE_WITHIN = timedelta(days=30)
NOBODY = "Only regional organisers, the steering committee and the data protection lead can bring in groups."
NOT_YOURS = "Only the person who chose a spreadsheet can bring it in."
OVER = "This import is over. Choose the spreadsheet again."
DONE = "These groups have been brought in already."
UNMAPPED = "Say first what the columns mean."
NOTHING = "There is nothing new in this spreadsheet."
CHANGED = "Something here has changed since you looked at this page. Look at the rows again, then confirm."
NOT_DONE = "This import has not been brought in, or has been undone already."
TOO_LATE = "An import can be undone for 30 days. Contacts can still be erased one by one."
AFFILIATES = "Only the steering committee can bring in groups as affiliated."
SAME_NAME = "There is already a group of this name."
ALIKE = (
    "There is a group with a similar name, {name}. Tick that it is not that group, or add a contact there."
)
ANSWERED_ONE = "1 person has opened their page or answered since. Erase contacts one by one instead."
ANSWERED_MANY = "{} people have opened their page or answered since. Erase contacts one by one instead."
ACTED = "Something has been done with these groups or contacts since. Erase contacts one by one instead."


def regions_to_import(user: User, *, now: datetime) -> list[Region]:
    """Organisers bring groups into their own regions; the committee and the data protection lead into all."""
    everywhere = is_committee_or_data_protection_lead(user)
    return regions_open_to(user, everywhere=everywhere, now=now)


def may_affiliate(user: User) -> bool:
    """Affiliating is the steering committee's act, one by one or by a decision about a whole list."""
    return user.is_active and user.has_perm("organisers.oversee")


def why_not_import(user: User, *, now: datetime) -> list[str]:
    return why_none_open(user, regions_to_import(user, now=now), otherwise=NOBODY, now=now)


def why_not_go_on(imported: Import, by: User, *, now: datetime) -> list[str]:
    """Mapping, deciding, confirming and abandoning: by whoever chose the file, within two days."""
    if reasons := why_not_import(by, now=now):
        return reasons
    if imported.by_id != by.pk:
        return [NOT_YOURS]
    if imported.stage == Stage.DONE:
        return [DONE]
    if imported.stage != Stage.WAITING or imported.made_at + WAITS_FOR <= now:
        return [OVER]
    if imported.standing == Standing.AFFILIATED and not may_affiliate(by):
        return [AFFILIATES]
    return []


def why_not_confirm(
    imported: Import, by: User, rehearsal: "selectors.Rehearsal", *, seen: str, now: datetime
) -> list[str]:
    """Writing what the page showed, which bore the mark `seen`."""
    if reasons := why_not_go_on(imported, by, now=now):
        return reasons
    if not rehearsal.mapped:
        return [UNMAPPED]
    if rehearsal.fingerprint != seen:
        return [CHANGED]
    return [] if rehearsal.writes else [NOTHING]


def why_not_add_group(verdict: Verdict) -> list[str]:
    """Adding one group by hand: a new one, with a contact whom we can tell, or none."""
    if verdict.fate == Fate.REFUSED or (verdict.row.has_contact and not verdict.adds and verdict.begins):
        return list(verdict.words[-1:])
    if verdict.begins:
        return []
    return [ALIKE.format(name=verdict.similar)] if verdict.similar else [SAME_NAME]


def why_not_undo(imported: Import, by: User, *, now: datetime) -> list[str]:
    """Taking all of it away again: by who brought it in or oversees, while nobody has answered."""
    if reasons := why_not_import(by, now=now):
        return reasons
    if imported.by_id != by.pk and not is_committee_or_data_protection_lead(by):
        return [NOT_YOURS]
    if imported.stage != Stage.DONE or imported.done_at is None:
        return [NOT_DONE]
    if imported.done_at + UNDONE_WITHIN <= now:
        return [TOO_LATE]
    if answered := selectors.answered(imported):
        return [ANSWERED_ONE if answered == 1 else ANSWERED_MANY.format(answered)]
    return [ACTED] if selectors.acted_upon(imported) else []
