"""The help: every page is there, names what the site really says, and leads to pages that open."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.urls import resolve

from lla.site import help as site_help

pytestmark = pytest.mark.django_db

ROOT = Path(settings.ROOT)
FILES = sorted(site_help.FOLDER.glob("*.md"))
APPS = ("lla", "motions", "organisers", "socialmedia")
SAID_IN = [*ROOT.glob("templates/**/*.html"), *(file for app in APPS for file in (ROOT / app).rglob("*.py"))]


def plain(words: str) -> str:
    nouns = re.sub(r"\{noun\}|\{\{ motion\.noun \}\}", "motion", words)
    return " ".join(nouns.replace("’", "'").split())


def words(page: Path, pattern: str) -> list[str]:
    return [plain(found) for found in re.findall(pattern, page.read_text(), re.DOTALL)]


def test_every_file_is_a_page_and_every_page_a_file(client: Client) -> None:
    assert [file.stem for file in FILES] == sorted(site_help.NAMES)
    listed = client.get("/help/").content.decode()
    for name in site_help.NAMES:
        page = client.get(f"/help/{name}/")
        assert (page.status_code, f"/help/{name}/" in listed) == (200, True)
        assert f"<h1>{site_help.read(name).heading}</h1>" in page.content.decode()
    assert client.get("/help/nobody/").status_code == 404
    assert "](" not in listed


@pytest.mark.parametrize("page", FILES, ids=lambda page: page.stem)
def test_what_the_help_prints_bold_is_what_the_site_says(page: Path) -> None:
    said = plain("\n".join(file.read_text() for file in SAID_IN)).lower()
    assert [label for label in words(page, r"\*\*(.+?)\*\*") if label.lower() not in said] == []


@pytest.mark.parametrize("page", FILES, ids=lambda page: page.stem)
def test_links_of_the_help_lead_to_pages(page: Path) -> None:
    links = words(page, r"(?<!!)\[[^\]]+\]\(([^)]+)\)")
    assert links
    assert all(resolve(link).func for link in links)


@pytest.mark.parametrize("page", FILES, ids=lambda page: page.stem)
def test_pictures_of_the_help_are_shown_with_words_for_whoever_does_not_see_them(
    client: Client, page: Path
) -> None:
    shown = client.get(f"/help/{page.stem}/").content.decode()
    for alternative, name in re.findall(r"!\[(.*?)\]\(pictures/(.*?)\)", page.read_text()):
        assert f'<img src="/help/pictures/{name}" alt="{alternative}"' in shown
        picture = client.get(f"/help/pictures/{name}")
        assert (picture["Content-Type"], b"".join(picture)[:4]) == ("image/png", b"\x89PNG")
    assert client.get("/help/pictures/none.png").status_code == 404
