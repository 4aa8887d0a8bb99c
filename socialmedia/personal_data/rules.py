"""Whether somebody may be erased now."""

from django.utils.timezone import localdate

from lla.subjects.registry import Person
from lla.time import clock
from lla.time.wording import short_day

from ..channels.choices import ChannelStatus
from ..channels.models import Channel
from ..complaints.choices import ComplaintStatus
from ..team.models import Appointment
from .selectors import complaints_of


def why_not_erase(person: Person) -> list[str]:
    """A role ends, and a complaint has its answer, first.

    Whether somebody complained of this person never speaks against it: the refusal would tell of it.
    """
    waiting = complaints_of(person).exclude(status=ComplaintStatus.CLOSED)
    reasons = [
        f"They are waiting for an answer to their complaint {complaint}. Close it first."
        for complaint in waiting
    ]
    if person.user is None:
        return reasons
    today = localdate(clock.now())
    roles = Appointment.objects.of(person.user).not_over(on=today)
    reasons += [_in_office(role) for role in roles if role.starts_on <= today]
    reasons += [_to_come(role) for role in roles if role.starts_on > today]
    named = Channel.objects.filter(named=person.user).exclude(status=ChannelStatus.CLOSED)
    return reasons + [f"They are the person named for {forum}. Name somebody else first." for forum in named]


def _in_office(role: Appointment) -> str:
    return f"They have a role in the social media team: {_named(role)}. End it first."


def _to_come(role: Appointment) -> str:
    begins = short_day(role.starts_on)
    return f"They have a role in the social media team from {begins}: {_named(role)}. Cancel it first."


def _named(role: Appointment) -> str:
    return role.get_role_display() + (f", {role.channel}" if role.channel else "")
