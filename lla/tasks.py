"""The jobs and tasks of the toolkit, where the worker finds them."""

from .accounts import tasks as accounts_tasks
from .emails import tasks as emails_tasks
from .jobs import tasks as jobs_tasks
from .limits import tasks as limits_tasks
from .links import tasks as links_tasks
from .papers import tasks as papers_tasks
from .papers.tasks import draw, draw_document, forget_papers
from .subjects import tasks as subjects_tasks

__all__ = [
    "accounts_tasks",
    "draw",
    "draw_document",
    "emails_tasks",
    "forget_papers",
    "jobs_tasks",
    "limits_tasks",
    "links_tasks",
    "papers_tasks",
    "subjects_tasks",
]
