"""Who and what the acts of the demonstration need: people, groups, agendas, and what was sent so far."""

from datetime import date, datetime

from lla.accounts.models import User
from lla.demo import reading
from lla.demo.reading import Moment
from motions.agenda.models import AgendaItem, Conference
from motions.backing.workflow import Person
from motions.motion.models import Motion
from organisers.groups.models import Group


class Stage:
    """Everybody and everything the acts need, read once."""

    def __init__(self, today: date) -> None:
        self.today = today
        self.people = {
            key: Person(name=person.name, email=person.email, group_name=person.group_name)
            for key, person in reading.people().items()
        }
        users = {user.email: user for user in User.objects.all()}
        self.committee = {key: users[member.email] for key, member in reading.committee().items()}
        self.groups = {group.slug: group for group in Group.objects.all()}
        self.officers = {group.slug: (group.secretary, group.chair) for group in reading.groups()}
        items = AgendaItem.objects.select_related("conference")
        self.items = {(item.conference.slug, item.slug): item for item in items}
        self.sent: dict[tuple[str, str], int] = {}  # keys of those sent so far, by conference and name

    def motion(self, conference: str, name: str) -> Motion:
        """A motion, or another paper, as it is now."""
        motions = Motion.objects.any_nature().select_related("conference", "item", "amends__current")
        return motions.get(pk=self.sent[conference, name])

    def moment(self, at: Moment) -> datetime:
        return reading.moment(self.today, at)

    def conference(self, slug: str) -> Conference:
        return Conference.objects.get(slug=slug)

    def day(self, days: int | None) -> date | None:
        return None if days is None else reading.day(self.today, days)
