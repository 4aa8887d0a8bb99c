"""What a mail server answers is understood: as about everything that waits, or about one email."""

import smtplib
from typing import Any

import pytest
from django.utils import timezone
from pytest_django import Settings

from lla.emails import delivery, recipients, server_status
from lla.emails.models import Email, Mailbox
from lla.emails.smtp_answers import Meaning, answer, meaning
from lla.jobs.models import Run
from tests.factories import make_email
from tests.lla.emails.smtp_server import HANG_UP, MailServer
from tests.lla.emails.test_delivery import make_due
from tests.lla.emails.test_delivery import server as mail_server

pytestmark = pytest.mark.django_db

__all__ = ["mail_server"]


def three_emails() -> list[Email]:
    return [make_email(subject=f"Email {number}") for number in range(3)]


def state(email: Email) -> tuple[bool, bool, int, str]:
    """Whether it went, whether it was given up, how many tries it cost, and why."""
    email.refresh_from_db()
    return email.sent_at is not None, email.failed_at is not None, email.attempts, email.last_error


def known() -> str:
    return server_status.standing(Run.objects.filter(name=server_status.NAME).first()).mail


GONE, WAITS = (True, False, 1, ""), (False, False, 0, "")


@pytest.mark.parametrize("refusal", [b"550 5.1.1 No such person", b"552 5.2.2 Full", b"501 Bad address"])
def test_an_address_that_is_refused_for_good_ends_its_email_at_once_and_no_other(
    mail_server: MailServer, refusal: bytes
) -> None:
    first, second, third = three_emails()
    mail_server.answers["RCPT"] = [refusal]
    assert delivery.deliver_due() == 2
    error = f"SMTPRecipientsRefused {refusal[:3].decode()}"
    assert [state(email) for email in (first, second, third)] == [(False, True, 1, error), GONE, GONE]
    assert (mail_server.connections, known()) == (1, "ok")


@pytest.mark.parametrize(
    ("answer", "refusal"),
    [(b"550 5.1.1 No such person", "5.1.1"), (b"550 No such person", "550"), (b"451 Come back", "")],
)
def test_an_address_that_is_refused_for_good_is_known_from_then_on(
    mail_server: MailServer, answer: bytes, refusal: str
) -> None:
    make_email()
    mail_server.answers["RCPT"] = [answer]
    delivery.deliver_due()
    assert (Mailbox.objects.get().refusal, recipients.refusal("kim@example.org") != "") == (
        refusal,
        refusal != "",
    )


def test_an_email_whose_words_are_refused_ends_at_once_and_no_other(mail_server: MailServer) -> None:
    first, second, third = three_emails()
    mail_server.answers["DONE"] = [b"554 5.6.0 Looks like spam"]
    assert delivery.deliver_due() == 2
    assert [state(email) for email in (first, second, third)] == [
        (False, True, 1, "SMTPDataError 554"),
        GONE,
        GONE,
    ]
    assert mail_server.subjects() == ["Email 1", "Email 2"]


@pytest.mark.parametrize(
    ("verb", "error"), [("RCPT", "SMTPRecipientsRefused 451"), ("DONE", "SMTPDataError 451")]
)
def test_an_email_that_is_put_off_goes_at_its_next_try(
    mail_server: MailServer, verb: str, error: str
) -> None:
    """As by a server that lets strangers wait ("greylisting")."""
    first, second, third = three_emails()
    mail_server.answers[verb] = [b"451 4.7.1 Greylisted, come back"]
    assert delivery.deliver_due() == 2
    assert [state(email) for email in (first, second, third)] == [(False, False, 1, error), GONE, GONE]
    make_due(first)
    assert delivery.deliver_due() == 1
    assert (state(first), mail_server.subjects()) == ((True, False, 2, ""), ["Email 0", "Email 1", "Email 2"])


@pytest.mark.parametrize(
    ("verb", "words", "charged"),
    [
        ("MAIL", b"421 4.7.0 Too many emails", 0),
        ("DATA", b"421 Closing", 0),
        ("DONE", b"421 Closing", 0),
        ("RCPT", b"421 Not to this address", 1),
        ("MAIL", HANG_UP, 1),
        ("RCPT", HANG_UP, 1),
        ("MAIL", b"452 4.3.1 Disk full", 0),
    ],
)
def test_a_server_that_goes_in_the_middle_costs_the_other_emails_no_try(
    mail_server: MailServer, verb: str, words: bytes, charged: int
) -> None:
    first, second, third = three_emails()
    mail_server.answers[verb] = [words] if verb == "DATA" else [b"250 Taken", words]
    stopped_at = 0 if verb == "DATA" else 1
    with pytest.raises(delivery.MailServerAway):
        delivery.deliver_due()
    states = [state(email)[:3] for email in (first, second, third)]
    waits = [(False, False, 0)] * 3
    assert states == ([(True, False, 1)] * stopped_at + [(False, False, charged)] + waits)[:3]
    assert known() == "away"
    for email in Email.objects.waiting():
        make_due(email)
    assert delivery.deliver_due() == 3 - stopped_at
    assert (mail_server.subjects(), known()) == (["Email 0", "Email 1", "Email 2"], "ok")


