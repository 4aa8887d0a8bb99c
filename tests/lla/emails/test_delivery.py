"""Emails reach their readers through a real mail server, whatever it does."""

import threading
from collections.abc import Iterator
from datetime import timedelta
from email.message import EmailMessage
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.db import connection, transaction
from django.utils import timezone
from pytest_django import Settings

from lla.emails import delivery, recipients, tasks
from lla.emails.choices import Urgency
from lla.emails.models import Email
from lla.emails.outbox import compose, post
from lla.links import tokens
from lla.links.models import Link
from tests.factories import make_email
from tests.lla.emails.smtp_server import MailServer, mail_server

pytestmark = pytest.mark.django_db

LINK: dict[str, Any] = {
    "link_view": "admin:lla_email_change",
    "link_purpose": "confirm",
    "link_target": 7,
    "link_days": 3,
}


@pytest.fixture
def server(settings: Settings) -> Iterator[MailServer]:
    settings.EMAIL_BACKEND = "lla.emails.smtp_backend.EmailBackend"
    settings.EMAIL_HOST = "127.0.0.1"
    with mail_server() as server:
        settings.EMAIL_PORT = server.port
        yield server


def plain(email: EmailMessage) -> str:
    """The words of an email as a reader without HTML has them."""
    part = email.get_body(preferencelist=("plain",))
    assert part is not None
    return str(part.get_content()).replace("\r\n", "\n")


def in_a_thread() -> threading.Thread:
    """Somebody else who delivers what is due."""

    def work() -> None:
        delivery.deliver_due()
        connection.close()

    thread = threading.Thread(target=work)
    thread.start()
    return thread


def make_due(email: Email) -> None:
    """As if the wait until the next try were over."""
    Email.objects.filter(pk=email.pk).update(next_attempt_at=timezone.now() - timedelta(seconds=1))


def test_an_email_arrives_whole_and_its_words_are_forgotten(server: MailServer) -> None:
    words = "Dear Zoë,\n\nit is here.\n"
    email = make_email("kim@example.org", "Your motion – received", words, reply_to="zoe@example.org")
    assert delivery.deliver_due() == 1
    (arrived,) = server.emails
    headers = {name: arrived[name] for name in ("To", "Subject", "Auto-Submitted", "Message-ID")}
    assert headers == {
        "To": "kim@example.org",
        "Subject": "Your motion – received",
        "Auto-Submitted": "auto-generated",
        "Message-ID": f"<{email.message_id}@example.org>",
    }
    assert plain(arrived) == "Dear Zoë,\n\nit is here.\n"
    email.refresh_from_db()
    kept = (email.body, email.reply_to, email.subject, email.attempts, email.last_error)
    assert kept == ("", "", "Your motion – received", 1, "")
    assert email.sent_at is not None


@pytest.mark.parametrize("offers", [[], [b"8BITMIME"], [b"8BITMIME", b"SMTPUTF8", b"SIZE 10000"]])
def test_every_server_is_handed_seven_bits_and_short_lines(server: MailServer, offers: list[bytes]) -> None:
    server.offers = offers
    words = "Dear Zoë,\n\n" + "naïve café – " * 100 + "\n"
    make_email(subject="Zoë’s motion", body=words)
    assert delivery.deliver_due() == 1
    (arrived,), (raw,) = server.emails, server.raw
    text = arrived.get_body(("plain",))
    assert text is not None
    assert words.strip() in text.get_content().replace("\r\n", "\n")
    assert (raw.isascii(), max(map(len, raw.split(b"\r\n"))) <= 998) == (True, True)


def test_an_email_is_sent_once_however_often_it_is_asked_for(server: MailServer) -> None:
    make_email()
    assert [delivery.deliver_due() for _ in range(3)] == [1, 0, 0]
    assert server.subjects() == ["An email"]


