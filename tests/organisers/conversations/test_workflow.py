"""A note of a conversation is fixed, put right by another, removed, followed up, and gone after a year."""

from dataclasses import replace
from datetime import timedelta
from functools import partial

import pytest
import time_machine
from django.db import DatabaseError, transaction
from django.utils.timezone import localdate

from lla.acts.refusals import NotAllowed
from lla.time import clock
from organisers.appointments.models import Appointment
from organisers.contact_desk import workflow as contact_desk_workflow
from organisers.conversations import rules, selectors, workflow
from organisers.conversations.choices import Outcome
from organisers.conversations.models import Note
from tests.concurrency import at_once, refusals
from tests.organisers.conversations.factories import make_note, make_said
from tests.organisers.factories import make_contact, make_group, make_organiser, make_region

pytestmark = pytest.mark.django_db


def refused(act: object) -> list[str]:
    with pytest.raises(NotAllowed) as refusal:
        act()  # type: ignore[operator]
    return refusal.value.reasons


def test_only_an_organiser_of_the_groups_region_writes() -> None:
    group, elsewhere = make_group(), make_organiser(make_region("Wales"))
    assert refused(lambda: make_note(group, by=elsewhere)) == [
        "You are not the organiser of Yorkshire and the Humber today."
    ]
    assert not Note.objects.exists()


def test_days_have_to_make_sense() -> None:
    group, by = make_group(), make_organiser()
    said, today = make_said(), localdate(clock.now())

    def reasons(**changed: object) -> list[str]:
        return rules.why_not_write(group, replace(said, owner=by, **changed), by, now=clock.now())  # type: ignore[arg-type]

    day = timedelta(days=1)
    assert reasons(on=today + day) == [rules.NOT_YET]
    assert reasons(on=today - rules.KEPT_FOR) == []
    assert reasons(on=today - rules.KEPT_FOR - day) == [rules.TOO_LONG_AGO]
    assert reasons(due_on=today) == []
    assert reasons(due_on=today - day) == [rules.DUE_OVER]
    assert reasons(due_on=today + rules.FOLLOWED_UP_WITHIN + day) == [rules.DUE_TOO_LATE]
    assert reasons(outcome=Outcome.CALL_BACK) == [rules.NO_DAY]
    elsewhere = make_organiser(make_region("Wales"), name="Ola Reed")
    assert rules.why_not_write(group, replace(said, due_on=today, owner=elsewhere), by, now=clock.now()) == [
        "Ola Reed does not organise Yorkshire and the Humber today. Choose somebody who does."
    ]


def test_a_correction_takes_the_place_of_a_note_whose_words_go() -> None:
    group, by = make_group(), make_organiser()
    note = make_note(group, by=by, words="They can lend a hat.", due_in=3)
    right = workflow.correct(note, make_said(), by=by)
    note.refresh_from_db()
    assert (note.words, note.replaced_at is not None, right.corrects_id) == ("", True, note.pk)
    assert [each.words for each in selectors.notes_of(group)] == ["They can lend a hall."]
    assert selectors.follow_ups([group.region], by=by, now=clock.now()) == []
    assert refused(lambda: workflow.correct(note, make_said(), by=by)) == [rules.OVERTAKEN]


def test_anybody_in_office_removes_a_note_and_only_its_writer_corrects_it() -> None:
    group, by, other = make_group(), make_organiser(), make_organiser()
    note = make_note(group, by=by)
    assert refused(lambda: workflow.correct(note, make_said(), by=other)) == [rules.NOT_YOURS]
    gone = workflow.remove(note, by=other)
    assert (gone.words, gone.removed_by, list(selectors.notes_of(group))) == ("", other, [note])
    assert refused(lambda: workflow.remove(note, by=by)) == [rules.OVERTAKEN]


def test_what_is_written_stays_as_it_is_in_the_database() -> None:
    note = make_note(make_group(), by=make_organiser())
    for change in ({"outcome": Outcome.NO_ANSWER}, {"by": make_organiser()}, {"on": note.on - timedelta(1)}):
        with pytest.raises(DatabaseError), transaction.atomic():
            Note.objects.filter(pk=note.pk).update(**change)


def test_what_is_to_follow_is_its_owners_until_their_office_ends_and_then_everybodys() -> None:
    region, group = make_region(), make_group()
    writer, owner, third = make_organiser(), make_organiser(), make_organiser()
    note = make_note(group, by=writer, due_in=3, owner=owner)

    def lists() -> list[list[Note]]:
        now = clock.now()
        return [selectors.follow_ups([region], by=each, now=now) for each in (writer, owner, third)]

    assert lists() == [[], [note], []]
    yesterday = localdate(clock.now()) - timedelta(days=1)
    Appointment.objects.filter(user=owner).update(ends_on=yesterday)
    assert lists()[::2] == [[note], [note]]
    assert refused(lambda: workflow.finish(note, by=owner)) == [
        "You are not the organiser of Yorkshire and the Humber today."
    ]
    done = workflow.finish(note, by=third)
    assert (done.done_by, lists()) == (third, [[], [], []])
    assert refused(lambda: workflow.finish(note, by=third)) == [rules.NOTHING_DUE]


def test_notes_go_whole_after_a_year() -> None:
    make_note(make_group(), by=make_organiser())
    year = clock.now() + rules.KEPT_FOR
    with time_machine.travel(year - timedelta(minutes=1), tick=False):
        assert (workflow.forget_notes(), Note.objects.count()) == (0, 1)
    with time_machine.travel(year + timedelta(minutes=1), tick=False):
        assert (workflow.forget_notes(), workflow.forget_notes(), Note.objects.count()) == (1, 0, 0)


def test_whoever_is_erased_goes_from_the_notes_too() -> None:
    group, by = make_group(), make_organiser()
    contact = make_contact(group, name="Kim O’Hare")
    named = make_note(group, by=by, words="Ask Ms O’Hare about the hall.")
    other = make_note(group, by=by, words="They have a hall.")
    elsewhere = make_note(make_group(), by=by, words="O’Hare again.")
    assert list(selectors.naming([contact])) == [named]
    contact_desk_workflow.erase(contact, by=by)
    for note in (named, other, elsewhere):
        note.refresh_from_db()
    assert [named.words, other.words, elsewhere.words] == ["", "They have a hall.", "O’Hare again."]


@pytest.mark.django_db(transaction=True)
def test_two_at_once_correct_a_note_once() -> None:
    note = make_note(make_group(), by=(by := make_organiser()))
    answers = at_once([partial(workflow.correct, note, make_said(), by=by) for _ in range(2)])
    assert (refusals(answers), Note.objects.filter(replaced_at=None).count()) == ([[rules.OVERTAKEN]], 1)
