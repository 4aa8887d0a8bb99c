"""The emails about consents recorded on paper or by word: unsaved rows, naming no contact."""

from typing import Any

from django.conf import settings
from django.urls import reverse

from lla.emails.models import Email
from lla.emails.outbox import compose

from ..appointments.selectors import data_protection_leads, organisers_of
from ..contacts.models import HeardConsent
from . import rules


def consent_to_confirm(heard: HeardConsent) -> list[Email]:
    """To those who may be the second person; to the committee's address where nobody is."""
    until = heard.made_at + rules.STANDS_FOR
    page = settings.ORGANISATION["url"] + reverse("organisers:consent_to_confirm", args=[heard.pk])
    people = [*organisers_of(heard.contact.group.region), *data_protection_leads()]
    others = dict.fromkeys(person.email for person in people if person.pk != heard.heard_by_id)
    addresses = list(others) or [settings.ORGANISATION["email"]]
    how = {"expires_at": until}
    return [_email("consent_to_confirm", heard, how, to=to, page=page, until=until) for to in addresses]


def consent_not_confirmed(heard: HeardConsent) -> Email:
    """To whoever heard it."""
    contact = heard.contact
    place = [contact.group.region.slug, contact.pk]
    page = settings.ORGANISATION["url"] + reverse("organisers:contact", args=place)
    return _email("consent_not_confirmed", heard, {}, to=heard.heard_by.email, page=page)


def _email(name: str, heard: HeardConsent, how: dict[str, Any], *, to: str, **context: Any) -> Email:
    group = heard.contact.group
    return compose(
        f"emails/organisers/{name}.txt",
        {"heard": heard, "group": group, "region": group.region, **context},
        to=to,
        kind=f"organisers/{name}",
        about=f"consent {heard.pk}",
        secret=True,
        **how,
    )
