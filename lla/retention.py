"""How long the toolkit keeps what it no longer needs."""

from datetime import timedelta

from django.contrib.sessions.models import Session
from django.db.models import Q
from django_tasks_db.models import DBTaskResult

from lla import chores, clock
from lla.models import Email, Limit, Link, Paper
from lla.papers import store

EMAILS = timedelta(days=90)
LINKS = timedelta(days=30)
PAPERS = timedelta(days=90)
TASKS = timedelta(days=7)


@chores.nightly
def emails() -> int:
    """Emails that went out, or were given up, long ago: their addresses are nobody's business now."""
    before = clock.now() - EMAILS
    return Email.objects.filter(Q(sent_at__lt=before) | Q(failed_at__lt=before)).delete()[0]


@chores.nightly
def links() -> int:
    """Links that ended a while ago; until then each tells its reader why it no longer opens."""
    return Link.objects.filter(expires_at__lt=clock.now() - LINKS).delete()[0]


@chores.nightly
def limits() -> int:
    return Limit.objects.filter(ends_at__lt=clock.now()).delete()[0]


@chores.nightly
def sessions() -> int:
    return Session.objects.filter(expire_date__lt=clock.now()).delete()[0]


@chores.nightly
def papers() -> int:
    """Files drawn a season ago: whoever asks for one again has it drawn again."""
    unwanted = Paper.objects.filter(wanted_at__lt=clock.now() - PAPERS)
    return sum(store.remove(row) for row in unwanted.iterator())


@chores.nightly
def tasks() -> int:
    """After a week a nudge is worth nothing, done or not: the row it was about tells what is left to do."""
    return DBTaskResult.objects.filter(enqueued_at__lt=clock.now() - TASKS).delete()[0]
