"""A page that an emailed link opened stays open for a while, in that browser alone."""

from datetime import timedelta

import time_machine
from django.contrib.sessions.backends.signed_cookies import SessionStore
from django.http import HttpRequest
from django.test import RequestFactory

from lla.links.open_pages import OpenPage
from lla.time import clock

PAGE = OpenPage("contact")


def in_a_browser() -> HttpRequest:
    request = RequestFactory().get("/")
    request.session = SessionStore()
    return request


def test_a_page_is_open_until_its_time_is_over() -> None:
    request = in_a_browser()
    opened_at = clock.now()
    with time_machine.travel(opened_at, tick=False):
        PAGE.open(request, key=7)
        closes_at = PAGE.until(request)
    open_at = []
    for minutes in (0, 29, 30):
        with time_machine.travel(opened_at + timedelta(minutes=minutes), tick=False):
            facts = PAGE.facts(request)
            open_at.append(facts and facts["key"])
    assert (closes_at, open_at) == (opened_at + timedelta(minutes=30), [7, 7, None])


def test_a_page_can_be_closed_and_another_kind_is_not_open() -> None:
    request = in_a_browser()
    PAGE.open(request, key=7)
    assert OpenPage("copy").facts(request) is None
    PAGE.close(request)
    assert PAGE.facts(request) is None
