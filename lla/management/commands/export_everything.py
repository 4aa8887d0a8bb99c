"""The command that writes everything the organisation holds into a folder, once two people have agreed."""

import shutil
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from lla.accounts.models import User
from lla.acts.refusals import NotAllowed, allow
from lla.export import rules, workflow, writing
from lla.export.models import ExportRequest
from lla.time import clock


class Command(BaseCommand):
    help = "Write everything the site holds into a new folder, as an export that two people agreed to."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path, help="a new folder, on an encrypted disk")
        parser.add_argument("--request", type=int, required=True, help="the number of the request")
        parser.add_argument("--by", required=True, help="your own email address, which is recorded")

    def handle(self, *args: Any, **options: Any) -> None:
        folder: Path = options["folder"]
        if folder.exists():
            raise CommandError(f"{folder} is there already. Name a new folder.")
        asked = ExportRequest.objects.filter(pk=options["request"]).first()
        if asked is None:
            raise CommandError(f"There is no request {options['request']}. Ask for an export at the desk.")
        by = User.objects.filter(email__iexact=options["by"], is_active=True).first()
        if by is None:
            raise CommandError(f"Nobody signs in with {options['by']}.")
        part = folder.with_name(f"{folder.name}.part")
        try:
            allow(rules.why_not_write(asked, by, now=clock.now()))
            export = self._write(asked, by, part)
        except (NotAllowed, writing.ExportError) as refused:
            raise CommandError(str(refused)) from refused
        part.rename(folder)
        self.stdout.write(f"{folder}: {export}. Its fingerprint is {export.sha256}.")

    def _write(self, asked: ExportRequest, by: User, part: Path) -> Any:
        """Nothing stays of what was not recorded."""
        shutil.rmtree(part, ignore_errors=True)
        try:
            written = writing.write(part)
            return workflow.record(
                asked, rows=written.rows, files=written.files, sha256=written.sha256, by=by
            )
        except BaseException:
            shutil.rmtree(part, ignore_errors=True)
            raise
