"""Whom the organisers' year is told about, found by name, and the moments it is told at."""

from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property

from lla.accounts.models import User
from lla.acts.actors import Actor
from lla.demo import reading
from organisers.contacts.models import Contact
from organisers.contacts.workflow import contact_actor
from organisers.groups.models import Group
from organisers.regions.models import Region

NOON = "12:00"


@dataclass
class Cast:
    """People by their key in the files, groups and regions by slug; contacts appear as they are added."""

    today: date
    keys: dict[str, int] = field(default_factory=dict)

    @cached_property
    def people(self) -> dict[str, reading.PersonRecord]:
        return reading.people()

    @cached_property
    def users(self) -> dict[str, User]:
        """Organisers and the committee."""
        users = {user.email: user for user in User.objects.all()}
        addresses = {key: person.email for key, person in self.people.items()}
        addresses |= {key: member.email for key, member in reading.committee().items()}
        return {key: users[email] for key, email in addresses.items() if email in users}

    @cached_property
    def regions(self) -> dict[str, Region]:
        return {region.slug: region for region in Region.objects.all()}

    def group(self, slug: str) -> Group:
        return Group.objects.select_related("region").get(slug=slug)

    def contact(self, key: str) -> Contact:
        return Contact.objects.select_related("group__region").get(pk=self.keys[key])

    def speaker(self, group: Group) -> Actor:
        """Who speaks for a group: the first of its contacts."""
        contact = group.contacts.present().order_by("pk").first()
        return contact_actor(contact) if contact else Actor("group", f"group:{group.pk}")

    def organiser(self, key: str) -> Actor:
        return Actor.user(self.users[key], role="organiser")

    def moment(self, days: int, at: str = NOON) -> datetime:
        return reading.moment(self.today, (days, at))
