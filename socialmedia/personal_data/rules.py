"""Whether somebody may be erased now."""

from django.utils.timezone import localdate

from lla.subjects.registry import Person
from lla.time import clock
from lla.time.wording import short_day

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
    for role in sorted(roles, key=lambda role: role.starts_on > today):
        begun = role.starts_on <= today
        since, todo = ("", "End") if begun else (f" from {short_day(role.starts_on)}", "Cancel")
        named = role.get_role_display() + (f", {role.channel}" if role.channel else "")
        reasons.append(f"They have a role in the social media team{since}: {named}. {todo} it first.")
    forums = Channel.objects.standing().filter(named=person.user)
    return reasons + [f"They are the person named for {forum}. Name somebody else first." for forum in forums]
