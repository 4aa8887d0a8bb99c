"""Whether somebody may be invited to the steering committee, or leaves it."""

from lla.accounts.groups import STEERING_COMMITTEE
from lla.accounts.models import User

from .models import Seat


def why_not_invite(user: User) -> list[str]:
    """Inviting somebody by name and address, who may be new to this site."""
    if user.pk is None:
        return []
    if not user.is_active:
        return ["This person’s sign-in has been turned off. Ask whoever runs this site."]
    if user.committee_seats.filter(ended_at=None).exists():
        return ["This person is already on the committee."]
    if user.is_staff and user.groups.filter(name=STEERING_COMMITTEE).exists():
        return ["This person is already on the committee."]
    return []


def why_not_end(seat: Seat, *, by: User) -> list[str]:
    if seat.ended_at:
        return ["This place on the committee has already ended."]
    if seat.user_id == by.pk:
        return ["You cannot end your own place on the committee. Ask somebody else who chairs it."]
    return []
