"""Only those who allow it are rung, each group by one person at a time, and a refusal ends calls at once."""

from datetime import timedelta
from functools import partial
from typing import Any

import pytest
import time_machine
from django.db import DatabaseError, transaction
from django.utils.timezone import localdate

from lla.acts.refusals import NotAllowed
from lla.emails.models import Email
from lla.subjects.registry import Person
from lla.time import clock
from organisers.appointments.models import Appointment
from organisers.contact_desk import workflow as contact_desk_workflow
from organisers.contacts import selectors as contacts_selectors
from organisers.contacts.choices import HeardOutcome, Purpose
from organisers.contacts.models import Contact, HeardConsent
from organisers.contacts.workflow import Details
from organisers.conversations import rules as conversations_rules
from organisers.conversations.choices import Outcome
from organisers.conversations.models import Note
from organisers.groups.models import Group
from organisers.personal_data import papers as personal_data_papers
from organisers.ring_round import rules, selectors, workflow
from organisers.ring_round.models import Call, Round, Turn
from organisers.ring_round.selectors import Where
from tests.concurrency import at_once, refusals
from tests.organisers.factories import make_contact, make_group, make_organiser, make_region
from tests.organisers.ring_round.factories import make_ringable, make_ringable_by_word, make_round
from tests.personal_data import told

pytestmark = pytest.mark.django_db


def refused(act: Any) -> list[str]:
    with pytest.raises(NotAllowed) as refusal:
        act()
    return refusal.value.reasons


def where(ring_round: Round) -> dict[str, str]:
    found = selectors.standings(ring_round.region, ring_round, now=clock.now())
    return {str(standing.group): standing.where for standing in found}


def allowed(contact: Contact) -> list[Purpose]:
    return contacts_selectors.allowed_by_each([contact])[contact.pk]


def test_a_round_rings_only_groups_of_which_somebody_allows_calls() -> None:
    by, hull, selby = make_organiser(), make_group("Hull Left"), make_group("Selby Left")
    assert refused(lambda: make_round(by=by)) == [rules.NOBODY_ALLOWS]
    kim, ola = make_ringable(hull), make_contact(hull, name="Ola Reed")
    refuses = make_contact(selby)
    ring_round = make_round(by=by)
    assert where(ring_round) == {"Hull Left": Where.TO_RING, "Selby Left": Where.NOBODY}
    turn = workflow.take_next(ring_round, by=by)
    assert turn and turn.group == hull
    assert refused(lambda: workflow.take(ring_round, selby, by=by)) == [rules.NOT_LEFT]
    for contact in (ola, refuses):
        record = partial(workflow.record, ring_round, hull, contact, Outcome.REACHED, by=by)
        assert refused(record) == [rules.NOT_ALLOWED]
    workflow.record(ring_round, hull, kim, Outcome.REACHED, by=by, words="They can lend a hall.")
    assert (where(ring_round)["Hull Left"], workflow.take_next(ring_round, by=by)) == (Where.DONE, None)
    assert list(Note.objects.values_list("group__name", "how", "outcome", "words")) == [
        ("Hull Left", "telephone", "reached", "They can lend a hall.")
    ]


def test_a_region_has_one_round_at_a_time_and_its_organisers_alone_ring() -> None:
    by, elsewhere = make_organiser(), make_organiser(make_region("Wales"))
    contact = make_ringable()
    ring_round = make_round(by=by)
    assert refused(lambda: make_round(by=by)) == [rules.OPEN_ALREADY]
    not_theirs = ["You are not the organiser of Yorkshire and the Humber today."]
    assert refused(lambda: workflow.take_next(ring_round, by=elsewhere)) == not_theirs
    workflow.take_next(ring_round, by=by)
    Appointment.objects.filter(user=by).update(ends_on=localdate(clock.now()) - timedelta(days=1))
    record = partial(workflow.record, ring_round, contact.group, contact, Outcome.REACHED, by=by)
    assert refused(record) == not_theirs
    workflow.end(ring_round, by=(second := make_organiser()))
    assert refused(lambda: workflow.take_next(ring_round, by=second)) == [rules.ENDED]


