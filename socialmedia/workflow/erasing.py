"""Erasing one person from the tables of social media, as far as their rows allow."""

from collections.abc import Iterator

from django.db.models import QuerySet
from django.utils.timezone import localdate

from lla import clock
from lla.actors import Actor
from lla.models import User
from lla.moments import short_day
from lla.subjects import Fate, Person

from ..choices import ChannelStatus, ComplaintStatus
from ..models import (
    Appointment,
    Channel,
    Complaint,
    Leave,
    Post,
    RosterDuty,
    RosterFeed,
    SocialRemark,
    Swap,
    View,
)
from .complaint_chores import forget
from .record import record
from .roster import lock_channels

STAYS = "stay, under a number without name or address: who had which role and wrote what is on record"
SAID = "go; what was done, answered and asked stays"


def complaints_of(person: Person) -> QuerySet[Complaint]:
    """Complaints that came with this address; what they say of others belongs to those as well."""
    return Complaint.objects.filter(email__iexact=person.email).order_by("pk")


def foresee(person: Person) -> Iterator[Fate]:
    """What `erase` does."""
    closed = "lose name, address and all that was written; their kind and dates stay"
    yield Fate("Complaints", _closed(person).count(), closed)
    if user := person.user:
        yield Fate("Days away", Leave.objects.of(user).count(), "go")
        yield Fate("Duties to come", _duties(user).count(), "are deleted, so that somebody else is found")
        yield Fate("Calendar address", RosterFeed.objects.filter(user=user).count(), "ends")
        said = _remarks(person).count() + _views(user).count() + _notes(user).count()
        yield Fate("Words said with a step, a view or a swap", said, SAID)
        held = Appointment.objects.of(user).count() + Post.objects.filter(author=user).count()
        yield Fate("Roles and posts", held, STAYS)


def why_not_erase(person: Person) -> list[str]:
    """A role ends, and a complaint has its answer, first.

    Whether somebody complained of this person never speaks against it: the refusal would tell of it.
    """
    waiting = complaints_of(person).exclude(status=ComplaintStatus.CLOSED)
    reasons = [f"They are waiting for an answer to their complaint {one}. Close it first." for one in waiting]
    if person.user is None:
        return reasons
    today = localdate(clock.now())
    held = Appointment.objects.of(person.user).not_over(on=today)
    reasons += [_in_office(role) for role in held if role.starts_on <= today]
    reasons += [_to_come(role) for role in held if role.starts_on > today]
    named = Channel.objects.filter(named=person.user).exclude(status=ChannelStatus.CLOSED)
    return reasons + [f"They are the person named for {forum}. Name somebody else first." for forum in named]


def erase(person: Person, by: Actor) -> None:
    for complaint in _closed(person).select_for_update(of=("self",), no_key=True):
        forget(complaint, by=by)
    _remarks(person).delete()
    if user := person.user:
        _free_duties(user, by=by)
        _views(user).update(words="")
        _notes(user).update(note="")
        Leave.objects.of(user).delete()
        RosterFeed.objects.filter(user=user).delete()


def _in_office(role: Appointment) -> str:
    return f"They have a role in the social media team: {_named(role)}. End it first."


def _to_come(role: Appointment) -> str:
    begins = short_day(role.starts_on)
    return f"They have a role in the social media team from {begins}: {_named(role)}. Cancel it first."


def _named(role: Appointment) -> str:
    return role.get_role_display() + (f", {role.channel}" if role.channel else "")


def _closed(person: Person) -> QuerySet[Complaint]:
    return complaints_of(person).filter(status=ComplaintStatus.CLOSED)


def _remarks(person: Person) -> QuerySet[SocialRemark]:
    return SocialRemark.objects.filter(event__actor_key__in=person.keys)


def _views(user: User) -> QuerySet[View]:
    return View.objects.filter(user=user).exclude(words="")


def _notes(user: User) -> QuerySet[Swap]:
    """Notes to whoever was asked to swap; those of duties to come go with the duty."""
    return Swap.objects.filter(asked_by=user).exclude(note="")


def _duties(user: User) -> QuerySet[RosterDuty]:
    return RosterDuty.objects.of(user).filter(on__gte=localdate(clock.now()))


def _free_duties(user: User, *, by: Actor) -> None:
    lock_channels(_duties(user).values_list("channel", flat=True))
    for duty in _duties(user):
        record(duty, "freed", by=by, channel=duty.channel_id, kind=duty.kind, on=duty.on.isoformat())
        duty.delete()
