"""The command behind script/server: a prepared database, a worker, and the development server."""

import os
import signal
import socket
import subprocess
import sys
from types import FrameType
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

PATIENCE = 10  # seconds that the worker gets to finish what it has in hand


class Command(BaseCommand):
    help = "Bring the database up to date, fill it when empty, and serve until told to stop."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("port", type=int, nargs="?", default=8000)

    def handle(self, *args: Any, **options: Any) -> None:
        port = options["port"]
        if "RUN_MAIN" in os.environ:
            # script/server passes signals on; told by the terminal as well, we would be told while leaving.
            os.setpgrp()
        insist_on_free(port)
        for number in (signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, leave)
        prepare()
        worker = subprocess.Popen([sys.executable, "manage.py", "worker"], cwd=settings.ROOT)
        try:
            self.stdout.write(welcome())
            call_command("seed_demo", sign_ins=True)
            call_command("runserver", f"127.0.0.1:{port}", use_reloader="RUN_MAIN" in os.environ)
        finally:
            for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):  # a closed terminal tells us twice
                signal.signal(number, signal.SIG_IGN)
            end(worker)


def insist_on_free(port: int) -> None:
    """Ask before anything is started: runserver itself would leave without tidying up."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            raise CommandError(f"Port {port} is taken. Choose another: script/server {port + 1}") from error


def leave(number: int, frame: FrameType | None) -> None:
    """Leave in an orderly way, so that the worker and the database are stopped too."""
    sys.exit(128 + number)


def end(worker: subprocess.Popen[bytes]) -> None:
    worker.terminate()
    try:
        worker.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        worker.kill()
        worker.wait()


def prepare() -> None:
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        call_command("migrate", verbosity=0)
        call_command("createcachetable")
    call_command("seed_demo", if_empty=True)


def welcome() -> str:
    url = settings.ORGANISATION["url"]
    return f"""
  {url}/                            the site
  {url}/conferences/annual-2027/    this year's conference
  {url}/admin/                      the committee's desk
  {url}/dev/mail/                   every email that was sent
"""
