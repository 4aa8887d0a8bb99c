"""Background work of the toolkit: drawing a paper, files that have to go, the chores of minute and night."""

from typing import Any

from django_tasks import task

from lla import chores, retention
from lla.emails import delivery, mailbox
from lla.papers import store
from lla.papers.written import read_back


@task()
def forget_papers(references: list[str]) -> None:
    """Remove the files that hold documents which may no longer be read as they were."""
    for reference in references:
        store.forget(reference)


@task()
def draw(paper: dict[str, Any], suffix: str) -> None:
    """Make the file of a paper that was written down; what went wrong is noted for whoever waits."""
    store.make_or_note(read_back(paper), suffix)


chores.minutely(delivery.drop_expired)
chores.minutely(mailbox.forget_addresses)
chores.nightly(retention.emails)
chores.nightly(retention.links)
chores.nightly(mailbox.forget)
chores.nightly(retention.limits)
chores.nightly(retention.sessions)
chores.nightly(retention.papers)
chores.nightly(retention.tasks)
