"""What a person is told of a row follows from its model: labels, choices, relations, and what is withheld."""

import pytest
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from pytest_django import DjangoAssertNumQueries

from lla.accounts.models import User
from lla.subjects.disclosures import ITSELF, Disclosure, fields_of
from tests.factories import make_user

pytestmark = pytest.mark.django_db


def make_entry(user: User, *, words: str = "") -> LogEntry:
    users = ContentType.objects.get_for_model(User)
    return LogEntry.objects.create(
        user=user,
        content_type=users,
        object_id="7",
        object_repr="Ann",
        action_flag=CHANGE,
        change_message=words,
    )


def test_fields_are_told_by_the_models_own_names_and_blank_ones_are_left_out() -> None:
    entry = make_entry(make_user(name="Kim Ashdown"))
    assert fields_of(entry, [ITSELF, "action_flag", "user__name", "object_repr", "change_message"]) == (
        ("Log entry", "Changed “Ann” — "),
        ("Action flag", "Change"),
        ("Name", "Kim Ashdown"),
        ("Object repr", "Ann"),
    )


def test_rows_of_others_are_not_told_and_some_fields_are_withheld() -> None:
    kim, other = make_user("kim@example.org"), make_user("other@example.org")
    entries = Disclosure(
        LogEntry,
        "Your changes",
        ["user"],
        ["object_id", "change_message"],
        withheld={"change_message": lambda entry, user: entry.change_message.startswith("Secret")},
    )
    for words in ("Plain", "Secret"):
        make_entry(kim, words=words)
    make_entry(other)
    assert entries.section(kim).rows == (
        (("Object id", "7"), ("Change message", "Plain")),
        (("Object id", "7"),),
    )


@pytest.mark.parametrize("count", [1, 3])
def test_related_rows_come_with_one_query(
    count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    kim = make_user("kim@example.org", "Kim Ashdown")
    for _ in range(count):
        make_entry(kim)
    entries = Disclosure(LogEntry, "Your changes", ["user"], ["content_type", "user__name"])
    with django_assert_num_queries(1):
        assert (
            entries.section(kim).rows
            == ((("Content type", "People and emails | user"), ("Name", "Kim Ashdown")),) * count
        )
