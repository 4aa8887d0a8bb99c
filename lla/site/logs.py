"""Log lines: one JSON object each, with the request's id, and without tokens or addresses."""

import json
import logging
import re
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any

request_id: ContextVar[str] = ContextVar("request_id", default="")

# The tokens of emailed links, the signatures of standing addresses, session and CSRF keys.
TOKEN = re.compile(r"[A-Za-z0-9_-]{32,}")
# Every run of signs that an address could begin with is taken whole, so that none is read twice.
ADDRESS = re.compile(r"[^\s@<>\"'(,;:]+(@[^\s@<>\"'),;]+)?")
STANDARD = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "request", "taskName"}


def redact(text: str) -> str:
    return ADDRESS.sub(lambda run: "[address]" if run[1] else run[0], TOKEN.sub("[token]", text))


class Redact(logging.Filter):
    """Takes secrets out of a record before any handler writes it."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg = redact(record.getMessage())
        record.args = None
        return True


class JsonLines(logging.Formatter):
    """One line of JSON for a record: when, how bad, who says it, what, and whatever `extra` adds."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": redact(record.getMessage()),
        }
        if said := request_id.get():
            line["request"] = said
        for name, value in vars(record).items():
            if name not in STANDARD:
                line[name] = value if isinstance(value, bool | int | float) else redact(str(value))
        if record.exc_info:
            line["trace"] = redact(self.formatException(record.exc_info))
        return json.dumps(line, ensure_ascii=False)


# One JSON object a line, on standard error, where systemd keeps it; no tokens, no addresses.
LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"redact": {"()": Redact}},
    "formatters": {"json": {"()": JsonLines}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json", "filters": ["redact"]}},
    "root": {"handlers": ["stderr"], "level": "INFO"},
    "loggers": {
        "django": {"handlers": ["stderr"], "level": "INFO", "propagate": False},
        "gunicorn.error": {"handlers": ["stderr"], "level": "INFO", "propagate": False},
        "fontTools": {"level": "ERROR"},  # it tells of every glyph
        "pikepdf": {"level": "WARNING"},
        "weasyprint": {"level": "ERROR"},
    },
}
