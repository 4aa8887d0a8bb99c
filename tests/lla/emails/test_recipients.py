"""What is known of an address: who has proved it, who wants no email, and that it gets six a day at most."""

import threading
from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from lla.addresses import email as addresses_email
from lla.emails import delivery, outbox, recipients, tasks
from lla.emails.models import Email, Mailbox
from lla.emails.recipients import A_DAY, MOST_A_DAY
from lla.links import tokens
from lla.time import clock
from tests.factories import make_email
from tests.lla.emails.smtp_server import MailServer, mail_server
from tests.motions.factories import make_submission, submit
from tests.motions.member_pages import sign_address

pytestmark = pytest.mark.django_db

STRANGER = "kim@example.org"
INVITED = "tests/invited"
recipients.register_invitations(INVITED)


@pytest.fixture
def server(settings: Settings) -> Iterator[MailServer]:
    settings.EMAIL_BACKEND = "lla.emails.smtp_backend.EmailBackend"
    settings.EMAIL_HOST = "127.0.0.1"
    with mail_server() as server:
        settings.EMAIL_PORT = server.port
        yield server


def make_invitation(to: str = STRANGER) -> Email:
    return make_email(to, "Would you sign a motion?", kind=INVITED)


def address_in(body: object) -> str:
    """The page at the foot of an email on which its reader wants no other."""
    start = reverse("stop_emails", args=["x"]).removesuffix("x/")
    (line,) = [line for line in str(body).splitlines() if start in line]
    return line[line.index(start) :]


def test_one_mailbox_has_one_hash_however_it_is_written() -> None:
    ways = ["Kim@Example.org", "kim@example.org", "kim@EXAMPLE.org"]
    assert len(set(recipients.hashes(ways).values())) == 1
    assert recipients.hash_of("kim@example.org") != recipients.hash_of("kit@example.org")
    assert recipients.hash_of("Kim@example.org") == recipients.hash_of(addresses_email.key("Kim@example.org"))


def test_a_form_sent_by_an_emailed_link_proves_the_address_and_opening_it_does_not(client: Client) -> None:
    make_email(link_view="motions:draft", link_purpose="draft", link_target=7, link_days=1, body="{link}\n")
    delivery.deliver_due()
    token = str(mail.outbox[0].body).split("/draft/")[1].split("/")[0]
    client.get(reverse("motions:draft", args=[token]))
    opened = recipients.is_proved(recipients.hash_of(STRANGER))
    client.post(reverse("motions:draft", args=[token]))
    assert (opened, recipients.is_proved(recipients.hash_of(STRANGER))) == (False, True)


def test_no_made_up_token_proves_anything(client: Client) -> None:
    client.post(reverse("motions:draft", args=["made-up"]))
    token = tokens.mint("draft", 7, days=1)
    client.post(reverse("motions:draft", args=[token]))
    assert Mailbox.objects.count() == 0


def test_an_address_that_is_not_proved_gets_six_emails_a_day(server: MailServer) -> None:
    now = clock.now()
    for number in range(9):
        make_email(subject=f"Email {number}", kind=f"lla/{number}")
    make_email("robin@example.org", "To somebody else")
    assert delivery.deliver_due() == 7
    assert server.subjects() == [*[f"Email {number}" for number in range(6)], "To somebody else"]
    with clock.at(now + A_DAY - timedelta(minutes=1)):
        assert delivery.deliver_due() == 0
    with clock.at(now + A_DAY + timedelta(minutes=1)):
        assert delivery.deliver_due() == 3
    assert [email.attempts for email in Email.objects.all()] == [1] * 10


def test_whoever_has_had_six_emails_before_they_ever_signed_in_still_gets_their_code(
    server: MailServer,
) -> None:
    for number in range(MOST_A_DAY + 1):
        make_email(subject=f"Email {number}")
    delivery.deliver_due()
    for number in range(MOST_A_DAY + 1):
        make_email(subject=f"Code {number}", kind="lla/login_code")
    delivery.deliver_due()
    assert server.in_order() == [f"{what} {number}" for what in ("Email", "Code") for number in range(6)]


