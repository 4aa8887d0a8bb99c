"""The command that makes the first person of a site: an address and a name, and no password."""

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.urls import reverse

from lla.accounts.models import User


class Command(BaseCommand):
    help = "Make somebody who may do everything at the desk. They sign in by emailed code."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--email", help="asked for when left out")
        parser.add_argument("--name", help="asked for when left out")
        parser.add_argument(
            "--noinput",
            "--no-input",
            action="store_false",
            dest="interactive",
            help="Ask nothing; fail instead.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        given = {}
        for field, question in (("email", "Email address: "), ("name", "Name: ")):
            given[field] = (options[field] or (input(question) if options["interactive"] else "")).strip()
            if not given[field]:
                raise CommandError(f"Nobody was made: --{field} is missing.")
        try:
            User(**given).full_clean(exclude=["password"])
        except ValidationError as error:
            raise CommandError(f"Nobody was made. {' '.join(error.messages)}") from error
        user = User.objects.create_superuser(**given)
        self.stdout.write(
            f"{user.name} signs in at {settings.ORGANISATION['url']}{reverse('account_login')} with\n"
            f"{user.email}. The code comes by email; while no mail leaves this site,\n"
            f"sign_in_code {user.email} shows it here."
        )
