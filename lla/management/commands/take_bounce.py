"""The command that reads emails that came back: one from a mail server's pipe, or all in a mailbox."""

import sys
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from lla.emails import bounce_mailbox, bounces


class Command(BaseCommand):
    help = "Read an email that came back from standard input, or with --imap all in BOUNCE_MAILBOX."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--imap", action="store_true", help="read the mailbox that BOUNCE_MAILBOX names")

    def handle(self, *args: Any, **options: Any) -> None:
        if not options["imap"]:
            bounces.take(sys.stdin.buffer.read(bounces.LARGEST))
            return
        if not settings.BOUNCE_MAILBOX:
            raise CommandError("BOUNCE_MAILBOX is empty: imaps://user:password@imap.example.org/INBOX")
        taken, left = bounce_mailbox.take_all(settings.BOUNCE_MAILBOX)
        self.stdout.write(f"{taken} read and deleted, {left} left for a person.")
