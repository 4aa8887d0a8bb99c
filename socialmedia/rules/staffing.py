"""The team as the staffing check sees it; whether days may be asked about and a reach target set or ended."""

from datetime import date, datetime, timedelta

from django.utils.timezone import localdate

from ..choices import ChannelKind
from ..models import Appointment, Channel, Leave, Platform, ReachTarget
from ..staffing import Absence, Place, Reach, Stint, Team

EXTRA_AT_MOST = 50
DAYS_AHEAD = timedelta(days=366)
WRONG_ORDER = "The last day is before the first day."
OVER = "Those days are over."


def place_of(channel: Channel) -> Place:
    """A channel as the staffing check sees it, with all the platforms it is on."""
    platforms = {channel.platform_id, *(platform.pk for platform in channel.also_on.all())}
    return Place(
        channel.pk,
        channel.name,
        channel.kind,
        preference=channel.platform.order,
        platforms=len(platforms),
        members=channel.members,
        extra_seats=channel.extra_seats,
        officers=channel.kind == ChannelKind.COMMITTEE and channel.named_id is None,
    )


def page_to_come(platform: Platform) -> Place:
    """A page that nobody has planned yet."""
    return Place(-platform.pk, f"A page on {platform}", ChannelKind.PAGE, preference=platform.order)


def team_in(first: date, last: date) -> Team:
    """Everybody who works on a channel on at least one of these days, in five queries.

    Work on a channel that is not open counts once a what-if opens it.
    """
    channels = list(Channel.objects.standing().with_platforms())
    held = Appointment.objects.in_days(first, last).filter(channel__isnull=False, user__is_active=True)
    appointments = list(held.select_related("user").order_by())
    named = [(one.pk, one.named) for one in channels if one.named and one.named.is_active]
    names = {one.user_id: str(one.user) for one in appointments}
    names |= {person.pk: str(person) for _, person in named}
    return Team(
        names=names,
        places=tuple(place_of(one) for one in channels if one.is_open),
        stints=(
            *map(_stint, appointments),
            *(Stint(person=person.pk, place=channel) for channel, person in named),
        ),
        absences=tuple(
            Absence(person=one.user_id, starts_on=one.starts_on, ends_on=one.ends_on)
            for one in Leave.objects.in_days(first, last)
        ),
        reach=tuple(
            Reach(extra=one.extra, why=one.why, starts_on=one.starts_on, ends_on=one.ends_on)
            for one in ReachTarget.objects.in_days(first, last)
        ),
    )


def _stint(appointment: Appointment) -> Stint:
    return Stint(
        person=appointment.user_id,
        place=appointment.channel_id or 0,
        starts_on=appointment.starts_on,
        ends_on=appointment.ends_on or date.max,
    )


def why_not_look_at(first: date, last: date, *, now: datetime) -> list[str]:
    """Asking what would be on these days."""
    if last < first:
        return [WRONG_ORDER]
    if last < localdate(now):
        return [OVER]
    if last - localdate(now) > DAYS_AHEAD:
        return ["That is too far ahead. Choose dates within the next year."]
    return []


def why_not_set_reach(target: ReachTarget, *, now: datetime) -> list[str]:
    """Calling for more people than the guidelines do."""
    reasons = []
    if target.ends_on < target.starts_on:
        reasons.append(WRONG_ORDER)
    elif target.ends_on < localdate(now):
        reasons.append(OVER)
    if not 1 <= target.extra <= EXTRA_AT_MOST:
        reasons.append(f"Call for 1 to {EXTRA_AT_MOST} more people.")
    if not target.why.strip():
        reasons.append("Say why. The team will read it.")
    return reasons


def why_not_end_reach(target: ReachTarget, *, now: datetime) -> list[str]:
    """Ending it before its last day."""
    return [] if target.ends_on >= localdate(now) else ["That call for more people has already ended."]
