"""The command that does background work: tasks and emails as they come, and a sweep each minute."""

import logging
import signal
import threading
import time
from typing import Any

from django.core.management.base import BaseCommand
from django.db import Error, close_old_connections, connection
from django.utils.crypto import get_random_string
from django_tasks_db.management.commands.db_worker import Worker

from lla.emails import delivery
from lla.jobs import schedule

log = logging.getLogger(__name__)

SWEEP_EVERY = 60.0  # seconds
DELIVER_EVERY = 0.5
AFTER_LOSS = 2.0  # seconds to wait for a database that went away
MAIL_SERVER_AWAY = 15.0  # seconds until it is tried again
SIGN_IN_REFUSED = 300.0  # the same for our password: tried more often, it would have the account locked
# Seconds that a sweep and an email in hand get when the worker is told to stop: systemd kills it after 90.
LAST_WORK = 75.0


class Command(BaseCommand):
    help = "Do background work until told to stop (TERM lets the work in hand finish)."

    def handle(self, *args: Any, **options: Any) -> None:
        stop = threading.Event()
        beside = [
            threading.Thread(target=work, args=(stop,), daemon=True)
            for work in (keep_sweeping, keep_delivering)
        ]
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
        for thread in beside:
            thread.start()
        try:
            while worker.running:
                keep_working(worker, stop)
        finally:
            stop.set()
            ends = time.monotonic() + LAST_WORK
            for thread in beside:
                thread.join(max(0.0, ends - time.monotonic()))


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
            schedule.run_minutely()
        except Error:
            log.exception("the sweep lost the database")
            close_old_connections()
        stop.wait(SWEEP_EVERY)
    connection.close()


def keep_delivering(stop: threading.Event) -> None:
    """Deliver emails in a thread of their own: no drawing of papers keeps a sign-in code waiting."""
    while not stop.is_set():
        wait = DELIVER_EVERY
        try:
            close_old_connections()
            delivery.deliver_due(go_on=lambda: not stop.is_set())
        except delivery.SignInRefused:
            wait = SIGN_IN_REFUSED
        except delivery.MailServerAway:
            wait = MAIL_SERVER_AWAY
        except Exception:  # whatever it was, emails go on when it is over
            log.exception("the delivery of emails broke off")
            close_old_connections()
            wait = AFTER_LOSS
        stop.wait(wait)
    connection.close()
