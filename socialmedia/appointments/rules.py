"""Whether somebody may be given a role, or a role end, and what is worth a second look before it is."""

from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.utils.timezone import localdate

from lla.accounts.models import User
from lla.acts.refusals import why_not_fit
from lla.time.days import is_over_a_year_away
from lla.time.ranges import ENDS_BEFORE_START
from lla.time.wording import short_day
from lla.words.folding import sort_key

from ..channels.choices import ChannelKind, ChannelStatus
from ..channels.models import Channel
from ..guidelines.parameters import Parameters
from ..posts.models import Variant
from ..staffing.workforce import roles_held
from ..team.choices import Role
from ..team.models import Appointment
from ..team.rules import NOT_LEADING, NOT_MANAGING, Standing

OF_PAGES = frozenset({Role.PAGE_ADMIN, Role.ADAPTER})
OUTPUT = timedelta(days=28)
LONG_AGO = timedelta(days=31)
OVER = "The last day has passed. Enter a role before it starts or while it lasts."
OF_A_PAGE = "Page admins and adapters work on public pages. For a forum, choose moderator."
NO_DECISION = "Enter the decision that makes this person Social Media Manager."
NOT_ACTIVE = "This person can no longer sign in, so they cannot have a role."
TOO_EARLY = "The last day cannot be before yesterday, because they have acted in this role since."
NO_CHANGE = "That is already its last day."
NO_MANAGER = "There is no Social Media Manager today. The leadership has to appoint one."
NO_COORDINATOR = (
    "There is no coordinator today. The Social Media Manager or the leadership has to appoint one."
)


def why_not_give(standing: Standing, role: str) -> list[str]:
    """Who may give and end a role: the manager's office is the leadership's, the rest also the manager's."""
    if role == Role.MANAGER:
        return [] if standing.leads else [NOT_LEADING]
    return [] if standing.manages or standing.leads else [NOT_MANAGING]


def roles_to_give(standing: Standing) -> list[Role]:
    return [role for role in Role if not why_not_give(standing, role)]


def why_not_appoint(appointment: Appointment, *, now: datetime) -> list[str]:
    """Give a row that is not saved; its person may be new as well."""
    channel, role = appointment.channel, appointment.role
    reasons = why_not_fit(appointment)
    if appointment.ends_on and appointment.ends_on < localdate(now) and not reasons:
        reasons.append(OVER)
    if channel and channel.status == ChannelStatus.CLOSED:
        reasons.append(f"“{channel}” was closed for good, so nobody can be given a role on it.")
    if channel and channel.is_forum and role in OF_PAGES:
        reasons.append(OF_A_PAGE)
    if role == Role.MANAGER and not appointment.decision:
        reasons.append(NO_DECISION)
    if not appointment.user.is_active:
        reasons.append(NOT_ACTIVE)
    return reasons


def why_not_change_last_day(appointment: Appointment, ends_on: date | None, *, now: datetime) -> list[str]:
    if reasons := why_not_end(appointment, now=now):
        return reasons
    if ends_on == appointment.ends_on:
        return [NO_CHANGE]
    if ends_on and ends_on < appointment.starts_on:
        return [ENDS_BEFORE_START]
    if ends_on and ends_on < localdate(now) - timedelta(days=1):
        return [TOO_EARLY]
    before, appointment.ends_on = appointment.ends_on, ends_on
    reasons = why_not_fit(appointment)
    appointment.ends_on = before
    return reasons


def why_not_end(appointment: Appointment, *, now: datetime) -> list[str]:
    if appointment.ends_on and appointment.ends_on < localdate(now):
        ended = short_day(appointment.ends_on)
        return [f"This role ended on {ended}. To give it to them again, make a new appointment."]
    return []


def cautions(appointment: Appointment, figures: Parameters, *, now: datetime) -> list[str]:
    """What is said before somebody is appointed; none of it stands in the way."""
    warnings = of_its_first_day(appointment.starts_on, today=localdate(now))
    person, most = appointment.user, figures.most_roles
    count = most_at_once(appointment) if person.pk else 1
    if count > most:
        warnings.append(f"{person} would have {count} roles at once. The guidelines allow up to {most}.")
    if appointment.role == Role.COORDINATOR:
        on = max(appointment.starts_on, localdate(now))
        warnings += of_a_coordinator(person, figures, on=on, now=now)
    return warnings


def of_its_first_day(starts_on: date, *, today: date) -> list[str]:
    """A first day that may be a slip of the month or of the year."""
    first = f"The first day is {short_day(starts_on)}"
    if starts_on < today - LONG_AGO:
        return [f"{first}, more than a month ago. Is that right?"]
    if is_over_a_year_away(starts_on, today=today):
        return [f"{first}, more than a year away. Is that right?"]
    return []


def most_at_once(appointment: Appointment) -> int:
    """The most roles a person would hold on one day of this one, which counts as well."""
    last = appointment.ends_on or date.max
    beside = Appointment.objects.of(appointment.user).in_days(appointment.starts_on, last)
    others = list(beside.of_open_channels().exclude(pk=appointment.pk).select_related("channel"))
    days = {
        appointment.starts_on,
        *(other.starts_on for other in others if other.starts_on > appointment.starts_on),
    }
    together = ([appointment, *(other for other in others if other.covers(day))] for day in days)
    return max(roles_of(roles)[appointment.user_id] for roles in together)


def roles_of(held: Iterable[Appointment]) -> Counter[int]:
    """How many roles each person holds, of those held at once, counted as the staffing check counts them."""
    works: dict[Channel, set[int]] = {}
    for appointment in held:
        if appointment.channel and appointment.channel.kind != ChannelKind.COMMITTEE:
            works.setdefault(appointment.channel, set()).add(appointment.user_id)
    pages = [people for channel, people in works.items() if not channel.is_forum]
    return roles_held(pages, [people for channel, people in works.items() if channel.is_forum])


def of_a_coordinator(person: User, figures: Parameters, *, on: date, now: datetime) -> list[str]:
    """Where a coordinator is not what the guidelines recommend: a page admin who posts regularly."""
    admin = Appointment.objects.in_force(on=on).with_role(Role.PAGE_ADMIN)
    reasons = []
    if not person.pk or not admin.of(person).exists():
        reasons.append(f"{person} is not a page admin. The guidelines recommend that the coordinator is one.")
    posts = 0
    if person.pk:
        posts = Variant.objects.posted_in(now - OUTPUT, now).filter(posted_by=person).count()
    if posts < figures.coordinator_posts:
        times = "once" if posts == 1 else f"{posts} times" if posts else "nothing"
        wanted = "1 post" if figures.coordinator_posts == 1 else f"{figures.coordinator_posts} posts"
        reasons.append(
            f"{person} has posted {times} in the last {OUTPUT.days} days. The guidelines expect "
            f"{wanted} from a coordinator."
        )
    return reasons


def over_the_most(held: Iterable[Appointment], figures: Parameters) -> list[str]:
    """Who holds more roles on one day than the guidelines expect."""
    here = [appointment for appointment in held if appointment.channel and appointment.channel.is_open]
    counted, most = roles_of(here), figures.most_roles
    over = {appointment.user for appointment in here if counted[appointment.user_id] > most}
    return [
        f"{person} has {counted[person.pk]} roles. The guidelines allow up to {most}."
        for person in sorted(over, key=lambda person: (sort_key(str(person)), person.pk))
    ]
