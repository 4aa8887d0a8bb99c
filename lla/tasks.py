"""The nightly and minutely work of every subject, so that the worker finds it."""

from .accounts import tasks as accounts_tasks
from .emails import tasks as emails_tasks
from .jobs import tasks as jobs_tasks
from .limits import tasks as limits_tasks
from .links import tasks as links_tasks
from .papers import tasks as papers_tasks
from .subjects import tasks as subjects_tasks

__all__ = [
    "accounts_tasks",
    "emails_tasks",
    "jobs_tasks",
    "limits_tasks",
    "links_tasks",
    "papers_tasks",
    "subjects_tasks",
]
