"""Background work of the toolkit: files that have to go, and the chores of minute and night."""

from django_tasks import task

from lla import chores, delivery, retention
from lla.papers import store


@task()
def forget_papers(references: list[str]) -> None:
    """Remove the files that hold documents which may no longer be read as they were."""
    for reference in references:
        store.forget(reference)


chores.minutely(delivery.drop_expired)
chores.nightly(retention.letters)
chores.nightly(retention.links)
chores.nightly(retention.limits)
chores.nightly(retention.sessions)
chores.nightly(retention.papers)
chores.nightly(retention.tasks)
