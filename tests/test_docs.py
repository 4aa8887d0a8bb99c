"""The pages for whoever works on the project name only what is there, and their drawings are not stale."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from lla.management.commands.draw_states import PAGE, drawn
from tests.last_release import pages

ROOT = Path(__file__).resolve().parent.parent
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")])
# `motions/urls.py`, `tests/*/roles.py`, and with a name that the file gives something: `lla/apps.py:ready`.
FOLDERS = "lla|organisers|motions|socialmedia|templates|static|tests|benchmarks|docs|script|requirements"
PATH = re.compile(rf"`((?:{FOLDERS}|\.ci)/[\w./*-]*|[\w.-]+\.(?:md|toml))(?::(\w+))?(?: [^`]*)?`")
LINK = re.compile(r"\]\(([^)#:]+)(?:#[^)]*)?\)")


def wrong(page: Path) -> Iterator[str]:
    """What a page names that is not there."""
    text = page.read_text()
    for path, name in PATH.findall(text):
        given = re.compile(rf"^(?:def |class |    def )?{name}\b", re.MULTILINE)
        found = list(ROOT.glob(path))
        if not found or (name and not any(given.search(file.read_text()) for file in found)):
            yield f"{path}:{name}" if name else path
    yield from (link for link in LINK.findall(text) if not (page.parent / link).exists())


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_what_a_page_names_is_there(page: Path) -> None:
    assert list(wrong(page)) == []


def test_a_name_that_is_gone_is_noticed(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(
        "`lla/gone.py`, `lla/apps.py:ready`, `lla/apps.py:gone`, [a page](gone.md), `script/test -k x`\n"
    )
    assert list(wrong(page)) == ["lla/gone.py", "lla/apps.py:gone", "gone.md"]


def test_the_drawings_are_those_of_the_tables() -> None:
    """Stale? `script/manage draw_states`."""
    page = PAGE.read_text()
    assert page == drawn(page)


def test_every_check_of_the_linter_has_its_hook() -> None:
    checks = re.findall(r'^check "([\w-]+)"', (ROOT / "script/lint").read_text(), re.MULTILINE)
    hooks = re.findall(r"entry: script/lint (.+)", (ROOT / ".pre-commit-config.yaml").read_text())
    assert " ".join(hooks).split() == checks


def test_the_readme_s_people_come_to_their_pages() -> None:
    """As the pages of the last release's demonstration have it."""
    rows = re.findall(r"^\| `(\S+@\S+)` \|.*`(/\S*)` \|$", (ROOT / "README.md").read_text(), re.MULTILINE)
    people = {email: pages.kept(person) for person, email in pages.PEOPLE.items()}
    assert [(address in people[email], len(people[email][address]) > 100) for email, address in rows] == [
        (True, True)
    ] * 3
