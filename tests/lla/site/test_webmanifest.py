"""The manifest by which a telephone puts this site on its screen and into its share menu."""

from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from PIL import Image

pytestmark = pytest.mark.django_db


def test_anybody_may_have_the_manifest_and_every_page_names_it() -> None:
    response = Client().get("/site.webmanifest")
    manifest = response.json()
    assert response.headers["Content-Type"] == "application/manifest+json"
    assert manifest["share_target"] == {
        "action": "/social/share/",
        "method": "GET",
        "params": {"title": "title", "text": "text", "url": "url"},
    }
    assert (manifest["name"], manifest["start_url"]) == (settings.ORGANISATION["name"], "/")
    assert '<link rel="manifest" href="/site.webmanifest">' in Client().get("/").content.decode()


def test_its_icons_are_files_of_the_size_they_say() -> None:
    icons = Client().get("/site.webmanifest").json()["icons"]
    for icon in icons:
        path = Path(settings.STATICFILES_DIRS[0]) / icon["src"].removeprefix(settings.STATIC_URL)
        with Image.open(path) as image:
            width, height = image.size
        assert icon["sizes"] == f"{width}x{height}"
    assert [icon["sizes"] for icon in icons] == ["192x192", "512x512"]
