"""A web server killed in the middle of a rush: whoever was told "we have it" has a whole motion."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from http.client import HTTPConnection, HTTPException
from threading import Event

import pytest
from django.conf import settings
from django.db import connection
from django.middleware.csrf import _get_new_csrf_string
from django.test import Client

from motions.submitting.models import Draft
from tests.motions.factories import make_item
from tests.motions.member_pages import fill, page

pytestmark = pytest.mark.django_db(transaction=True)

SENDERS = 12
ACKNOWLEDGED = 302


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def a_server(port: int) -> Iterator[subprocess.Popen[bytes]]:
    """gunicorn with two workers on the test's own database."""
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "tests.lla.management.worker_settings",
        "TEST_DATABASE": connection.settings_dict["NAME"],
        "MAIL_PORT": "9",
    }
    command = [sys.executable, "-m", "gunicorn", "lla.wsgi", "--workers", "2", "--bind", f"127.0.0.1:{port}"]
    process = subprocess.Popen([*command, "--log-level", "error"], cwd=settings.ROOT, env=environment)
    try:
        yield process
    finally:
        for worker in workers_of(process):
            os.kill(worker, signal.SIGKILL)
        process.kill()
        process.wait()


def workers_of(process: subprocess.Popen[bytes]) -> list[int]:
    children = f"/proc/{process.pid}/task/{process.pid}/children"
    if not os.path.exists(children):
        return []
    with open(children) as listed:
        return [int(pid) for pid in listed.read().split()]


def answers(port: int) -> bool:
    try:
        return ask(port, "GET", "/livez") is not None
    except OSError:
        return False


def ask(port: int, method: str, path: str) -> int | None:
    """The status of an answer that came whole; None when the connection broke."""
    held = _get_new_csrf_string()
    browser = HTTPConnection("127.0.0.1", port, timeout=300)
    headers = {
        "Host": "localhost",
        "Cookie": f"{settings.CSRF_COOKIE_NAME}={held}",
        "X-CSRFToken": held,
        "Content-Type": "application/x-www-form-urlencoded",
    }
    try:
        browser.request(method, path, body="", headers=headers)
        response = browser.getresponse()
        response.read()
        return response.status
    except (HTTPException, ConnectionResetError, BrokenPipeError):
        return None
    finally:
        browser.close()


def send(port: int, enough: Event, draft: Draft) -> int | None:
    try:
        status = ask(port, "POST", page(draft, "check"))
    except ConnectionRefusedError:
        return None
    if status == ACKNOWLEDGED:
        enough.set()
    return status


def test_what_a_killed_server_acknowledged_is_whole_and_the_rest_is_still_a_draft() -> None:
    drafts = [fill(Client(), make_item()) for _ in range(SENDERS)]
    port, enough = free_port(), Event()
    with a_server(port) as process, ThreadPoolExecutor(4) as pool:
        for _ in range(600):
            if answers(port):
                break
            time.sleep(0.1)
        told = pool.map(partial(send, port, enough), drafts)
        assert enough.wait(60)
        for victim in [process.pid, *workers_of(process)]:
            os.kill(victim, signal.SIGKILL)
        statuses = list(told)
    kept = [Draft.objects.select_related("motion__current").get(pk=draft.pk) for draft in drafts]
    acknowledged = [draft for draft, status in zip(kept, statuses, strict=True) if status == ACKNOWLEDGED]
    assert acknowledged
    for draft in acknowledged:
        assert draft.motion is not None
    for draft in kept:
        if draft.motion:
            assert (draft.motion.text.number, draft.motion.backings.count()) == (1, 1)
            assert draft.motion.events.count() == 1
        else:
            assert set(draft.typed) == {"who", "text", "people"}
