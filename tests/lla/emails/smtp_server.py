"""A small mail server for tests: it takes emails, refuses them, drips, hangs up, or lets the sender wait."""

import socket
import socketserver
import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser

HANG_UP = b""  # the answer of a server that goes without a word


class MailServer(socketserver.ThreadingTCPServer):
    """`refusal` is what it answers to a recipient; while `gate` is closed it keeps an email it was handed.

    `answers` are what it says in turn, in place of yes, when it greets ("HELLO") or hears a verb; "DONE" is
    the end of an email. `offers` are the extensions it tells of, such as b"8BITMIME".

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
        self.senders: list[str] = []
        self.connections = 0
        self.refusal = b""
        self.answers: defaultdict[str, list[bytes]] = defaultdict(list)
        self.offers: list[bytes] = []
        self.raw: list[bytes] = []  # each email as it came over the line
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
        self._answer("HELLO", b"220 mail.example.org")
        while line := self.rfile.readline():
            verb = line[:4].decode("ascii", "replace").upper().strip()
            if verb == "MAIL":
                self.server.senders.append(line.decode().partition("<")[2].partition(">")[0])
            if verb == "DATA":
                self._take()
            elif not self._answer(verb, self._yes(verb)):
                return

    def _yes(self, verb: str) -> bytes:
        match verb:
            case "RCPT":
                return self.server.refusal or b"250 Yes"
            case "EHLO":
                offers = [b"mail.example.org", *self.server.offers]
                return b"\r\n".join([*(b"250-" + offer for offer in offers), b"250 HELP"])
            case "AUTH":
                return b"235 Welcome"
            case "QUIT":
                return b"221 Goodbye"
        return b"250 Yes"

    def _answer(self, verb: str, yes: bytes) -> bool:
        """Say what is to be said; whether the conversation goes on."""
        prepared = self.server.answers[verb]
        words = prepared.pop(0) if prepared else yes
        if words == HANG_UP or words.startswith((b"221", b"421")):
            self._say(words)
            self.connection.shutdown(socket.SHUT_RDWR)
            return False
        self._say(words)
        return True

    def _take(self) -> None:
        if self.server.answers["DATA"]:
            self._answer("DATA", b"")
            return
        self._say(b"354 Go on")
        lines = []
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            lines.append(line)
        self.server.handed.set()
        self.server.gate.wait(60)
        if self.server.drips_at == "yes":
            self._drip()
            return
        self._keep(b"".join(lines))
        time.sleep(self.server.thinks)
        self._answer("DONE", b"250 Taken")

    def _keep(self, email: bytes) -> None:
        """Whoever hangs up may have taken the email all the same."""
        if not self.server.answers["DONE"] or self.server.answers["DONE"][0] in (HANG_UP, b"250 Taken"):
            self.server.raw.append(email)
            self.server.emails.append(BytesParser(EmailMessage, policy=policy.default).parsebytes(email))

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
        if words != HANG_UP:
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
