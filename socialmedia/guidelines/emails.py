"""The email that says by which guidelines the team works from now on."""

from collections.abc import Iterable

from lla.accounts.models import User
from lla.emails.choices import Urgency
from lla.emails.models import Email
from lla.emails.outbox import compose, page_address

from .models import GuidelineVersion


def adopted(version: GuidelineVersion, team: Iterable[User]) -> list[Email]:
    """To everybody in the team."""
    page = page_address("socialmedia:guideline_version", version.number)
    return [
        compose(
            "socialmedia/guidelines_adopted",
            {"version": version, "page": page},
            to=person,
            about=f"guidelines {version.number}",
            urgency=Urgency.LATER,
        )
        for person in team
    ]
