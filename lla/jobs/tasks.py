"""The jobs about jobs: results of background tasks are deleted."""

from datetime import timedelta

from django_tasks_db.models import DBTaskResult

from lla.jobs import schedule
from lla.time import clock


@schedule.nightly
def delete_old_tasks() -> int:
    """After a week a nudge is worth nothing, done or not: the row it was about tells what is left to do."""
    return DBTaskResult.objects.filter(enqueued_at__lt=clock.now() - TASKS_KEPT_FOR).delete()[0]


TASKS_KEPT_FOR = timedelta(days=7)
