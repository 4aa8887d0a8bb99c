"""What every test may ask for: the site on a port of its own, and a page in a browser."""

import os
import signal
from collections.abc import Iterator
from itertools import chain, groupby, islice
from math import ceil
from shutil import which

import hypothesis
import pgtrigger
import pytest
from django.db import connection, transaction
from django.test import TransactionTestCase
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright
from pytest_django import DjangoDbBlocker, Settings
from pytest_django.live_server_helper import LiveServer

from lla.jobs.garbage import collect_rarely
from tests.browser_pages import Look

# How long an example takes is the machine's own affair.
hypothesis.settings.register_profile(
    "untimed", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("untimed")

# No name and no address but this machine's own is found: a page that asks for one complains.
QUIET = [
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
]

# What takes longest. Were one of these the last to start, every other process would wait for it.
BEGIN_WITH = (
    "tests/running/",
    "tests/test_scripts.py",
    "tests/test_benchmarks.py",
    "tests/journeys/test_every_page",
    "tests/lla/demo/test_seed_demo.py",
    "tests/test_linear.py",
    "tests/lla/wordfile/test_by_libreoffice.py",
    "tests/test_migrations.py",
    "tests/test_last_release.py",
    "tests/test_menus.py",
    "tests/journeys/",
)

KEYS: dict[str, str] = {}  # the test site's own, which are made with its database

# Migrations' own record is nobody's row.
TABLES = """
  SELECT quote_ident(tablename) FROM pg_tables
  WHERE schemaname = 'public' AND tablename <> 'django_migrations'
"""
KEEP_WHAT_MIGRATIONS_PUT_IN = f"""
DROP SCHEMA IF EXISTS put_in CASCADE;
CREATE SCHEMA put_in;
DO $$ DECLARE name text; filled boolean; BEGIN
  FOR name IN {TABLES} LOOP
    EXECUTE 'SELECT EXISTS (SELECT 1 FROM public.' || name || ')' INTO filled;
    IF filled THEN EXECUTE 'CREATE TABLE put_in.' || name || ' AS TABLE public.' || name; END IF;
  END LOOP;
END $$
"""  # noqa: S608 - the words are our own
# A few rows in each of many tables: they are deleted before TRUNCATE would have made its new files.
PUT_BACK = f"""
DO $$ DECLARE name text; columns text; BEGIN
  FOR name IN {TABLES} LOOP
    EXECUTE 'DELETE FROM public.' || name;
  END LOOP;
  FOR name, columns IN
    SELECT quote_ident(tablename), string_agg(quote_ident(attname), ', ')
    FROM pg_tables JOIN pg_attribute ON attrelid = ('public.' || quote_ident(tablename))::regclass
    WHERE schemaname = 'put_in' AND attnum > 0 AND attgenerated = '' AND NOT attisdropped
    GROUP BY tablename
  LOOP
    EXECUTE 'INSERT INTO public.' || name || '(' || columns || ')'
      || ' SELECT ' || columns || ' FROM put_in.' || name;
  END LOOP;
END $$
"""  # noqa: S608 - the words are our own


def pytest_configure() -> None:
    """Let TERM and a closed terminal end a run as Ctrl-C does, with everything put away."""
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.default_int_handler)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Of several processes, which take equal shares in this order, each begins with some of the long files.

    The others keep pytest-django's order, those with a database first.
    """
    processes = int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", 1))
    longest = sorted((item for item in items if item.nodeid.startswith(BEGIN_WITH)), key=_turn)
    files = [list(of_file) for _, of_file in groupby(longest, key=lambda item: item.path)]
    others = (item for item in items.copy() if not item.nodeid.startswith(BEGIN_WITH))
    share = ceil(len(items) / processes)
    items.clear()
    for process in range(processes):
        items += chain.from_iterable(files[process::processes])
        items += islice(others, max(0, share * (process + 1) - len(items)))


def _turn(item: pytest.Item) -> int:
    return next(turn for turn, name in enumerate(BEGIN_WITH) if item.nodeid.startswith(name))


def pytest_collection_finish() -> None:
    """All that is loaded by now stays, so rubbish is looked for among what tests make, and less often."""
    collect_rarely()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    """Once the migrations have run, what they put in is kept beside the tables, and a site's keys with it."""
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        # Without a test that is marked for the database, pytest-django would leave us in the developer's own.
        assert connection.settings_dict["NAME"].startswith("test_"), "Mark these tests with django_db."
        from lla.keys import standing_keys  # models can be imported only now

        names = (standing_keys.LINKS, standing_keys.PEOPLE)
        KEYS.update((name, standing_keys.value_of(name)) for name in names)
        cursor.execute(KEEP_WHAT_MIGRATIONS_PUT_IN)


def put_back(_case: TransactionTestCase | None = None) -> None:
    """Rows go and come back in one statement; our fixed tables let them only where their triggers rest."""
    with pgtrigger.ignore(), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(PUT_BACK)


@pytest.fixture(scope="session", autouse=True)
def _a_test_that_commits_leaves_what_migrations_put_in() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", put_back)
        yield


@pytest.fixture(autouse=True)
def _the_keys_are_known_and_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    """As in a process that has run for a while: in a transaction that is undone, no key would ever be."""
    monkeypatch.setattr("lla.keys.standing_keys._read", dict(KEYS))


@pytest.fixture
def site(live_server: LiveServer, settings: Settings) -> str:
    """The address of the whole site, served from a thread; emails link to it."""
    settings.ORGANISATION = {**settings.ORGANISATION, "url": live_server.url}
    return str(live_server.url)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    chromium = os.environ.get("CHROMIUM") or which("chromium-headless-shell") or which("chromium")
    if not chromium:
        pytest.fail("Browser tests need Chromium: sudo apt-get install chromium", pytrace=False)
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=QUIET + sandbox)
        yield browser
        browser.close()


@pytest.fixture
def page(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    """A page in the look the test asks for; it complains of nothing, so it asks for nothing elsewhere."""
    look: Look = getattr(request, "param", Look())
    context = browser.new_context(
        viewport={"width": look.width, "height": 800},
        color_scheme="dark" if look.scheme == "dark" else "light",
        java_script_enabled=look.javascript,
        locale="en-GB",
        timezone_id="Europe/London",
    )
    complaints: list[str] = []
    context.on("weberror", lambda error: complaints.append(str(error.error)))
    context.on("console", lambda message: complaints.extend(_complaint(message)))
    yield context.new_page()
    context.close()
    assert complaints == []


def _complaint(message: ConsoleMessage) -> list[str]:
    """What the browser says of our scripts and policy; a refusal's status is the test's own matter."""
    refused = message.text.startswith("Failed to load resource: the server responded with a status of 4")
    return [message.text] if message.type == "error" and not refused else []
