"""A small mail server for tests: it takes emails, refuses them, drips, or keeps the sender waiting."""

import socketserver
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser


class MailServer(socketserver.ThreadingTCPServer):
    """`refusal` is what it answers to a recipient; while `gate` is closed it keeps an email it was handed.

    From the answer named in `drips_at` on ("greeting", "yes") it only drips: a byte now and then of an answer
    that has no end, DROPS of them unless somebody hangs up.
    """

    DROPS = 200

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Conversation)
        self.port: int = self.server_address[1]
        self.emails: list[EmailMessage] = []
        self.connections = 0
        self.refusal = b""
        self.drips_at = ""
        self.dripped = 0
        self.thinks = 0.0  # seconds before it says yes to an email
        self.handed = threading.Event()
        self.gate = threading.Event()
        self.gate.set()

    def subjects(self) -> list[str]:
        return sorted(self.in_order())

    def in_order(self) -> list[str]:
        return [str(email["Subject"]) for email in self.emails]


class Conversation(socketserver.StreamRequestHandler):
    server: MailServer

    def handle(self) -> None:
        self.server.connections += 1
        if self.server.drips_at == "greeting":
            self._drip()
            return
        self._say(b"220 mail.example.org")
        while line := self.rfile.readline():
            verb = line[:4].upper().strip()
            if verb == b"QUIT":
                self._say(b"221 Goodbye")
                return
            if verb == b"RCPT" and self.server.refusal:
                self._say(self.server.refusal)
            elif verb == b"DATA":
                self._take()
            else:
                self._say(b"250 Yes")

    def _take(self) -> None:
        self._say(b"354 Go on")
        lines = []
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            lines.append(line)
        self.server.handed.set()
        self.server.gate.wait(60)
        if self.server.drips_at == "yes":
            self._drip()
            return
        self.server.emails.append(
            BytesParser(EmailMessage, policy=policy.default).parsebytes(b"".join(lines))
        )
        time.sleep(self.server.thinks)
        self._say(b"250 Taken")

    def _drip(self) -> None:
        """Bytes that also pass for the beginning of a long TLS record."""
        for byte in b"\x16\x03\x03\x3f\xff" + bytes(self.server.DROPS - 5):
            try:
                self.wfile.write(bytes([byte]))
            except OSError:
                return
            self.server.dripped += 1
            time.sleep(0.05)

    def _say(self, words: bytes) -> None:
        self.wfile.write(words + b"\r\n")


@contextmanager
def mail_server() -> Iterator[MailServer]:
    with MailServer() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield server
        finally:
            server.gate.set()
            server.shutdown()
            thread.join()