def test_an_address_that_is_proved_gets_what_there_is(server: MailServer) -> None:
    recipients.prove(STRANGER)
    for _ in range(9):
        make_email()
    assert delivery.deliver_due() == 9


def test_emails_of_every_way_to_write_an_address_count_together(server: MailServer) -> None:
    for _ in range(4):
        make_email("Kim@example.org")
        make_email("kim@example.org")
    assert delivery.deliver_due() == MOST_A_DAY


def test_the_seventh_email_is_dropped_when_it_is_of_no_use_any_more(server: MailServer) -> None:
    soon = clock.now() + timedelta(hours=1)
    for number in range(8):
        make_email(subject=f"Email {number}", expires_at=soon if number == 6 else None)
    delivery.deliver_due()
    with clock.at(clock.now() + timedelta(hours=2)):
        tasks.drop_expired()
    with clock.at(clock.now() + timedelta(days=4)):
        assert delivery.deliver_due() == 0
    assert server.subjects() == [f"Email {number}" for number in range(6)]


def test_an_email_tried_again_takes_one_place(server: MailServer) -> None:
    server.refusal = b"451 Come back"
    email = make_email()
    for number in range(1, 9):
        with clock.at(clock.now() + number * timedelta(minutes=number * 3)):
            delivery.deliver_due()
            Email.objects.update(next_attempt_at=clock.now())
    server.refusal = b""
    for _ in range(5):
        make_email()
    with clock.at(clock.now() + timedelta(hours=4)):
        assert delivery.deliver_due() == MOST_A_DAY
    assert Email.objects.get(pk=email.pk).sent_at is not None