def test_a_link_is_minted_on_delivery_and_only_its_hash_stays(server: MailServer, settings: Settings) -> None:
    make_email(body="Press here:\n\n{link}\n\nThank you.\n", **LINK)
    delivery.deliver_due()
    lines = plain(server.emails[0]).splitlines()
    before, after = settings.ORGANISATION["url"] + "/admin/lla/email/", "/change/"
    token = lines[3].removeprefix(before).removesuffix(after)
    link = ["Open the page:", f"{before}{token}{after}"]
    assert lines == ["Press here:", "", *link, "", "Thank you."]
    assert tokens.read("confirm", token).target == 7
    assert token not in str(Link.objects.values_list().get())


def test_words_quoted_in_an_email_cannot_wrap_the_link(server: MailServer) -> None:
    hostile = "See https://elsewhere.example.org/?t={link}"
    make_email(body=f"{hostile}\n{{link}}\n", **LINK)
    delivery.deliver_due()
    lines = plain(server.emails[0]).splitlines()
    assert (lines[0], lines[1], "{link}" in lines[2]) == (hostile, "Open the page:", False)


def test_header_lines_cannot_be_smuggled_into_an_email(server: MailServer, tmp_path: object) -> None:
    email = Email(to="kim@example.org", subject="Hello\r\nBcc: all@example.org", body="Hi\n", kind="lla/test")
    post(email)
    assert delivery.deliver_due() == 0
    email.refresh_from_db()
    assert (email.last_error, server.emails) == ("BadHeaderError", [])
    composed = compose("lla/login_code", {"code": "1\nBcc: x"}, to="a@example.org\nBcc: b")
    assert "\n" not in composed.subject + composed.to


def test_a_refused_email_waits_longer_each_time_and_then_shows_as_given_up(server: MailServer) -> None:
    server.refusal = b"451 Come back, kim@example.org"
    email = make_email()
    waits = []
    for _ in range(delivery.GIVE_UP_AFTER):
        make_due(email)
        before = timezone.now()
        assert delivery.deliver_due() == 0
        email.refresh_from_db()
        waits.append(round((email.next_attempt_at - before) / timedelta(minutes=1)))
    assert waits == [1, 2, 4, 8, 16, 32, 64, 128, 256, *[360] * 9]
    assert email.failed_at is not None
    assert (email.last_error, email.body) == ("SMTPRecipientsRefused 451", "Hello.\n")
    make_due(email)
    assert delivery.deliver_due() == 0


def test_an_email_given_up_goes_out_when_it_is_sent_again(server: MailServer) -> None:
    email = make_email(failed_at=timezone.now(), attempts=18)
    assert delivery.deliver_due() == 0
    assert delivery.send_again([email.pk]) == 1
    assert delivery.deliver_due() == 1
    assert server.subjects() == ["An email"]


def test_while_the_server_is_away_emails_wait_and_then_all_go(settings: Settings) -> None:
    settings.EMAIL_BACKEND = "lla.emails.smtp_backend.EmailBackend"
    settings.EMAIL_HOST = "127.0.0.1"
    with mail_server() as gone:
        settings.EMAIL_PORT = gone.port
    for number in range(3):
        make_email(subject=f"Email {number}")
    with pytest.raises(delivery.MailServerAway):
        delivery.deliver_due()
    assert list(Email.objects.values_list("attempts", "last_error")) == [(0, "")] * 3
    with mail_server() as back:
        settings.EMAIL_PORT = back.port
        assert delivery.deliver_due() == 3
        assert back.subjects() == ["Email 0", "Email 1", "Email 2"]


def test_a_server_that_never_answers_leaves_the_email_for_later(
    server: MailServer, settings: Settings
) -> None:
    settings.EMAIL_SENDING_TIMEOUT = 0.2
    server.gate.clear()
    email = make_email()
    with pytest.raises(delivery.MailServerAway):
        delivery.deliver_due()
    email.refresh_from_db()
    assert (email.last_error, email.sent_at) == ("SMTPServerDisconnected", None)


