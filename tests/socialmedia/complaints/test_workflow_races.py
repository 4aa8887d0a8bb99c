"""Two at once on one complaint: it is read once, closed once, and never closed over somebody's silence."""

from functools import partial

import pytest
from django.test import Client
from django.urls import reverse

from lla.acts.actors import SYSTEM
from socialmedia.complaints import tasks as complaints_tasks
from socialmedia.complaints import workflow as complaints_workflow
from socialmedia.complaints.models import Complaint, KeptOut
from socialmedia.consultations import workflow as consultations_workflow
from socialmedia.consultations.models import Consultation, View
from tests.concurrency import at_once, refusals
from tests.factories import sign_in
from tests.socialmedia.comments.factories import make_comment
from tests.socialmedia.complaints.factories import everybody_agrees, make_complaint, make_team, triage
from tests.socialmedia.factories import make_member

pytestmark = pytest.mark.django_db(transaction=True)


def test_its_first_reader_pressing_in_two_tabs_at_once_asks_the_team_once() -> None:
    team = make_team()
    complaint = make_complaint()
    answers = at_once([partial(triage, complaint, team.manager)] * 2)
    [[said]] = refusals(answers)
    assert said.startswith("Manny Ager asked the team about this complaint on ")
    assert (Consultation.objects.count(), View.objects.count()) == (1, 4)


def test_a_form_sent_twice_at_once_makes_one_complaint() -> None:
    make_team()
    typed = {"kind": "content", "about": "nobody", "words": "The post of Sunday is wrong."}
    at_once([partial(complaints_workflow.receive_once, Complaint(**typed)) for _ in range(2)])
    assert Complaint.objects.count() == 1


def test_two_who_pass_on_a_comment_at_once_make_one_complaint() -> None:
    make_team()
    pass_on = partial(complaints_workflow.receive_from, make_comment(), kind="content", about="nobody")
    at_once([partial(pass_on, words="You left us out.", by=SYSTEM) for _ in range(2)])
    assert Complaint.objects.count() == 1


def test_two_who_close_it_at_once_close_it_once() -> None:
    team = make_team()
    complaint = triage(make_complaint(email="kim@example.org"), team.manager)
    everybody_agrees(complaint)
    close = partial(complaints_workflow.close, complaint, outcome="Done.", reply="Done.")
    answers = at_once([partial(close, by=by) for by in (team.manager, team.coordinator)])
    [[said]] = refusals(answers)
    assert said.startswith(f"{Complaint.objects.get().closed_by} closed this complaint on ")


def test_it_is_not_closed_while_somebody_who_joined_is_being_asked() -> None:
    team = make_team()
    complaint = triage(make_complaint(), team.manager)
    everybody_agrees(complaint)
    make_member("New Comer")
    close = partial(complaints_workflow.close, complaint, outcome="Done.", by=team.manager)
    answers = at_once([close, complaints_tasks.ask_newcomers])
    [[refusal]] = refusals(answers)
    assert refusal.startswith("Some views are missing: New Comer.")
    assert View.objects.filter(given_at=None).count() == 1


def test_the_last_view_and_the_closing_at_once_leave_either_both_or_an_open_one() -> None:
    team = make_team()
    complaint = triage(make_complaint(), team.manager)
    everybody_agrees(complaint, but=[team.ann])
    view = partial(
        consultations_workflow.give_view, Consultation.objects.get(), opinion="no_view", by=team.ann
    )
    at_once([view, partial(complaints_workflow.close, complaint, outcome="Done.", by=team.manager)])
    complaint.refresh_from_db()
    assert View.objects.filter(user=team.ann, given_at=None).count() == 0


def test_somebody_kept_out_while_they_answer_leaves_no_view_behind() -> None:
    team = make_team()
    complaint = triage(make_complaint(about="member"), team.manager)
    view = partial(
        consultations_workflow.give_view, Consultation.objects.get(), opinion="agree", by=team.cass
    )
    out = partial(complaints_workflow.keep_out, complaint, team.cass, complained_of=True, by=team.manager)
    at_once([view, out])
    assert (KeptOut.objects.count(), View.objects.filter(user=team.cass).count()) == (1, 0)


def test_two_nights_at_once_ask_a_newcomer_once() -> None:
    team = make_team()
    triage(make_complaint(), team.manager)
    make_member("New Comer")
    at_once([complaints_tasks.ask_newcomers] * 2)
    assert (View.objects.count(), View.objects.values("user").distinct().count()) == (5, 5)


def test_a_view_given_while_it_is_closed_is_read_first_or_comes_too_late() -> None:
    team = make_team()
    complaint = triage(make_complaint(), team.manager)
    everybody_agrees(complaint)
    complaint.refresh_from_db()
    assert complaint.consultation
    address = reverse("socialmedia:close_complaint", args=[complaint.pk])
    desk = sign_in(Client(), team.manager)
    typed = {"outcome": "Kept.", "seen": desk.get(address).context["form"].state}
    view = partial(consultations_workflow.give_view, complaint.consultation, opinion="disagree", words="No.")
    answers = at_once([lambda: desk.post(address, typed).status_code, partial(view, by=team.ann)])
    complaint.refresh_from_db()
    too_late = bool(refusals(answers))
    assert (complaint.is_closed, answers[0]) == ((True, 302) if too_late else (False, 200))
