"""The command that runs the chores of the minute once, for a machine without a worker."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from lla import chores


class Command(BaseCommand):
    help = "Deliver letters and pick up other work that was left lying, once."

    def handle(self, *args: Any, **options: Any) -> None:
        if failed := chores.sweep():
            raise CommandError(f"These chores failed: {', '.join(failed)}.")
