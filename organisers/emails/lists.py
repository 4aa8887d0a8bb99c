"""The letters about contact lists that leave the site: unsaved rows, naming no contact."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.conf import settings
from django.contrib.auth.models import Permission
from django.db.models import Q
from django.urls import reverse

from lla.mail import compose
from lla.models import Letter, User

from ..models import Download, DownloadRequest
from .people import organisers_of


def approval_asked(asked: DownloadRequest) -> list[Letter]:
    """To those who may be the second person; to the committee's address where nobody is."""
    page = settings.ORGANISATION["url"] + reverse("organisers:list_approval", args=[asked.pk])
    return [_letter("list_to_approve", asked, to=to, page=page) for to in _others(asked)]


def approved(asked: DownloadRequest) -> Letter:
    region = asked.regions.all()[0]
    page = settings.ORGANISATION["url"] + reverse("organisers:contact_list", args=[region.slug, asked.pk])
    return _letter("list_approved", asked, to=asked.by.email, page=page)


def declined(asked: DownloadRequest) -> Letter:
    return _letter("list_declined", asked, to=asked.by.email)


def taken(download: Download) -> list[Letter]:
    """A list left: to the other organisers of its regions and the data protection lead."""
    asked = download.request
    return [_letter("list_taken", asked, to=to, download=download) for to in _others(asked)]


def asked_back(holder: User, downloads: Sequence[Download]) -> Letter:
    """To whoever downloaded lists that may no longer be used; it does not say whose wish it was."""
    return _letter(
        "lists_asked_back", downloads[-1].request, to=holder.email, holder=holder, downloads=downloads
    )


def data_protection_leads() -> list[User]:
    protect = Permission.objects.filter(content_type__app_label="organisers", codename="protect")
    holds = Q(groups__permissions__in=protect) | Q(user_permissions__in=protect)
    return list(User.objects.filter(holds, is_active=True).distinct().order_by("pk"))


def _others(asked: DownloadRequest) -> list[str]:
    people = [*organisers_of(*asked.regions.all()), *data_protection_leads()]
    addresses = [person.email for person in people if person.pk != asked.by_id]
    return list(dict.fromkeys(addresses)) or [settings.ORGANISATION["email"]]


def _letter(name: str, asked: DownloadRequest, *, to: str, **context: Any) -> Letter:
    return compose(
        f"emails/organisers/{name}.txt",
        {"asked": asked, "regions": _listed(asked.regions.all()), **context},
        to=to,
        kind=f"organisers/{name}",
        about=f"list {asked.pk}",
        secret=True,
    )


def _listed(regions: Iterable[object]) -> str:
    """Wales, and the North."""
    return ", ".join(str(region) for region in regions)
