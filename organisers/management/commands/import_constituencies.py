"""Loads the constituencies and the Labour region of each from a CSV file."""

import csv
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from organisers.workflow import constituencies


class Command(BaseCommand):
    help = "Load constituencies from a CSV file with the columns pcon24_gss, name, labour_region and note."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", help="the CSV file, in UTF-8")
        parser.add_argument(
            "--overwrite", action="store_true", help="take the file's region where ours is another"
        )

    def handle(self, *args: Any, file: str, overwrite: bool, **options: Any) -> None:
        try:
            with open(file, encoding="utf-8-sig", newline="") as lines:
                outcome = constituencies.load(_rows(lines), overwrite=overwrite)
        except constituencies.BadFile as bad:
            raise CommandError("Nothing was loaded.\n" + "\n".join(bad.reasons)) from None
        except (OSError, UnicodeDecodeError, csv.Error) as error:
            raise CommandError(f"Nothing was loaded: {file} cannot be read ({error}).") from None
        self.stdout.write(f"{outcome.made} new constituencies.")
        for row, region in outcome.differing:
            done = f"moved to {region}" if overwrite else f"stays in {row.region}; the file says {region}"
            self.stdout.write(f"{row}: {done}.")


def _rows(lines: Any) -> Any:
    """Each row with the number of the line it ends on."""
    reader = csv.DictReader(lines)
    if missing := [name for name in constituencies.COLUMNS if name not in (reader.fieldnames or ())]:
        raise constituencies.BadFile([f"The first line does not name the column {name}." for name in missing])
    return ((reader.line_num, row) for row in reader)
