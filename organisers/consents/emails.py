"""The emails about consents recorded on paper or by word: unsaved rows, naming no contact."""

from typing import Any

from lla.emails.models import Email
from lla.emails.outbox import compose, page_address

from ..appointments.selectors import addresses_of, data_protection_leads, organisers_of
from ..contacts.models import HeardConsent
from . import rules


def consent_to_confirm(heard: HeardConsent) -> list[Email]:
    """To those who may be the second person; to the committee's address where nobody is."""
    until = heard.made_at + rules.STANDS_FOR
    context = {"page": page_address("organisers:consent_to_confirm", heard.pk), "until": until}
    people = [*organisers_of(heard.contact.group.region), *data_protection_leads()]
    return [
        _email("consent_to_confirm", heard, context, to=to, expires_at=until)
        for to in addresses_of(people, but=heard.heard_by_id)
    ]


def consent_not_confirmed(heard: HeardConsent) -> Email:
    """To whoever heard it."""
    contact = heard.contact
    page = page_address("organisers:contact", contact.group.region.slug, contact.pk)
    return _email("consent_not_confirmed", heard, {"page": page}, to=heard.heard_by.email)


def _email(name: str, heard: HeardConsent, context: dict[str, Any], **how: Any) -> Email:
    group = heard.contact.group
    context = {"heard": heard, "group": group, "region": group.region, **context}
    return compose(f"organisers/{name}", context, about=f"consent {heard.pk}", secret=True, **how)