@pytest.mark.parametrize("use_ssl", [False, True])
def test_a_server_that_drips_its_greeting_is_hung_up_on(
    server: MailServer, settings: Settings, use_ssl: bool
) -> None:
    settings.EMAIL_OPENING_TIMEOUT, settings.EMAIL_USE_SSL = 0.3, use_ssl
    server.drips_at = "greeting"
    email = make_email()
    with pytest.raises(delivery.MailServerAway):
        delivery.deliver_due()
    email.refresh_from_db()
    assert (email.attempts, 0 < server.dripped < server.DROPS) == (0, True)


def test_a_server_that_drips_its_yes_is_hung_up_on_and_the_email_waits(
    server: MailServer, settings: Settings
) -> None:
    settings.EMAIL_SENDING_TIMEOUT = 0.3
    server.drips_at = "yes"
    email = make_email()
    with pytest.raises(delivery.MailServerAway):
        delivery.deliver_due()
    email.refresh_from_db()
    assert (email.attempts, email.sent_at, 0 < server.dripped < server.DROPS) == (1, None, True)


def test_a_server_that_thinks_long_about_its_yes_gets_each_email_once(
    server: MailServer, settings: Settings
) -> None:
    settings.EMAIL_TIMEOUT = 0.2
    server.thinks = 0.6
    make_email()
    assert [delivery.deliver_due(), delivery.deliver_due()] == [1, 0]
    assert server.subjects() == ["An email"]


@pytest.mark.django_db(transaction=True)
def test_a_claim_outlasts_the_longest_possible_sending(server: MailServer, settings: Settings) -> None:
    server.gate.clear()
    email = make_email()
    began = timezone.now()
    sending = in_a_thread()
    assert server.handed.wait(60)
    email.refresh_from_db()
    # One sending, and hanging up on a server that says neither yes nor goodbye.
    longest = timedelta(seconds=settings.EMAIL_SENDING_TIMEOUT + settings.EMAIL_OPENING_TIMEOUT)
    assert (email.next_attempt_at > began + longest, delivery.deliver_due()) == (True, 0)
    server.gate.set()
    sending.join()
    assert server.subjects() == ["An email"]


def test_emails_of_many_acts_go_over_one_connection(server: MailServer) -> None:
    recipients.prove("kim@example.org")
    for number in range(20):
        make_email(subject=f"Email {number}")
    assert (delivery.deliver_due(), server.connections) == (20, 1)


def test_a_backlog_goes_in_batches_until_none_is_left(server: MailServer) -> None:
    recipients.prove("kim@example.org")
    for number in range(2 * delivery.BATCH + 1):
        make_email(subject=f"Email {number}")
    assert (delivery.deliver_due(), server.connections) == (2 * delivery.BATCH + 1, 3)


def test_after_a_refused_email_the_others_share_a_connection_again(server: MailServer) -> None:
    make_email(subject="Two\nlines")
    for number in range(5):
        make_email(subject=f"Email {number}")
    assert (delivery.deliver_due(), server.connections) == (5, 2)


def test_emails_leave_by_urgency_and_then_in_the_order_they_were_due(server: MailServer) -> None:
    now = timezone.now()
    make_email(subject="A list", urgency=Urgency.LATER, next_attempt_at=now - timedelta(hours=3))
    make_email(subject="A question", next_attempt_at=now - timedelta(hours=1))
    make_email(subject="An older question", next_attempt_at=now - timedelta(hours=2))
    make_email(subject="A code", urgency=Urgency.NOW)
    delivery.deliver_due()
    assert server.in_order() == ["A code", "An older question", "A question", "A list"]


def test_a_code_asked_for_while_a_backlog_leaves_is_the_next_email(server: MailServer) -> None:
    recipients.prove("kim@example.org")
    for number in range(30):
        make_email(subject=f"Email {number}", urgency=Urgency.LATER)

    def go_on() -> bool:
        if len(server.emails) == 5:
            make_email(subject="A code", urgency=Urgency.NOW)
        return True

    assert delivery.deliver_due(go_on) == 31
    assert (server.in_order().index("A code"), server.connections) == (5, 1)


