"""What somebody types who applies for a group, and the emails that come of it."""

from lla.emails.models import Email
from organisers.contacts.models import Contact
from organisers.groups.choices import RegionSource
from organisers.groups.models import Group
from tests.organisers.factories import make_region


def typed(**changed: str) -> dict[str, str]:
    """The public form as a local group of Hull fills it in."""
    return {
        "name": "Humber Left",
        "kind": "local",
        "town": "Hull",
        "postcode": "hu1 2aa",
        "region": "",
        "public_email": "humber@example.org",
        "group_website": "humber.example.org",
        "contact_name": "Jo Marsh",
        "role": "secretary",
        "contact_email": "secretary@example.org",
        "allowed": "on",
        **changed,
    }


def application(name: str = "Humber Left", *, email: str = "secretary@example.org") -> Contact:
    source = RegionSource.POSTCODE
    group = Group(name=name, kind="local", region=make_region(), region_source=source, town="Hull")
    return Contact(group=group, name="Jo Marsh", role="secretary", email=email)


def applicant() -> Contact:
    """The first contact of the newest application."""
    return Contact.objects.select_related("group__region").latest("pk")


def emails() -> list[tuple[str, str]]:
    """Which emails went to whom, in order."""
    return [(email.kind.removeprefix("organisers/"), email.to) for email in Email.objects.order_by("pk")]
