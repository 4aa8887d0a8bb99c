"""Background work of the toolkit: drawing a paper, files that have to go, the chores of minute and night."""

from typing import Any

from django_tasks import task

from lla import retention
from lla.emails import delivery, mailbox
from lla.papers import store
from lla.papers.written import read_back
from lla.subjects import tasks as subjects_tasks

# They register their chores, and what the toolkit holds about people, as they are imported.
__all__ = ["delivery", "draw", "forget_papers", "mailbox", "retention", "subjects_tasks"]


@task()
def forget_papers(references: list[str]) -> None:
    """Remove the files that hold documents which may no longer be read as they were."""
    for reference in references:
        store.forget(reference)


@task()
def draw(paper: dict[str, Any], suffix: str) -> None:
    """Make the file of a paper that was written down; what went wrong is noted for whoever waits."""
    store.make_or_note(read_back(paper), suffix)
