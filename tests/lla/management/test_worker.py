"""A real worker process: it delivers, stops when told, and loses nothing when it is killed."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from django.conf import settings
from django.db import connection
from django.utils import timezone

from lla.emails.models import Email
from lla.jobs.models import Run
from lla.site import health
from tests.factories import make_email
from tests.lla.emails.smtp_server import MailServer, mail_server

pytestmark = pytest.mark.django_db(transaction=True)


@contextmanager
def a_worker(server: MailServer) -> Iterator[subprocess.Popen[bytes]]:
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "tests.lla.management.worker_settings",
        "TEST_DATABASE": connection.settings_dict["NAME"],
        "MAIL_PORT": str(server.port),
    }
    process = subprocess.Popen([sys.executable, "manage.py", "worker"], cwd=settings.ROOT, env=environment)
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def until(come: Callable[[], bool]) -> None:
    """Wait for something another process does; a minute is far more than it needs."""
    for _ in range(600):
        if come():
            return
        time.sleep(0.1)
    pytest.fail("It did not come within a minute.")


def test_a_worker_killed_while_sending_loses_no_email() -> None:
    for number in range(5):
        make_email(subject=f"Email {number}")
    with mail_server() as server:
        server.gate.clear()
        with a_worker(server) as process:
            assert server.handed.wait(60)
            process.kill()
            process.wait()
        assert Email.objects.waiting().count() == 5
        server.gate.set()
        until(lambda: len(server.emails) > 0)
        # The claim of the killed worker runs out.
        Email.objects.waiting().update(next_attempt_at=timezone.now())
        with a_worker(server):
            until(lambda: not Email.objects.waiting().exists())
    arrived = server.subjects()
    assert sorted(set(arrived)) == [f"Email {number}" for number in range(5)]
    assert len({email["Message-ID"] for email in server.emails}) == 5


def test_told_to_stop_it_finishes_the_email_in_hand() -> None:
    email = make_email()
    with mail_server() as server:
        server.gate.clear()
        with a_worker(server) as process:
            assert server.handed.wait(60)
            process.send_signal(signal.SIGTERM)
            server.gate.set()
            assert process.wait(60) == 0
    email.refresh_from_db()
    assert (email.sent_at is not None, server.subjects()) == (True, ["An email"])


def test_health_tells_that_a_worker_is_there() -> None:
    assert health.report()["worker"] == "never"
    with mail_server() as server, a_worker(server):
        until(lambda: Run.objects.filter(name="sweep").exists())
    assert health.report()["worker"] == "ok"
