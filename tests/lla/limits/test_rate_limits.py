"""A limit counts every try, at once or one by one, and lets go when its span is over."""

import threading
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from allauth.account.adapter import get_adapter
from django.db import connection
from django.http import HttpRequest
from django.utils import timezone
from pytest_django import Settings

from lla.limits import rate_limits
from lla.limits.models import Limit
from lla.limits.rate_limits import TooMany
from tests.factories import use_up

TWO_A_DAY, TEN_A_DAY = "ask contact", "invite"
DAY = rate_limits.ALLOWED[TWO_A_DAY].per


def tries(count: int, *, who: str = "203.0.113.5", bucket: str = TWO_A_DAY) -> list[bool]:
    """Whether each of so many tries was let through."""
    passed = []
    for _ in range(count):
        try:
            rate_limits.spend(bucket, who)
            passed.append(True)
        except TooMany:
            passed.append(False)
    return passed


@pytest.mark.django_db
def test_the_third_of_two_is_refused_until_the_span_ends() -> None:
    began = timezone.now()
    with time_machine.travel(began, tick=False):
        assert tries(2) == [True, True]
    with (
        time_machine.travel(began + DAY - timedelta(minutes=1), tick=False),
        pytest.raises(TooMany) as refused,
    ):
        rate_limits.spend(TWO_A_DAY, "203.0.113.5")
    assert refused.value.until == began + DAY
    with time_machine.travel(began + DAY, tick=False):
        assert tries(3) == [True, True, False]


@pytest.mark.django_db
def test_people_and_buckets_are_counted_apart() -> None:
    assert tries(3) == [True, True, False]
    assert [tries(1, who="203.0.113.6"), tries(1, bucket="sign"), tries(1)] == [[True], [True], [False]]


@pytest.mark.django_db
def test_nobody_can_read_from_the_table_who_it_was() -> None:
    rate_limits.spend("mine", "Kim@example.org ")
    rate_limits.spend("mine", "kim@example.org")
    assert [(row.count, "kim" in row.who, len(row.who)) for row in Limit.objects.all()] == [(2, False, 64)]


@pytest.mark.django_db(transaction=True)
def test_of_forty_tries_at_once_exactly_ten_pass() -> None:
    start = threading.Barrier(8)
    passed: list[bool] = []

    def hammer() -> None:
        start.wait()
        for _ in range(5):
            try:
                rate_limits.spend(TEN_A_DAY, "203.0.113.5")
                passed.append(True)
            except TooMany:
                passed.append(False)
        connection.close()

    threads = [threading.Thread(target=hammer) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (passed.count(True), passed.count(False)) == (10, 30)


def request_from(address: str, forwarded: str = "") -> HttpRequest:
    request = HttpRequest()
    request.META["REMOTE_ADDR"] = address
    if forwarded:
        request.META["HTTP_X_FORWARDED_FOR"] = forwarded
    return request


@pytest.mark.parametrize(
    ("proxies", "address", "forwarded", "client"),
    [
        (0, "198.51.100.7", "", "198.51.100.7"),
        (0, "198.51.100.7", "203.0.113.5", "198.51.100.7"),
        (1, "127.0.0.1", "203.0.113.5", "203.0.113.5"),
        (1, "127.0.0.1", "192.0.2.1, 203.0.113.5", "203.0.113.5"),
        (2, "127.0.0.1", "192.0.2.1, 203.0.113.5, 198.51.100.9", "203.0.113.5"),
        (2, "198.51.100.7", "203.0.113.5", "198.51.100.7"),
        (0, "2001:db8:1:2:3:4:5:6", "", "2001:db8:1:2::/64"),
        (1, "127.0.0.1", "<script>", "unknown"),
        (0, "", "", "unknown"),
    ],
)
def test_a_client_is_what_our_proxies_say(
    settings: Settings, proxies: int, address: str, forwarded: str, client: str
) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
    assert rate_limits.client_address(request_from(address, forwarded)) == client


def test_sign_in_counts_by_the_same_network_address(settings: Settings) -> None:
    """A household has more addresses of IPv6 than anybody could count; a missing proxy is no error."""
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 2
    seen = [
        get_adapter().get_client_ip(request_from("127.0.0.1", f"2001:db8:1:2::{number}, 198.51.100.9"))
        for number in (1, 2)
    ]
    too_few = get_adapter().get_client_ip(request_from("127.0.0.1", "203.0.113.5"))
    assert (seen, too_few) == (["2001:db8:1:2::/64"] * 2, "127.0.0.1")


@pytest.mark.django_db
def test_many_are_counted_at_once_each_by_themselves() -> None:
    rate_limits.spend(TWO_A_DAY, "kim")
    assert rate_limits.spend_each(TWO_A_DAY, ["kim", "bo"]) == {"kim", "bo"}
    assert rate_limits.spend_each(TWO_A_DAY, ["kim", "bo"]) == {"bo"}
    assert tries(1, who="bo") == [False]
    with time_machine.travel(timezone.now() + DAY + timedelta(seconds=1)):
        assert rate_limits.spend_each(TWO_A_DAY, ["kim"]) == {"kim"}


@pytest.mark.django_db
def test_a_refusal_says_the_day_where_it_is_not_today_and_whose_tries_are_counted() -> None:
    with time_machine.travel(datetime(2027, 3, 1, 12, tzinfo=UTC), tick=False):
        rate_limits.spend("write to groups", "7")
        rate_limits.spend("affiliate from", "192.0.2.1")
        before = rate_limits.why_not_spend("write to groups", "7")
        for bucket in ("write to groups", "affiliate from"):
            use_up(bucket)
        own = rate_limits.why_not_spend("write to groups", "7")
        shared = rate_limits.why_not_spend("affiliate from", "192.0.2.1")
        others = rate_limits.why_not_spend("write to groups", "8")
    again = "Nothing is lost. Send it again after"
    assert own == [f"This cannot be sent again yet. {again} Tuesday 2 March 2027, noon."]
    assert shared == [f"This was sent too often from your connection. {again} 1 pm."]
    assert (before, others) == ([], [])
