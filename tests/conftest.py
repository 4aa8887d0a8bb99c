"""What every test may ask for: the site on a port of its own, and a page in a browser."""

import os
import re
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pgtrigger
import pytest
from django.core.cache import cache
from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.test import TransactionTestCase
from playwright.sync_api import Browser, ConsoleMessage, Page, Route, sync_playwright
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from tests.browsing import Look

OURS = re.compile(r"(https?|wss?)://(localhost|127\.0\.0\.1|\[::1\])(:\d+)?/")
QUIET = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
]


def pytest_configure() -> None:
    """Let TERM and a closed terminal end a run as Ctrl-C does, with everything put away."""
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.default_int_handler)


def pytest_collection_modifyitems(items: list[pytest.Function]) -> None:
    """A test that commits leaves empty tables: the next such finds again what migrations put in."""
    for item in items:
        marker = item.get_closest_marker("django_db")
        committing = {"live_server", "transactional_db"} & set(item.fixturenames)
        if committing or (marker and marker.kwargs.get("transaction")):
            item.fixturenames.append("django_db_serialized_rollback")
            if marker:  # whether there is anything to find again, pytest-django reads off the marker alone
                said: Any = marker.kwargs
                said["serialized_rollback"] = True


@pytest.fixture(scope="session", autouse=True)
def _tables_may_be_emptied_and_filled_between_tests() -> Iterator[None]:
    """Around a test that commits, Django fills and empties every table, which our fixed ones refuse."""
    fill = vars(TransactionTestCase)["_fixture_setup"].__func__
    empty = vars(TransactionTestCase)["_fixture_teardown"]

    def fill_all(case: type[TransactionTestCase]) -> None:
        with pgtrigger.ignore():
            fill(case)

    def empty_all(case: TransactionTestCase) -> None:
        with pgtrigger.ignore():
            empty(case)
        cache.clear()  # its table is no model's, and sign-in counts its tries there

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_setup", classmethod(fill_all))
        patch.setattr(TransactionTestCase, "_fixture_teardown", empty_all)
        yield


@pytest.fixture
def site(live_server: LiveServer, settings: Settings) -> str:
    """The address of the whole site, served from a thread; letters link to it."""
    settings.ORGANISATION = {**settings.ORGANISATION, "url": live_server.url}
    return str(live_server.url)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    chromium = os.environ.get("CHROMIUM", "/usr/bin/chromium")
    if not Path(chromium).exists():
        pytest.fail("Browser tests need Chromium: sudo apt-get install chromium", pytrace=False)
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
    put_in = getattr(connection, "_test_serialized_contents", None)
    with sync_playwright() as playwright:
        if put_in is not None:
            # Under the driver's event loop Django has another connection: it restores from these words too.
            vars(connections[DEFAULT_DB_ALIAS])["_test_serialized_contents"] = put_in
        browser = playwright.chromium.launch(executable_path=chromium, args=QUIET + sandbox)
        yield browser
        browser.close()


@pytest.fixture
def page(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    """A page in the look the test asks for; it reaches only this machine and complains of nothing."""
    look: Look = getattr(request, "param", Look())
    context = browser.new_context(
        viewport={"width": look.width, "height": 800},
        color_scheme="dark" if look.scheme == "dark" else "light",
        java_script_enabled=look.javascript,
        locale="en-GB",
        timezone_id="Europe/London",
    )
    complaints: list[str] = []
    strangers: list[str] = []

    def turn_away(route: Route) -> None:
        strangers.append(route.request.url)
        route.abort()

    context.route(lambda url: url.startswith(("http", "ws")) and not OURS.match(url), turn_away)
    context.on("weberror", lambda error: complaints.append(str(error.error)))
    context.on("console", lambda message: complaints.extend(_complaint(message)))
    yield context.new_page()
    context.close()
    assert (complaints, strangers) == ([], [])


def _complaint(message: ConsoleMessage) -> list[str]:
    """What the browser says of our scripts and policy; a refusal's status is the test's own matter."""
    refused = message.text.startswith("Failed to load resource: the server responded with a status of 4")
    return [message.text] if message.type == "error" and not refused else []
