"""Whether the site is well: its database, worker, emails, and the folder or storage of its papers."""

import errno
import logging
import os
import socket
import threading
import time
from datetime import datetime, timedelta
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import Storage, storages
from django.db import Error

from lla.emails import server_status
from lla.jobs.models import Run
from lla.papers.models import Paper
from lla.time import clock

log = logging.getLogger(__name__)

# The worker sweeps each minute; three missed sweeps are no accident.
WORKER_LATE = timedelta(minutes=3)

PROBE_EVERY = 60.0  # seconds that one look at the papers' storage counts for
PROBE_PATIENCE = 3.0  # seconds until a storage that has not answered is called slow
PROBE = os.urandom(64 * 1024)  # about as much as one motion's PDF: a nearly full disk may take less
WRONG = {
    errno.ENOSPC: "full",
    errno.EDQUOT: "full",
    errno.EROFS: "read-only",
    errno.EACCES: "read-only",
    errno.EPERM: "read-only",
}


def report() -> dict[str, Any]:
    """Is it "ok"? `attention` means that people are served but somebody has to look; ages are in seconds.

    `nightly_age`, `emails_refused` and `papers_failed` are figures to watch and do not count: one wrong
    address, or one text that cannot be drawn, must not be able to raise the alarm. A mail server that is
    "away" raises it only when emails are late.
    """
    papers = papers_probe.state()
    try:
        runs = Run.objects.in_bulk(["sweep", "nightly", server_status.NAME], field_name="name")
        mail_is_well, emails = _emails(runs.get(server_status.NAME))
        failed = Paper.objects.filter(made_at=None).exclude(error="").count()
    except Error:
        return {"status": "down", "database": "down", "papers": papers}
    worker, night = _worker(runs.get("sweep")), _ended(runs.get("nightly"))
    well = worker == papers == "ok" and mail_is_well
    return {
        "status": "ok" if well else "attention",
        "database": "ok",
        "worker": worker,
        "papers": papers,
        **emails,
        "papers_failed": failed,
        "nightly_age": round((clock.now() - night).total_seconds()) if night else None,
    }


def _ended(run: Run | None) -> datetime | None:
    return run.finished_at if run else None


def _worker(sweep: Run | None) -> str:
    last = _ended(sweep)
    if last is None:
        return "never"
    return "ok" if clock.now() - last <= WORKER_LATE else "late"


def _emails(mail_server: Run | None) -> tuple[bool, dict[str, Any]]:
    """Whether emails go out, and how it stands."""
    outbox = server_status.standing(mail_server)
    return outbox.is_well, {
        "outbox": "late" if outbox.is_late else "ok",
        "mail": outbox.mail,
        "outbox_age": round(outbox.age.total_seconds()),
        "emails_refused": outbox.refused,
    }


class PapersProbe:
    """Whether papers can be written: writes, reads and removes one small file, at most once a minute.

    A folder on a network that is gone can keep its caller for ever. So the look is taken in a thread, is
    waited for a few seconds only, and while one hangs no other begins.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._look: _Look | None = None

    def state(self) -> str:
        """`ok`, or what is wrong: `full`, `read-only`, `damaged`, `failing`, `slow`."""
        with self._lock:
            storage, look = storages["papers"], self._look
            if look is None or look.storage is not storage or look.is_old():
                look = self._look = _Look(storage)
                look.start()
        look.join(max(0.0, look.began + PROBE_PATIENCE - time.monotonic()))
        return look.state


class _Look(threading.Thread):
    """One look at a storage."""

    def __init__(self, storage: Storage) -> None:
        super().__init__(name="papers-probe", daemon=True)
        self.storage = storage
        self.began = time.monotonic()
        self.state = "slow"  # until it is known better

    def is_old(self) -> bool:
        return not self.is_alive() and time.monotonic() > self.began + PROBE_EVERY

    def run(self) -> None:
        state = self._try()
        if state != "ok" or time.monotonic() <= self.began + PROBE_PATIENCE:
            self.state = state

    def _try(self) -> str:
        # One name for a process, so that what a killed one left behind is not left for ever in each.
        name = f"probe-{socket.gethostname()}-{os.getpid()}"
        try:
            self.storage.delete(name)
            written = self.storage.save(name, ContentFile(PROBE))
            try:
                with self.storage.open(written) as file:
                    same = file.read() == PROBE
            finally:
                self.storage.delete(written)
        except OSError as error:
            log.warning("papers cannot be written", extra={"why": type(error).__name__, "errno": error.errno})
            return WRONG.get(error.errno or 0, "failing")
        except Exception as error:  # each kind of storage has errors of its own
            log.warning("papers cannot be written", extra={"why": type(error).__name__})
            return "failing"
        return "ok" if same else "damaged"


papers_probe = PapersProbe()
