"""A database that the release before has filled comes up to date, and its pages say what they said.

It takes some seconds to put a whole database back and to draw nearly three hundred pages.
"""

from collections.abc import Iterator

import pytest
from django_tasks_db.models import DBTaskResult
from pytest_django import DjangoDbBlocker

from tests.last_release import database, pages

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module", autouse=True)
def restored(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with django_db_blocker.unblock(), database.restored():
        yield


@pytest.fixture(scope="module")
def said(restored: None, django_db_blocker: DjangoDbBlocker) -> dict[str, dict[str, str]]:
    """Each person's pages today."""
    with django_db_blocker.unblock():
        return {person: pages.read(person, pages.kept(person)) for person in pages.PEOPLE}


@pytest.mark.parametrize("person", pages.PEOPLE)
def test_pages_say_what_they_said(said: dict[str, dict[str, str]], person: str) -> None:
    """Words changed on purpose? `.venv/bin/python -m tests.last_release pages`, and look at `git diff`."""
    if changed := pages.differences(pages.kept(person), said[person]):
        pytest.fail(changed, pytrace=False)


def test_a_task_that_waited_is_still_found() -> None:
    rows = list(DBTaskResult.objects.all())
    assert {row.task_path for row in rows} == {"lla.tasks.forget_papers"}
    for row in rows:
        row.task.call(*row.args_kwargs["args"])
