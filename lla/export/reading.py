"""The rehearsal: a folder that was written is read back into an empty database, and compared."""

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.db import DatabaseError
from django.db.backends.base.base import BaseDatabaseWrapper

from lla import backups

from . import tables
from .tables import Table
from .writing import FORMAT, MANIFEST, TABLES, ExportError, Written, last_migrations


def rehearse(path: Path, *, into: str, stays: bool = False) -> Written:
    """Read a folder into an empty database, compare rows and hashes, and empty it again unless it `stays`.

    Raises ExportError with a sentence for each thing that is missing or different.
    """
    manifest, sha256 = _manifest(path)
    _refuse("These files are missing or damaged:", _damaged(path, manifest["files"]))
    with backups.empty_database(into, stays=stays) as database:
        backups.copy_schema(database)
        ours = tables.tables(database)
        _refuse("These tables are not the ones of this site:", _strange(manifest["rows"], ours))
        _fill(database, path, ours)
        _refuse("Not everything came back:", _differences(database, manifest, ours))
    return Written(sum(manifest["rows"].values()), len(manifest["files"]), sha256)


def _manifest(path: Path) -> tuple[dict[str, Any], str]:
    try:
        words = (path / MANIFEST).read_bytes()
    except FileNotFoundError as error:
        raise ExportError(f"There is no {MANIFEST} in {path}: it was not finished.") from error
    manifest: dict[str, Any] = json.loads(words)
    if manifest["format"] != FORMAT or manifest["last_migrations"] != last_migrations():
        raise ExportError("This was written by another release. Install that release to rehearse it.")
    return manifest, hashlib.sha256(words).hexdigest()


def _refuse(heading: str, wrong: list[str]) -> None:
    if wrong:
        raise ExportError("\n".join([heading, *wrong]))


def _damaged(path: Path, files: dict[str, str]) -> list[str]:
    """The files that are not there, not what was written, or not named in the manifest."""
    there = {str(file.relative_to(path)) for file in path.rglob("*") if file.is_file()} - {MANIFEST}
    digests = {name: backups.digest(path / name) for name in there}
    return sorted(name for name in files.keys() | there if files.get(name) != digests.get(name))


def _strange(rows: dict[str, int], ours: list[Table]) -> list[str]:
    return sorted(rows.keys() ^ {table.name for table in ours})


def _fill(database: BaseDatabaseWrapper, path: Path, ours: list[Table]) -> None:
    """All rows in one transaction, so that each constraint is checked once everything is there."""
    database.set_autocommit(False)
    try:
        tables.fill(database, {table: _lines(path, table) for table in ours})
        database.commit()
    except DatabaseError as error:
        raise ExportError(f"The database does not take these rows: {error}") from error
    finally:
        database.rollback()
        database.set_autocommit(True)


def _lines(path: Path, table: Table) -> Iterator[str]:
    with (path / TABLES / f"{table.name}.jsonl").open(encoding="utf-8", newline="\n") as file:
        yield from file


def _differences(database: BaseDatabaseWrapper, manifest: dict[str, Any], ours: list[Table]) -> list[str]:
    """What a table lacks, or says otherwise, once it is read out again as it was when it was written."""
    wrong = []
    for table in ours:
        digest, count = hashlib.sha256(), 0
        for line in tables.rows_of(database, table):
            digest.update(line.encode() + b"\n")
            count += 1
        written = manifest["rows"][table.name]
        if count != written:
            wrong.append(f"{table.name}: {written} rows were written, {count} came back")
        elif digest.hexdigest() != manifest["files"][f"{TABLES}/{table.name}.jsonl"]:
            wrong.append(f"{table.name}: all {written} rows came back, and not as they were")
    return wrong
