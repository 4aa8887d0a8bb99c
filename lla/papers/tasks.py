"""Background work on papers: drawing one, and removing files that have to go."""

from datetime import timedelta
from typing import Any

from django_tasks import task

from lla.jobs import schedule
from lla.papers import store
from lla.papers.documents import KINDS
from lla.papers.models import Paper
from lla.papers.serialisation import from_plain
from lla.time import clock


@task()
def forget_papers(references: list[str]) -> None:
    """Remove the files that hold documents which may no longer be read as they were."""
    for reference in references:
        store.forget(reference)


@task()
def draw(paper: dict[str, Any], suffix: str) -> None:
    """Make the file of a paper that was written down; what went wrong is noted for whoever waits."""
    store.make_or_note(from_plain(paper), suffix)


@task()
def draw_document(kind: str, pk: int, suffix: str) -> None:
    """Make the file of a public document; what went wrong is noted for whoever waits."""
    store.make_or_note(KINDS[kind](pk).read(suffix), suffix)


KEPT_FOR = timedelta(days=90)


@schedule.nightly
def delete_old_papers() -> int:
    """Files drawn a season ago: whoever asks for one again has it drawn again."""
    unwanted = Paper.objects.filter(wanted_at__lt=clock.now() - KEPT_FOR)
    return sum(store.remove(row) for row in unwanted.iterator())
