"""A question is put to those it concerns, each may answer until it is closed, and nobody is forgotten."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
import time_machine

from lla.accounts.models import User
from lla.acts.actors import SYSTEM, Actor
from lla.acts.refusals import NotAllowed
from lla.emails.models import Email
from lla.time import clock
from socialmedia.consultations import rules as consultations_rules
from socialmedia.consultations import tasks as consultations_tasks
from socialmedia.consultations import workflow as consultations_workflow
from socialmedia.consultations.choices import Asked, Opinion
from socialmedia.consultations.models import Consultation, View
from socialmedia.record.models import SocialEvent
from socialmedia.team.models import Appointment, Leave
from tests.factories import make_staff
from tests.socialmedia.factories import make_guidelines, make_member, make_post

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def june() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


def ask(question: str = "Do we join in?", **how: object) -> Consultation:
    return consultations_workflow.open_consultation(question, by=SYSTEM, **how)  # type: ignore[arg-type]


def refused(act: object, *args: object, **said: object) -> list[str]:
    with pytest.raises(NotAllowed) as refusal:
        act(*args, **said)  # type: ignore[operator]
    return refusal.value.reasons


def people_of(consultation: Consultation) -> list[str]:
    return sorted(str(view.user) for view in consultation.views.select_related("user"))


def emails() -> list[tuple[str, str]]:
    return sorted(Email.objects.values_list("kind", "to"))


def test_every_active_member_of_today_is_asked_once_but_who_is_left_out() -> None:
    ann, bea, cem = make_member("Ann"), make_member("Bea"), make_member("Cem")
    make_member("Dee", ends_on=date(2026, 5, 31))
    gone = make_member("Eve")
    gone.is_active = False
    gone.save()
    make_staff()
    asked = ask(leave_out=[cem])
    assert people_of(asked) == ["Ann", "Bea"]
    assert emails() == [("socialmedia/consultation_asked", user.email) for user in (ann, bea)]
    assert asked.closes_at == NOW + timedelta(days=7)


def test_the_leadership_is_the_steering_committee() -> None:
    make_member("Ann")
    make_staff(name="Robin Vale")
    assert people_of(ask(asked=Asked.LEADERSHIP)) == ["Robin Vale"]


def test_the_days_it_is_open_are_those_of_the_guidelines_in_force() -> None:
    make_member()
    make_guidelines(consultation_days=3)
    assert ask().closes_at == NOW + timedelta(days=3)


def test_nobody_to_ask_and_a_moment_that_has_passed_are_refused_in_words() -> None:
    assert refused(ask, closes_at=NOW) == [consultations_rules.NOBODY, consultations_rules.PASSED]
    assert Consultation.objects.count() == 0


def test_about_a_row_it_is_opened_even_with_nobody_to_ask_and_names_the_row() -> None:
    post = make_post()
    assert ask(about=post).about == f"post:{post.pk}"


def test_a_view_can_change_until_it_is_closed_and_the_latest_counts() -> None:
    ann = make_member("Ann")
    asked = ask()
    consultations_workflow.give_view(asked, opinion=Opinion.AGREE, by=ann)
    consultations_workflow.give_view(asked, opinion=Opinion.AGREE_IF, words="If Bea does too.", by=ann)
    assert list(View.objects.values_list("opinion", "words")) == [("agree_if", "If Bea does too.")]
    consultations_workflow.close_consultation(asked, outcome="We do.", by=ann_coordinates(ann))
    assert refused(consultations_workflow.give_view, asked, opinion=Opinion.AGREE, by=ann) == [
        "Ann closed this consultation on Monday 1 June 2026, 1 pm, so views can no longer be changed."
    ]
    assert View.objects.get().opinion == "agree_if"


def ann_coordinates(user: User) -> User:
    Appointment.objects.create(user=user, role="coordinator", starts_on=date(2026, 1, 1))
    return user


@pytest.mark.parametrize(
    ("opinion", "words", "reasons"),
    [
        ("agree_if", " ", [consultations_rules.SAY_WHICH]),
        ("perhaps", "", ["Choose one of the answers."]),
        ("", "", ["Choose one of the answers."]),
    ],
)
def test_half_a_view_is_refused_in_words(opinion: str, words: str, reasons: list[str]) -> None:
    ann = make_member("Ann")
    asked = ask()
    assert refused(consultations_workflow.give_view, asked, opinion=opinion, words=words, by=ann) == reasons


def test_who_was_not_asked_and_whose_role_has_ended_give_no_view() -> None:
    ann = make_member("Ann", ends_on=date(2026, 6, 2))
    asked = ask()
    late = make_member("Bea")
    assert refused(consultations_workflow.give_view, asked, opinion="agree", by=late) == [
        consultations_rules.NOT_ASKED
    ]
    assert refused(consultations_workflow.give_view, asked, opinion="agree", by=make_staff()) == [
        consultations_rules.NOT_ASKED
    ]
    assert consultations_rules.why_not_answer(asked, ann, now=NOW) == []
    assert consultations_rules.why_not_answer(asked, ann, now=NOW + timedelta(days=2)) == [
        consultations_rules.NOT_ASKED
    ]


def test_it_is_closed_once_everybody_has_answered_or_the_day_has_come() -> None:
    ann, bea = make_member("Ann"), make_member("Bea")
    asked = ask(opened_by=ann)
    consultations_workflow.give_view(asked, opinion="agree", by=ann)
    waits = ["The deadline is Monday 8 June 2026, 1 pm. Still missing: Bea."]
    last = NOW + timedelta(days=7)
    assert consultations_rules.why_not_close(asked, ann, now=last - timedelta(seconds=1)) == waits
    assert consultations_rules.why_not_close(asked, ann, now=last) == []
    consultations_workflow.give_view(asked, opinion="no_view", by=bea)
    assert consultations_rules.why_not_close(asked, ann, now=NOW) == []
    assert refused(consultations_workflow.close_consultation, asked, outcome=" ", by=ann) == [
        consultations_rules.SAY_WHAT_CAME
    ]
    consultations_workflow.close_consultation(asked, outcome="We do.", by=ann)
    again = ["Ann closed this consultation on Monday 1 June 2026, 1 pm."]
    assert refused(consultations_workflow.close_consultation, asked, outcome="We do not.", by=ann) == again
    assert Consultation.objects.get().outcome == "We do."


def test_somebody_whose_role_has_ended_is_waited_for_no_longer() -> None:
    ann = make_member("Ann")
    make_member("Bea", ends_on=date(2026, 6, 1))
    asked = ask(opened_by=ann)
    consultations_workflow.give_view(asked, opinion="agree", by=ann)
    assert [str(user) for user in consultations_rules.silent(asked, now=NOW)] == ["Bea"]
    assert consultations_rules.silent(asked, now=NOW + timedelta(days=1)) == []


def test_only_who_opened_it_and_who_answers_for_the_team_close_it() -> None:
    ann, bea = make_member("Ann"), make_member("Bea")
    asked = ask(opened_by=ann)
    later = asked.closes_at
    assert consultations_rules.why_not_close(asked, bea, now=later) == [consultations_rules.NOT_YOURS]
    assert consultations_rules.why_not_close(asked, make_staff(), now=later) == []
    assert consultations_rules.why_not_close(asked, make_member("Cem", "coordinator"), now=later) == []


def test_the_night_reminds_once_two_days_before_whoever_is_silent() -> None:
    ann, bea = make_member("Ann"), make_member("Bea")
    asked = ask()
    consultations_workflow.give_view(asked, opinion="agree", by=ann)
    Email.objects.all().delete()
    due = asked.closes_at - timedelta(days=2)
    with time_machine.travel(due - timedelta(seconds=1), tick=False):
        consultations_tasks.remind_silent()
    assert emails() == []
    with time_machine.travel(due, tick=False):
        consultations_tasks.remind_silent()
        consultations_tasks.remind_silent()
    assert emails() == [("socialmedia/consultation_reminded", bea.email)]


def test_a_short_one_is_reminded_of_half_way_and_a_passed_one_not_at_all() -> None:
    make_member("Ann")
    short = ask(closes_at=NOW + timedelta(days=3))
    assert consultations_rules.reminder_due_at(short) == NOW + timedelta(days=1, hours=12)
    Email.objects.all().delete()
    with time_machine.travel(short.closes_at, tick=False):
        consultations_tasks.remind_silent()
    assert emails() == []


def test_emails_hold_the_question_and_the_way_to_it() -> None:
    make_member("Ann")
    asked = ask("Do we join in on 1 May?")
    email = Email.objects.get()
    assert email.subject == "Your view needed by Mon 8 Jun, 1pm"
    assert "Do we join in on 1 May?" in email.body
    assert f"/social/consultations/{asked.pk}/" in email.body
    assert (email.about, email.secret) == (f"consultation {asked.pk}", True)


def test_numbers_follow_no_order_so_that_a_gap_tells_nothing() -> None:
    make_member()
    numbers = [ask().pk for _ in range(12)]
    steps = {after - before for before, after in pairwise(numbers)}
    assert (len(steps), numbers == sorted(numbers)) == (11, False)


def test_the_words_of_views_go_a_year_after_closing_and_the_counts_stay() -> None:
    ann = make_member("Ann", "coordinator")
    asked = ask()
    consultations_workflow.give_view(asked, opinion="disagree", words="Too soon.", by=ann)
    consultations_workflow.close_consultation(asked, outcome="We do not.", by=ann)
    with clock.at(NOW + timedelta(days=365)):
        assert consultations_tasks.forget_words() == 0
    with clock.at(NOW + timedelta(days=365, seconds=1)):
        assert (consultations_tasks.forget_words(), consultations_tasks.forget_words()) == (1, 0)
    assert list(View.objects.values_list("opinion", "words")) == [("disagree", "")]


def test_the_record_holds_keys_and_no_words() -> None:
    ann = make_member("Ann", "coordinator")
    asked = consultations_workflow.open_consultation(
        "Do we?", by=Actor.user(ann, "coordinator"), opened_by=ann
    )
    consultations_workflow.give_view(asked, opinion="disagree", words="Too soon.", by=ann)
    from_record = [(one.act, one.actor_role, one.details) for one in SocialEvent.objects.of(asked)]
    assert from_record == [
        ("answered", "team", {"opinion": "disagree"}),
        ("asked", "coordinator", {"people": [ann.pk]}),
    ]


def test_whoever_is_on_leave_is_neither_waited_for_nor_reminded() -> None:
    ann, bea = make_member("Ann"), make_member("Bea")
    asked = ask(opened_by=ann)
    consultations_workflow.give_view(asked, opinion="agree", by=ann)
    Leave.objects.create(user=bea, starts_on=date(2026, 6, 1), ends_on=date(2026, 6, 6))
    found = consultations_rules.answers(asked, now=NOW)
    assert (found.asked, found.silent, found.away) == ([ann, bea], [], [bea])
    with time_machine.travel(asked.closes_at - timedelta(days=2), tick=False):
        consultations_tasks.remind_silent()
    assert not Email.objects.filter(kind="socialmedia/consultation_reminded").exists()
    consultations_workflow.close_consultation(asked, outcome="We do.", by=ann)
    closed = SocialEvent.objects.of(asked).get(act="closed")
    assert closed.details == {"silent": [bea.pk]}
