"""The command that proves a backup: restored into an empty database, counted, and emptied again."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection

from lla import backups


class Command(BaseCommand):
    help = "Restore a dump that `backup` wrote into an empty database and compare what came back."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("dump", type=Path, help="a .dump file, or a folder: its newest one")
        parser.add_argument("--into", help="an empty database (the site's own name with _drill)")

    def handle(self, *args: Any, **options: Any) -> None:
        dump: Path = options["dump"]
        if dump.is_dir():
            dumps = sorted(dump.glob("conference-*.dump"))
            if not dumps:
                raise CommandError(f"There is no backup in {dump}.")
            dump = dumps[-1]
        into = options["into"] or f"{connection.settings_dict['NAME']}_drill"
        try:
            restored = backups.drill(dump, into=into)
        except backups.BackupError as error:
            raise CommandError(str(error)) from error
        rows, tables = sum(restored.rows.values()), len(restored.rows)
        self.stdout.write(f"{dump.name}: {rows} rows in {tables} tables came back, and what protects them.")