def test_one_goes_on_where_one_stopped_and_no_answers_come_again() -> None:
    by = make_organiser()
    first, second = (make_ringable(make_group(f"{name} Left")) for name in ("Aire", "Esk"))
    ring_round = make_round(by=by)
    workflow.take_next(ring_round, by=by)
    workflow.record(ring_round, first.group, first, Outcome.NO_ANSWER, by=by)
    assert where(ring_round) == {"Aire Left": Where.LATER, "Esk Left": Where.TO_RING}
    workflow.take_next(ring_round, by=by)
    workflow.leave(ring_round, by=by)
    assert not Turn.objects.exists()
    with time_machine.travel(clock.now() + selectors.RING_AGAIN_AFTER, tick=False):
        turn = workflow.take_next(ring_round, by=by)
        assert turn and turn.group == second.group  # nobody was rung there yet
        workflow.record(
            ring_round,
            second.group,
            second,
            Outcome.CALL_BACK,
            by=by,
            again_on=localdate(clock.now()) + timedelta(days=2),
        )
        for _ in range(selectors.MOST_TRIES - 1):
            workflow.take(ring_round, first.group, by=by)
            workflow.record(ring_round, first.group, first, Outcome.NO_ANSWER, by=by)
        assert where(ring_round) == {"Aire Left": Where.DONE, "Esk Left": Where.LATER}
    note = Note.objects.get(due_on__isnull=False)
    assert (note.group, note.owner) == (second.group, by)
    with time_machine.travel(clock.now() + timedelta(days=3), tick=False):
        assert where(ring_round)["Esk Left"] == Where.AGAIN


def test_a_day_is_needed_to_call_back_and_nobody_else_records_meanwhile() -> None:
    by, other, contact = make_organiser(), make_organiser(name="Ola Reed"), make_ringable()
    ring_round = make_round(by=by)
    record = partial(workflow.record, ring_round, contact.group, contact)
    with time_machine.travel("2026-03-02T10:02:00+00:00", tick=False):
        workflow.take(ring_round, contact.group, by=by)
        assert refused(lambda: record(Outcome.CALL_BACK, by=by)) == [conversations_rules.NO_DAY]
        assert refused(lambda: record(Outcome.REACHED, by=other)) == [
            f"{by} has been ringing this group since 10.02 am."
        ]
    with time_machine.travel("2026-03-02T10:32:00+00:00", tick=False):
        workflow.take(ring_round, contact.group, by=other)
        assert Turn.objects.get().by == other


def test_whoever_asks_not_to_be_rung_is_rung_no_more_and_keeps_the_rest() -> None:
    by, contact = make_organiser(), make_ringable()
    ring_round = make_round(by=by)
    workflow.take_next(ring_round, by=by)
    workflow.record(ring_round, contact.group, contact, Outcome.NOT_RUNG, by=by)
    assert (allowed(contact), where(ring_round)) == ([Purpose.NOTICES], {str(contact.group): Where.DONE})
    heard = HeardConsent.objects.get(contact=contact)
    assert (heard.purposes, heard.outcome, heard.heard_by) == (["notices"], HeardOutcome.AT_ONCE, by)
    assert [email.to for email in Email.objects.filter(kind="organisers/not_rung")] == [contact.email]
    assert contacts_selectors.is_not_to_be_rung(contact)
    assert refused(lambda: workflow.take(ring_round, contact.group, by=by)) == [rules.NOT_LEFT]


def test_whoever_has_no_address_and_asks_not_to_be_rung_is_on_no_list_to_ring() -> None:
    by, group = make_organiser(), make_group()
    contact = make_ringable_by_word(group, by=by)
    Contact.objects.filter(pk=contact.pk).update(verified_at=None)
    since = clock.now() - timedelta(days=180)
    assert contact in Contact.objects.all().to_ring(since=since)
    ring_round = make_round(by=by)
    workflow.take_next(ring_round, by=by)
    workflow.record(ring_round, group, contact, Outcome.NOT_RUNG, by=by)
    assert contact not in Contact.objects.all().to_ring(since=since)
    assert allowed(contact) == [Purpose.CIRCULATED]


