"""A small IMAP server for tests: one folder whose messages are listed, read, marked and deleted."""

import re
import socketserver
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

_UID = re.compile(rb"UID (\w+) (\d+)? ?(.*)")


class MailboxServer(socketserver.ThreadingTCPServer):
    """`on_delete` is called when a message is marked as deleted, before the server says yes."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Conversation)
        self.port: int = self.server_address[1]
        self.messages: dict[int, bytes] = {}
        self.seen: set[int] = set()
        self.deleted: set[int] = set()
        self.on_delete: Callable[[], None] = lambda: None


class Conversation(socketserver.StreamRequestHandler):
    server: MailboxServer

    def handle(self) -> None:
        self._say(b"* OK IMAP4rev1")
        while line := self.rfile.readline().strip():
            tag, _, said = line.partition(b" ")
            verb = said.split()[0].upper()
            if verb == b"CAPABILITY":
                self._say(b"* CAPABILITY IMAP4rev1")
            elif verb == b"SELECT":
                self._say(b"* %d EXISTS" % len(self.server.messages))
            elif verb == b"UID":
                self._uid(said)
            elif verb == b"EXPUNGE":
                for number in self.server.deleted:
                    del self.server.messages[number]
                self.server.deleted = set()
            self._say(tag + b" OK done")
            if verb == b"LOGOUT":
                return

    def _uid(self, said: bytes) -> None:
        found = _UID.match(said)
        assert found
        verb, number, rest = found[1].upper(), int(found[2] or 0), found[3]
        if verb == b"SEARCH":
            new = (n for n in self.server.messages if n not in self.server.seen)
            self._say(b" ".join([b"* SEARCH", *(b"%d" % n for n in new)]))
        elif verb == b"FETCH":
            raw = self.server.messages[number]
            self._say(b"* 1 FETCH (UID %d BODY[]<0> {%d}\r\n%s)" % (number, len(raw), raw))
        elif verb == b"STORE":
            if b"Deleted" in rest:
                self.server.on_delete()
                self.server.deleted.add(number)
            else:
                self.server.seen.add(number)

    def _say(self, words: bytes) -> None:
        self.wfile.write(words + b"\r\n")


@contextmanager
def mailbox_server() -> Iterator[MailboxServer]:
    with MailboxServer() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()