def test_an_email_whose_yes_was_lost_may_go_twice_under_one_name(mail_server: MailServer) -> None:
    email = make_email()
    mail_server.answers["DONE"] = [HANG_UP]
    with pytest.raises(delivery.MailServerAway):
        delivery.deliver_due()
    assert state(email) == (False, False, 1, "SMTPServerDisconnected")
    make_due(email)
    assert delivery.deliver_due() == 1
    first, second = mail_server.emails
    assert (first["Message-ID"], state(email)) == (second["Message-ID"], (True, False, 2, ""))


def sign_in(settings: Settings, mail_server: MailServer) -> None:
    settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD = "emails", "word"
    mail_server.offers = [b"AUTH PLAIN"]


def test_a_wrong_password_lets_every_email_wait_until_it_is_right(
    mail_server: MailServer, settings: Settings
) -> None:
    sign_in(settings, mail_server)
    emails = three_emails()
    mail_server.answers["AUTH"] = [b"535 5.7.8 Wrong"]
    with pytest.raises(delivery.SignInRefused):
        delivery.deliver_due()
    assert ([state(email) for email in emails], known()) == ([WAITS] * 3, "sign-in refused")
    assert delivery.deliver_due() == 3
    assert ([state(email) for email in emails], known()) == ([GONE] * 3, "ok")


@pytest.mark.parametrize(
    ("verb", "words"),
    [
        ("HELLO", b"554 5.7.1 Your network is on a list"),
        ("MAIL", b"550 5.7.1 Not your address"),
        ("MAIL", b"530 5.7.0 Sign in first"),
        ("RCPT", b"530 Sign in first"),
        ("RCPT", b"554 5.7.1 <kim@example.org>: Relay access denied"),
        ("RCPT", b"553 5.7.1 <hello@example.org>: Sender address rejected: not owned by user"),
        ("RCPT", b"450 4.1.8 <hello@example.org>: Domain not found"),
        ("DONE", b"550 5.4.5 Daily user sending limit exceeded"),
        ("DONE", b"554 5.2.252 SendAsDenied; not allowed to send as"),
    ],
)
def test_what_is_wrong_with_us_fails_no_email_of_anybody(
    mail_server: MailServer, verb: str, words: bytes
) -> None:
    emails = three_emails()
    mail_server.answers[verb] = [words]
    with pytest.raises(delivery.MailServerAway):
        delivery.deliver_due()
    assert ([state(email) for email in emails], known()) == ([WAITS] * 3, "wrongly configured")
    Email.objects.update(next_attempt_at=timezone.now())
    assert delivery.deliver_due() == 3
    assert (mail_server.subjects(), known()) == (["Email 0", "Email 1", "Email 2"], "ok")


def test_one_address_that_is_answered_as_if_we_were_wrong_stops_the_others_for_one_round(
    mail_server: MailServer,
) -> None:
    first, second, third = three_emails()
    mail_server.answers["RCPT"] = [b"550 5.7.54 Unable to relay"]
    with pytest.raises(delivery.MailServerAway):
        delivery.deliver_due()
    assert delivery.deliver_due() == 2
    assert [state(email) for email in (first, second, third)] == [WAITS, GONE, GONE]


def test_an_email_too_big_for_the_server_ends_at_once(mail_server: MailServer) -> None:
    email = make_email()
    mail_server.answers["MAIL"] = [b"552 5.3.4 Too big"]
    assert delivery.deliver_due() == 0
    assert state(email) == (False, True, 1, "SMTPSenderRefused 552")


def test_a_server_that_offers_no_encryption_is_told_nothing(
    mail_server: MailServer, settings: Settings
) -> None:
    settings.EMAIL_USE_TLS = True
    email = make_email()
    with pytest.raises(delivery.MailServerAway):
        delivery.deliver_due()
    assert (state(email), known(), mail_server.emails) == (WAITS, "wrongly configured", [])


def refused(words: bytes) -> smtplib.SMTPRecipientsRefused:
    return smtplib.SMTPRecipientsRefused({"kim@example.org": (int(words[:3]), words[4:])})


@pytest.mark.parametrize(
    ("words", "number", "means"),
    [
        (b"550 5.1.1 <relay@example.org>: no such user", "5.1.1", Meaning.NEVER),
        (b"550 said relay.example.org: 5.1.1 unknown", "550", Meaning.NEVER),
        (b"550 5.7.1 Blocked by policy", "5.7.1", Meaning.NEVER),
        (b"451 4.7.1 Greylisted", "4.7.1", Meaning.LATER),
        (b"550 relay not permitted", "550", Meaning.SETTINGS),
        (b"550 5.7.540 Something of their own", "5.7.540", Meaning.NEVER),
        ("550 5.1.1 Adresse inconnue à l’envoi".encode("latin-1", "replace"), "5.1.1", Meaning.NEVER),
    ],
)
def test_an_answer_is_known_by_its_most_exact_number(words: bytes, number: str, means: Meaning) -> None:
    error: Any = refused(words)
    assert (answer(error).number, meaning(error)) == (number, means)
