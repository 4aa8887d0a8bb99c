"""Loads the constituencies and the Labour region of each from a CSV file."""

import csv
from argparse import ArgumentParser
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterator, Mapping
from io import StringIO
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from ...regions import workflow as regions_workflow

SEPARATORS = ",;\t"


class Command(BaseCommand):
    help = "Load constituencies from a CSV file with the columns pcon24_gss, name, labour_region and note."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", help="the CSV file, with commas, semicolons or tabs between the columns")
        parser.add_argument(
            "--overwrite", action="store_true", help="take the file's region where ours is another"
        )

    def handle(self, *args: Any, file: str, overwrite: bool, **options: Any) -> None:
        try:
            outcome = regions_workflow.load(_rows(_text(Path(file).read_bytes())), overwrite=overwrite)
        except regions_workflow.BadFile as bad:
            raise CommandError("Nothing was loaded.\n" + "\n".join(bad.reasons)) from None
        except (OSError, UnicodeDecodeError, csv.Error) as error:
            raise CommandError(f"Nothing was loaded: {file} cannot be read ({error}).") from None
        self.stdout.write(f"{outcome.made} new constituencies.")
        for row, region in outcome.differing:
            done = f"moved to {region}" if overwrite else f"stays in {row.region}; the file says {region}"
            self.stdout.write(f"{row}: {done}.")


def _text(content: bytes) -> str:
    """What the file says, in UTF-8 or in one of the encodings that Excel writes on Windows."""
    if content.startswith((BOM_UTF16_BE, BOM_UTF16_LE)):
        return content.decode("utf-16")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252")


def _rows(text: str) -> Iterator[tuple[int, Mapping[str, str]]]:
    """Each row that says anything, with the number of the line it ends on."""
    names = text.partition("\n")[0]
    reader = csv.DictReader(StringIO(text, newline=""), delimiter=max(SEPARATORS, key=names.count))
    if missing := [name for name in regions_workflow.COLUMNS if name not in (reader.fieldnames or ())]:
        raise regions_workflow.BadFile(
            [f"The first line does not name the column {name}." for name in missing]
        )
    return (
        (reader.line_num, row)
        for row in reader
        if any((row[name] or "").strip() for name in regions_workflow.COLUMNS)
    )
