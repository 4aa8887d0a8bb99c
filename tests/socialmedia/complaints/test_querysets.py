"""Who sees which complaint, for every office and every standing: whoever is kept out never does."""

from datetime import timedelta
from itertools import product

import pytest
from django.utils.timezone import localdate

from lla.accounts.models import User
from lla.time import clock
from socialmedia.complaints import rules as complaints_rules
from socialmedia.complaints import tasks as complaints_tasks
from socialmedia.complaints import workflow as complaints_workflow
from socialmedia.complaints.choices import ComplaintAbout, ComplaintKind
from socialmedia.complaints.models import Complaint, KeptOut
from socialmedia.team.choices import Role
from socialmedia.team.models import Appointment
from socialmedia.team.rules import standing
from tests.factories import make_staff
from tests.socialmedia.complaints.factories import Team, everybody_agrees, make_complaint, make_team, triage
from tests.socialmedia.factories import make_appointment, make_member

pytestmark = pytest.mark.django_db


def sees(user: User) -> list[str]:
    """The kinds of complaint that somebody sees."""
    now = clock.now()
    return sorted(
        complaints_rules.visible_to(user, standing(user, now=now), now=now).values_list("kind", flat=True)
    )


def seen_by(complaint: Complaint, team: Team) -> str:
    """Who sees a complaint and who handles it, in emails: "a C" are Ann, and the coordinator who handles."""
    now, found = clock.now(), ""
    people = {"a": team.ann, "o": team.cass, "c": team.coordinator, "m": team.manager, "l": team.leader}
    for email, user in people.items():
        if (
            complaints_rules.visible_to(user, standing(user, now=now), now=now)
            .filter(pk=complaint.pk)
            .exists()
        ):
            found += email if complaints_rules.why_not_handle(complaint, user, now=now) else email.upper()
    return found


# Before triage, then once everybody but Cass is asked, then closed. Capitals handle it.
@pytest.mark.parametrize(
    ("kind", "about", "unread", "asked"),
    [
        ("content", "nobody", "M", "aCM"),
        ("data_protection", "nobody", "M", "aCM"),
        ("moderation", "member", "M", "aCM"),
        ("content", "coordinator", "M", "aM"),
        ("content", "manager", "L", "acL"),
        ("safeguarding", "nobody", "M", "acMl"),
        ("accusation", "member", "M", "acMl"),
        ("legal", "coordinator", "M", "aMl"),
        ("accusation", "manager", "L", "acL"),
    ],
)
def test_who_sees_and_handles_what(kind: str, about: str, unread: str, asked: str) -> None:
    team = make_team()
    complaint = make_complaint(kind, about=about, email="kim@example.org")
    assert seen_by(complaint, team) == unread
    by = team.leader if "L" in unread else team.manager
    office = {"manager": [team.manager], "coordinator": [team.coordinator]}.get(about, [])
    triage(complaint, by, of=[team.cass, *office])
    assert seen_by(complaint, team) == asked
    everybody_agrees(complaint)
    if complaints_rules.needs_leadership(complaint, now=clock.now()):
        complaints_workflow.decide_as_leadership(complaint, words="We agree.", by=team.leader)
    complaints_workflow.close(complaint, outcome="It was put right.", reply="It was put right.", by=by)
    assert seen_by(complaint, team) == asked


def test_the_committee_handles_what_no_manager_can() -> None:
    leader, coordinator = make_staff(), make_member("Coo", Role.COORDINATOR)
    make_complaint()
    assert (sees(leader), sees(coordinator)) == ([], ["content"])
    make_complaint("safeguarding")
    assert (sees(leader), sees(coordinator)) == (["safeguarding"], ["content"])
    manager = make_member("Manny", Role.MANAGER)
    assert (sees(leader), sees(manager)) == ([], [])
    complaints_tasks.ask_newcomers()
    assert (sees(leader), sees(coordinator), sees(manager)) == ([], ["content"], ["safeguarding"])
    manager.is_active = False
    manager.save()
    complaints_tasks.ask_newcomers()
    assert (sees(leader), sees(coordinator), sees(manager)) == (["safeguarding"], ["content"], [])


def test_a_manager_who_steps_back_leaves_it_to_the_committee() -> None:
    team = make_team()
    complaint = make_complaint("accusation", about="member")
    assert seen_by(complaint, team) == "M"
    complaints_workflow.recuse(complaint, by=team.manager)
    assert seen_by(complaint, team) == "L"


def test_a_manager_who_sits_on_the_committee_sees_no_complaint_about_the_manager() -> None:
    both = make_staff()
    make_appointment(both, Role.MANAGER)
    other = make_staff(name="Lee Other")
    make_complaint("accusation", about="manager")
    make_complaint("content")
    assert (sees(both), sees(other)) == (["content"], ["accusation"])


def test_a_superuser_who_is_complained_of_sees_nothing_either() -> None:
    team = make_team()
    team.cass.is_superuser = True
    team.cass.save()
    complaint = make_complaint("accusation", about="member")
    assert seen_by(triage(complaint, team.manager), team) == "aocMl"
    KeptOut.objects.create(complaint=complaint, user=team.cass, complained_of=True)
    assert seen_by(complaint, team) == "acMl"


def test_whoever_held_the_office_that_day_stays_kept_out_when_the_office_passes_on() -> None:
    team = make_team()
    complaint = make_complaint("content", about="coordinator")
    today = localdate(clock.now())
    Appointment.objects.filter(user=team.coordinator).update(ends_on=today - timedelta(days=1))
    make_appointment(team.ann, Role.COORDINATOR, starts_on=today)
    make_appointment(team.coordinator, Role.ADAPTER, starts_on=today)
    triage(complaint, team.manager, of=[team.coordinator, team.cass])
    assert seen_by(complaint, team) == "aM"


def test_a_newcomer_sees_what_is_open_and_nothing_of_what_was_closed_before() -> None:
    team = make_team()
    closed, still = make_complaint("content"), make_complaint("moderation")
    for one in (closed, still):
        triage(one, team.manager)
    everybody_agrees(closed)
    complaints_workflow.close(closed, outcome="It was put right.", by=team.manager)
    new = make_member("New Comer")
    assert sees(new) == []
    complaints_tasks.ask_newcomers()
    assert sees(new) == ["moderation"]
    assert sees(team.ann) == ["content", "moderation"]


def test_whose_role_has_ended_sees_nothing() -> None:
    team = make_team()
    triage(make_complaint(), team.manager)
    assert sees(team.ann) == ["content"]
    Appointment.objects.filter(user=team.ann).update(ends_on=localdate(clock.now()) - timedelta(days=1))
    assert sees(team.ann) == []


def test_handlers_are_exactly_those_whom_the_question_of_rows_names() -> None:
    """The people who get emails and the rows that pages show come from one verb."""
    team = make_team()
    people = [team.ann, team.cass, team.coordinator, team.manager, team.leader]
    now = clock.now()
    for kind, about in product(ComplaintKind, ComplaintAbout):
        complaint = make_complaint(kind, about=about, email="kim@example.org")
        named = [
            user
            for user in people
            if complaints_rules.handled_by(user, standing(user, now=now), now=now)
            .filter(pk=complaint.pk)
            .exists()
        ]
        assert (kind, about, set(complaints_rules.handlers(complaint, now=now))) == (kind, about, set(named))
