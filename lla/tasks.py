"""The jobs and tasks of the toolkit, where the worker finds them; those that only delete rows stand here."""

from datetime import timedelta

from django.contrib.sessions.models import Session
from django_tasks_db.models import DBTaskResult

from lla.time import clock

from .emails import tasks as emails_tasks
from .jobs import schedule
from .limits.models import Limit
from .links.models import Link
from .papers.tasks import draw, draw_document, forget_papers
from .subjects import registry, toolkit

LINKS_KEPT_FOR = timedelta(days=30)
TASKS_KEPT_FOR = timedelta(days=7)

registry.register(toolkit.PART)


@schedule.nightly
def delete_ended_sessions() -> int:
    return Session.objects.filter(expire_date__lt=clock.now()).delete()[0]


@schedule.nightly
def delete_old_tasks() -> int:
    """After a week a nudge is worth nothing, done or not: the row it was about tells what is left to do."""
    return DBTaskResult.objects.filter(enqueued_at__lt=clock.now() - TASKS_KEPT_FOR).delete()[0]


@schedule.nightly
def delete_ended_limits() -> int:
    return Limit.objects.filter(ends_at__lt=clock.now()).delete()[0]


@schedule.nightly
def delete_ended_links() -> int:
    """Links that ended a while ago; until then each tells its reader why it no longer opens."""
    return Link.objects.filter(expires_at__lt=clock.now() - LINKS_KEPT_FOR).delete()[0]
