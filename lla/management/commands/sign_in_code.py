"""The command that shows a sign-in code which no mail server has taken yet."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.urls import reverse

from lla.emails.models import Email
from lla.time import clock


class Command(BaseCommand):
    help = "Show the newest sign-in code for an address while its email waits: for a site without mail."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")

    def handle(self, *args: Any, **options: Any) -> None:
        since = clock.now() - timedelta(seconds=settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT)
        emails = Email.objects.filter(
            kind="lla/login_code", to__iexact=options["email"].strip(), created_at__gt=since
        )
        email = emails.order_by("-pk").first()
        page = settings.ORGANISATION["url"] + reverse("account_login")
        if email is None:
            raise CommandError(f"No code was asked for lately. Type the address at {page} first.")
        if email.sent_at:
            raise CommandError(
                "The mail server took the email, and codes that were sent are not kept. To read one here,\n"
                f"stop the worker, ask for a new code at {page}, and come back."
            )
        self.stdout.write(email.body)
