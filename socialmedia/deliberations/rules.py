"""Who of us a matter may be about, and who was not looked at yet."""

from collections.abc import Iterable
from datetime import datetime
from hashlib import sha256

from lla.accounts.models import User
from lla.words.folding import sort_key

from ..consultations.rules import mark_of_views
from ..record.models import SocialEvent
from ..team import selectors as team_selectors
from ..team.models import Appointment
from .models import Matter
from .naming import Called, named_in

SAID_MEANWHILE = (
    "The leadership has changed what it says, or somebody has given a view, since you opened this page. Read "
    "what is said now before you go on."
)


def mark_of_what_was_said(matter: Matter) -> str:
    """A mark of what the leadership says and of the views given, on which a matter is decided."""
    return sha256(f"{matter.leadership_at} {mark_of_views(matter.questions)}".encode()).hexdigest()


def named_among_us(words: str) -> list[User]:
    """Whom words may name, of the leadership and of all who ever held a role in the team.

    Who left is among them, so that nobody comes back and reads of themselves.
    """
    people = {user.pk: user for user in [*Appointment.objects.people(), *team_selectors.leadership()]}
    called = [Called(user.pk, user.name, user.email) for user in people.values()]
    keys = named_in(words, called)
    return [user for key, user in people.items() if key in keys]


def people_to_keep_out(*, now: datetime) -> list[User]:
    """Whom a matter can be about: the team of today and the leadership."""
    everybody = {user.pk: user for user in team_selectors.team_today(now=now) + team_selectors.leadership()}
    return sorted(everybody.values(), key=lambda user: sort_key(str(user)))


def not_looked_at(matter: Matter, people: Iterable[User]) -> list[User]:
    """Those of whom nobody has said yet whether they are kept out of it."""
    steps = SocialEvent.objects.of(matter).filter(act__in=(matter.acts("kept_out"), matter.acts("let_in")))
    known = {details["person"] for details in steps.values_list("details", flat=True)}
    return [user for user in people if user.pk not in known]
