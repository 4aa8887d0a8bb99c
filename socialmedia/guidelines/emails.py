"""The email that says by which guidelines the team works from now on."""

from collections.abc import Iterable

from django.conf import settings
from django.urls import reverse

from lla.accounts.models import User
from lla.emails.choices import Urgency
from lla.emails.models import Email
from lla.emails.outbox import compose

from .models import GuidelineVersion


def adopted(version: GuidelineVersion, team: Iterable[User]) -> list[Email]:
    """To everybody in the team."""
    page = settings.ORGANISATION["url"] + reverse("socialmedia:guideline_version", args=[version.number])
    return [
        compose(
            "socialmedia/guidelines_adopted",
            {"person": person, "version": version, "page": page},
            to=person.email,
            about=f"guidelines {version.number}",
            urgency=Urgency.LATER,
        )
        for person in team
    ]
