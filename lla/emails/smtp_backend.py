"""Django's SMTP with one limit for a whole conversation: a server that answers in drips holds no worker."""

import smtplib
import socket
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends import smtp


class EmailBackend(smtp.EmailBackend):
    """Cuts the connection when opening it, or sending one email over it, has taken too long in all.

    EMAIL_TIMEOUT bounds the wait for each answer while the connection opens. An email may then take
    EMAIL_SENDING_TIMEOUT seconds from the first word to the server's yes: servers that look an email through
    answer late, and whoever hangs up on them before sends it twice.
    """

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._line: socket.socket | None = None
        self._cut_off = False

    @property
    def connection_class(self) -> Callable[..., smtplib.SMTP]:  # type: ignore[override]  # as it is called
        return partial(_WatchedOverTLS if self.use_ssl else _Watched, watch=self._hold)

    def open(self) -> bool | None:
        with self._within(settings.EMAIL_OPENING_TIMEOUT):
            opened: bool | None = super().open()
        if opened and self.connection and self.connection.sock:
            self.connection.sock.settimeout(settings.EMAIL_SENDING_TIMEOUT)
        return opened

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        with self._within(settings.EMAIL_SENDING_TIMEOUT):
            return super().send_messages(email_messages)

    def close(self) -> None:
        """Say goodbye; whatever a server answers to it, what was sent is sent."""
        with self._within(settings.EMAIL_OPENING_TIMEOUT), suppress(OSError):
            super().close()
        if self._line:
            self._line.close()
            self._line = None

    @contextmanager
    def _within(self, seconds: float) -> Iterator[None]:
        """Whoever still waits for the server after so long gets an error at once."""
        self._cut_off = False
        timer = threading.Timer(seconds, self._cut)
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()

    def _hold(self, line: socket.socket) -> None:
        if self._line:
            self._line.close()
        self._line = line
        if self._cut_off:
            self._cut()

    def _cut(self) -> None:
        self._cut_off = True
        if self._line:
            with suppress(OSError):  # it is down already
                self._line.shutdown(socket.SHUT_RDWR)


class _Watched(smtplib.SMTP):
    """Hands over a second handle on its connection before the first byte, a TLS handshake's included.

    smtplib offers no public way: its one method that connects is overridden. A test goes through both kinds
    of connection.
    """

    def __init__(self, *args: Any, watch: Callable[[socket.socket], None], **options: Any) -> None:
        self._watch = watch
        super().__init__(*args, **options)

    def _get_socket(self, host: str, port: int, timeout: float) -> socket.socket:
        line: socket.socket = super()._get_socket(host, port, timeout)  # type: ignore[misc]
        self._watch(line.dup())
        return line


class _WatchedOverTLS(smtplib.SMTP_SSL, _Watched):
    """The same for a connection that is encrypted from the start; TLS is put on what _Watched connects."""

    def __init__(self, *args: Any, watch: Callable[[socket.socket], None], **options: Any) -> None:
        self._watch = watch
        super().__init__(*args, **options)
