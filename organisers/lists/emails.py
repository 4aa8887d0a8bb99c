"""The emails about contact lists that leave the site: unsaved rows, naming no contact."""

from collections.abc import Sequence
from typing import Any

from lla.accounts.models import User
from lla.emails.choices import Urgency
from lla.emails.models import Email
from lla.emails.outbox import compose, page_address
from lla.links.tokens import LinkWanted
from lla.time import clock

from ..appointments.selectors import addresses_of, data_protection_leads, organisers_of
from . import rules
from .choices import AskedBackFor
from .models import Download, DownloadRequest

DELETION_LINK = "lists"  # the purpose: it opens what somebody was asked to delete, and nothing else
DAYS_FOR_DELETING = 90


def approval_asked(asked: DownloadRequest) -> list[Email]:
    """To those who may be the second person; to the committee's address where nobody is."""
    until = asked.made_at + rules.STANDS_FOR
    context = {"page": page_address("organisers:list_approval", asked.pk), "until": until}
    return [_email("list_to_approve", asked, context, to=to, expires_at=until) for to in _others(asked)]


def approved(asked: DownloadRequest) -> Email:
    until = asked.made_at + rules.STANDS_FOR
    context = {"page": page(asked), "until": until}
    return _email("list_approved", asked, context, to=asked.by.email, expires_at=until)


def declined(asked: DownloadRequest) -> Email:
    return _email("list_declined", asked, {}, to=asked.by.email)


def taken(download: Download) -> list[Email]:
    """A list left: to the other organisers of its regions and the data protection lead."""
    asked, context = download.request, {"download": download}
    return [_email("list_taken", asked, context, to=to, urgency=Urgency.LATER) for to in _others(asked)]


def asked_back(holder: User, downloads: Sequence[Download], *, why: AskedBackFor) -> Email:
    """To whoever has lists that they may not keep; it does not say whose wish it was.

    Whoever organises on is led to the same lists without whoever may not be in them any more.
    """
    anew = [] if why == AskedBackFor.ENDED else rules.reissuable(downloads, now=clock.now())
    pages = dict.fromkeys(page(download.request) for download in anew)
    return _to_holder("lists_asked_back", holder, downloads, why=why.value, pages=list(pages))


def reminded(holder: User, downloads: Sequence[Download]) -> Email:
    """To whoever has not said that what they were asked to delete is deleted."""
    return _to_holder("lists_still_held", holder, downloads)


def not_answered(holder: User, downloads: Sequence[Download]) -> list[Email]:
    """To the data protection lead, once the last reminder has gone out."""
    open_lists = page_address("organisers:all_lists") + "?show=open"
    context, asked = {"holder": holder, "downloads": downloads, "page": open_lists}, downloads[-1].request
    return [
        _email("lists_not_answered", asked, context, to=address)
        for address in addresses_of(data_protection_leads())
    ]


def page(asked: DownloadRequest) -> str:
    """Where whoever asked for a list downloads it."""
    return page_address("organisers:contact_list", asked.regions.all()[0].slug, asked.pk)


def _to_holder(name: str, holder: User, downloads: Sequence[Download], **context: Any) -> Email:
    link = LinkWanted("organisers:lists_deleted", DELETION_LINK, holder.pk, DAYS_FOR_DELETING)
    context = {"holder": holder, "downloads": downloads, **context}
    return _email(name, downloads[-1].request, context, to=holder.email, link=link)


def _others(asked: DownloadRequest) -> list[str]:
    people = [*organisers_of(*asked.regions.all()), *data_protection_leads()]
    return addresses_of(people, but=asked.by_id)


def _email(name: str, asked: DownloadRequest, context: dict[str, Any], **how: Any) -> Email:
    regions = ", ".join(map(str, asked.regions.all()))
    context = {"asked": asked, "regions": regions, **context}
    return compose(f"organisers/{name}", context, about=f"list {asked.pk}", secret=True, **how)
