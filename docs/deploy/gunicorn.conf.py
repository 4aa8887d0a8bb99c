"""gunicorn on a real site: how many workers, for how long, and a log without tokens."""

import os

from lla.site.logs import LOGGING

wsgi_app = "lla.wsgi"
# systemd hands the socket over, so there is nothing to bind.
workers = int(os.environ.get("WEB_CONCURRENCY", "4"))
timeout = 30  # seconds until a worker that does not answer is ended and replaced
graceful_timeout = 30  # seconds that requests in hand get at a restart
# Heartbeats must not wait for a disk; systemd names the folder it made in memory.
worker_tmp_dir = os.environ.get("RUNTIME_DIRECTORY")
control_socket_disable = True
# Its own lines go the way of the site's: JSON, redacted. The site writes a line for each request itself.
logconfig_dict = {
    **LOGGING,
    "loggers": {
        **LOGGING["loggers"],
        "gunicorn.access": {"handlers": [], "level": "CRITICAL", "propagate": False},
    },
}
