"""Questions about complaints, and who may see which."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q

from lla.accounts.models import User

from ..team.choices import Role
from .choices import SERIOUS, ComplaintAbout, ComplaintKind, ComplaintStatus

if TYPE_CHECKING:
    from ..team.rules import Standing
    from .models import Complaint

_TRIAGED = ~Q(status=ComplaintStatus.RECEIVED)
_SERIOUS = Q(kind__in=SERIOUS)
_ABOUT_MANAGER = Q(about=ComplaintAbout.MANAGER)
# Whoever complains of “somebody in the team” may mean the coordinator.
_FOR_COORDINATOR = ~_SERIOUS & (Q(about=ComplaintAbout.NOBODY) | Q(about=ComplaintAbout.MEMBER) & _TRIAGED)


class ComplaintQuerySet(models.QuerySet["Complaint"]):
    def standing(self) -> Self:
        return self.exclude(status=ComplaintStatus.CLOSED)

    def visible_to(self, user: User, standing: "Standing", *, on: date) -> Self:
        """The one place that decides who sees which complaint; whoever is kept out of one never does.

        Before triage it is for its first reader alone. Then it is for those who handle it, for whoever was
        asked, and for the leadership too when it is serious. Whoever joins the team is asked once it is clear
        that they are not meant.
        """
        may = self._handled(standing, on=on) & _after_its_first_reader(user)
        if standing.in_team:
            asked = self.model._meta.apps.get_model("socialmedia", "View").objects.filter(user=user)
            may |= Q(consultation__in=asked.values("consultation"))
        if standing.leads:
            may |= _SERIOUS & _TRIAGED
        return self._without(user).filter(may)

    def handled_by(self, user: User, standing: "Standing", *, on: date) -> Self:
        """Those that somebody triages, answers and closes; before triage only those given to them to read."""
        return self.falling_to(user, standing, on=on).filter(_after_its_first_reader(user))

    def falling_to(self, user: User, standing: "Standing", *, on: date) -> Self:
        """Those that fall to somebody's office, who may be given them to read: see `_handled`."""
        return self._without(user).filter(self._handled(standing, on=on))

    def without_the_leaderships_word(self) -> Self:
        """Serious ones under way of which the leadership has not said yet what is to come."""
        waiting = Q(status=ComplaintStatus.CONSULTING, leadership_at__isnull=True)
        return self.filter(_SERIOUS & waiting)

    def due_before(self, day: date) -> Self:
        """Those about personal data whose days run out before a day, and nobody has replied to."""
        late = Q(kind=ComplaintKind.DATA_PROTECTION, due_on__lt=day, held_at__isnull=True)
        return self.standing().filter(late)

    def to_forget(self, *, before: datetime) -> Self:
        return self.filter(closed_at__lt=before, forgotten_at__isnull=True)

    def _without(self, user: User) -> Self:
        return self.exclude(pk__in=user.kept_out_of.values("complaint"))

    def _handled(self, standing: "Standing", *, on: date) -> Q:
        """What falls to somebody's office.

        The manager handles all but complaints about the manager; the coordinator those that are neither
        serious nor about the coordinator; the leadership those that no manager can handle.
        """
        may = Q(pk__in=[])
        if standing.manages:
            may |= ~_ABOUT_MANAGER
        if Role.COORDINATOR in standing.roles:
            may |= _FOR_COORDINATOR
        if standing.leads:
            may |= _ABOUT_MANAGER | ~Q(Exists(_managers(on)))
        return may


def _after_its_first_reader(user: User) -> Q:
    """Nobody sees a complaint before its first reader has said whom it is about.

    One that came in before there were first readers is given to one at night; until then all to whose office
    it falls see it, so that it is not lost.
    """
    return _TRIAGED | Q(taken_by=user) | Q(taken_by=None)


def _managers(on: date) -> models.QuerySet[User]:
    """Whoever holds the manager's office on a day, may sign in, and is not kept out of a complaint."""
    begun = Q(social_appointments__role=Role.MANAGER, social_appointments__starts_on__lte=on)
    still = Q(social_appointments__ends_on__isnull=True) | Q(social_appointments__ends_on__gte=on)
    free = User.objects.filter(begun & still, is_active=True)
    return free.exclude(kept_out_of__complaint=OuterRef("pk"))
