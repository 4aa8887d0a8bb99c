"""A browser for the walk: it comes to the site by nginx, on loopback, and keeps its cookies."""

import http.client
import re
import socket
import ssl
from http.cookies import SimpleCookie
from pathlib import Path
from urllib.parse import urlencode

from tests.running.machine import SITE


class _Secure(http.client.HTTPSConnection):
    def __init__(self, port: int, certificate: Path) -> None:
        self.trusted = ssl.create_default_context(cafile=certificate)
        super().__init__(SITE, port, timeout=300)

    def connect(self) -> None:
        plain = socket.create_connection(("127.0.0.1", self.port), 60)
        self.sock = self.trusted.wrap_socket(plain, server_hostname=SITE)


class Visitor:
    def __init__(self, port: int, certificate: Path | None = None) -> None:
        """HTTPS with a certificate to trust, plain HTTP without one."""
        self.port, self.certificate = port, certificate
        self.cookies: dict[str, str] = {}

    def ask(self, path: str, form: dict[str, str] | None = None, **headers: str) -> tuple[int, str, str]:
        """The status, the body, and where it leads."""
        connection: http.client.HTTPConnection = (
            _Secure(self.port, self.certificate)
            if self.certificate
            else http.client.HTTPConnection("127.0.0.1", self.port, timeout=300)
        )
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        sent = {"Host": SITE, "Cookie": cookies, "Origin": f"https://{SITE}", **headers}
        body = None
        if form is not None:
            body = urlencode(form)
            sent["Content-Type"] = "application/x-www-form-urlencoded"
        try:
            connection.request("GET" if form is None else "POST", path, body, sent)
            response = connection.getresponse()
            words = response.read().decode()
        finally:
            connection.close()
        for line in response.headers.get_all("Set-Cookie") or []:
            self.cookies |= {name: morsel.value for name, morsel in SimpleCookie(line).items()}
        return response.status, words, response.headers.get("Location", "")

    def send(self, path: str, **fields: str) -> tuple[int, str, str]:
        """Open a page and send its form."""
        _, page, _ = self.ask(path)
        found = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
        assert found, page
        return self.ask(path, {"csrfmiddlewaretoken": found[1], **fields})
