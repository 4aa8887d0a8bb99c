"""script/server and script/test with real processes: they answer, and they leave nobody behind."""

import json
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from django.conf import settings

# Migrations and the demonstration come first; beside other tests on a slow machine that takes minutes.
PATIENCE = 900

Start = Callable[..., subprocess.Popen[str]]


@pytest.fixture(scope="module")
def home() -> Iterator[Path]:
    """A database folder of this file's own, which also marks every process that these tests start."""
    stamp = (
        f"{settings.ROOT} {os.environ.get('PYTHON', '')}\n"
        + (settings.ROOT / "requirements/dev.txt").read_text()
    )
    if (settings.ROOT / ".venv/stamp").read_text() != stamp:
        pytest.fail("The environment is not what requirements/dev.txt says: run script/test.", pytrace=False)
    folder = Path(tempfile.mkdtemp(prefix="scripts-"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


def processes(home: Path) -> list[int]:
    """Everybody alive who was started with this database folder in the environment."""
    mark = f"DEVDB_DIR={home}".encode()
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if mark in (process / "environ").read_bytes().split(b"\0"):
                found.append(int(process.name))
        except OSError:  # gone, or somebody else's
            continue
    return found


@pytest.fixture
def start(home: Path) -> Iterator[Start]:
    """Start a script with the database folder; whoever a failing test left alive ends with the test."""
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    started = []

    def script(*command: str) -> subprocess.Popen[str]:
        started.append(
            subprocess.Popen(
                command,
                cwd=settings.ROOT,
                env={**environment, "DEVDB_DIR": str(home), "PYTHONUNBUFFERED": "1"},
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
                start_new_session=True,
                preexec_fn=_listen_to_signals,
            )
        )
        return started[-1]

    yield script
    while alive := processes(home):
        for pid in alive:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        time.sleep(0.1)
    for process in started:
        process.communicate()


def _listen_to_signals() -> None:
    """As at a terminal: what the tests were started from may have had some of them ignored."""
    for number in (signal.SIGINT, signal.SIGHUP, signal.SIGTERM):
        signal.signal(number, signal.SIG_DFL)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def answer(url: str, *, of: subprocess.Popen[str]) -> str:
    """What the address answers once it does; a script that ended cannot."""
    until = time.monotonic() + PATIENCE
    while of.poll() is None and time.monotonic() < until:
        try:
            with urlopen(url) as response:  # noqa: S310 - an address of this machine
                return str(response.read().decode())
        except URLError:
            time.sleep(0.2)
    assert of.poll() is not None, f"In {PATIENCE} seconds there was no answer at {url}"
    raise AssertionError(of.communicate(timeout=PATIENCE)[0])


@pytest.mark.parametrize(
    ("whom", "how"),
    [
        ("script", signal.SIGTERM),  # kill
        ("script", signal.SIGHUP),
        ("everybody", signal.SIGINT),  # Ctrl-C at a terminal
        ("everybody", signal.SIGHUP),  # a terminal that is closed
    ],
    ids=lambda part: getattr(part, "name", part),
)
def test_the_server_answers_and_leaves_nobody_behind(
    home: Path, start: Start, how: signal.Signals, whom: str
) -> None:
    port = free_port()
    server = start("script/server", str(port))
    assert json.loads(answer(f"http://localhost:{port}/healthz", of=server))["database"] == "ok"
    assert len(processes(home)) >= 4  # the script, Django, the worker, PostgreSQL
    if whom == "script":
        os.kill(server.pid, how)
    else:  # as a terminal does
        os.killpg(server.pid, how)
    said, _ = server.communicate(timeout=PATIENCE)
    assert f"http://localhost:{port}/conferences/annual-2027/" in said
    assert "Traceback" not in said
    assert processes(home) == []


def test_a_taken_port_is_said_and_nothing_is_started(home: Path, start: Start) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        server = start("script/server", str(port))
        said, _ = server.communicate(timeout=PATIENCE)
    assert said == f"CommandError: Port {port} is taken. Choose another: script/server {port + 1}\n"
    assert (server.returncode, processes(home)) == (1, [])


def test_a_run_of_tests_that_is_told_to_stop_leaves_nobody_behind(
    home: Path, start: Start, tmp_path: Path
) -> None:
    waiting = tmp_path / "test_waiting.py"
    waiting.write_text(
        "import pathlib, time\n"
        "def test_waiting(db, browser):\n"
        f"    pathlib.Path({str(tmp_path)!r}, 'under way').touch()\n"
        "    while True:\n"
        "        time.sleep(0.1)\n"
    )
    tests = start("script/test", "-n0", "-c", "pyproject.toml", "-p", "tests.conftest", str(waiting))
    while not (tmp_path / "under way").exists():
        assert tests.poll() is None, tests.communicate()[0]
        time.sleep(0.2)
    os.kill(tests.pid, signal.SIGTERM)
    tests.communicate(timeout=PATIENCE)
    assert processes(home) == []
