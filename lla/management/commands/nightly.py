"""The command that runs the chores of the night; safe twice, late, or after a week's gap."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from lla.jobs import schedule


class Command(BaseCommand):
    help = "Run the chores of the night: what is past its time goes, what is due is done."

    def handle(self, *args: Any, **options: Any) -> None:
        failed = schedule.run_nightly()
        if failed is None:
            self.stdout.write("Another machine is doing the chores of this night.")
        elif failed:
            raise CommandError(f"These chores failed: {', '.join(failed)}.")
