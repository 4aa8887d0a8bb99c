"""Backups: a dump of the database with a list of what it holds, and the drill that restores one elsewhere."""

import hashlib
import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.db import connection, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.utils import CursorWrapper
from psycopg2.extensions import make_dsn

from lla.time import clock

NAME = "conference-%Y-%m-%dT%H%M%SZ"
OURS = re.compile(r"conference-\d{4}-\d\d-\d\dT\d{6}Z\.(dump|json|dump\.part)")
DJANGO_OPTIONS = {"isolation_level", "server_side_binding", "pool", "assume_role"}  # libpq knows the others

# Everything that a member of staff could miss after a restore, by name and number.
TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename"
PROTECTIONS = """
    SELECT
        (SELECT count(*) FROM pg_trigger WHERE NOT tgisinternal),
        (SELECT count(*) FROM pg_constraint JOIN pg_namespace AS schema ON schema.oid = connamespace
            WHERE nspname = 'public'),
        (SELECT count(*) FROM pg_indexes WHERE schemaname = 'public')
"""
OUR_SCHEMAS = "SELECT nspname FROM pg_namespace WHERE nspname !~ '^pg_' AND nspname <> 'information_schema'"


class BackupError(Exception):
    """What is wrong with a backup or its drill, in words."""


@dataclass(frozen=True, slots=True)
class Contents:
    """What a database holds: rows by table, and how many triggers, constraints and indexes protect them."""

    rows: dict[str, int]
    protections: list[int]

    @classmethod
    def of(cls, database: BaseDatabaseWrapper) -> "Contents":
        with database.cursor() as cursor:
            cursor.execute(PROTECTIONS)
            protections = list(cursor.fetchone())
            cursor.execute(TABLES)
            rows = {}
            for (table,) in cursor.fetchall():
                cursor.execute(f"SELECT count(*) FROM {database.ops.quote_name(table)}")  # noqa: S608
                (rows[table],) = cursor.fetchone()
        return cls(rows, protections)

    def differences(self, restored: "Contents") -> list[str]:
        """What the restored database lacks or has too much of, a sentence each."""
        wrong = [
            f"{table}: {self.rows.get(table, 0)} rows were backed up, {restored.rows.get(table, 0)} came back"
            for table in sorted(self.rows.keys() | restored.rows.keys())
            if self.rows.get(table) != restored.rows.get(table)
        ]
        if self.protections != restored.protections:
            wrong.append(
                f"triggers, constraints and indexes: {self.protections} became {restored.protections}"
            )
        return wrong


