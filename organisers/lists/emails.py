"""The emails about contact lists that leave the site: unsaved rows, naming no contact."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.conf import settings
from django.urls import reverse

from lla.accounts.models import User
from lla.emails.choices import Urgency
from lla.emails.models import Email
from lla.emails.outbox import compose
from lla.links.tokens import LinkWanted

from ..appointments.selectors import data_protection_leads, organisers_of
from . import rules
from .choices import AskedBackFor
from .models import Download, DownloadRequest

DELETION_LINK = "lists"  # the purpose: it opens what somebody was asked to delete, and nothing else
DAYS_FOR_DELETING = 90


def approval_asked(asked: DownloadRequest) -> list[Email]:
    """To those who may be the second person; to the committee's address where nobody is."""
    page = settings.ORGANISATION["url"] + reverse("organisers:list_approval", args=[asked.pk])
    until = asked.made_at + rules.STANDS_FOR
    how = {"expires_at": until}
    return [_email("list_to_approve", asked, how, to=to, page=page, until=until) for to in _others(asked)]


def approved(asked: DownloadRequest) -> Email:
    region = asked.regions.all()[0]
    page = settings.ORGANISATION["url"] + reverse("organisers:contact_list", args=[region.slug, asked.pk])
    until = asked.made_at + rules.STANDS_FOR
    how = {"expires_at": until}
    return _email("list_approved", asked, how, to=asked.by.email, page=page, until=until)


def declined(asked: DownloadRequest) -> Email:
    return _email("list_declined", asked, to=asked.by.email)


def taken(download: Download) -> list[Email]:
    """A list left: to the other organisers of its regions and the data protection lead."""
    asked = download.request
    how = {"urgency": Urgency.LATER}
    return [_email("list_taken", asked, how, to=to, download=download) for to in _others(asked)]


def asked_back(holder: User, downloads: Sequence[Download], *, why: AskedBackFor) -> Email:
    """To whoever has lists that they may not keep; it does not say whose wish it was."""
    return _to_holder("lists_asked_back", holder, downloads, ended=why == AskedBackFor.ENDED)


def reminded(holder: User, downloads: Sequence[Download]) -> Email:
    """To whoever has not said that what they were asked to delete is deleted."""
    return _to_holder("lists_still_held", holder, downloads)


def not_answered(holder: User, downloads: Sequence[Download]) -> list[Email]:
    """To the data protection lead, once the last reminder has gone out."""
    addresses = [lead.email for lead in data_protection_leads()] or [settings.ORGANISATION["email"]]
    page = settings.ORGANISATION["url"] + reverse("organisers:all_lists") + "?show=open"
    context = {"holder": holder, "downloads": downloads, "page": page}
    return [
        _email("lists_not_answered", downloads[-1].request, to=address, **context) for address in addresses
    ]


def _to_holder(name: str, holder: User, downloads: Sequence[Download], **context: Any) -> Email:
    link = LinkWanted("organisers:lists_deleted", DELETION_LINK, holder.pk, DAYS_FOR_DELETING)
    context = {"holder": holder, "downloads": downloads, **context}
    return _email(name, downloads[-1].request, {"link": link}, to=holder.email, **context)


def _others(asked: DownloadRequest) -> list[str]:
    people = [*organisers_of(*asked.regions.all()), *data_protection_leads()]
    addresses = [person.email for person in people if person.pk != asked.by_id]
    return list(dict.fromkeys(addresses)) or [settings.ORGANISATION["email"]]


def _email(
    name: str, asked: DownloadRequest, how: dict[str, Any] | None = None, *, to: str, **context: Any
) -> Email:
    """One email by the name of its template; `how` are further fields of its row."""
    return compose(
        f"emails/organisers/{name}.txt",
        {"asked": asked, "regions": _listed(asked.regions.all()), **context},
        to=to,
        kind=f"organisers/{name}",
        about=f"list {asked.pk}",
        secret=True,
        **(how or {}),
    )


def _listed(regions: Iterable[object]) -> str:
    """Wales, and the North."""
    return ", ".join(str(region) for region in regions)
