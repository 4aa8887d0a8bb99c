"""What is forgotten of emails and of their readers, every minute and every night."""

from django.db.models import Q

from lla.emails.delivery import FORGOTTEN, claim
from lla.emails.models import KEPT_FOR, Email, Mailbox
from lla.emails.recipients import A_DAY, clear_addresses
from lla.jobs import schedule
from lla.time import clock


@schedule.minutely
def forget_addresses() -> int:
    """Forget those of invitations that were given up."""
    return clear_addresses(Email.objects.exclude(sent_at=None, failed_at=None))


@schedule.nightly
def delete_silent_mailboxes() -> int:
    """Remove the rows that say nothing any more."""
    silent = Mailbox.objects.filter(proved_at=None, unwanted_at=None, refused_at=None)
    lately = Q(tried_at__0__gt=clock.now() - A_DAY)  # the newest stands first
    return silent.exclude(lately).delete()[0]


@schedule.minutely
def drop_expired() -> int:
    """Give up emails that are of no use any more, and forget what they said; answers how many.

    One that was claimed at the last moment may still be with the mail server.
    """
    now = clock.now()
    expired = Email.objects.expired(now - claim())
    refused = expired.failed().update(**FORGOTTEN)  # they keep what was the matter with them
    return refused + expired.waiting().update(failed_at=now, last_error="Expired", **FORGOTTEN)


@schedule.nightly
def delete_old_emails() -> int:
    """Emails that went out, or were given up, long ago: their addresses are nobody's business now."""
    before = clock.now() - KEPT_FOR
    return Email.objects.filter(Q(sent_at__lt=before) | Q(failed_at__lt=before)).delete()[0]
