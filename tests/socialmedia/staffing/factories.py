"""The six people of the guidelines' example on a page and two forums, as rows."""

from dataclasses import dataclass

from lla.accounts.models import User
from lla.acts.actors import Actor
from socialmedia.channels.choices import ChannelKind, ChannelStatus
from socialmedia.channels.models import Channel
from socialmedia.team.choices import Role
from tests.factories import make_user
from tests.socialmedia.factories import make_appointment, make_channel, make_member

WHY = "The team agreed on it."
COORDINATOR = Actor("coordinator", "user:0")


@dataclass(frozen=True, slots=True)
class Six:
    """Three on the page, two in both forums, one more in the organising forum."""

    page: Channel
    organising: Channel
    discussion: Channel
    people: list[User]

    @property
    def last(self) -> User:
        """The one without whom the organising forum is short."""
        return self.people[-1]


def make_six() -> Six:
    page = make_channel("Our Facebook page")
    organising = make_channel("Organising", kind=ChannelKind.ORGANISING)
    discussion = make_channel("Discussion", kind=ChannelKind.DISCUSSION)
    works = [[page], [page], [page], [organising, discussion], [organising, discussion], [organising]]
    names = ["Ash Bell", "Bea Cole", "Cal Dunn", "Dot Earl", "Eli Ford", "Fay Gill"]
    people = []
    for name, channels in zip(names, works, strict=True):
        person = make_user("", name)
        people.append(person)
        for channel in channels:
            role = Role.PAGE_ADMIN if channel is page else Role.MODERATOR
            make_appointment(person, role, channel=channel)
    return Six(page, organising, discussion, people)


def make_twitter(six: Six, *, adapter: bool = False, status: str = ChannelStatus.PLANNED) -> Channel:
    """A page on the second platform that the three of the first work on too, with an adapter or without."""
    twitter = make_channel("Our Twitter page", platform="twitter", status=status)
    for person in six.people[:3]:
        make_appointment(person, Role.PAGE_ADMIN, channel=twitter)
    if adapter:
        make_appointment(make_user("", "Gus Hale"), Role.ADAPTER, channel=twitter)
    return twitter


def make_coordinator() -> User:
    return make_member("Coo Dinator", Role.COORDINATOR)
