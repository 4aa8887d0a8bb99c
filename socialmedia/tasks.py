"""What social media register: chores of minute and night, safe twice or late; what they hold about people."""

from django.utils.timezone import localdate

from lla import clock, subjects
from lla.emails import notices
from lla.emails import relevance as emails_relevance
from lla.models import User

from . import emails, relevance
from .models import Appointment
from .papers import people
from .workflow import (
    complaint_chores,
    consultation_chores,
    conversation_chores,
    erasing,
    forum_chores,
    leave,
    post_chores,
    reports,
    roster,
    swaps,
    team,
)

# They register their chores as they are imported.
__all__ = [
    "complaint_chores",
    "consultation_chores",
    "conversation_chores",
    "forum_chores",
    "leave",
    "post_chores",
    "reports",
    "roster",
    "swaps",
    "team",
]


def _is_in_the_team(user: User) -> bool:
    return Appointment.objects.in_force(on=localdate(clock.now())).of(user).exists()


notices.register(notices.Readers("The social media team", _is_in_the_team), emails.TO_TEAM)
notices.register(notices.COMMITTEE, emails.TO_COMMITTEE)
emails_relevance.register("socialmedia", relevance.still_holds)
PART = subjects.register(
    subjects.Part(
        "socialmedia",
        people.TELLS,
        people.LEAVES_OUT,
        people.tell,
        erasing.foresee,
        erasing.erase,
        erasing.why_not_erase,
    )
)
