"""Who gets into an organiser's pages: by appointment, second factor and undertaking, and nothing else."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.test import Client

from organisers.appointments.models import Acceptance, Undertaking
from tests.factories import give_second_factor, make_staff, make_user, sign_in
from tests.organisers.factories import make_appointment, make_organiser

DESK = "/regions/yorkshire-and-the-humber/desk/"

pytestmark = pytest.mark.django_db


def test_an_organiser_opens_the_desk_of_their_region_and_of_no_other(client: Client) -> None:
    sign_in(client, make_organiser())
    assert client.get(DESK).status_code == 200
    answer = client.get("/regions/wales/desk/")
    assert (answer.status_code, answer.context["reasons"]) == (
        403,
        ["You are not the organiser of Wales today."],
    )


def test_a_stranger_signs_in_first(client: Client) -> None:
    assert client.get(DESK).headers["Location"] == f"/accounts/login/?next={DESK}"


def test_the_committee_and_superusers_are_no_organisers(client: Client) -> None:
    chair = make_staff()
    chair.is_superuser = True
    chair.save()
    assert sign_in(client, chair).get(DESK).status_code == 403


def test_the_second_factor_comes_before_the_undertaking_and_that_before_the_desk(client: Client) -> None:
    user = make_user()
    make_appointment(user)
    sign_in(client, user)
    assert client.get(DESK).templates[0].name == "lla/accounts/second_factor.html"
    give_second_factor(user)
    assert client.get(DESK).headers["Location"] == f"/accounts/2fa/reauthenticate/?next={DESK}"
    sign_in(client, user)
    undertaking = f"/regions/undertaking/?next={DESK}"
    assert client.get(DESK).headers["Location"] == undertaking
    assert client.post(undertaking, {"version": "1"}).headers["Location"] == DESK
    assert client.get(DESK).status_code == 200


def test_a_new_version_of_the_undertaking_is_accepted_afresh_and_never_unread(client: Client) -> None:
    user = make_organiser()
    sign_in(client, user)
    Undertaking.objects.create(version=2, words="I keep to more.")
    assert client.get(DESK).status_code == 302
    assert client.post("/regions/undertaking/", {"version": "1"}).status_code == 409
    assert Acceptance.objects.filter(user=user).count() == 1


def test_the_last_day_counts_whole_and_at_midnight_it_is_over(client: Client) -> None:
    user = make_organiser()
    user.appointments.update(ends_on=date(2027, 5, 31))
    with time_machine.travel(datetime(2027, 5, 31, 22, 59, tzinfo=UTC), tick=False):
        sign_in(client, user)
        assert client.get(DESK).status_code == 200
    with time_machine.travel(datetime(2027, 5, 31, 23, 0, tzinfo=UTC), tick=False):
        assert client.get(DESK).status_code == 403


def test_an_appointment_to_come_opens_nothing_yet(client: Client) -> None:
    user = make_organiser()
    user.appointments.update(starts_on=date(2100, 1, 1))
    assert sign_in(client, user).get(DESK).status_code == 403
