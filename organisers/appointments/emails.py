"""The emails that members write to organisers through the site."""

from django.conf import settings

from lla.emails.models import Email
from lla.emails.outbox import compose

from ..regions.models import Region
from .selectors import organisers_of


def written_to(region: Region, *, name: str, email: str, words: str) -> list[Email]:
    """What somebody wrote through the site, to the region's organisers; to the committee where none is."""
    people = [person.email for person in organisers_of(region)] or [settings.ORGANISATION["email"]]
    context = {"region": region, "name": name, "email": email, "words": words}
    return [
        compose(
            "emails/organisers/written_to.txt",
            context,
            to=to,
            kind="organisers/written_to",
            about=f"region {region.pk}",
            secret=True,
            reply_to=email,
        )
        for to in people
    ]
