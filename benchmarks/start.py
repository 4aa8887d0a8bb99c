"""From script/server to the first page on a machine that has the packages, against Django's own check."""

import http.client
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from benchmarks.house import House
from benchmarks.reading import Reading, at_most, ratio, seconds
from benchmarks.settings import GIVEN
from lla.settings.base import ROOT

ROUNDS = 3
PATIENCE = 180  # seconds


def first_page(house: House) -> Iterator[Reading]:
    """On a database and folder of its own, filled before the clock runs and not running when it starts."""
    folder = Path(tempfile.mkdtemp(prefix="lla-bench-start-"))
    folder.chmod(0o711)  # as root the database has an account of its own, which passes through here
    environment = {name: value for name, value in GIVEN.items() if name != "DATABASE_URL"}
    environment |= {"DEVDB_DIR": str(folder / "pg"), "VAR": str(folder / "var")}
    try:
        filled = until_first_page(environment)
        pairs = [(until_first_page(environment), check(environment)) for _ in range(ROUNDS)]
    finally:
        shutil.rmtree(folder)
    note = f"{pairs[-1][0]:.1f} s, check {pairs[-1][1]:.1f} s; {filled:.0f} s when all data has to be made"
    yield at_most("first page after script/server, against check", ratio(pairs), 4, note)


def check(environment: dict[str, str]) -> float:
    """Django's check alone: no database is started for it."""
    alone = environment | {"DATABASE_URL": "postgres:///none"}
    command = [sys.executable, "manage.py", "check"]
    silent = subprocess.DEVNULL
    return seconds(partial(subprocess.run, command, cwd=ROOT, env=alone, check=True, stdout=silent))


def until_first_page(environment: dict[str, str]) -> float:
    port = free_port()
    began = time.perf_counter()
    server = subprocess.Popen(
        [ROOT / "script" / "server", str(port)],
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        while not answers(port):
            if server.poll() is not None or time.perf_counter() - began > PATIENCE:
                raise RuntimeError("script/server shows no page")
            time.sleep(0.02)
        return time.perf_counter() - began
    finally:
        stop(server)


def answers(port: int) -> bool:
    caller = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    try:
        caller.request("GET", "/")
        return caller.getresponse().status == 200
    except OSError:
        return False
    finally:
        caller.close()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def stop(server: "subprocess.Popen[bytes]") -> None:
    server.send_signal(signal.SIGTERM)
    try:
        server.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        os.killpg(server.pid, signal.SIGKILL)
        server.wait()
