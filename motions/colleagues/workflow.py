"""Inviting a colleague to the committee, and ending their place on it with its rights and sessions."""

from django.contrib.auth.models import Group
from django.db import transaction

from lla.accounts.groups import STEERING_COMMITTEE
from lla.accounts.models import User
from lla.accounts.sessions import sign_out_everywhere
from lla.acts.refusals import allow
from lla.emails import outbox
from lla.time import clock

from . import emails, rules
from .models import Seat

CHAIR = "Steering committee chair"


@transaction.atomic
def invite(seat: Seat, *, by: User) -> Seat:
    """Save a new place, and its person when they are new, and write to them."""
    person = User.objects.kept(seat.user)
    seat.user = User.objects.select_for_update(no_key=True).get(pk=person.pk)
    allow(rules.why_not_invite(seat.user))
    seat.invited_by, seat.since = by, clock.now()
    seat.save()
    seat.user.is_staff = True
    seat.user.save(update_fields=["is_staff"])
    seat.user.groups.add(Group.objects.get(name=STEERING_COMMITTEE))
    outbox.post(emails.invited(seat))
    return seat


@transaction.atomic
def end(seat: Seat, *, by: User) -> Seat:
    """End a place at once, with its rights; whoever had it is signed out everywhere."""
    seat = Seat.objects.select_for_update(of=("self",)).select_related("user").get(pk=seat.pk)
    allow(rules.why_not_end(seat, by=by))
    seat.ended_by, seat.ended_at = by, clock.now()
    seat.save()
    user = User.objects.select_for_update(no_key=True).get(pk=seat.user_id)
    user.groups.remove(*Group.objects.filter(name__in=(STEERING_COMMITTEE, CHAIR)))
    user.is_staff = user.is_superuser or user.groups.exists()
    user.save(update_fields=["is_staff"])
    sign_out_everywhere(user)
    outbox.post(emails.ended(seat))
    return seat