@pytest.mark.django_db(transaction=True)
def test_two_workers_cannot_share_the_sixth_place(server: MailServer) -> None:
    for _ in range(12):
        make_email()

    def work() -> None:
        delivery.deliver_due()
        connection.close()

    workers = [threading.Thread(target=work) for _ in range(3)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert len(server.emails) == MOST_A_DAY


def test_whoever_wants_no_email_gets_none(client: Client) -> None:
    make_invitation()
    delivery.deliver_due()
    page = address_in(mail.outbox[0].body)
    make_invitation()
    assert "Don’t email me again" in client.get(page).content.decode()
    assert Email.objects.waiting().count() == 1
    assert client.post(page, {"emails": "off"}, follow=True).redirect_chain == [(page, 302)]
    assert Email.objects.waiting().count() == 0
    outbox.post(Email(to="Kim@example.org", subject="Post", kind=INVITED))
    assert Email.objects.waiting().count() == 0
    assert "Send me emails again" in client.get(page).content.decode()
    client.post(page, {"emails": "on"})
    make_invitation()
    assert delivery.deliver_due() == 1


def test_whoever_waits_for_an_email_reads_that_none_comes_to_those_who_want_none(client: Client) -> None:
    """Also to an address that was never written to: the pages are the same for every address."""
    signing = sign_address(submit(make_submission()))
    pages = [
        client.post(signing, {"name": "Kim Teasel", "email": STRANGER}, follow=True),
        client.post(reverse("account_request_login_code"), {"email": STRANGER}, follow=True),
        client.post(reverse("motions:mine"), {"email": STRANGER}, follow=True),
        client.post(reverse("organisers:lost"), {"email": STRANGER}, follow=True),
        client.get(reverse("organisers:affiliate_sent")),
    ]
    hint = "If you once told us not to email you, no email will come"
    assert [hint in page.content.decode() for page in pages] == [True] * len(pages)


def test_what_waited_for_its_next_try_goes_to_nobody_who_wants_none(server: MailServer) -> None:
    server.refusal = b"451 Come back"
    make_invitation()
    delivery.deliver_due()
    Email.objects.update(next_attempt_at=clock.now(), mailbox_hash="")  # as a row from before
    recipients.stop(recipients.hash_of(STRANGER))
    server.refusal = b""
    assert (delivery.deliver_due(), server.emails, Email.objects.count()) == (0, [], 0)


def test_saying_no_proves_nothing_and_a_made_up_address_of_the_page_opens_nothing(client: Client) -> None:
    make_invitation()
    delivery.deliver_due()
    page = address_in(mail.outbox[0].body)
    client.post(page, {"emails": "off"})
    assert not recipients.is_proved(recipients.hash_of(STRANGER))
    forged = reverse("stop_emails", args=[f"{recipients.hash_of('robin@example.org')}.forged"])
    assert client.post(forged, {"emails": "off"}).status_code == 410
    assert Mailbox.objects.exclude(unwanted_at=None).count() == 1


def test_every_email_to_a_stranger_and_every_invitation_offers_to_stop(settings: Settings) -> None:
    start = reverse("stop_emails", args=["x"]).removesuffix("x/")

    def offers(**fields: str) -> bool:
        make_email(**fields)
        delivery.deliver_due()
        return start in str(mail.outbox[-1].body)

    stranger = [
        offers(kind="tests/told"),
        offers(kind=INVITED),
        offers(kind="lla/login_code"),
    ]
    recipients.prove(STRANGER)
    proved = [offers(kind="tests/told"), offers(kind=INVITED), offers(kind="lla/login_code")]
    assert (stranger, proved) == ([True, True, False], [False, True, False])


def test_the_address_of_an_invitation_goes_when_it_is_sent() -> None:
    make_invitation()
    make_email(kind="tests/told")
    delivery.deliver_due()
    assert set(Email.objects.values_list("kind", "to")) == {
        (INVITED, ""),
        ("tests/told", STRANGER),
    }


def test_the_address_of_an_invitation_goes_when_it_is_given_up() -> None:
    given_up = make_invitation()
    Email.objects.filter(pk=given_up.pk).update(failed_at=clock.now())
    waiting = make_invitation("robin@example.org")
    tasks.forget_addresses()
    assert set(Email.objects.values_list("pk", "to")) == {
        (given_up.pk, ""),
        (waiting.pk, "robin@example.org"),
    }
    assert delivery.send_again([given_up.pk]) == 0


@pytest.mark.parametrize(
    ("code", "why"),
    [
        ("5.1.1", "there seems to be no such mailbox"),
        ("550", "there seems to be no such mailbox"),
        ("5.1.2", "there seems to be no mail server by that name"),
        ("5.2.2", "the mailbox is full or switched off"),
        ("4.4.7", "its mail server could not be reached for days"),
        ("5.7.1", "its mail server does not take emails from us"),
        ("554", "its mail server did not take it"),
    ],
)
def test_a_refused_address_is_told_in_plain_words(code: str, why: str) -> None:
    email = make_email("secretary@example.org")
    with clock.at(datetime(2027, 5, 3, 12, tzinfo=timezone.get_current_timezone())):
        recipients.refused(email, code)
    assert recipients.refusals(["secretary@example.org", STRANGER]) == {
        "secretary@example.org": f"The address secretary@example.org refused our email on 3 May 2027: {why}."
    }


def test_an_email_that_arrives_clears_the_refusal() -> None:
    recipients.refused(make_email(), "5.1.1")
    delivery.deliver_due()
    assert recipients.refusal(STRANGER) == ""


def test_rows_that_say_nothing_are_removed() -> None:
    make_email()
    make_email("robin@example.org")
    delivery.deliver_due()
    recipients.prove("robin@example.org")
    assert tasks.delete_silent_mailboxes() == 0
    with clock.at(clock.now() + A_DAY + timedelta(minutes=1)):
        assert tasks.delete_silent_mailboxes() == 1
    assert [row.hash for row in Mailbox.objects.all()] == [recipients.hash_of("robin@example.org")]
