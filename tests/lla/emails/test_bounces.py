"""Emails that come back: which email it was, what is written down, and what changes nothing."""

import io
import sys
from collections.abc import Iterator
from email.utils import parseaddr
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from pytest_django import Settings

from lla.emails import bounces, delivery, recipients
from lla.emails.models import Email, Mailbox
from tests.factories import make_email
from tests.lla.emails.imap_server import MailboxServer, mailbox_server
from tests.lla.emails.smtp_server import mail_server

pytestmark = pytest.mark.django_db

EXAMPLES = Path(__file__).parent / "bounces"


@pytest.fixture(autouse=True)
def bounce_address(settings: Settings) -> None:
    settings.BOUNCE_ADDRESS = "bounces@example.org"


@pytest.fixture
def server(settings: Settings) -> Iterator[MailboxServer]:
    with mailbox_server() as server:
        settings.BOUNCE_MAILBOX = f"imap://bounces%40example.org:secret@127.0.0.1:{server.port}/INBOX"
        yield server


def example(name: str, sender: str) -> bytes:
    return (EXAMPLES / f"{name}.eml").read_bytes().replace(b"TOKEN", sender.encode())


def came_back() -> list[tuple[bool, str]]:
    """Of each email whether it came back, and what is known of its mailbox."""
    refusals = dict(Mailbox.objects.values_list("hash", "refusal"))
    emails = Email.objects.order_by("pk")
    return [(bool(email.bounced_at), refusals.get(email.mailbox_hash, "")) for email in emails]


@pytest.mark.parametrize(
    ("address", "before", "after"),
    [
        ("bounces@example.org", "bounces+", "@example.org"),
        ("@bounces.example.org", "", "@bounces.example.org"),
        ("bounces.example.org", "", "@bounces.example.org"),
    ],
)
def test_each_email_comes_back_to_an_address_of_its_own(
    settings: Settings, address: str, before: str, after: str
) -> None:
    settings.BOUNCE_ADDRESS = address
    first, second = bounces.envelope_sender(make_email()), bounces.envelope_sender(make_email())
    assert first.startswith(before) and first.endswith(after) and first != second
    assert len(first.partition("@")[0]) <= 64


@pytest.mark.parametrize("bounce_address", ["bounces@example.org", ""])
def test_the_envelope_names_where_an_email_comes_back_to_and_its_head_whom_it_is_from(
    settings: Settings, bounce_address: str
) -> None:
    settings.BOUNCE_ADDRESS = bounce_address
    settings.EMAIL_BACKEND, settings.EMAIL_HOST = "lla.emails.smtp_backend.EmailBackend", "127.0.0.1"
    email = make_email()
    with mail_server() as server:
        settings.EMAIL_PORT = server.port
        delivery.deliver_due()
    sender = parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
    assert server.senders == [bounces.envelope_sender(email) or sender]
    assert parseaddr(str(server.emails[0]["From"]))[1] == sender


@pytest.mark.parametrize(
    ("name", "status"), [("postfix", "5.1.1"), ("exchange", "5.1.10"), ("gmail", "5.2.2")]
)
def test_what_three_mail_systems_send_back_is_written_down(name: str, status: str) -> None:
    email, _ = make_email("secretary@example.org"), make_email("robin@example.org")
    assert bounces.take(example(name, bounces.envelope_sender(email)))
    assert came_back() == [(True, status), (False, "")]


def test_a_mail_server_may_change_the_capitals_of_the_address() -> None:
    email = make_email()
    assert bounces.take(example("postfix", bounces.envelope_sender(email).upper()))
    assert came_back() == [(True, "5.1.1")]


@pytest.mark.parametrize("name", ["delayed", "out_of_office"])
def test_an_email_that_is_late_or_answered_by_holidays_has_not_come_back(name: str) -> None:
    email = make_email()
    assert bounces.take(example(name, bounces.envelope_sender(email)))
    assert came_back() == [(False, "")]