def test_told_to_stop_it_begins_no_other_email(server: MailServer) -> None:
    make_email()
    make_email()
    answers = iter([True, False])
    assert delivery.deliver_due(go_on=lambda: next(answers)) == 1
    assert Email.objects.get(sent_at=None).attempts == 0


def test_an_email_whose_page_is_gone_stops_no_other(server: MailServer) -> None:
    lost = make_email(body="{link}\n", **{**LINK, "link_view": "no_such_page"})
    make_email(subject="Next")
    assert (delivery.deliver_due(), server.subjects()) == (1, ["Next"])
    lost.refresh_from_db()
    assert lost.last_error == "NoReverseMatch"


@pytest.mark.django_db(transaction=True)
def test_an_email_deleted_while_it_is_sent_stops_no_other(server: MailServer) -> None:
    server.gate.clear()
    make_email(subject="Taken back")
    make_email(subject="The next")
    sending = in_a_thread()
    assert server.handed.wait(60)
    Email.objects.filter(subject="Taken back").delete()
    server.gate.set()
    sending.join()
    assert server.subjects() == ["Taken back", "The next"]
    assert Email.objects.get().sent_at is not None


def test_one_bad_email_stops_no_other(server: MailServer) -> None:
    make_email(subject="One")
    make_email(subject="Two\nlines")
    make_email(subject="Three")
    assert delivery.deliver_due() == 2
    assert server.subjects() == ["One", "Three"]


@pytest.mark.django_db(transaction=True)
def test_four_workers_at_once_send_each_email_once(server: MailServer) -> None:
    recipients.prove("kim@example.org")
    emails = [make_email(subject=f"Email {number}") for number in range(8)]
    sent: list[int] = []
    start = threading.Barrier(4)

    def work() -> None:
        start.wait()
        sent.append(delivery.deliver_due())
        connection.close()

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (sum(sent), server.subjects()) == (8, sorted(email.subject for email in emails))


def test_an_email_of_an_act_that_fails_is_never_sent() -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        make_email()
        raise ZeroDivisionError
    assert (delivery.deliver_due(), mail.outbox) == (0, [])


def test_an_email_that_is_of_no_use_any_more_is_not_sent_and_its_words_go(server: MailServer) -> None:
    server.refusal = b"451 Come back"
    now = timezone.now()
    code = make_email(body="437291\n", secret=True, expires_at=now + timedelta(minutes=15))
    with time_machine.travel(now, tick=False):
        assert (delivery.deliver_due(), tasks.drop_expired()) == (0, 0)
    server.refusal = b""
    with time_machine.travel(now + timedelta(minutes=15), tick=False):
        make_due(code)
        assert (delivery.deliver_due(), tasks.drop_expired()) == (0, 0)  # one might still be on its way
    with time_machine.travel(now + timedelta(minutes=15, seconds=1) + delivery.claim(), tick=False):
        assert (tasks.drop_expired(), tasks.drop_expired()) == (1, 0)
        code.refresh_from_db()
        assert (code.body, code.failed_at, code.last_error) == ("", timezone.now(), "Expired")
        assert (delivery.send_again([code.pk]), delivery.deliver_due()) == (0, 0)
    assert server.subjects() == []


def test_a_code_that_was_refused_keeps_why_when_its_time_is_over(server: MailServer) -> None:
    server.refusal = b"550 5.1.1 No such person"
    now = timezone.now()
    with time_machine.travel(now, tick=False):
        code = make_email(body="437291\n", secret=True, expires_at=now + timedelta(minutes=15))
        delivery.deliver_due()
    with time_machine.travel(now + timedelta(minutes=16) + delivery.claim(), tick=False):
        assert tasks.drop_expired() == 1
    code.refresh_from_db()
    assert (code.body, code.failed_at, code.last_error) == ("", now, "SMTPRecipientsRefused 550")
