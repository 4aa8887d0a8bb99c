"""The command that proves an export: read back into an empty database, compared, and emptied again."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection

from lla.backups import BackupError
from lla.export import reading
from lla.export.writing import ExportError


class Command(BaseCommand):
    help = "Read a folder that `export_everything` wrote into an empty database and compare what came back."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path)
        parser.add_argument("--into", help="an empty database (the site's own name with _drill)")
        parser.add_argument(
            "--keep",
            action="store_true",
            help="leave everything in that database, which DATABASE_URL of another site may name then",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        into = options["into"] or f"{connection.settings_dict['NAME']}_drill"
        try:
            came_back = reading.rehearse(options["folder"], into=into, stays=options["keep"])
        except (ExportError, BackupError) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(
            f"{came_back.rows} rows came back as they were written, and {came_back.files} files are whole."
            f" The fingerprint is {came_back.sha256}."
        )
