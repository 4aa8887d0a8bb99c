"""A complaint is read by one person, everybody else is asked, and it is closed when all have answered."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from typing import Any

import pytest
import time_machine

from lla.accounts.models import User
from lla.acts.refusals import NotAllowed
from lla.emails.models import Email
from socialmedia.complaints import rules as complaints_rules
from socialmedia.complaints import workflow as complaints_workflow
from socialmedia.complaints.models import Complaint, KeptOut
from socialmedia.consultations import rules as consultations_rules
from socialmedia.consultations import workflow as consultations_workflow
from socialmedia.consultations.choices import Opinion
from socialmedia.consultations.models import View
from socialmedia.record.models import SocialEvent
from socialmedia.team.choices import Role
from socialmedia.team.models import Appointment, Leave
from tests.factories import make_staff
from tests.socialmedia.complaints.factories import (
    NOON,
    WORDS,
    Team,
    everybody_agrees,
    make_complaint,
    triage,
)
from tests.socialmedia.factories import make_appointment, make_guidelines, make_member

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("june")]


def refused(act: Callable[..., Any], *args: Any, **said: Any) -> list[str]:
    with pytest.raises(NotAllowed) as refusal:
        act(*args, **said)
    return refusal.value.reasons


def emails_to(user: User) -> list[str]:
    return list(Email.objects.filter(to=user.email).order_by("pk").values_list("kind", flat=True))


def missing(complaint: Complaint) -> list[str]:
    complaint.refresh_from_db()
    return complaints_rules.missing(complaint, now=NOON)


def test_receiving_it_tells_those_whom_it_falls_to_and_nobody_else(team: Team) -> None:
    make_complaint()
    assert {user.name: emails_to(user) for user in User.objects.all()} == {
        "Ann Bell": [],
        "Cass Of": [],
        "Coo Dinator": [],
        "Manny Ager": ["socialmedia/complaint_waits"],
        "Robin Vale": [],
    }


def test_the_receipt_holds_nothing_that_was_typed(team: Team) -> None:
    make_complaint(words="Buy pills at pills.example.org", name="Kim Pills", email="kim@example.org")
    email = Email.objects.get(to="kim@example.org")
    assert email.subject.startswith("We have your message k")
    assert [word for word in ("Buy", "pills.example.org", "Kim") if word in email.subject + email.body] == []


def test_a_complaint_about_an_office_keeps_its_holder_out_at_once(team: Team) -> None:
    kept = {
        about: [one.user for one in make_complaint(about=about).kept_out.all()]
        for about in ("nobody", "member", "coordinator", "manager")
    }
    assert kept == {"nobody": [], "member": [], "coordinator": [team.coordinator], "manager": [team.manager]}


def test_an_empty_complaint_and_one_without_an_address_are_refused_in_words() -> None:
    assert refused(make_complaint, words=" ") == [complaints_rules.EMPTY]
    assert refused(make_complaint, "data_protection") == [complaints_rules.NO_ADDRESS_FOR_DATA]
    wants = Complaint(kind="content", about="nobody", words=WORDS, answer_wanted=True)
    assert refused(complaints_workflow.receive, wants) == [complaints_rules.NO_ADDRESS_FOR_ANSWER]
    assert Complaint.objects.count() == 0


def test_two_complaints_never_share_a_reference(team: Team) -> None:
    first = make_complaint()
    second = complaints_workflow.receive(
        Complaint(pk=first.pk, kind="legal", about="nobody", words="Another.")
    )
    assert (second.pk == first.pk, Complaint.objects.get(pk=first.pk).words) == (False, WORDS)


def test_triage_asks_everybody_in_the_team_who_is_not_kept_out(team: Team) -> None:
    complaint = triage(
        make_complaint(about="member"), team.manager, of=[team.cass], recused=[team.coordinator]
    )
    assert complaint.consultation
    asked = {view.user.name for view in complaint.consultation.views.select_related("user")}
    assert asked == {"Ann Bell", "Manny Ager"}
    assert sorted((one.user.name, one.complained_of) for one in complaint.kept_out.all()) == [
        ("Cass Of", True),
        ("Coo Dinator", False),
    ]
    assert emails_to(team.ann) == ["socialmedia/consultation_asked"]
    assert (emails_to(team.cass), emails_to(team.leader)) == ([], [])
    assert complaint.consultation.closes_at == NOON + timedelta(days=7)


def test_it_is_triaged_once_with_a_proposal_by_whoever_handles_it(team: Team) -> None:
    complaint = make_complaint()
    assert refused(triage, complaint, team.ann) == [complaints_rules.NOT_YOURS]
    blank = {"kind": "content", "proposal": " "}
    assert refused(complaints_workflow.triage, complaint, **blank, by=team.manager) == [
        complaints_rules.SAY_PROPOSAL
    ]
    assert complaint.kept_out.count() == 0
    triage(complaint, team.manager)
    assert refused(triage, complaint, team.coordinator) == [
        "Manny Ager asked the team about this complaint on Monday 1 June 2026, 1 pm."
    ]


def test_the_first_reader_puts_the_kind_right_and_the_clock_with_it(team: Team) -> None:
    complaint = make_complaint("content")
    assert complaint.due_on is None
    triaged = complaints_workflow.triage(
        complaint, kind="data_protection", proposal="We look.", by=team.manager
    )
    assert triaged.due_on == date(2026, 7, 1)


def test_the_days_to_answer_are_those_of_the_guidelines_in_force(team: Team) -> None:
    made = make_complaint("data_protection", email="kim@example.org")
    make_guidelines(data_complaint_days=14)
    shorter = make_complaint("data_protection", email="kim@example.org")
    assert (made.due_on, shorter.due_on) == (date(2026, 7, 1), date(2026, 6, 15))


def test_serious_ones_bring_the_leadership_in_and_need_its_word(team: Team) -> None:
    complaint = triage(make_complaint("accusation"), team.manager)
    everybody_agrees(complaint)
    assert emails_to(team.leader) == ["socialmedia/complaint_leadership"]
    assert missing(complaint) == [complaints_rules.SERIOUS_NEEDS]
    assert refused(complaints_workflow.decide_as_leadership, complaint, words="Yes.", by=team.manager) == [
        "Only the leadership can do this: Robin Vale."
    ]
    assert refused(complaints_workflow.decide_as_leadership, complaint, words=" ", by=team.leader) == [
        complaints_rules.SAY_WORDS
    ]
    complaints_workflow.decide_as_leadership(complaint, words="We agree.", by=team.leader)
    assert missing(complaint) == []


def test_the_leadership_is_not_asked_about_ordinary_ones(team: Team) -> None:
    complaint = triage(make_complaint(about="manager"), team.leader, of=[team.manager])
    decide = complaints_workflow.decide_as_leadership
    assert refused(decide, complaint, words="Yes.", by=team.leader) == [complaints_rules.NO_LEADERSHIP]
    assert refused(decide, make_complaint(about="manager"), words="Yes.", by=team.leader) == [
        complaints_rules.NOT_READ
    ]


def test_a_complaint_waits_for_everybody_who_is_there_until_its_deadline_and_for_nobody_after(
    team: Team,
) -> None:
    complaint = triage(make_complaint(), team.manager)
    everybody_agrees(complaint, but=[team.ann, team.cass])
    waits = [
        "Some views are missing: Ann Bell, Cass Of. After Monday 8 June 2026, 1 pm you can close it "
        "without them if you give a reason."
    ]
    close = partial(complaints_workflow.close, complaint, outcome="Done.", by=team.manager)
    assert missing(complaint) == waits
    assert refused(close, without_because="No time.") == waits
    with time_machine.travel(NOON + timedelta(days=7), tick=False):
        assert refused(close) == ["Say why you are closing it without the views of Ann Bell, Cass Of."]
        assert refused(close, without_because=" \n") == refused(close)
        close(without_because="They were reminded twice.")
    event = SocialEvent.objects.of(complaint).get(act="closed")
    said = (event.details, event.remark.words)
    assert said == ({"silent": [team.ann.pk, team.cass.pk]}, "They were reminded twice.")


def test_whoever_is_on_leave_is_not_waited_for_and_may_answer_all_the_same(team: Team) -> None:
    complaint = triage(make_complaint(), team.manager)
    everybody_agrees(complaint, but=[team.ann])
    assert len(missing(complaint)) == 1
    away = Leave.objects.create(user=team.ann, starts_on=date(2026, 5, 30), ends_on=date(2026, 6, 1))
    assert missing(complaint) == []
    with time_machine.travel(NOON + timedelta(days=1), tick=False):
        assert len(complaints_rules.missing(complaint, now=NOON + timedelta(days=1))) == 1
    assert complaint.consultation
    consultations_workflow.give_view(complaint.consultation, opinion=Opinion.NO_VIEW, by=team.ann)
    away.delete()
    complaints_workflow.close(complaint, outcome="Done.", without_because="Not needed.", by=team.manager)
    event = SocialEvent.objects.of(complaint).get(act="closed")
    assert (event.details, hasattr(event, "remark")) == ({}, False)


def test_when_everybody_is_away_the_leadership_says_what_comes_of_it(team: Team) -> None:
    complaint = triage(make_complaint(), team.manager)
    for user in (team.ann, team.cass, team.coordinator, team.manager):
        Leave.objects.create(user=user, starts_on=date(2026, 6, 1), ends_on=date(2026, 6, 9))
    assert missing(complaint) == [complaints_rules.NOBODY_LEFT]
    assert complaint.consultation
    consultations_workflow.give_view(complaint.consultation, opinion=Opinion.AGREE, by=team.manager)
    assert missing(complaint) == []


def test_closing_it_closes_its_consultation_and_no_view_changes_after(team: Team) -> None:
    complaint = triage(make_complaint(), team.manager)
    everybody_agrees(complaint)
    complaints_workflow.close(complaint, outcome="Put right.", by=team.manager)
    complaint = Complaint.objects.select_related("consultation").get()
    assert complaint.consultation
    assert (complaint.consultation.closed_at, complaint.consultation.outcome) == (NOON, "Put right.")
    late = refused(consultations_workflow.give_view, complaint.consultation, opinion="disagree", by=team.ann)
    assert late == [
        "Manny Ager closed this consultation on Monday 1 June 2026, 1 pm, so views can no longer be changed."
    ]
    assert refused(complaints_workflow.close, complaint, outcome="Again.", by=team.manager) == [
        "Manny Ager closed this complaint on Monday 1 June 2026, 1 pm."
    ]


def test_its_consultation_is_not_closed_by_itself(team: Team) -> None:
    complaint = triage(make_complaint(), team.manager)
    assert complaint.consultation
    close = consultations_workflow.close_consultation
    assert refused(close, complaint.consultation, outcome="Done.", by=team.manager) == [
        "It is closed together with its complaint."
    ]


def test_whoever_joins_later_is_waited_for_and_whose_role_has_ended_is_not(team: Team) -> None:
    complaint = triage(make_complaint(), team.manager)
    everybody_agrees(complaint, but=[team.ann])
    Appointment.objects.filter(user=team.ann).update(ends_on=date(2026, 5, 31))
    assert missing(complaint) == []
    new = make_member("New Comer")
    assert "missing: New Comer." in missing(complaint)[0]
    assert complaint.consultation
    consultations_workflow.give_view(complaint.consultation, opinion="agree", by=new)
    assert missing(complaint) == []


def test_somebody_kept_out_later_loses_their_view_and_blocks_no_more(team: Team) -> None:
    complaint = triage(make_complaint(), team.manager)
    everybody_agrees(complaint, but=[team.ann])
    complaints_workflow.keep_out(complaint, team.cass, complained_of=True, by=team.manager)
    complaints_workflow.recuse(complaint, by=team.ann)
    assert missing(complaint) == []
    assert {view.user.name for view in View.objects.all()} == {"Coo Dinator", "Manny Ager"}
    assert complaint.consultation
    view = refused(consultations_workflow.give_view, complaint.consultation, opinion="agree", by=team.cass)
    assert view == [consultations_rules.NOT_ASKED]
    assert refused(
        complaints_workflow.keep_out, complaint, team.cass, complained_of=True, by=team.manager
    ) == [complaints_rules.KEPT_OUT]
    assert refused(complaints_workflow.recuse, complaint, by=team.cass) == [complaints_rules.NOT_YOURS]


def test_somebody_who_never_saw_it_cannot_step_back_from_it_and_so_learn_of_it(team: Team) -> None:
    assert refused(complaints_workflow.recuse, make_complaint(), by=team.ann) == [complaints_rules.NOT_YOURS]


def test_when_the_manager_steps_back_the_committee_is_told(team: Team) -> None:
    complaint = triage(make_complaint(), team.manager)
    assert emails_to(team.leader) == []
    complaints_workflow.recuse(complaint, by=team.manager)
    assert emails_to(team.leader) == ["socialmedia/complaint_waits"]
    everybody_agrees(complaint)
    assert refused(complaints_workflow.close, complaint, outcome="Done.", by=team.manager) == [
        complaints_rules.NOT_YOURS
    ]
    complaints_workflow.close(complaint, outcome="Done.", by=team.leader)


def test_when_nobody_is_left_to_ask_the_leadership_says_what_comes_of_it(team: Team) -> None:
    everybody = [team.ann, team.cass, team.coordinator, team.manager]
    complaint = triage(make_complaint(about="manager"), team.leader, of=everybody)
    assert missing(complaint) == [complaints_rules.NOBODY_LEFT]
    assert refused(complaints_workflow.close, complaint, outcome="Done.", by=team.leader) == [
        complaints_rules.NOBODY_LEFT
    ]
    complaints_workflow.decide_as_leadership(complaint, words="We talk to them.", by=team.leader)
    complaints_workflow.close(complaint, outcome="Done.", by=team.leader)


def test_a_leader_who_is_complained_of_has_no_say(team: Team) -> None:
    other = make_staff(name="Lee Other")
    complaint = triage(make_complaint("accusation"), team.manager, of=[team.leader])
    assert (emails_to(team.leader), emails_to(other)) == ([], ["socialmedia/complaint_leadership"])
    decide = complaints_workflow.decide_as_leadership
    assert refused(decide, complaint, words="Nothing.", by=team.leader) == [complaints_rules.NOT_LEADING]
    decide(complaint, words="We talk to them.", by=other)


def test_a_holding_reply_goes_out_once_and_only_to_somebody_with_an_address(team: Team) -> None:
    assert refused(
        complaints_workflow.send_holding_reply, make_complaint(), words="Wait.", by=team.manager
    ) == [complaints_rules.NO_ADDRESS]
    complaint = make_complaint(email="kim@example.org")
    complaints_workflow.send_holding_reply(complaint, words="We are looking into it.", by=team.manager)
    email = Email.objects.get(kind="socialmedia/complaint_held")
    assert (email.to, "We are looking into it." in email.body) == ("kim@example.org", True)
    again = refused(complaints_workflow.send_holding_reply, complaint, words="Wait.", by=team.manager)
    assert again == [
        "Manny Ager sent a holding reply on Monday 1 June 2026, 1 pm. They wrote: “We are looking into it.”"
    ]


def test_whoever_left_an_address_has_a_reply_when_it_is_closed(team: Team) -> None:
    complaint = triage(make_complaint(email="kim@example.org"), team.manager)
    everybody_agrees(complaint)
    assert refused(complaints_workflow.close, complaint, outcome=" ", by=team.manager) == [
        complaints_rules.SAY_WHAT_CAME,
        complaints_rules.SAY_REPLY,
    ]
    complaints_workflow.close(complaint, outcome="Put right.", reply="We are sorry.", by=team.manager)
    email = Email.objects.get(kind="socialmedia/complaint_closed")
    assert (email.to, "We are sorry." in email.body) == ("kim@example.org", True)
    assert WORDS not in email.body


def test_the_first_reader_can_let_in_who_was_kept_out_for_the_office_alone(team: Team) -> None:
    """The complaint was about the coordinator before this one."""
    complaint = make_complaint(about="coordinator")
    triage(complaint, team.manager, of=[team.cass])
    assert [one.user for one in complaint.kept_out.all()] == [team.cass]
    assert team.coordinator in consultations_rules.silent(Complaint.objects.get().consultation, now=NOON)  # type: ignore[arg-type]


def test_the_record_holds_keys_and_figures_and_no_words(team: Team) -> None:
    complaint = triage(make_complaint(email="kim@example.org", name="Kim"), team.manager, of=[team.cass])
    details = [(one.act, one.details) for one in SocialEvent.objects.of(complaint).order_by("pk")]
    assert details == [
        ("received", {"kind": "content"}),
        ("told", {"people": [team.manager.pk]}),
        ("kept_out", {"person": team.cass.pk, "complained_of": True, "had_view": False}),
        ("triaged", {"kind": "content"}),
        ("told", {"people": [team.coordinator.pk]}),
    ]


def test_a_second_coordinators_office_changes_nothing_for_a_member_kept_out(team: Team) -> None:
    complaint = triage(make_complaint(about="member"), team.manager, of=[team.cass])
    Appointment.objects.filter(user=team.coordinator).update(ends_on=date(2026, 5, 31))
    make_appointment(team.cass, Role.COORDINATOR, starts_on=date(2026, 6, 1))
    assert complaints_rules.why_not_handle(complaint, team.cass, now=NOON) == [complaints_rules.NOT_YOURS]


def test_a_complaint_about_somebody_is_not_read_for_the_team_before_it_is_said_who(team: Team) -> None:
    """Whatever it says it is about, what it accuses, and whom it names: each needs a tick or a reason."""
    act = partial(complaints_workflow.triage, proposal="We look.", by=team.manager)
    for complaint in (
        make_complaint(about="member"),
        make_complaint(about="coordinator"),
        make_complaint("accusation"),
        make_complaint(words="Cass was rude to me."),
    ):
        before = list(complaint.kept_out.values_list("user", flat=True))
        assert refused(act, complaint, kind=complaint.kind) == [complaints_rules.SAY_WHOM]
        assert refused(act, complaint, kind=complaint.kind, nobody_because=" ") == [complaints_rules.SAY_WHOM]
        assert list(complaint.kept_out.values_list("user", flat=True)) == before
    plain = make_complaint(words="The post of Sunday is wrong.")
    assert refused(act, plain, kind="accusation") == [complaints_rules.SAY_WHOM]
    both = partial(act, plain, kind="content", complained_of=[team.cass], nobody_because="It is not.")
    assert refused(both) == [complaints_rules.SAY_ONE]
    assert (View.objects.count(), Email.objects.filter(kind__contains="asked").count()) == (0, 0)
    act(plain, kind="content")
    assert plain.kept_out.count() == 0


def test_the_reason_why_it_is_about_nobody_in_the_team_is_on_record(team: Team) -> None:
    complaint = triage(make_complaint(about="member"), team.manager, because="She left in May.")
    event = SocialEvent.objects.of(complaint).get(act="triaged")
    assert event.remark.words == "She left in May."


def test_whoever_was_kept_out_for_a_name_and_is_not_meant_is_let_in_on_record(team: Team) -> None:
    complaint = make_complaint(about="member", words="Cass was rude to me, ask Ann.")
    assert {one.user for one in complaint.kept_out.all()} == {team.cass, team.ann}
    triage(complaint, team.manager, of=[team.cass])
    let_in = SocialEvent.objects.of(complaint).get(act="let_in")
    assert let_in.details == {"person": team.ann.pk}
    assert [one.user for one in KeptOut.objects.all()] == [team.cass]
    assert complaint.consultation is None
    assert team.ann in consultations_rules.silent(Complaint.objects.get().consultation, now=NOON)  # type: ignore[arg-type]
