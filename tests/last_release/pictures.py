"""The pictures of README.md and the help: pages of the last release, as Debian's Chromium draws them."""

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from socketserver import ThreadingMixIn
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import time_machine
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from tests.last_release.pages import ANYBODY, READ_AT, client_of

FOLDER = Path(settings.ROOT, "docs/pictures")
WIDTH, HEIGHT = 1100, 760
COLOURS = 64  # a page has few, and so its file is small
PICTURES = {
    "motions": (ANYBODY, "/conferences/annual-2027/recruitment-networking-social-media/"),
    "desk": ("organiser", "/regions/yorkshire-and-the-humber/desk/"),
    "queue": ("committee", "/admin/motions/motion/"),
    "planner": ("social_media_manager", "/social/planner/"),
}


class Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True


class Quiet(WSGIRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        """Nobody reads which files a picture needed."""


def take() -> None:
    """Take each picture; the restored database has to be stood on."""
    with time_machine.travel(READ_AT), served() as site, sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"),
            args=["--no-sandbox"] if os.geteuid() == 0 else [],
        )
        for name, (person, address) in PICTURES.items():
            picture = taken(chromium, site, person, address)
            small = picture.quantize(COLOURS, dither=Image.Dither.NONE)
            small.save(FOLDER / f"{name}.png", optimize=True)
        chromium.close()


@contextmanager
def served() -> Iterator[str]:
    """The site's address while it is served from here."""
    with make_server("localhost", 0, get_wsgi_application(), Server, Quiet) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://localhost:{server.server_port}"
        server.shutdown()


def taken(chromium: Browser, site: str, person: str, address: str) -> Image.Image:
    context = chromium.new_context(viewport={"width": WIDTH, "height": HEIGHT}, locale="en-GB")
    for name, cookie in client_of(person).cookies.items():
        context.add_cookies([{"name": name, "value": cookie.value, "url": site}])
    page = context.new_page()
    page.goto(site + address)
    page.evaluate("document.fonts.ready")
    picture = Image.open(BytesIO(page.screenshot()))
    context.close()
    return picture
