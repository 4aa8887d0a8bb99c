"""docs/running.md from an empty machine to a restored backup, and the files that it has copied."""

import json
import os
import re
import shutil
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.lla.emails.smtp_server import mail_server
from tests.running.machine import (
    CHECKOUT,
    PAGE,
    PATIENCE,
    SITE,
    Machine,
    a_machine,
    blocks,
    end,
    find,
    missing,
    until,
)
from tests.running.visitor import Visitor

UNITS = CHECKOUT / "docs/deploy/systemd"
TOKEN = "Zk3-" + "tokenOfALink_" * 3  # as long as those that are emailed
OWN = {"DEFAULT_FROM_EMAIL": "LAN <lan@left-alliance.test>", "ORGANISATION_EMAIL": "hello@left-alliance.test"}
CODE = re.compile(r"^[A-Z0-9-]{6,}$", re.MULTILINE)


@pytest.fixture
def machine() -> Iterator[Machine]:
    if absent := missing():
        pytest.skip(f"docs/running.md was not walked: there is no {', '.join(absent)} on this machine.")
    with a_machine() as machine:
        yield machine


# It migrates a database from nothing, upgrades, backs up and restores, each with commands and servers that
# start Django anew as an administrator's do: that takes a minute, and more beside other tests.
def test_the_page_is_walked_from_an_empty_machine_to_a_restored_backup(machine: Machine) -> None:
    steps = iter(blocks())
    machine.put_code()
    machine.start_postgresql()
    with mail_server() as mail:
        machine.run(next(steps))  # account, folders, code
        machine.run(next(steps))  # database
        machine.run(next(steps))  # environment
        fill_in(machine, EMAIL_URL=f"smtp://127.0.0.1:{mail.port}", **OWN)
        machine.run(next(steps))  # the commands
        assert "The site runs " in machine.run(next(steps))  # the first release
        machine.run(next(steps))  # services
        assert machine.calls("systemctl")[-2:] == [
            "enable --now lla-web.socket lla-web.service lla-worker.service",
            "enable --now lla-nightly.timer lla-backup.timer",
        ]
        listener = machine.open_socket()
        web = machine.start_unit("lla-web", listener=listener)
        machine.run(next(steps))  # nginx and its certificate
        nginx = machine.start_nginx()
        visitor = Visitor(machine.https, machine.root / f"etc/letsencrypt/live/{SITE}/fullchain.pem")
        until(lambda: visitor.ask("/livez")[0] == 200, "the site answers behind nginx")
        see_health_without_a_worker(visitor)

        said = machine.run(next(steps))  # the first person
        assert f"Robin Vale signs in at https://{SITE}/accounts/login/" in said
        sign_in(visitor, lambda: machine.run(next(steps)))  # the code, while no mail goes out
        worker = machine.start_unit("lla-worker")
        until(lambda: visitor.ask("/healthz")[0] == 200, "the site is well")
        until(lambda: "Your sign-in code" in mail.subjects(), "the email goes out")

        web = upgrade_while_people_read(machine, next(steps), visitor, web, listener)
        assert re.search(r"\d+ rows in \d+ tables came back", machine.run(next(steps)))  # backup and drill
        assert "are locked under SECRET_KEY" in machine.run(next(steps))  # the key is changed
        assert machine.run(next(steps)) == '{"status": "ok"}'  # livez
        assert next(steps, None) is None
        for name in ("lla-nightly", "lla-backup"):
            assert machine.start_unit(name).wait(PATIENCE) == 0, (
                machine.root / f"var/log/{name}.log"
            ).read_text()

        ask_with_tokens(machine, visitor)
        end(worker)
        end(web)
        listener.close()
        assert visitor.ask(f"/g/{TOKEN}/")[0] == 502  # nginx has something to complain of
        end(nginx)
    see_no_token(machine)
    sys.stdout.write("Left out: apt-get, accounts, pip, systemd itself, certbot; see machine.py.\n")


def fill_in(machine: Machine, **settings: str) -> None:
    """As an administrator edits the environment's file."""
    file = machine.root / "etc/lla.env"
    text = file.read_text()
    for name, value in settings.items():
        text = re.sub(rf"^{name}=.*$", f"{name}='{value}'", text, flags=re.MULTILINE)
    file.write_text(text)
    assert (file.stat().st_mode & 0o777, re.search(r"^SECRET_KEY='.{50,}'$", text, re.MULTILINE) is None) == (
        0o600,
        False,
    )


def see_health_without_a_worker(visitor: Visitor) -> None:
    status, words, _ = visitor.ask("/healthz")
    report = json.loads(words)
    assert (status, report["status"], report["worker"], report["papers"]) == (503, "attention", "never", "ok")


def sign_in(visitor: Visitor, read_code: Callable[[], str]) -> None:
    status, _, where = visitor.send("/accounts/login/", login="robin@example.org")
    assert (status, where) == (302, "/accounts/login/code/confirm/")
    found = CODE.search(read_code())
    assert found
    assert visitor.send(where, code=found[0])[::2] == (302, "/accounts/")
    assert "Robin Vale" in visitor.ask("/accounts/")[1]


