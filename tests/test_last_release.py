"""A database that the release before has filled comes up to date, and its pages say what they said.

It takes some seconds to put a whole database back and to draw nearly three hundred pages.
"""

from collections.abc import Iterator

import pytest
from pytest_django import DjangoDbBlocker

from tests.last_release import database, pages

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def said(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[dict[str, dict[str, str]]]:
    """Each person's pages today."""
    with django_db_blocker.unblock(), database.restored():
        yield {person: pages.read(person, pages.kept(person)) for person in pages.PEOPLE}


@pytest.mark.parametrize("person", pages.PEOPLE)
def test_pages_say_what_they_said(said: dict[str, dict[str, str]], person: str) -> None:
    """Words changed on purpose? `.venv/bin/python -m tests.last_release pages`, and look at `git diff`."""
    if changed := pages.differences(pages.kept(person), said[person]):
        pytest.fail(changed, pytrace=False)
