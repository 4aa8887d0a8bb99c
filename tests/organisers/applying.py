"""What somebody types who applies for a group, and the letters that come of it."""

from lla.models import Letter
from organisers.choices import RegionSource
from organisers.models import Contact
from organisers.workflow.groups import Application

from .factories import make_region


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


def application(name: str = "Humber Left", *, email: str = "secretary@example.org") -> Application:
    return Application(
        name=name,
        kind="local",
        region=make_region(),
        region_source=RegionSource.POSTCODE,
        contact_name="Jo Marsh",
        contact_email=email,
        town="Hull",
    )


def applicant() -> Contact:
    """The first contact of the newest application."""
    return Contact.objects.select_related("group__region").latest("pk")


def letters() -> list[tuple[str, str]]:
    """Which letters went to whom, in order."""
    return [(letter.kind.removeprefix("organisers/"), letter.to) for letter in Letter.objects.order_by("pk")]
