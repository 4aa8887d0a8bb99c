"""Writing everything into a folder: tables of one moment, public papers, uploaded files, and their hashes."""

import hashlib
import json
import os
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.db.models import FileField

from lla import backups
from lla.papers import store
from lla.papers.documents import KINDS
from lla.time import clock

from . import documentation, tables

FORMAT = 1  # of the folder: raise it when a reader of the old one would misread the new
MANIFEST, TABLES = "manifest.json", "tables"


class ExportError(Exception):
    """What is wrong with an export or its rehearsal, in words."""


@dataclass
class Folder:
    """A new folder that nobody else may open; knows the hash of each file it holds."""

    path: Path
    files: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.path.mkdir(mode=0o700, parents=True)

    def write(self, name: str, chunks: Iterable[bytes]) -> int:
        """Write one file; answers in how many chunks."""
        path = self.path / name
        for folder in reversed(path.relative_to(self.path).parents):  # `parents` would be open to others
            (self.path / folder).mkdir(mode=0o700, exist_ok=True)
        digest, count = hashlib.sha256(), 0
        with path.open("xb") as file:
            for chunk in chunks:
                file.write(chunk)
                digest.update(chunk)
                count += 1
            file.flush()
            os.fsync(file.fileno())
        path.chmod(0o600)
        self.files[name] = digest.hexdigest()
        return count


@dataclass(frozen=True, slots=True)
class Written:
    """How many rows and files are in a folder, and the hash of the manifest that names them all."""

    rows: int
    files: int
    sha256: str


def write(path: Path) -> Written:
    """Write everything into a new folder."""
    folder = Folder(path)
    _write_documents(folder)  # first, for drawing one writes a row, and the moment below is only read
    with backups.one_moment():
        counted = _write_tables(folder)
        _write_uploads(folder)
        manifest = {
            "format": FORMAT,
            "organisation": settings.ORGANISATION["name"],
            "written_at": clock.now().isoformat(),
            "last_migrations": last_migrations(),
            "rows": counted,
            "files": folder.files,
        }
    files = len(folder.files)
    folder.write(MANIFEST, [_as_json(manifest)])
    return Written(sum(counted.values()), files, folder.files[MANIFEST])


def last_migrations() -> dict[str, str]:
    """By app, the last change of the schema that this database has."""
    return dict(sorted(MigrationRecorder(connection).applied_migrations()))


def _as_json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=1).encode() + b"\n"


def _write_tables(folder: Folder) -> dict[str, int]:
    """Answers how many rows each table has."""
    found = tables.tables(connection)
    organisation, day = settings.ORGANISATION["name"], f"{clock.now():%d %B %Y}"
    folder.write("README.txt", [documentation.readme(organisation=organisation, day=day).encode()])
    folder.write("tables.json", [_as_json(documentation.describe(found))])
    return {
        table.name: folder.write(
            f"{TABLES}/{table.name}.jsonl",
            (line.encode() + b"\n" for line in tables.rows_of(connection, table)),
        )
        for table in found
    }


def _write_documents(folder: Folder) -> None:
    for kind, documents in sorted(KINDS.items()):
        for document in documents.taken_along():
            for format in document.formats:
                thing = document.content(format.suffix)
                name = f"papers/{kind}/{document.pk}-{store.filename(thing, format.suffix)}"
                folder.write(name, [store.content(thing, format.suffix)])


def _write_uploads(folder: Folder) -> None:
    """What people uploaded; drawn papers are left out with their table."""
    for model in apps.get_models():
        if model._meta.db_table in tables.LEFT_OUT:
            continue
        for name in [each.name for each in model._meta.concrete_fields if isinstance(each, FileField)]:
            for row in model._default_manager.exclude(**{name: ""}).order_by("pk").iterator():
                with getattr(row, name).open() as file:
                    folder.write(f"files/{getattr(row, name).name}", file.chunks())
