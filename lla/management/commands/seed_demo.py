"""The command that fills an empty database with the demonstration and says how to sign in."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from lla.accounts.models import User
from lla.demo import emails, organising, proceedings, setting
from lla.demo.social import story
from motions.agenda.models import Conference
from organisers.groups.models import Group


class Command(BaseCommand):
    help = "Fill an empty database with invented groups, people, conferences, motions, symposia and posts."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--if-empty", action="store_true", help="Do nothing where there is data already.")
        parser.add_argument("--sign-ins", action="store_true", help="Only say how the committee signs in.")
        parser.add_argument(
            "--anyway", action="store_true", help="Even where DEBUG is off: never on a real site."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEBUG and not options["anyway"]:
            raise CommandError(
                "The demonstration has a second factor that everybody knows. Say --anyway to go on."
            )
        if options["sign_ins"]:
            self.say_sign_ins()
        elif is_empty():
            self.stdout.write(f"The demonstration has {seed()} motions.")
        elif not options["if_empty"]:
            raise CommandError(
                "There is data here already; the demonstration goes into an empty database only."
            )

    def say_sign_ins(self) -> None:
        url, members = settings.ORGANISATION["url"], setting.members()
        if not members:
            return
        self.stdout.write(f"""
  The committee signs in at {url}/accounts/login/ with one of these addresses. The code that is
  emailed comes to {url}/dev/mail/, which also shows the code of the second factor
  (for an app of your own its key is {setting.SECOND_FACTOR}).
""")
        for record in members:
            self.stdout.write(f"  {record.email:34}{record.name}, {record.office}")
        if appointment := setting.organiser():
            user, region = appointment.user, appointment.region
            self.stdout.write(f"""
  {user.email:34}{user.name}, regional organiser: sign in likewise, then open
  {url}{reverse("organisers:desk", args=[region.slug])}""")
        if offices := setting.social_offices():
            self.stdout.write("")
            for held in offices:
                self.stdout.write(f"  {held.user.email:34}{held.user.name}, {held.get_role_display()}")
            self.stdout.write(f"  {url}{reverse('socialmedia:board')}")


def is_empty() -> bool:
    return not (Conference.objects.exists() or Group.objects.exists() or User.objects.exists())


@transaction.atomic
def seed() -> int:
    """Everything or nothing; answers how many motions there are."""
    today = timezone.localdate()
    setting.add_committee(today)
    setting.add_groups(today)
    setting.add_conferences(today)
    organising.tell(today)
    motions = proceedings.tell(today)
    story.tell(today)
    emails.close_old_emails()
    emails.prove_addresses()
    return motions
