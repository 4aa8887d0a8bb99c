"""Whether the house stands: the database, the worker, and how long the oldest letter has waited."""

from datetime import timedelta
from typing import Any

from django.db import Error

from lla import clock
from lla.models import Letter, Run

# The worker sweeps each minute; three missed sweeps are no accident.
WORKER_LATE = timedelta(minutes=3)


def report() -> dict[str, Any]:
    """`status` is "ok", "attention" (the site works, the worker does not) or "down"; ages are in seconds."""
    try:
        worker, age = _worker(), _outbox_age()
    except Error:
        return {"status": "down", "database": "down", "worker": "unknown", "outbox_age": None}
    status = "ok" if worker == "ok" else "attention"
    return {"status": status, "database": "ok", "worker": worker, "outbox_age": age}


def _worker() -> str:
    last = Run.objects.filter(name="sweep").values_list("finished_at", flat=True).first()
    if last is None:
        return "never"
    return "ok" if clock.now() - last <= WORKER_LATE else "late"


def _outbox_age() -> int:
    oldest = Letter.objects.waiting().order_by("created_at").values_list("created_at", flat=True).first()
    return round((clock.now() - oldest).total_seconds()) if oldest else 0
