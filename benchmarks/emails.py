"""A code asked for while a long list of emails leaves through a slow mail server."""

import socketserver
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from django.test import override_settings

from benchmarks.house import House
from benchmarks.reading import Reading, none
from lla.emails.choices import Urgency
from lla.emails.models import Email
from lla.emails.outbox import post
from lla.management.commands.worker import keep_delivering

THINKS = 0.05  # seconds about each email
SOON = 3.0  # seconds until the code has left
KIND = "bench/list"


class SlowServer(socketserver.ThreadingTCPServer):
    """A mail server that takes everything, slowly, and notes when what came."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Conversation)
        self.taken: dict[str, list[float]] = {}  # by recipient

    def wait_for(self, emails: int) -> None:
        while len(self.taken) < emails:
            time.sleep(0.01)


class Conversation(socketserver.StreamRequestHandler):
    server: SlowServer

    def handle(self) -> None:
        self._say("220 mail.example.org")
        to = ""
        while line := self.rfile.readline().decode():
            match line[:4].upper():
                case "RCPT":
                    to = line.partition("<")[2].partition(">")[0]
                    self._say("250 Yes")
                case "DATA":
                    self._take(to)
                case _:
                    self._say("250 Yes")

    def _take(self, to: str) -> None:
        self._say("354 Go on")
        while self.rfile.readline() not in (b".\r\n", b""):
            pass
        time.sleep(THINKS)
        self.server.taken.setdefault(to, []).append(time.perf_counter())
        self._say("250 Taken")

    def _say(self, words: str) -> None:
        self.wfile.write(f"{words}\r\n".encode())


def code_in_a_backlog(house: House) -> Iterator[Reading]:
    many = house.size.emails
    Email.objects.waiting().delete()  # of the rows before this one
    post(*(_email(f"reader{number}@example.org", Urgency.LATER) for number in range(many)))
    with _delivering() as server:
        server.wait_for(many // 3)
        asked = time.perf_counter()
        post(_email("code@example.org", Urgency.NOW))
        server.wait_for(many + 1)
        lasted = time.perf_counter() - asked
    waited = server.taken["code@example.org"][0] - asked
    yield Reading(
        f"emails: a code behind {many} at {THINKS * 1000:.0f} ms each",
        f"{waited:.2f} s",
        f"at most {SOON:g} s",
        waited <= SOON,
        f"the last of the others left after {lasted:.0f} s",
    )
    doubled = sum(len(times) - 1 for times in server.taken.values())
    left = Email.objects.filter(kind=KIND, sent_at=None).count()
    yield none("emails: lost or doubled", left + doubled, f"{left} left, {doubled} doubled")


def _email(to: str, urgency: Urgency) -> Email:
    return Email(to=to, subject="An email", body="Hello.\n", kind=KIND, urgency=urgency)


@contextmanager
def _delivering() -> Iterator[SlowServer]:
    """The worker's own loop, at work with the slow server."""
    stop = threading.Event()
    with SlowServer() as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        ours = {
            "EMAIL_HOST": "127.0.0.1",
            "EMAIL_PORT": server.server_address[1],
            "EMAIL_QUIET_HOURS": None,
            "EMAIL_PER_MINUTE": 0,
        }
        with override_settings(**ours):
            worker = threading.Thread(target=keep_delivering, args=(stop,))
            worker.start()
            try:
                yield server
            finally:
                stop.set()
                worker.join()
        server.shutdown()
