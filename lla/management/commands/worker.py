"""The command that does background work: tasks as they come, and a sweep each minute."""

import logging
import signal
import threading
from typing import Any

from django.core.management.base import BaseCommand
from django.db import Error, close_old_connections, connection
from django.utils.crypto import get_random_string
from django_tasks_db.management.commands.db_worker import Worker

from lla import chores

log = logging.getLogger(__name__)

SWEEP_EVERY = 60.0  # seconds
AFTER_LOSS = 2.0  # seconds to wait for a database that went away
LAST_SWEEP = 25.0  # seconds that a sweep under way gets to finish when the worker is told to stop


class Command(BaseCommand):
    help = "Do background work until told to stop (TERM lets the work in hand finish)."

    def handle(self, *args: Any, **options: Any) -> None:
        stop = threading.Event()
        sweeper = threading.Thread(target=keep_sweeping, args=(stop,), daemon=True)
        worker = Worker(
            queue_names=["*"],
            excluded_queue_names=[],
            interval=0.5,
            batch=False,
            backend_name="default",
            startup_delay=False,
            max_tasks=None,
            worker_id=get_random_string(32),
        )
        worker.configure_signals()
        signal.signal(signal.SIGHUP, worker.shutdown)
        sweeper.start()
        try:
            while worker.running:
                keep_working(worker, stop)
        finally:
            stop.set()
            sweeper.join(LAST_SWEEP)


def keep_working(worker: Worker, stop: threading.Event) -> None:
    """Work until told to stop; a database that goes away for a while is waited for."""
    try:
        worker.run()
    except Error:
        log.exception("the worker lost the database")
        close_old_connections()
        stop.wait(AFTER_LOSS)


def keep_sweeping(stop: threading.Event) -> None:
    """Sweep at once, then each minute, in a thread with its own connection."""
    while not stop.is_set():
        try:
            close_old_connections()
            chores.sweep()
        except Error:
            log.exception("the sweep lost the database")
            close_old_connections()
        stop.wait(SWEEP_EVERY)
    connection.close()
