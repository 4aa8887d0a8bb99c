"""What pages about a contact begin with: the contact of a region, and the answer to a link that has ended."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from ..groups.views import not_here
from ..regions.models import Region
from .models import Contact

LINK_ENDED = (
    "This link no longer works. Each link works once, for a limited time, until a newer one is sent. You "
    "can ask for a new one now."
)


def link_ended(request: HttpRequest, reason: str) -> HttpResponse:
    """The answer to a link that opens nothing any more."""
    return render(request, "organisers/contacts/link_ended.html", {"reason": reason}, status=410)


def get_contact(region: Region, pk: int) -> Contact:
    found = Contact.objects.present().select_related("group__region").filter(pk=pk).first()
    if found is None or found.group.region != region:
        raise not_here(region, found.group if found else None)
    return found
