"""Members write to the organiser of a region through the site."""

from django.db import transaction

from lla import once
from lla.emails import outbox

from ..emails import appointments as emails
from ..models import Region


@transaction.atomic
def write_to_organiser(region: Region, *, name: str, email: str, words: str) -> None:
    """Write to those in office; the same words sent again at once are one message."""
    said = {"region": region.pk, "name": name, "email": email, "words": words}
    if once.first_time("write to organiser", said):
        outbox.post(*emails.written_to(region, name=name, email=email, words=words))
