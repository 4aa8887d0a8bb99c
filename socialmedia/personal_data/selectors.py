"""Which rows are about one person, and what erasing them would do."""

from collections.abc import Iterator

from django.db.models import QuerySet
from django.utils.timezone import localdate

from lla.accounts.models import User
from lla.subjects.registry import Fate, Person
from lla.time import clock

from ..complaints.choices import ComplaintStatus
from ..complaints.models import Complaint
from ..consultations.models import View
from ..posts.models import Post
from ..record.models import SocialRemark
from ..roster.models import RosterDuty, RosterFeed, Swap
from ..team.models import Appointment, Leave


def complaints_of(person: Person) -> QuerySet[Complaint]:
    """Complaints that came with this address; what they say of others belongs to those as well."""
    return Complaint.objects.filter(email__iexact=person.email).order_by("pk")


def closed_complaints_of(person: Person) -> QuerySet[Complaint]:
    return complaints_of(person).filter(status=ComplaintStatus.CLOSED)


def remarks_of(person: Person) -> QuerySet[SocialRemark]:
    return SocialRemark.objects.filter(event__actor_key__in=person.keys)


def views_of(user: User) -> QuerySet[View]:
    return View.objects.filter(user=user).exclude(words="")


def notes_of(user: User) -> QuerySet[Swap]:
    """Notes to whoever was asked to swap; those of duties to come go with the duty."""
    return Swap.objects.filter(asked_by=user).exclude(note="")


def duties_to_come_of(user: User) -> QuerySet[RosterDuty]:
    return RosterDuty.objects.of(user).filter(on__gte=localdate(clock.now()))


STAYS = "stay, under a number without name or address: who had which role and wrote what is on record"
WORDS = "go; what was done, answered and asked stays"


def foresee(person: Person) -> Iterator[Fate]:
    """What `erase` does."""
    closed = "lose name, address and all that was written; their kind and dates stay"
    yield Fate("Complaints", closed_complaints_of(person).count(), closed)
    if user := person.user:
        yield Fate("Days away", Leave.objects.of(user).count(), "go")
        yield Fate(
            "Duties to come", duties_to_come_of(user).count(), "are deleted, so that somebody else is found"
        )
        yield Fate("Calendar address", RosterFeed.objects.filter(user=user).count(), "ends")
        words = remarks_of(person).count() + views_of(user).count() + notes_of(user).count()
        yield Fate("Words said with a step, a view or a swap", words, WORDS)
        work = Appointment.objects.of(user).count() + Post.objects.filter(author=user).count()
        yield Fate("Roles and posts", work, STAYS)
