"""Whoever sets a site up learns from one command what their mail server thinks of it."""

import re
from io import StringIO

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from pytest_django import Settings

from tests.lla.emails.smtp_server import MailServer
from tests.lla.emails.test_delivery import server

__all__ = ["server"]


def run(to: str = "you@example.org") -> str:
    said = StringIO()
    call_command("test_email", to, stdout=said)
    return said.getvalue()


def test_it_says_each_step_and_sends_one_email_as_all_are_sent(server: MailServer) -> None:
    server.answers["DONE"] = [b"250 Taken"]
    assert run().splitlines() == [
        f"Connecting to 127.0.0.1, port {server.port}.",
        "Connected without TLS, without signing in.",
        "From hello@example.org: 250 Yes",
        "To you@example.org: 250 Yes",
        "The email itself: 250 Taken",
        "The mail server has the email. Look whether it comes to you@example.org, and not as spam.",
    ]
    (email,) = server.emails
    assert (email["To"], email["Subject"]) == ("you@example.org", "A test of our emails")


@pytest.mark.parametrize(
    ("verb", "answer", "words"),
    [
        ("HELLO", b"554 You are on a list", "does not want to speak with this machine"),
        ("AUTH", b"535 5.7.8 Wrong", "It refuses our sign-in"),
        ("MAIL", b"550 Not your address", "does not take DEFAULT_FROM_EMAIL"),
        ("RCPT", b"550 5.1.1 No such person", "does not take the recipient"),
        ("DONE", b"554 Looks like spam", "does not take the email itself"),
        ("MAIL", b"", "It hung up"),
    ],
)
def test_each_refusal_is_told_in_words_and_as_the_server_has_it(
    server: MailServer, settings: Settings, verb: str, answer: bytes, words: str
) -> None:
    settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD = "emails", "word"
    server.offers = [b"AUTH PLAIN"]
    server.answers[verb] = [answer]
    with pytest.raises(CommandError, match=re.escape(words)) as refusal:
        run()
    assert answer.decode() in str(refusal.value)
    assert server.emails == []


def test_a_closed_port_a_wrong_name_and_a_wrong_kind_of_tls_are_told_apart(
    server: MailServer, settings: Settings
) -> None:
    settings.EMAIL_USE_TLS = True
    with pytest.raises(CommandError, match="offers no TLS"):
        run()
    settings.EMAIL_USE_TLS, settings.EMAIL_USE_SSL = False, True
    with pytest.raises(CommandError, match="speaks no TLS from the start"):
        run()
    settings.EMAIL_USE_SSL, settings.EMAIL_HOST = False, "nowhere.invalid"
    with pytest.raises(CommandError, match="no host by this name"):
        run()
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    with pytest.raises(CommandError, match="Nothing listens there"):
        run()


def test_a_place_that_sends_nothing_says_so() -> None:
    with pytest.raises(CommandError, match="No email leaves this place"):
        run()


def test_what_is_no_address_is_not_tried(server: MailServer) -> None:
    with pytest.raises(CommandError, match=r"name@example\.org"):
        run("you@[127.0.0.1]")
    assert server.connections == 0