def upgrade_while_people_read(
    machine: Machine,
    commands: str,
    visitor: Visitor,
    web: "subprocess.Popen[bytes]",
    listener: socket.socket,
) -> "subprocess.Popen[bytes]":
    """A second release goes in, and whoever asks meanwhile is answered, if a little later."""
    before = (machine.root / "srv/lla/current").resolve()
    machine.run("cd origin; git commit -q --allow-empty -m 'The second release'")
    with reading(visitor) as statuses:
        machine.run(commands)
        assert machine.calls("systemctl")[-1] == ("try-restart lla-web.service lla-worker.service")
        end(web)
        web = machine.start_unit("lla-web", listener=listener)
        counted = len(statuses)
        until(lambda: len(statuses) > counted + 5, "the second release answers")
    after = (machine.root / "srv/lla/current").resolve()
    assert (set(statuses), before != after, before.exists()) == ({200}, True, True)
    return web


@contextmanager
def reading(visitor: Visitor) -> Iterator[list[int]]:
    """Somebody who opens one page after another until the block ends; the statuses of the answers."""
    statuses: list[int] = []
    enough = threading.Event()

    def read() -> None:
        while not enough.wait(0.05):
            statuses.append(visitor.ask("/privacy/")[0])

    thread = threading.Thread(target=read)
    thread.start()
    try:
        yield statuses
    finally:
        enough.set()
        thread.join()


def ask_with_tokens(machine: Machine, visitor: Visitor) -> None:
    """In each place of a request that a token could be: path, query, referring page, a broken line."""
    plain = Visitor(machine.http)
    for browser in (plain, visitor):
        for path in (f"/g/{TOKEN}/", f"/motions/backing/{TOKEN}/", f"/privacy/?next=/g/{TOKEN}/"):
            browser.ask(path, Referer=f"https://{SITE}/g/{TOKEN}/", Authorization=f"Bearer {TOKEN}")
    assert plain.ask("/privacy/?a=b")[::2] == (301, f"https://{SITE}/privacy/?a=b")
    with socket.socket(socket.AF_UNIX) as caller:  # past nginx, to gunicorn itself
        caller.connect(str(machine.root / "run/lla.sock"))
        caller.sendall(f"GET /g/{TOKEN}/ HTTP/1.1 and more\r\n\r\n".encode())
        assert caller.recv(100).startswith(b"HTTP/1.1 400")


def see_no_token(machine: Machine) -> None:
    logs = {file.name: file.read_text() for file in (machine.root / "var/log").rglob("*") if file.is_file()}
    assert {name for name, words in logs.items() if TOKEN[:20] in words} == set()
    for name in ("lla.log", "lla-web.log"):
        assert "/motions/backing/[token]" in logs[name]
        for line in logs[name].splitlines():
            json.loads(line)  # each line is one object
    assert '"path":"/privacy/","status":"200"' in logs["lla.log"]
    assert "Invalid request" in logs["lla-web.log"]


def test_the_units_are_sound_to_systemd_itself(tmp_path: Path) -> None:
    if not (analyze := find("systemd-analyze")):
        pytest.skip("The units were not looked at: there is no systemd-analyze on this machine.")
    units = tmp_path / "units"
    shutil.copytree(UNITS, units)
    for program in ("python", "gunicorn"):
        (tmp_path / "bin").mkdir(exist_ok=True)
        (tmp_path / "bin" / program).touch(mode=0o755)
    services = sorted(units.glob("*.service"))
    for unit in services:
        unit.write_text(unit.read_text().replace("/srv/lla/current/.venv/bin", str(tmp_path / "bin")))
    names = [str(unit) for unit in units.iterdir() if unit.is_file()]
    environment = {**os.environ, "SYSTEMD_UNIT_PATH": f"{units}:"}
    done = subprocess.run(
        [analyze, "verify", *names], env=environment, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_each_file_that_the_page_has_copied_is_there_and_none_is_forgotten() -> None:
    page = PAGE.read_text()
    named = set(re.findall(r"docs/deploy/([\w.-]+)", page)) | {"gunicorn.conf.py"}
    assert named == {path.name for path in (CHECKOUT / "docs/deploy").iterdir()}
    assert set(re.findall(r"`(lla-[\w.-]*\.(?:service|socket|timer)[\w./-]*)`", page)) <= {
        str(path.relative_to(UNITS)) for path in UNITS.rglob("*")
    }


def test_every_setting_of_the_example_is_one_that_the_site_reads() -> None:
    example = (CHECKOUT / "docs/deploy/lla.env.example").read_text()
    read = "".join(path.read_text() for path in (CHECKOUT / "lla/settings").glob("*.py"))
    read += (CHECKOUT / "docs/deploy/gunicorn.conf.py").read_text()
    names = re.findall(r"^([A-Z][A-Z0-9_]*)=", example, re.MULTILINE)
    assert [name for name in names if f'"{name}"' not in read] == ["DJANGO_SETTINGS_MODULE"]
