"""Rights in the team come from appointments of today, and its pages open by a second factor only."""

from datetime import date, timedelta

import pytest
import time_machine
from django.test import Client

from lla.accounts.models import User
from lla.time import clock
from socialmedia.team.choices import Role
from socialmedia.team.rules import Standing, standing
from tests.factories import make_staff, make_user, sign_in
from tests.socialmedia.factories import make_appointment, make_member

pytestmark = pytest.mark.django_db

BOARD = "/social/board/"


def answers(user: User) -> int:
    return sign_in(Client(), user).get(BOARD).status_code


def test_the_board_opens_for_team_and_leadership_and_for_nobody_else() -> None:
    assert [answers(make_member()), answers(make_staff()), answers(make_user())] == [200, 200, 403]
    assert Client().get(BOARD).status_code == 302


def test_a_role_without_a_second_factor_opens_nothing() -> None:
    user = make_user()
    make_appointment(user, Role.MANAGER)
    client = sign_in(Client(), user)
    response = client.get(BOARD)
    assert (response.status_code, response.templates[0].name) == (403, "lla/accounts/second_factor.html")


def test_a_role_counts_to_the_end_of_its_last_day_in_london() -> None:
    member = make_member(ends_on=date(2026, 7, 10))
    with time_machine.travel("2026-07-10T22:59:59Z", tick=False):  # a minute to midnight, summer time
        assert standing(member, now=clock.now()).in_team
    with time_machine.travel("2026-07-10T23:00:00Z", tick=False):
        assert not standing(member, now=clock.now()).in_team
        assert answers(member) == 403


def test_what_somebody_is_follows_from_the_roles_they_hold_now() -> None:
    user = make_user()
    make_appointment(user, Role.COORDINATOR, ends_on=date(2026, 6, 30))
    make_appointment(user, Role.MANAGER, starts_on=date(2026, 7, 1))
    june = standing(user, now=clock.now().replace(year=2026, month=6, day=15))
    july = standing(user, now=clock.now().replace(year=2026, month=7, day=15))
    assert (june, july) == (
        Standing(frozenset({Role.COORDINATOR}), leads=False),
        Standing(frozenset({Role.MANAGER}), leads=False),
    )
    assert [june.coordinates, june.manages, july.coordinates, july.manages] == [True, False, True, True]


def test_somebody_who_may_not_sign_in_any_more_has_no_part_in_anything() -> None:
    member = make_member()
    now = clock.now() + timedelta(seconds=1)
    assert standing(member, now=now).in_team
    member.is_active = False
    assert standing(member, now=now) == Standing(frozenset(), leads=False)
