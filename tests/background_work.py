"""Doing the background work that a test has asked for."""

from django_tasks_db.management.commands.db_worker import Worker


def work() -> None:
    """Do the background work that waits, as the worker does."""
    Worker(
        queue_names=["*"],
        excluded_queue_names=[],
        interval=0,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id="test",
    ).run()
