"""What was begun and never sent is warned of and then goes, however often the night runs."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from lla.emails.models import Email
from motions.submitting import workflow as submitting_workflow
from motions.submitting.models import Draft
from tests.motions.factories import make_draft, make_motion
from tests.motions.member_pages import TEXT, page, seen, token_in_email

pytestmark = pytest.mark.django_db

BEGIN = datetime(2027, 1, 10, 21, 40, tzinfo=ZoneInfo("Europe/London"))
CHORES = (submitting_workflow.warn_of_unsent, submitting_workflow.forget_unsent)
ANA, BRYN = "ana@example.org", "bryn@example.org"


@pytest.fixture
def begun() -> Draft:
    """A draft with its sender's address, left at the beginning."""
    with time_machine.travel(BEGIN, tick=False):
        draft = make_draft()
        draft.typed = {"text": {"title": ["Half a motion"]}, "people": {"email": [f" {ANA} "]}}
        draft.save()
    return draft


def night(days: int) -> list[int]:
    """What each chore did early on the day so many days after the beginning."""
    with time_machine.travel((BEGIN + timedelta(days=days)).replace(hour=3), tick=False):
        return [chore() for chore in CHORES]


def is_there(draft: Draft) -> bool:
    return Draft.objects.filter(pk=draft.pk).exists()


def warned() -> list[str]:
    return list(Email.objects.filter(kind="motions/draft_going").order_by("pk").values_list("to", flat=True))


def test_a_draft_is_warned_of_and_goes_ninety_days_after_it_was_last_changed(begun: Draft) -> None:
    assert [night(75), night(76), night(77), night(89)] == [[0, 0], [1, 0], [0, 0], [0, 0]]
    assert (warned(), is_there(begun)) == ([ANA], True)
    assert "We'll delete it on Saturday 10 April 2027." in Email.objects.get().body
    assert night(90) == [0, 1]
    assert not is_there(begun)


def test_the_same_night_twice_does_everything_once(begun: Draft) -> None:
    assert [night(76), night(76), night(90), night(90)] == [[1, 0], [0, 0], [0, 1], [0, 0]]


def test_after_years_without_a_night_nothing_goes_without_a_warning(begun: Draft) -> None:
    assert [night(900), night(913)] == [[1, 0], [0, 0]]
    assert "We'll delete it on Thursday 12 July 2029." in Email.objects.get().body
    assert night(914) == [0, 1]


def test_whoever_changes_it_after_the_warning_starts_afresh(client: Client, begun: Draft) -> None:
    night(76)
    with time_machine.travel(BEGIN + timedelta(days=80), tick=False):
        text = page(begun, "step_text")
        client.post(text, {**TEXT, **seen(client, text)})
    assert [night(90), night(155), night(156), night(169)] == [[0, 0], [0, 0], [1, 0], [0, 0]]
    assert night(170) == [0, 1]


def test_the_emails_button_alone_keeps_it_and_a_look_at_the_emails_page_does_not(
    client: Client, begun: Draft
) -> None:
    night(76)
    with time_machine.travel(BEGIN + timedelta(days=80), tick=False):
        token = token_in_email(ANA, about="Keep your unsent motion?")
        address = reverse("motions:draft", args=[token])
        assert client.get(address).status_code == 200
        assert Draft.objects.get().changed_at == BEGIN
        assert client.post(address).headers["Location"] == page(begun, "step_who")
    assert [night(90), night(155), night(156)] == [[0, 0], [0, 0], [1, 0]]


def test_the_sender_and_whoever_asked_for_the_way_back_are_told_once_each(begun: Draft) -> None:
    with time_machine.travel(BEGIN + timedelta(days=1), tick=False):
        for address in (BRYN, "Ana@Example.org", BRYN):
            submitting_workflow.send_draft_link(begun, to=address)
    night(76)
    assert sorted(address.casefold() for address in warned()) == [ANA, BRYN]


@pytest.mark.parametrize(
    "typed", [{}, {"people": {}}, {"people": {"email": [""]}}, {"people": {"email": ["ana@"]}}]
)
def test_without_an_address_it_goes_on_the_same_day(begun: Draft, typed: dict[str, object]) -> None:
    Draft.objects.update(typed=typed)
    assert [night(76), night(89), night(90)] == [[1, 0], [0, 0], [0, 1]]
    assert warned() == []


def test_what_was_sent_keeps_its_receipt(client: Client) -> None:
    with time_machine.travel(BEGIN, tick=False):
        draft = make_motion().draft
    assert [night(76), night(90), night(900)] == [[0, 0]] * 3
    with time_machine.travel(BEGIN + timedelta(days=900), tick=False):
        assert client.get(page(draft, "sent")).status_code == 200


def test_no_address_of_a_draft_that_is_gone_opens_anything(client: Client, begun: Draft) -> None:
    night(76)
    with time_machine.travel(BEGIN + timedelta(days=76), tick=False):
        token = token_in_email(ANA, about="Keep your unsent motion?")
    with time_machine.travel(BEGIN + timedelta(days=89), tick=False):
        submitting_workflow.send_draft_link(begun, to=BRYN)
    night(90)
    assert Email.objects.filter(to=BRYN, link_purpose="draft").count() == 0
    with time_machine.travel(BEGIN + timedelta(days=91), tick=False):
        answers = [client.get(reverse("motions:draft", args=[token])), client.get(page(begun, "step_text"))]
    assert [answer.status_code for answer in answers] == [410, 410]


def test_the_privacy_page_promises_what_the_chores_do(client: Client) -> None:
    assert (Draft.KEPT.days, submitting_workflow.WARNED_FOR.days) == (90, 14)
    words = " ".join(client.get("/privacy/").content.decode().split())
    assert "A motion that was started but never sent" in words
    assert "90 days after its last change; 14 days before that we warn its sender" in words