def take(folder: Path) -> Path:
    """Write a dump and, last, the list beside it; both are of one moment while the site goes on."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    dump = folder / clock.now().strftime(f"{NAME}.dump")
    part = dump.with_suffix(".dump.part")
    with _snapshot() as snapshot:
        contents = Contents.of(connection)
        run(
            "pg_dump",
            "--format=custom",
            f"--snapshot={snapshot}",
            f"--file={part}",
            settings=connection.settings_dict,
        )
    part.chmod(0o600)
    _keep(part, dump)
    listed = {"sha256": digest(dump), "rows": contents.rows, "protections": contents.protections}
    new = dump.with_suffix(".json.part")
    new.write_text(json.dumps(listed, indent=1))
    _keep(new, list_of(dump))
    return dump


@contextmanager
def _snapshot() -> Iterator[str]:
    """One moment of the database, for this connection and for whoever is told its name."""
    with one_moment() as cursor:
        cursor.execute("SELECT pg_export_snapshot()")
        yield cursor.fetchone()[0]


@contextmanager
def one_moment() -> Iterator[CursorWrapper]:
    """All that is read in here is of one moment while the site goes on."""
    with transaction.atomic(durable=True), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield cursor


def _keep(part: Path, whole: Path) -> None:
    """A file under its own name is a whole one, even when the power fails the moment after."""
    with part.open("rb") as file:
        os.fsync(file.fileno())
    part.rename(whole)


def list_of(dump: Path) -> Path:
    return dump.with_suffix(".json")


def remove_old(folder: Path, *, days: int) -> int:
    """Remove backups older than so many days, but never the newest whole one; answers how many files went."""
    newest = max(folder.glob("conference-*.json"), default=None)
    before = (clock.now() - timedelta(days=days)).strftime(NAME)
    gone = 0
    for file in folder.iterdir():
        ours = OURS.fullmatch(file.name)
        if ours and file.name < before and not (newest and file.stem == newest.stem):
            file.unlink()
            gone += 1
    return gone


def drill(dump: Path, *, into: str) -> Contents:
    """Restore a dump into an empty database, compare, and empty it again; raises BackupError."""
    listed = _read_list(dump)
    if digest(dump) != listed["sha256"]:
        raise BackupError(f"{dump.name} is damaged: it is not the file that was written.")
    with empty_database(into) as database:
        _restore(dump, database)
        restored = Contents.of(database)
    if wrong := Contents(listed["rows"], listed["protections"]).differences(restored):
        raise BackupError("\n".join(["Not everything came back:", *wrong]))
    return restored


@contextmanager
def empty_database(name: str, *, stays: bool = False) -> Iterator[BaseDatabaseWrapper]:
    """A database that is empty, and is emptied again unless all went well and what it holds `stays`."""
    if name == connection.settings_dict["NAME"]:
        raise BackupError("A drill never goes into the site's own database.")
    database = connection.copy()
    database.settings_dict["NAME"] = name
    try:
        if Contents.of(database).rows:
            raise BackupError(f"The database {name} is not empty. A drill needs an empty one.")
        try:
            yield database
        except BaseException:
            _empty(database)
            raise
        if not stays:
            _empty(database)
    finally:
        database.close()


def copy_schema(database: BaseDatabaseWrapper) -> None:
    """Give an empty database our tables with all that protects them, and no row."""
    with TemporaryDirectory() as folder:
        dump = Path(folder) / "schema.dump"
        run(
            "pg_dump", "--format=custom", "--schema-only", f"--file={dump}", settings=connection.settings_dict
        )
        _restore(dump, database)


def _restore(dump: Path, database: BaseDatabaseWrapper) -> None:
    plain = ("--no-owner", "--no-privileges", "--exit-on-error")
    run("pg_restore", *plain, dump, settings=database.settings_dict)


def _read_list(dump: Path) -> dict[str, Any]:
    try:
        listed: dict[str, Any] = json.loads(list_of(dump).read_text())
    except FileNotFoundError as error:
        raise BackupError(
            f"There is no {list_of(dump).name} beside the dump: it was not finished."
        ) from error
    return listed


def _empty(database: BaseDatabaseWrapper) -> None:
    """What was restored is people's data: it does not stay."""
    with database.cursor() as cursor:
        cursor.execute(OUR_SCHEMAS)
        for (schema,) in cursor.fetchall():
            cursor.execute(f"DROP SCHEMA {database.ops.quote_name(schema)} CASCADE")
        cursor.execute("CREATE SCHEMA public")


def digest(file: Path) -> str:
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def run(name: str, *arguments: str | Path, settings: dict[str, Any]) -> None:
    """Run one of PostgreSQL's programs against a database; raises BackupError with its words."""
    options = {key: value for key, value in settings.get("OPTIONS", {}).items() if key not in DJANGO_OPTIONS}
    target = {"dbname": settings["NAME"], "host": settings["HOST"], "port": settings["PORT"]}
    target |= {"user": settings["USER"], **options}
    environment = {**os.environ}
    if settings["PASSWORD"]:  # not among the arguments, which every account of the machine can see
        environment["PGPASSWORD"] = settings["PASSWORD"]
    dsn = make_dsn(**{key: value for key, value in target.items() if value})
    command = [program(name), f"--dbname={dsn}", *arguments]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise BackupError(f"{name} failed: {done.stderr.strip()}")


def program(name: str) -> str:
    """A program of the server's own version, where Debian puts it, or the one on the path."""
    version = connection.get_database_version()[0]
    places = [f"/usr/lib/postgresql/{version}/bin", os.environ.get("PATH", "")]
    if found := shutil.which(name, path=os.pathsep.join(places)):
        return found
    raise BackupError(f"There is no {name} here: apt-get install postgresql-client-{version}")
