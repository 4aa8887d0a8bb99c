"""Commands run by hand: manage.py guesses nothing, migrate waits its turn, nobody gets a password."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import timedelta
from io import StringIO

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.utils import timezone

from lla.accounts.models import User
from lla.addresses import email as addresses_email
from lla.emails import delivery
from lla.emails.models import Email
from lla.management.commands.migrate import ONE_AT_A_TIME
from tests.factories import make_user

EMPTY = "migrated_by_a_test"


def manage(*arguments: str, **environment: str) -> "subprocess.Popen[str]":
    known = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
    return subprocess.Popen(
        [sys.executable, "manage.py", *arguments],
        cwd=settings.ROOT,
        env={**known, **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


@pytest.mark.parametrize("given", [{}, {"DJANGO_SETTINGS_MODULE": ""}])
def test_manage_refuses_to_guess_which_site_it_is_for(given: dict[str, str]) -> None:
    process = manage("migrate", "lla", DATABASE_URL="postgres://nobody@localhost:9/none", **given)
    said, _ = process.communicate(timeout=300)
    assert (process.returncode, said) == (
        1,
        "Say which site this is for: without settings a command could change the wrong database.\n"
        "On a real site, with its environment:   lla migrate lla     (docs/running.md)\n"
        "On a machine for development:           script/manage migrate lla\n"
        "Anything else:                          DJANGO_SETTINGS_MODULE=… manage.py migrate lla\n",
    )


def test_settings_may_be_named_on_the_line() -> None:
    process = manage("diffsettings", "--settings=lla.settings.base")
    said, _ = process.communicate(timeout=300)
    assert (process.returncode, "AUTH_USER_MODEL = 'lla.User'" in said) == (0, True)


@pytest.fixture
def empty_database() -> Iterator[str]:
    with connection.cursor() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {EMPTY}")
        cursor.execute(f"CREATE DATABASE {EMPTY}")
    yield EMPTY
    with connection.cursor() as cursor:
        cursor.execute(f"DROP DATABASE {EMPTY} WITH (FORCE)")


WAITING = """
    SELECT count(*) FROM pg_locks JOIN pg_database AS home ON home.oid = database
    WHERE locktype = 'advisory' AND NOT granted AND datname = %s
"""


@pytest.mark.django_db(transaction=True)
def test_two_migrations_at_once_are_one_after_the_other(empty_database: str) -> None:
    """Two real processes on an empty database; both are let go at the same moment, by a third."""
    place = {
        "DJANGO_SETTINGS_MODULE": "tests.lla.management.worker_settings",
        "TEST_DATABASE": empty_database,
        "MAIL_PORT": "9",
    }
    third = connection.copy()
    third.settings_dict["NAME"] = empty_database
    with third.cursor() as cursor, ExitStack() as ending:
        ending.callback(third.close)
        cursor.execute("SELECT pg_advisory_lock(%s)", [ONE_AT_A_TIME])
        both = [manage("migrate", "lla", **place) for _ in range(2)]
        for process in both:
            ending.callback(process.kill)
        waiting = 0
        while waiting < 2:
            assert [process.poll() for process in both] == [None, None], "One did not wait for its turn."
            time.sleep(0.1)
            cursor.execute(WAITING, [empty_database])
            (waiting,) = cursor.fetchone()
        cursor.execute("SELECT pg_advisory_unlock(%s)", [ONE_AT_A_TIME])
        said = [process.communicate(timeout=300)[0] for process in both]
    assert [process.returncode for process in both] == [0, 0], "\n".join(said)
    assert sorted("Applying lla.0001" in words for words in said) == [False, True]


@pytest.mark.django_db
def test_the_first_person_is_made_without_a_password(monkeypatch: pytest.MonkeyPatch) -> None:
    out = StringIO()
    monkeypatch.setattr("sys.stdin", StringIO("Kim@example.org\nKim Ash\n"))
    call_command("createsuperuser", stdout=out)
    user = User.objects.get()
    assert (user.email.lower(), user.name, user.is_staff, user.is_superuser, user.has_usable_password()) == (
        "kim@example.org",
        "Kim Ash",
        True,
        True,
        False,
    )
    assert "Kim Ash signs in at http://localhost:8000/accounts/login/" in out.getvalue()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"email": "kim@example.org"}, "Nobody was made: --name is missing."),
        ({"name": "Kim"}, "Nobody was made: --email is missing."),
        ({"email": "kim at home", "name": "Kim"}, f"Nobody was made. {addresses_email.NOT_AN_ADDRESS}"),
        (
            {"email": "ROBIN@example.org", "name": "Robin"},
            "Nobody was made. There is already somebody with this email address.",
        ),
    ],
)
def test_a_first_person_who_cannot_be_made_is_told_why(given: dict[str, str], words: str) -> None:
    make_user("robin@example.org")
    with pytest.raises(CommandError) as refused:
        call_command("createsuperuser", interactive=False, **given)
    assert (str(refused.value), User.objects.count()) == (words, 1)


@pytest.mark.django_db
def test_a_sign_in_code_is_shown_while_its_email_waits_and_never_once_it_went(client: Client) -> None:
    user = make_user("kim@example.org")

    def show() -> str:
        out = StringIO()
        call_command("sign_in_code", "KIM@example.org", stdout=out)
        return out.getvalue()

    with pytest.raises(CommandError, match=r"^No code was asked for lately\."):
        show()
    client.post("/accounts/login/", {"login": user.email})
    email = Email.objects.get(to=user.email)
    assert show().strip() == email.body.strip()
    delivery.deliver_due()
    with pytest.raises(CommandError, match=r"^The mail server took the email"):
        show()
    Email.objects.update(created_at=timezone.now() - timedelta(minutes=16))
    with pytest.raises(CommandError, match=r"^No code was asked for lately\."):
        show()
