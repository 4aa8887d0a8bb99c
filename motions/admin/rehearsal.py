"""The emails an act would send, found by doing it and undoing it: nothing is kept, nothing goes out."""

from collections.abc import Callable

from django.db import transaction

from lla.emails.message import PLACEHOLDER
from lla.models import Email

from ..models import Motion

LINK = "[your personal link]"


def emails_of(motion: Motion, do: Callable[[], object]) -> list[Email]:
    """What `do` would write about a motion; raises NotAllowed where the act itself would.

    The act runs whole, with its lock and its rules, in a transaction that is rolled back, so that what is
    shown is what will be sent, labels and all. Nothing waits for a commit that never comes.
    """
    about = Email.objects.filter(about=motion.reference)
    with transaction.atomic():
        Motion.objects.select_for_update(no_key=True).get(pk=motion.pk)
        before = list(about.values_list("pk", flat=True))
        do()
        emails = list(about.exclude(pk__in=before).order_by("pk"))
        transaction.set_rollback(True)
    for email in emails:
        lines = email.body.splitlines()
        email.body = "\n".join(LINK if line.strip() == PLACEHOLDER else line for line in lines)
    return emails
