"""The emails of a machine in development: a folder that the worker writes and `/dev/mail/` reads."""

import os
import re
import tempfile
import time
from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email import policy
from email.message import EmailMessage as ParsedMessage
from email.parser import BytesParser
from hashlib import sha256
from pathlib import Path

from csp.constants import NONE
from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

NEWEST = 100
_STYLE = re.compile(r"<style>(.*?)</style>", re.DOTALL)


class EmailBackend(BaseEmailBackend):
    """Writes each email to a file of its own, whole or not at all."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        folder = Path(settings.EMAIL_FILE_PATH)
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        for message in email_messages:
            descriptor, unfinished = tempfile.mkstemp(dir=folder)
            with os.fdopen(descriptor, "wb") as file:
                file.write(message.message().as_bytes())
            Path(unfinished).rename(folder / f"{time.time_ns():020}-{descriptor}.eml")
        return len(email_messages)


@dataclass(frozen=True)
class Delivered:
    """One email as its reader got it; `name` is that of its file."""

    name: str
    to: str
    subject: str
    body: str
    html: str
    at: datetime

    @property
    def policy(self) -> str:
        """What its HTML may do as a page of its own: look as its one stylesheet says, and nothing else."""
        styles = [sha256(style.encode()).digest() for style in _STYLE.findall(self.html)]
        hashes = " ".join(f"'sha256-{b64encode(style).decode()}'" for style in styles)
        return f"default-src 'none'; style-src {hashes or NONE}; frame-ancestors 'none'"


def delivered() -> list[Delivered]:
    """The newest emails, the newest first."""
    files = sorted(Path(settings.EMAIL_FILE_PATH).glob("*.eml"), reverse=True)
    return [_read(file) for file in files[:NEWEST]]


def named(name: str) -> Delivered | None:
    files = Path(settings.EMAIL_FILE_PATH).glob("*.eml")
    return next((_read(file) for file in files if file.stem == name), None)


def _read(file: Path) -> Delivered:
    message = BytesParser(ParsedMessage, policy=policy.default).parsebytes(file.read_bytes())
    at = datetime.fromtimestamp(int(file.name.partition("-")[0]) / 1e9, UTC)
    plain, html = (message.get_body((kind,)) for kind in ("plain", "html"))
    return Delivered(
        name=file.stem,
        to=str(message["To"]),
        subject=str(message["Subject"]),
        body=plain.get_content() if plain else "",
        html=html.get_content() if html else "",
        at=at,
    )
