"""The stage of the demonstration: groups, conferences with their agendas, and a committee that signs in."""

from datetime import date, timedelta

from allauth.account.models import EmailAddress
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Group as PermissionGroup
from django.utils.timezone import localdate

from lla.accounts.groups import DATA_PROTECTION_LEAD, STEERING_COMMITTEE
from lla.accounts.models import User
from lla.acts.actors import Actor
from lla.demo import reading
from lla.demo.reading import MemberRecord
from lla.time import clock
from motions.agenda import workflow as agenda_workflow
from motions.agenda.models import AgendaItem, Conference
from motions.colleagues import workflow as colleagues_workflow
from motions.colleagues.models import Seat
from motions.colleagues.workflow import CHAIR
from motions.standing_orders.models import StandingOrder
from organisers.affiliation import workflow as affiliation_workflow
from organisers.appointments.models import Appointment
from organisers.groups.choices import GroupAct, GroupStatus
from organisers.groups.models import Group
from organisers.regions.models import Region
from socialmedia.team.choices import Role
from socialmedia.team.models import Appointment as SocialAppointment

# Known to everybody who reads this, which is why the command refuses where anything is real.
SECOND_FACTOR = "LANDEMOLANDEMOLANDEMOLANDEMOLAND"
COMMITTEE_BEGAN = (-240, "12:00")
STEPS = ((GroupAct.APPLIED, 0), (GroupAct.AFFILIATED, 30))  # and the days from one to the other


def add_groups(today: date) -> None:
    """Those that are affiliated, as the committee wrote them down; the others apply in the year."""
    regions = {region.name: region for region in Region.objects.all()}
    chair = Actor.user(User.objects.earliest("pk"))
    for record in reading.groups():
        if record.status == GroupStatus.APPLIED:
            continue
        applied_on = today - timedelta(days=record.since_days)
        group = Group.objects.create(
            name=record.name,
            slug=record.slug,
            kind=record.kind,
            region=regions[record.region],
            town=record.town,
            status=record.status,
            public_email=record.email,
            website=record.website,
            applied_on=applied_on,
            affiliated_on=applied_on + timedelta(days=30),
        )
        for act, days in STEPS:
            with clock.at(reading.moment(applied_on, (days, "12:00"))):
                affiliation_workflow.record(group, act, by=chair)


def add_committee(today: date) -> None:
    """Members of the committee with the demonstration's second factor; the first invites the others."""
    chair, *others = reading.committee().values()
    with clock.at(reading.moment(today, COMMITTEE_BEGAN)):
        first = _add_member(chair, STEERING_COMMITTEE, CHAIR)
        Seat.objects.create(user=first)
        for record in others:
            names = [DATA_PROTECTION_LEAD] if record.data_protection_lead else []
            colleagues_workflow.invite(Seat(user=_add_member(record, *names)), by=first)


def _add_member(record: MemberRecord, *groups: str) -> User:
    user = User.objects.create_user(record.email, record.name, is_staff=True)
    user.groups.set(PermissionGroup.objects.filter(name__in=groups))
    give_second_factor(user)
    return user


def give_second_factor(user: User) -> None:
    """The one that everybody knows; their address is proved too, so that they can sign in."""
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    secret = get_adapter().encrypt(SECOND_FACTOR)
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={"secret": secret})


def add_conferences(today: date) -> None:
    for record in reading.file("conferences")["conferences"]:
        items, orders = record.pop("items"), record.pop("standing_orders", [])
        opened_at = reading.moment(today, record["moments"]["motions_open"])
        conference = Conference.objects.create(
            starts_on=reading.day(today, record.pop("first_day")),
            ends_on=reading.day(today, record.pop("last_day")),
            **{f"{name}_at": reading.moment(today, at) for name, at in record.pop("moments").items()},
            **record,
        )
        for order, item in enumerate(items, start=1):
            AgendaItem.objects.create(conference=conference, order=order, **item)
        for place, words in enumerate(orders, start=1):
            StandingOrder.objects.create(conference=conference, order=place, **words)
        with clock.at(opened_at):
            agenda_workflow.open_conference(conference)


def members() -> list[MemberRecord]:
    """Those of the demonstration's committee who can sign in here."""
    records = {record.email: record for record in reading.committee().values()}
    here = User.objects.filter(email__in=records, is_active=True).values_list("email", flat=True)
    return [record for email, record in records.items() if email in set(here)]


def organiser() -> Appointment | None:
    """One of the demonstration's organisers who holds office today, so that there is a desk to see."""
    addresses = [person.email for person in reading.people().values()]
    in_office = Appointment.objects.in_force(on=localdate()).filter(user__email__in=addresses)
    return in_office.select_related("user", "region").order_by("pk").first()


def social_offices() -> list[SocialAppointment]:
    """Manager and coordinator of the demonstration's social media team, if they hold office today."""
    addresses = [person["email"] for person in reading.file("social/team")["people"].values()]
    in_office = SocialAppointment.objects.in_force(on=localdate()).filter(user__email__in=addresses)
    return list(in_office.with_role(Role.MANAGER, Role.COORDINATOR).select_related("user").order_by("-role"))
