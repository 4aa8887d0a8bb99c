"""Whether a consent given on paper or by word may be recorded, and confirmed, now."""

from collections.abc import Collection
from datetime import date, datetime, timedelta

from django.utils.timezone import localdate

from lla.accounts.models import User

from ..appointments.rules import why_not_organise
from ..contacts import consent_texts
from ..contacts.choices import Detail, HeardOutcome, Purpose
from ..contacts.models import Contact, HeardConsent
from ..contacts.rules import why_not_change
from ..contacts.selectors import newest_consent

RECORDED_WITHIN = timedelta(days=30)
STANDS_FOR = timedelta(days=30)
# What somebody without an email address can allow: notices come by email and by nothing else.
PURPOSES = (Purpose.CIRCULATED, Purpose.SYMPOSIUM, Purpose.SUPPORT, Purpose.COMMITTEE, Purpose.PHONE)
DETAILS = (Detail.NAME, Detail.ROLE, Detail.PHONE)
OWN_PAGE = "They have an email address, so they give consent on their own page."
NEEDS_ADDRESS = "They have no email address, so they cannot agree to anything that needs one."
MEANWHILE = "Their consent has changed since you opened this page. Check it, then save again."
NOT_YET = "This day is in the future."
TOO_LONG_AGO = "This is more than 30 days ago. Ask them again, and enter the new day."
ONESELF = (
    "Somebody else has to confirm what you heard: another organiser of the region, "
    "or the data protection lead."
)
NOT_THE_SECOND = "Only another organiser of the region or the data protection lead can do this."
SETTLED = "This no longer needs confirmation."
RUN_OUT = "This was recorded more than 30 days ago. Ask them again."
NEW_WORDS = "The sentences that contacts agree to have changed since. Ask them again."


def why_not_record(
    contact: Contact,
    purposes: Collection[Purpose],
    details: Collection[Detail],
    *,
    seen: int,
    heard_on: date,
    now: datetime,
) -> list[str]:
    """Writing down what somebody allows now; without any purpose it is that they take everything back."""
    if reasons := why_not_change(contact):
        return reasons
    if newest_consent(contact) != seen:
        return [MEANWHILE]
    if contact.email and purposes:
        return [OWN_PAGE]
    if not set(purposes) <= set(PURPOSES) or not set(details) <= set(DETAILS):
        return [NEEDS_ADDRESS]
    if heard_on > localdate(now):
        return [NOT_YET]
    return [TOO_LONG_AGO] if heard_on < localdate(now) - RECORDED_WITHIN else []


def why_not_decide(heard: HeardConsent, by: User, *, now: datetime) -> list[str]:
    """Confirming what somebody else heard, or saying that it is not so."""
    if heard.heard_by_id == by.pk:
        return [ONESELF]
    if not may_decide(heard.contact, by, now=now):
        return [NOT_THE_SECOND]
    if heard.outcome != HeardOutcome.WAITING:
        return [SETTLED]
    return why_not_change(heard.contact) or why_expired(heard, now=now)


def may_decide(contact: Contact, by: User, *, now: datetime) -> bool:
    if not by.is_active:
        return False
    return by.has_perm("organisers.protect") or not why_not_organise(by, contact.group.region, now=now)


def why_expired(heard: HeardConsent, *, now: datetime) -> list[str]:
    if heard.made_at + STANDS_FOR <= now:
        return [RUN_OUT]
    return [NEW_WORDS] if heard.text_version != consent_texts.TEXT_VERSION else []
