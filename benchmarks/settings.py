"""Settings of script/bench: production's own, on a scratch database and folder, with the bare page added."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

from lla import devdb

# The first process decides and its children are told: one folder, one database server.
FOLDER = Path(os.environ.get("BENCH_FOLDER") or tempfile.mkdtemp(prefix="lla-bench-"))
if "BENCH_FOLDER" not in os.environ:
    atexit.register(shutil.rmtree, FOLDER, ignore_errors=True)
HOST = "bench.example.org"
BARE = "/bare/"
GIVEN = dict(os.environ)
os.environ |= {
    "BENCH_FOLDER": str(FOLDER),
    "DATABASE_URL": os.environ.get("DATABASE_URL") or devdb.ensure(),
    "EMAIL_URL": "smtp://localhost:1",  # emails stay rows: no worker runs
    "ORGANISATION_EMAIL": "hello@bench.test",
    "PAPERS_ROOT": str(FOLDER / "papers"),
    "SECRET_KEY": "known to everybody: for measuring on this machine only",
    "SITE_URL": f"https://{HOST}",
    "STATIC_ROOT": str(FOLDER / "static"),
}

from lla.settings.production import *  # noqa: E402, F403  it reads what is set above

DATABASES["default"] |= {"NAME": "bench", "TEST": {"NAME": "bench"}}  # noqa: F405
_to_a_file = {
    "class": "logging.FileHandler",
    "filename": FOLDER / "log",
    "formatter": "json",
    "filters": ["redact"],
}
LOGGING |= {"handlers": {"stderr": _to_a_file}}  # noqa: F405
ROOT_URLCONF = "benchmarks.urls"
