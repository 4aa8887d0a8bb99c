"""The command that runs the chores of the minute once, for a machine without a worker."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from lla.emails import delivery
from lla.jobs import schedule


class Command(BaseCommand):
    help = "Pick up work that was left lying and deliver emails, once."

    def handle(self, *args: Any, **options: Any) -> None:
        failed = schedule.run_minutely()
        try:
            delivery.deliver_due()
        except delivery.MailServerAway:
            raise CommandError("The mail server is away; emails wait.") from None
        if failed:
            raise CommandError(f"These chores failed: {', '.join(failed)}.")
