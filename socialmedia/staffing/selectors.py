"""The team and its channels as the staffing check sees them."""

from datetime import date

from ..channels.choices import ChannelKind
from ..channels.models import Channel, Platform
from ..team.models import Appointment, Leave
from .models import ReachTarget
from .workforce import Place, Stint, Team


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
    roles = Appointment.objects.in_days(first, last).filter(channel__isnull=False, user__is_active=True)
    appointments = list(roles.select_related("user").order_by())
    named = [(channel.pk, channel.named) for channel in channels if channel.named and channel.named.is_active]
    names = {role.user_id: str(role.user) for role in appointments}
    names |= {person.pk: str(person) for _, person in named}
    return Team(
        names=names,
        places=tuple(place_of(channel) for channel in channels if channel.is_open),
        stints=(
            *map(_stint, appointments),
            *(Stint(person=person.pk, place=channel) for channel, person in named),
        ),
        leave=tuple(Leave.objects.in_days(first, last)),
        reach=tuple(ReachTarget.objects.in_days(first, last)),
    )


def _stint(appointment: Appointment) -> Stint:
    return Stint(
        person=appointment.user_id,
        place=appointment.channel_id or 0,
        starts_on=appointment.starts_on,
        ends_on=appointment.ends_on or date.max,
    )


def skipped(platform: Platform, team: Team) -> tuple[Platform, ...]:
    """The platforms preferred to this one that have no open page."""
    on = {page.preference for page in team.pages}
    preferred = Platform.objects.in_use().filter(order__lt=platform.order)
    return tuple(row for row in preferred if row.order not in on)
