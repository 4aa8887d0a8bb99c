"""Several emails of one kind that wait for one reader are sent as one."""

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from pytest_django import Settings

from lla.emails.delivery import deliver_due
from lla.emails.models import Email
from lla.time import clock
from motions.motion.models import Motion
from tests.factories import make_email
from tests.lla.emails.smtp_server import mail_server
from tests.motions.factories import make_motion

pytestmark = pytest.mark.django_db

KIND = "motions/query_answered"


@pytest.fixture(autouse=True)
def received() -> Motion:
    """What the emails are about."""
    motion = make_motion()
    Email.objects.all().delete()
    return motion


def make_waiting(line: str, *, to: str = "kit@example.org", **fields: Any) -> Email:
    body = f"Dear Kit,\n\nThe mover of {line} has answered.\n"
    about = Motion.objects.get().reference
    return make_email(to, f"{line}: answered", body, kind=KIND, about=about, line=line, **fields)


def sent() -> list[tuple[list[str], str]]:
    return [(email.to, str(email.subject)) for email in mail.outbox]


def test_one_goes_with_its_own_words_and_three_as_one() -> None:
    make_waiting("m1", to="alone@example.org")
    rows = [make_waiting(f"m{number}") for number in (1, 2, 3)]
    assert deliver_due() == 2
    assert sent() == [
        (["alone@example.org"], "m1: answered"),
        (["kit@example.org"], "3 questions have been answered"),
    ]
    body = str(mail.outbox[1].body)
    assert body.startswith("Dear Kit,\n")
    assert [f"- m{number}" in body for number in (1, 2, 3)] == [True, True, True]
    sent_at = Email.objects.get(pk=rows[0].pk).sent_at
    states = Email.objects.filter(pk__in=[row.pk for row in rows]).values_list("body", "sent_at")
    assert (set(states), sent_at is None) == ({("", sent_at)}, False)


def test_what_is_about_motions_and_what_is_about_amendments_is_counted_apart() -> None:
    for number, noun in enumerate(("motion", "amendment", "motion", "amendment", "amendment")):
        make_waiting(f"m{number}", noun=noun)
    deliver_due()
    [email] = mail.outbox
    assert "The movers of 2 motions and 3 amendments have answered" in str(email.body)


def test_one_that_comes_after_the_others_went_goes_by_itself() -> None:
    make_waiting("m1")
    make_waiting("m2")
    deliver_due()
    make_waiting("m3")
    deliver_due()
    assert [subject for _, subject in sent()] == ["2 questions have been answered", "m3: answered"]


def test_what_waits_for_its_next_try_goes_with_the_next_of_its_kind() -> None:
    make_waiting("m1", next_attempt_at=clock.now() + timedelta(hours=6))
    make_waiting("m2")
    assert deliver_due() == 1
    assert sent() == [(["kit@example.org"], "2 questions have been answered")]


def test_the_same_thing_twice_is_told_once_in_its_own_words() -> None:
    make_waiting("m1")
    make_waiting("m1")
    assert deliver_due() == 1
    assert sent() == [(["kit@example.org"], "m1: answered")]


def test_other_readers_kinds_and_pages_are_left_alone() -> None:
    page = {"link_view": "organisers:private", "link_purpose": "contact", "link_days": 30}
    for line, target in (("Hull Left", 1), ("Leeds Left", 2)):
        body = "Dear Kit,\n\nA group asks.\n\n{link}\n"
        make_email("kit@example.org", line, body, kind="lla/test", line=line, link_target=target, **page)
    make_waiting("m1")
    assert deliver_due() == 3
    assert sorted(subject for _, subject in sent()) == ["Hull Left", "Leeds Left", "m1: answered"]


def test_a_bundle_that_is_refused_waits_whole(settings: Settings) -> None:
    """Its rows wait for one next try together, and go as one."""
    rows = [make_waiting("m1"), make_waiting("m2")]
    settings.EMAIL_BACKEND, settings.EMAIL_HOST = "lla.emails.smtp_backend.EmailBackend", "127.0.0.1"
    with mail_server() as server:
        settings.EMAIL_PORT, server.refusal = server.port, b"451 Come back"
        assert deliver_due() == 0
    states = Email.objects.filter(pk__in=[row.pk for row in rows]).values_list(
        "attempts", "sent_at", "next_attempt_at"
    )
    assert (len(set(states)), {state[:2] for state in states}) == (1, {(1, None)})
