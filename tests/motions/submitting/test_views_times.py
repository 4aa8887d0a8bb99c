"""Sending a motion about the time at which motions close: in time, late, or as an emergency."""

from datetime import timedelta

import pytest
from django.test import Client

from lla.emails.models import Email
from lla.time import clock
from lla.time.wording import moment_in_words
from motions.agenda import wording
from motions.agenda.choices import Closing, InTime, Kind
from motions.agenda.models import AgendaItem
from motions.motion.choices import Status
from motions.motion.models import Motion
from motions.submitting.models import Draft
from tests.motions.factories import moment
from tests.motions.member_pages import TEXT, begin, close, errors, fill, from_signatories, page, seen

pytestmark = pytest.mark.django_db


def test_the_deadline_passing_while_typing_keeps_everything_and_offers_it_late(
    client: Client, item: AgendaItem
) -> None:
    draft = fill(client, item)
    close(item, ago=timedelta(hours=1))
    answer = client.post(page(draft, "check"))
    closed = moment_in_words(item.conference.motions_close_at)
    assert answer.context["refused"] == [f"Motions closed on {closed}."]
    assert "Send as a late motion" in answer.content.decode()
    assert (Motion.objects.count(), Draft.objects.get().typed["text"]["title"]) == (0, [TEXT["title"]])
    assert client.post(page(draft, "check"), {"late": "1"}).headers["Location"] == page(draft, "sent")
    assert Motion.objects.get().status == Status.GATHERING


def test_after_closing_an_event_since_then_makes_an_emergency(client: Client, item: AgendaItem) -> None:
    draft = fill(client, item)
    close(item)
    assert "make it an emergency motion" in client.get(page(draft, "check")).content.decode()
    who, typed = page(draft, "step_who"), {**from_signatories(item), "kind": "emergency"}
    before = {**typed, "event_on": moment(-9).date().isoformat()}
    assert errors(client, who, {**typed, **seen(client, who)}) == {
        "event_on": ["Enter the day of the event that makes this an emergency."]
    }
    assert errors(client, who, {**before, **seen(client, who)}) == {
        "event_on": ["An emergency motion is about something that happened after motions closed."]
    }
    client.post(who, {**typed, "event_on": moment(-1).date().isoformat(), **seen(client, who)})
    client.post(page(draft, "check"))
    assert Motion.objects.get().kind == Kind.EMERGENCY


def test_before_closing_nobody_is_offered_an_emergency(client: Client, item: AgendaItem) -> None:
    draft = begin(client, item)
    typed = {**from_signatories(item), "kind": "emergency"}
    assert errors(client, page(draft, "step_who"), typed) == {
        "kind": ["Choose one of the kinds on this page."]
    }


@pytest.mark.parametrize("rule", list(InTime))
def test_form_receipt_and_emails_say_which_moment_counts(
    client: Client, item: AgendaItem, rule: InTime
) -> None:
    item.conference.in_time_by = rule
    item.conference.save()
    draft = fill(client, item)
    sentence = wording.in_time(item.conference, Closing.MOTIONS)
    assert ("if it is sent by" in sentence) == (rule == InTime.SENT)
    checked = client.get(page(draft, "check")).content.decode()
    client.post(page(draft, "check"))
    receipt = client.get(page(draft, "sent")).content.decode()
    email = Email.objects.get(kind="motions/submitted").body
    needed = wording.in_time_if_confirmed(item.conference, Closing.MOTIONS, sent_at=clock.now())
    assert [sentence in checked, needed in receipt, needed in email] == [True, True, True]
    assert "if it is sent by" not in receipt + email


def test_a_motion_sent_late_is_told_that_it_counts_as_late(item: AgendaItem) -> None:
    closes = item.conference.motions_close_at
    late = wording.in_time_if_confirmed(item.conference, Closing.MOTIONS, sent_at=closes + timedelta(hours=1))
    assert late == f"It was sent after {moment_in_words(closes)}, so it counts as late."