def test_a_bounce_nobody_signed_changes_nothing() -> None:
    first, second = make_email(), make_email("robin@example.org")
    signature = bounces.envelope_sender(first).partition("-")[2]
    forged = [
        f"bounces+{second.pk:x}-{signature}",
        f"bounces+{first.pk:x}@example.org",
        "bounces@example.org",
    ]
    assert [bounces.take(example("postfix", sender)) for sender in forged] == [False] * 3
    assert came_back() == [(False, ""), (False, "")]


def test_a_bounce_of_an_email_that_is_forgotten_is_read_without_harm() -> None:
    email = make_email()
    sender = bounces.envelope_sender(email)
    email.delete()
    assert bounces.take(example("postfix", sender))
    assert Mailbox.objects.count() == 0


def nested(sender: str, *, depth: int) -> bytes:
    head = f"To: {sender}\n"
    levels = (f'Content-Type: multipart/report; boundary="b{n}"\n\n--b{n}\n' for n in range(depth))
    return (head + "".join(levels)).encode()


def test_a_hostile_bounce_costs_no_more_than_others() -> None:
    sender = bounces.envelope_sender(make_email())
    many_addresses = b"".join(b"To: " + b"1-" * 400 + b"@example.org\n" for _ in range(5_000))
    hostile = [
        nested(sender, depth=3_000),
        many_addresses,
        b"Content-Type: message/rfc822\n\n" * 3_000,
        b"\xff\x00" * 500_000,
        b"To: " + sender.encode() + b"\nContent-Type: message/delivery-status\n\n" + b"Action: x\n\n" * 9_000,
        b"",
    ]
    assert [bounces.take(raw) for raw in hostile] == [False, False, False, False, True, False]
    assert came_back() == [(False, "")]


def test_a_long_email_that_came_back_is_read_as_far_as_its_report() -> None:
    raw = example("postfix", bounces.envelope_sender(make_email())) + b"x" * 10 * bounces.LARGEST
    assert bounces.take(raw)
    assert came_back() == [(True, "5.1.1")]


def test_the_command_reads_one_from_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    raw = example("gmail", bounces.envelope_sender(make_email()))
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(raw)))
    call_command("take_bounce")
    assert came_back() == [(True, "5.2.2")]


def test_the_command_reads_a_mailbox_and_leaves_what_is_not_ours(server: MailboxServer) -> None:
    email = make_email()
    ours = example("exchange", bounces.envelope_sender(email))
    server.messages = {1: b"Subject: Hello\r\n\r\nA person writes.\r\n", 2: ours}
    out = io.StringIO()
    call_command("take_bounce", "--imap", stdout=out)
    assert out.getvalue() == "1 read and deleted, 1 left for a person.\n"
    assert (list(server.messages), server.seen, came_back()) == ([1], {1}, [(True, "5.1.10")])
    call_command("take_bounce", "--imap", stdout=io.StringIO())
    assert list(server.messages) == [1]


@pytest.mark.django_db(transaction=True)
def test_a_message_stays_in_the_mailbox_until_its_row_is_written(server: MailboxServer) -> None:
    email = make_email()
    server.messages = {1: example("postfix", bounces.envelope_sender(email))}
    seen_by_others = []

    def look() -> None:
        seen_by_others.append(came_back())
        connection.close()

    server.on_delete = look
    call_command("take_bounce", "--imap", stdout=io.StringIO())
    assert (server.messages, seen_by_others) == ({}, [[(True, "5.1.1")]])


def test_the_command_says_which_setting_is_missing(settings: Settings) -> None:
    settings.BOUNCE_MAILBOX = ""
    with pytest.raises(CommandError, match="BOUNCE_MAILBOX"):
        call_command("take_bounce", "--imap")


def test_what_came_back_is_told_in_plain_words() -> None:
    email = make_email("secretary@example.org")
    bounces.take(example("postfix", bounces.envelope_sender(email)))
    assert recipients.refusal("secretary@example.org").endswith(": there seems to be no such mailbox.")
