"""Codes of authenticator apps: each counts once, and those before it no more, wherever one is asked for."""

import re
import threading
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from lla.accounts import second_factor
from lla.site.dev_mail import code_now
from tests.factories import SECRET, give_second_factor, make_staff, make_user
from tests.lla.sign_in.test_adapters import sign_in_by_code

pytestmark = pytest.mark.django_db


def code_at(moment: datetime) -> str:
    return second_factor.code_of_app(SECRET, moment.timestamp())


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(
            timedelta(), timedelta(seconds=45), id="the same, while clocks that differ are borne with"
        ),
        pytest.param(timedelta(seconds=-30), timedelta(), id="the one before it"),
    ],
)
def test_a_used_code_of_the_app_and_those_before_it_open_nothing(
    client: Client, before: timedelta, after: timedelta
) -> None:
    user, now = make_staff(), datetime(2027, 1, 11, 12, tzinfo=UTC)
    with time_machine.travel(now, tick=False):
        assert client.post(sign_in_by_code(client, user), {"code": code_at(now)}).status_code == 302
        client.post(reverse("mfa_trust"), {"action": "skip"})
    with time_machine.travel(now + after, tick=False):
        other = Client()
        again = other.post(sign_in_by_code(other, user), {"code": code_at(now + before)})
        assert (again.status_code, "_auth_user_id" in other.session) == (200, False)
        asked = client.post(reverse("mfa_reauthenticate"), {"code": code_at(now + before)})
        assert (asked.status_code, "That code is not correct." in asked.content.decode()) == (200, True)
    with time_machine.travel(now + timedelta(seconds=90), tick=False):
        newer = client.post(reverse("mfa_reauthenticate"), {"code": code_at(now + timedelta(seconds=90))})
        assert newer.status_code == 302


@pytest.mark.django_db(transaction=True)
def test_the_code_that_set_an_app_up_is_used(client: Client) -> None:
    user, now = make_user(is_staff=True), datetime(2027, 1, 11, 12, tzinfo=UTC)
    with time_machine.travel(now, tick=False):
        sign_in_by_code(client, user)
        page = client.get(reverse("mfa_activate_totp")).content.decode()
        secret = re.search(r'id="authenticator_secret"[^>]*value="(\w+)"', page)
        assert secret
        code = second_factor.code_of_app(secret[1], now.timestamp())
        client.post(reverse("mfa_activate_totp"), {"code": code})
        other = Client()
        assert other.post(sign_in_by_code(other, user), {"code": code}).status_code == 200


@pytest.mark.django_db(transaction=True)
def test_of_two_who_type_one_code_at_once_one_is_let_in() -> None:
    app = give_second_factor(make_user())
    code, start = code_at(timezone.now()), threading.Barrier(2)
    answers: list[bool] = []

    def type_it() -> None:
        start.wait()
        answers.append(second_factor._use(Authenticator.objects.get(pk=app.pk), code))
        connection.close()

    threads = [threading.Thread(target=type_it) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answers) == [False, True]


def test_a_code_of_the_app_works_once(client: Client) -> None:
    user = make_staff()
    with time_machine.travel(timezone.now(), tick=False):
        code = code_now(SECRET)
        first = client.post(sign_in_by_code(client, user), {"code": code})
        other = Client()
        second = other.post(sign_in_by_code(other, user), {"code": code})
    assert (first.status_code, second.status_code) == (302, 200)
    with time_machine.travel(timezone.now() + timedelta(minutes=2)):
        assert other.post(reverse("mfa_authenticate"), {"code": code_now(SECRET)}).status_code == 302
