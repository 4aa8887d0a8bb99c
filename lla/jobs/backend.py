"""Background tasks under names that do not depend on the module they stand in."""

from typing import ParamSpec, TypeVar

import django_tasks_db
from django_tasks.base import Task

P = ParamSpec("P")
T = TypeVar("T")


class AppTask(Task[P, T]):
    """A task that rows of the queue name by its app: `lla.tasks.draw`, wherever in lla it is written.

    The `tasks` module of each app has all tasks of that app, so a task that waits while its module is moved
    by an update is still found. A test says so of each.
    """

    @property
    def module_path(self) -> str:
        return f"{self.func.__module__.partition('.')[0]}.tasks.{self.name}"


class DatabaseBackend(django_tasks_db.DatabaseBackend):
    """The queue in the database, for tasks of our apps."""

    task_class = AppTask  # type: ignore[assignment]  # the plain class is not generic there
