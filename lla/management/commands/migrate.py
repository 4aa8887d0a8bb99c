"""Django's migrate, one at a time: a second one waits for the first and finds nothing left to do."""

from typing import Any

from django.core.management.commands import migrate
from django.db import connections

from lla.migration_states import SparingExecutor

ONE_AT_A_TIME = 7_315_002  # the key of PostgreSQL's advisory lock

migrate.MigrationExecutor = SparingExecutor  # type: ignore[attr-defined]


class Command(migrate.Command):
    """Two machines that are brought up to date at once may both be told to migrate."""

    def handle(self, *args: Any, **options: Any) -> None:
        with connections[options["database"]].cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s)", [ONE_AT_A_TIME])
            try:
                super().handle(*args, **options)
            finally:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [ONE_AT_A_TIME])
