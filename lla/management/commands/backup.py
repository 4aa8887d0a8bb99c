"""The command that backs the database up into a folder, and removes backups that are too old."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from lla import backups


class Command(BaseCommand):
    help = "Write a dump of the database, and a list of what it holds, into a folder."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path)
        parser.add_argument("--days", type=int, default=30, help="how long backups stay there (30)")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            dump = backups.take(options["folder"])
        except backups.BackupError as error:
            raise CommandError(str(error)) from error
        backups.remove_old(options["folder"], days=options["days"])
        self.stdout.write(str(dump))
