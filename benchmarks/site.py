"""The site as it stands in production, served by gunicorn with two workers, and a small client to ask it."""

import http.client
import os
import socket
import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import cycle, takewhile
from pathlib import Path
from urllib.parse import urlencode

from benchmarks.settings import BARE, FOLDER, HOST
from lla.management.commands.develop import end

WORKERS = 2
PATIENCE = 30  # seconds
FORM = "application/x-www-form-urlencoded"
BOUNDARY = "=benchmark="


@dataclass(frozen=True, slots=True)
class Ask:
    """One request, a POST when there is a form; each visitor has a network address of their own."""

    path: str
    form: dict[str, str] | None = None
    visitor: int = 1
    word: bytes | None = field(default=None, repr=False)  # a file that is sent with the form


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    location: str = ""
    body: bytes = field(default=b"", repr=False)


class Site:
    """Asks over a unix socket, as nginx would. Every answer is read to its end."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def rate(self, paths: Sequence[str], *, lasting: float, at_once: int = 4) -> float:
        """Answers a second, the paths asked for in turn; an answer that is not 200 ends the run."""
        began = time.perf_counter()
        in_time = takewhile(lambda _: time.perf_counter() < began + lasting, cycle(paths))
        answers = self.ask(map(Ask, in_time), at_once=at_once)
        took = time.perf_counter() - began
        if strange := [(ask.path, answer.status) for ask, answer in answers if answer.status != 200]:
            raise RuntimeError(f"Not every answer is a page: {strange[0]}")
        return len(answers) / took

    def ask(self, asks: Iterable[Ask], *, at_once: int) -> list[tuple[Ask, Answer]]:
        """Ask everything, `at_once` at a time; answers in the order they came."""
        asks, door = iter(asks), threading.Lock()
        answers: deque[tuple[Ask, Answer]] = deque()
        failures: deque[Exception] = deque()

        def work() -> None:
            caller = Caller(self.path)
            while not failures:
                with door:
                    ask = next(asks, None)
                if ask is None:
                    break
                try:
                    answers.append((ask, caller.ask(ask)))
                except (OSError, http.client.HTTPException) as error:
                    failures.append(error)
            caller.close()

        threads = [threading.Thread(target=work) for _ in range(at_once)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        if failures:
            raise failures[0]
        return list(answers)


class Caller(http.client.HTTPConnection):
    """A browser behind nginx: HTTPS outside, a unix socket inside; it dials again when hung up on."""

    SECRET = "b" * 32  # the double-submitted secret of forms: cookie and field say the same

    def __init__(self, path: Path) -> None:
        super().__init__(HOST, timeout=PATIENCE)
        self.socket_path = str(path)

    def connect(self) -> None:
        self.sock = socket.socket(socket.AF_UNIX)
        self.sock.settimeout(PATIENCE)
        self.sock.connect(self.socket_path)

    def ask(self, ask: Ask) -> Answer:
        headers = {"X-Forwarded-Proto": "https", "X-Forwarded-For": f"2001:db8:{ask.visitor:x}::1"}
        body: str | bytes | None = None
        if ask.form is not None:
            fields = {**ask.form, "csrfmiddlewaretoken": self.SECRET}
            content_type, body = _with_file(fields, ask.word) if ask.word else (FORM, urlencode(fields))
            headers |= {
                "Content-Type": content_type,
                "Cookie": f"__Host-csrf={self.SECRET}",
                "Origin": f"https://{HOST}",
            }
        self.request("GET" if body is None else "POST", ask.path, body, headers)
        response = self.getresponse()
        return Answer(response.status, response.getheader("Location", ""), response.read())


def _with_file(fields: dict[str, str], word: bytes) -> tuple[str, bytes]:
    """A form and its file as a browser sends them."""
    typed = "".join(
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
        for name, value in fields.items()
    )
    typed += (
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="word"; filename="motion.docx"\r\n'
        "Content-Type: application/octet-stream\r\n\r\n"
    )
    body = typed.encode() + word + f"\r\n--{BOUNDARY}--\r\n".encode()
    return f"multipart/form-data; boundary={BOUNDARY}", body


@contextmanager
def served() -> Iterator[Site]:
    """The site, up and answering, until the block ends."""
    site, log = Site(FOLDER / "web.sock"), FOLDER / "web.log"
    arguments = ("lla.wsgi", f"--workers={WORKERS}", f"--bind=unix:{site.path}")
    command = [sys.executable, "-m", "gunicorn", *arguments]
    with log.open("wb") as lines:
        server = subprocess.Popen(command, stderr=lines, stdout=lines, env=os.environ)
    try:
        _wait_for(site, server, log)
        yield site
    finally:
        end(server)


def _wait_for(site: Site, server: "subprocess.Popen[bytes]", log: Path) -> None:
    ends = time.monotonic() + PATIENCE
    while time.monotonic() < ends and server.poll() is None:
        try:
            site.rate([BARE], lasting=0.5)
            return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError(f"The site does not come up:\n{log.read_text()[-2000:]}")