def test_a_wrong_number_is_deleted_and_its_owner_asked_by_email() -> None:
    by, contact = make_organiser(), make_ringable()
    ring_round = make_round(by=by)
    workflow.take_next(ring_round, by=by)
    workflow.record(ring_round, contact.group, contact, Outcome.WRONG_NUMBER, by=by)
    contact.refresh_from_db()
    assert (contact.phone, contact.verified_at, allowed(contact)) == ("", None, [Purpose.NOTICES])
    assert [email.to for email in Email.objects.filter(kind="organisers/wrong_number")] == [contact.email]


def test_a_wrong_number_of_somebody_without_an_address_is_seen_by_nobody_until_there_is_another() -> None:
    by, group = make_organiser(), make_group()
    contact = make_ringable_by_word(group, by=by)
    ring_round = make_round(by=by)
    workflow.take_next(ring_round, by=by)
    workflow.record(ring_round, group, contact, Outcome.WRONG_NUMBER, by=by)
    since = clock.now() - timedelta(days=180)
    assert (allowed(contact), contacts_selectors.is_not_to_be_rung(contact)) == ([], True)
    assert contact not in Contact.objects.all().to_ring(since=since)
    details = Details(contact.name, "", contact.role, "+447700900321")
    contact_desk_workflow.correct(contact, details, by=by)
    assert not contacts_selectors.is_not_to_be_rung(contact)
    assert contact in Contact.objects.all().to_ring(since=since)


def test_a_call_stays_as_it_was_written_and_goes_with_its_round_after_a_year() -> None:
    by, contact = make_organiser(), make_ringable()
    ring_round = make_round(by=by)
    workflow.take_next(ring_round, by=by)
    call = workflow.record(ring_round, contact.group, contact, Outcome.NO_ANSWER, by=by)
    with pytest.raises(DatabaseError), transaction.atomic():
        Call.objects.filter(pk=call.pk).update(outcome=Outcome.REACHED)
    with time_machine.travel(clock.now() + conversations_rules.KEPT_FOR + timedelta(minutes=1)):
        workflow.forget_rounds()
        assert (Round.objects.count(), Call.objects.count(), workflow.forget_rounds()) == (0, 0, 0)


@pytest.mark.django_db(transaction=True)
def test_two_at_once_never_ring_the_same_group() -> None:
    first, second = make_organiser(), make_organiser()
    for name in ("Aire", "Esk"):
        make_ringable(make_group(f"{name} Left"))
    ring_round = make_round(by=first)
    at_once([partial(workflow.take_next, ring_round, by=by) for by in (first, second)])
    assert sorted(Turn.objects.values_list("group__name", flat=True)) == ["Aire Left", "Esk Left"]
    Turn.objects.all().delete()
    aire = Group.objects.get(name="Aire Left")
    answers = at_once([partial(workflow.take, ring_round, aire, by=by) for by in (first, second)])
    assert (len(refusals(answers)), Turn.objects.count()) == (1, 1)


@pytest.mark.django_db(transaction=True)
def test_two_who_start_at_once_start_one_round() -> None:
    make_ringable()
    people = [make_organiser(), make_organiser()]
    answers = at_once([partial(make_round, by=by) for by in people])
    assert (refusals(answers), Round.objects.count()) == ([[rules.OPEN_ALREADY]], 1)


def test_whoever_was_rung_is_told_of_it_when_they_ask_for_their_data() -> None:
    by, contact = make_organiser(name="Ash Vane"), make_ringable()
    ring_round = make_round(by=by)
    workflow.take_next(ring_round, by=by)
    workflow.record(ring_round, contact.group, contact, Outcome.NO_ANSWER, by=by)
    _, words = told(personal_data_papers.sections, Person(contact.email, None))
    assert ("Result: No answer" in words, "Rung by: Ash Vane" in words) == (True, True)
