"""What is done for complaints by night: each safe twice, late, and at the edges of its days."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine

from lla.emails.models import Email
from socialmedia.complaints import tasks as complaints_tasks
from socialmedia.complaints import workflow as complaints_workflow
from socialmedia.complaints.models import Complaint, KeptOut
from socialmedia.consultations import workflow as consultations_workflow
from socialmedia.consultations.models import View
from socialmedia.record.models import SocialRemark
from socialmedia.team.choices import Role
from socialmedia.team.models import Appointment
from tests.socialmedia.complaints.factories import NOON, Team, everybody_agrees, make_complaint, triage
from tests.socialmedia.factories import make_member

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("june")]


def at(moment: datetime) -> time_machine.travel:
    return time_machine.travel(moment, tick=False)


def emails(kind: str) -> list[str]:
    return sorted(Email.objects.filter(kind=f"socialmedia/{kind}").values_list("to", flat=True))


def test_somebody_who_joined_since_is_asked_once_and_nobody_kept_out_is(team: Team) -> None:
    complaint = triage(make_complaint(about="member"), team.manager, of=[team.cass])
    new = make_member("New Comer")
    Email.objects.all().delete()
    complaints_tasks.ask_newcomers()
    complaints_tasks.ask_newcomers()
    assert emails("consultation_asked") == [new.email]
    assert complaint.consultation
    assert View.objects.filter(user=team.cass).count() == 0


def test_nobody_is_asked_about_what_is_closed_or_unread(team: Team) -> None:
    complaint = triage(make_complaint(), team.manager)
    everybody_agrees(complaint)
    complaints_workflow.close(complaint, outcome="Done.", by=team.manager)
    make_complaint()
    make_member("New Comer")
    Email.objects.all().delete()
    complaints_tasks.ask_newcomers()
    assert Email.objects.count() == 0


def test_when_the_manager_leaves_the_committee_is_told_of_what_lies_unread(team: Team) -> None:
    make_complaint("safeguarding")
    Email.objects.all().delete()
    Appointment.objects.filter(role=Role.MANAGER).update(ends_on=date(2026, 6, 1))
    complaints_tasks.ask_newcomers()
    assert emails("complaint_waits") == []
    with at(NOON + timedelta(days=1)):
        complaints_tasks.ask_newcomers()
        complaints_tasks.ask_newcomers()
    assert emails("complaint_waits") == [team.leader.email]


def test_the_clock_of_personal_data_is_called_once_a_week_before(team: Team) -> None:
    make_complaint("data_protection", email="kim@example.org")
    make_complaint("content", email="kim@example.org")
    with at(datetime(2026, 6, 23, 22, 59, 59, tzinfo=UTC)):
        complaints_tasks.remind_of_due()
    assert emails("complaint_due") == []
    with at(datetime(2026, 6, 23, 23, tzinfo=UTC)):  # midnight of 24 June in London, seven days before 1 July
        complaints_tasks.remind_of_due()
        complaints_tasks.remind_of_due()
    assert emails("complaint_due") == [team.manager.email]


@pytest.mark.parametrize("answered", ["held", "closed"])
def test_it_is_not_called_once_somebody_has_replied(team: Team, answered: str) -> None:
    complaint = make_complaint("data_protection", email="kim@example.org")
    if answered == "held":
        complaints_workflow.send_holding_reply(complaint, words="We are looking.", by=team.manager)
    else:
        triage(complaint, team.manager)
        everybody_agrees(complaint)
        complaints_workflow.close(complaint, outcome="Done.", reply="Done.", by=team.manager)
    with at(NOON + timedelta(days=29)):
        complaints_tasks.remind_of_due()
    assert emails("complaint_due") == []


def test_a_year_after_closing_words_and_addresses_go_and_dates_and_kind_stay(team: Team) -> None:
    complaint = make_complaint("accusation", about="member", email="kim@example.org", name="Kim Low")
    complaints_workflow.send_holding_reply(complaint, words="We are looking.", by=team.manager)
    triage(complaint, team.manager, of=[team.cass])
    complaint.refresh_from_db()
    assert complaint.consultation
    consultations_workflow.give_view(
        complaint.consultation, opinion="disagree", words="Kim lies.", by=team.ann
    )
    everybody_agrees(complaint)
    complaints_workflow.decide_as_leadership(complaint, words="Cass goes.", by=team.leader)
    complaints_workflow.close(complaint, outcome="Cass went.", reply="Cass has gone.", by=team.manager)
    with at(NOON + timedelta(days=365)):
        assert complaints_tasks.forget_closed() == 0
    with at(NOON + timedelta(days=365, seconds=1)):
        assert (complaints_tasks.forget_closed(), complaints_tasks.forget_closed()) == (1, 0)
    assert words_left() == []
    kept = Complaint.objects.values_list("kind", "about", "received_at", "closed_at").get()
    assert kept == ("accusation", "member", NOON, NOON)
    assert View.objects.filter(opinion="disagree").count() == 1


def words_left() -> list[str]:
    """Whatever anybody wrote that is still in a row of it."""
    complaint = Complaint.objects.select_related("consultation").get()
    fields = ("about_words", "link", "name", "email", "words", "leadership_words", "outcome", "reply")
    found = [getattr(complaint, field) for field in fields]
    asked = complaint.consultation
    found += [asked.background, asked.outcome] if asked else []
    found += [
        *View.objects.values_list("words", flat=True),
        *SocialRemark.objects.values_list("words", flat=True),
    ]
    return [words for words in found if words]


def test_who_was_kept_out_stays_so_for_it_keeps_the_rest_from_them(team: Team) -> None:
    complaint = triage(make_complaint(about="member"), team.manager, of=[team.cass])
    everybody_agrees(complaint)
    complaints_workflow.close(complaint, outcome="Done.", by=team.manager)
    with at(NOON + timedelta(days=400)):
        complaints_tasks.forget_closed()
    assert KeptOut.objects.get().user == team.cass
