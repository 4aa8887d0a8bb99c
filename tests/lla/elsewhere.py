"""A connection of its own to a database of the tests' server."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper


@contextmanager
def database(name: str) -> Iterator[BaseDatabaseWrapper]:
    other = connection.copy()
    other.settings_dict["NAME"] = name
    yield other
    other.close()
