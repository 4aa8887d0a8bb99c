"""The email that says the times call for more people."""

from datetime import date

from django.db.models import Q

from lla.acts.actors import Actor
from lla.emails.choices import Urgency
from lla.emails.models import Email
from lla.emails.outbox import compose, page_address
from lla.time.days import day_ends

from ..team.models import TEAM_OFFICES
from ..team.selectors import people_to_tell
from .models import ReachTarget


def reach_set(target: ReachTarget, *, by: Actor, today: date) -> list[Email]:
    """To those who answer for the team: more people are to be found."""
    page = page_address("socialmedia:staffing")
    return [
        compose(
            "socialmedia/reach_set",
            {"target": target, "page": page},
            to=person,
            about=f"reachtarget:{target.pk}",
            urgency=Urgency.LATER,
            expires_at=day_ends(target.ends_on),
        )
        for person in people_to_tell(Q(role__in=TEAM_OFFICES), by=by, today=today)
    ]
