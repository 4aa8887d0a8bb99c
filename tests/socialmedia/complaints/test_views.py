"""The team's pages of complaints: what is missing is said in words, and what was typed is never lost."""

import pytest
from django.test import Client
from django.urls import reverse

from lla.accounts.models import User
from socialmedia.complaints import workflow as complaints_workflow
from socialmedia.complaints.choices import ComplaintKind
from socialmedia.complaints.models import Complaint
from socialmedia.consultations.models import Consultation, View
from tests.factories import sign_in
from tests.organisers.test_queries import queries
from tests.socialmedia.complaints.factories import (
    WORDS,
    Team,
    everybody_agrees,
    make_complaint,
    triage,
)
from tests.socialmedia.factories import make_member

pytestmark = pytest.mark.django_db
LIST = reverse("socialmedia:complaints")


def at(name: str, complaint: Complaint) -> str:
    return reverse(f"socialmedia:{name}", args=[complaint.pk])


def as_(user: User) -> Client:
    return sign_in(Client(), user)


def test_it_goes_from_its_first_reader_to_closing_by_forms_alone(team: Team) -> None:
    complaint = make_complaint("accusation", about="member", email="kim@example.org")
    manager = as_(team.manager)
    seen = manager.get(at("triage_complaint", complaint)).context["form"].state
    said = {"kind": "accusation", "complained_of": [team.cass.pk], "proposal": "Cass takes a break."}
    said |= {"seen": seen}
    assert manager.post(at("triage_complaint", complaint), said).headers["Location"] == at(
        "complaint", complaint
    )
    complaint.refresh_from_db()
    answer = reverse("socialmedia:answer_consultation", args=[complaint.consultation_id])
    for user in (team.ann, team.coordinator, team.manager):
        assert as_(user).post(answer, {"opinion": "agree"}).status_code == 302
    page = manager.get(at("complaint", complaint)).content.decode()
    assert "It is serious, so the leadership has to decide." in page
    assert at("close_complaint", complaint) not in page
    assert as_(team.leader).post(at("lead_complaint", complaint), {"words": "We agree."}).status_code == 302
    page = manager.get(at("complaint", complaint)).content.decode()
    assert "The complaint can be closed." in page
    done = {"outcome": "Cass takes a break.", "reply": "It was put right."}
    assert manager.post(at("close_complaint", complaint), done).status_code == 302
    complaint.refresh_from_db()
    assert (complaint.status, complaint.reply) == ("closed", "It was put right.")


def test_the_page_says_who_is_waited_for(team: Team) -> None:
    complaint = triage(make_complaint(), team.manager)
    page = as_(team.ann).get(at("complaint", complaint)).content.decode()
    waits = "Some views are missing: Ann Bell, Cass Of, Coo Dinator, Manny Ager."
    assert waits in page
    assert WORDS in page


def test_closing_too_early_is_refused_in_words_and_keeps_what_was_typed(team: Team) -> None:
    complaint = triage(make_complaint(), team.manager)
    manager = as_(team.manager)
    assert "Some views are missing" in manager.get(at("close_complaint", complaint)).content.decode()
    page = manager.post(at("close_complaint", complaint), {"outcome": "We said sorry."}).content.decode()
    assert "Some views are missing" in page
    assert "We said sorry." in page
    assert Complaint.objects.get().status == "consulting"


def test_a_first_reader_without_a_proposal_is_asked_for_one_and_nobody_is_asked_yet(team: Team) -> None:
    complaint = make_complaint(about="member")
    said = {"kind": "legal", "complained_of": [team.cass.pk], "proposal": ""}
    page = as_(team.manager).post(at("triage_complaint", complaint), said).content.decode()
    assert "Write what you propose." in page
    assert f'value="{team.cass.pk}" checked' in page.replace("\n", " ") or "checked" in page
    assert (complaint.kept_out.count(), Consultation.objects.count()) == (0, 0)


def test_nobody_outside_the_team_and_the_leadership_can_be_marked(team: Team) -> None:
    stranger = make_member("Gone Long")
    stranger.social_appointments.all().delete()
    complaint = make_complaint(about="member")
    said = {"kind": "content", "complained_of": [stranger.pk], "proposal": "We look."}
    page = as_(team.manager).post(at("triage_complaint", complaint), said).content.decode()
    assert "Choose people in the team or the leadership." in page


def test_a_member_who_may_read_it_may_not_handle_it(team: Team) -> None:
    complaint = triage(make_complaint(email="kim@example.org"), team.manager)
    ann = as_(team.ann)
    names = ("triage_complaint", "keep_out", "hold_complaint", "lead_complaint", "close_complaint")
    assert [ann.get(at(name, complaint)).status_code for name in names] == [403] * 5
    page = ann.get(at("complaint", complaint)).content.decode()
    assert [name for name in names if at(name, complaint) in page] == []


def test_who_handles_it_is_named_to_whoever_reads_it_and_to_whoever_may_not(team: Team) -> None:
    complaint = triage(make_complaint("accusation"), team.manager, of=[team.cass])
    shown = as_(team.ann).get(at("complaint", complaint))
    assert (shown.context["handlers"], "Handled by" in shown.content.decode()) == ([team.manager], True)
    refused = {
        name: as_(team.ann).get(at(name, complaint)).content.decode()
        for name in ("close_complaint", "lead_complaint")
    }
    assert "Only the people who handle this complaint can do this: Manny Ager." in refused["close_complaint"]
    assert "Only the leadership can do this: Robin Vale." in refused["lead_complaint"]


def test_an_older_page_reads_who_has_sent_the_holding_reply_and_asked_the_team(team: Team) -> None:
    """What was sent is in the history, for those who handle it."""
    complaint = triage(make_complaint(email="kim@example.org"), team.manager)
    complaints_workflow.send_holding_reply(complaint, words="We look into it.", by=team.manager)
    older = as_(team.coordinator)
    told = older.post(at("hold_complaint", complaint), {"words": "Wait a little."}).context["form"]
    [said] = told.non_field_errors()
    assert said.startswith("Manny Ager sent a holding reply on ")
    assert (said.endswith("They wrote: “We look into it.”"), told["words"].value()) == (
        True,
        "Wait a little.",
    )
    history = [
        [step["because"] for step in as_(user).get(at("complaint", complaint)).context["told"]]
        for user in (team.coordinator, team.ann)
    ]
    assert ["Manny Ager: We look into it." in lines for lines in history] == [True, False]


def test_only_who_answers_reads_the_address(team: Team) -> None:
    complaint = triage(make_complaint(email="kim@example.org", name="Kim Low"), team.manager)
    pages = {
        user.name: as_(user).get(at("complaint", complaint)).content.decode()
        for user in (team.ann, team.manager)
    }
    assert {name: "kim@example.org" in page for name, page in pages.items()} == {
        "Ann Bell": False,
        "Manny Ager": True,
    }
    assert all("Kim Low" in page for page in pages.values())


def test_whoever_steps_back_is_led_to_the_list_and_finds_it_gone(team: Team) -> None:
    complaint = triage(make_complaint(), team.manager)
    ann = as_(team.ann)
    assert complaint.reference in ann.get(LIST).content.decode()
    assert ann.post(at("recuse", complaint)).headers["Location"] == LIST
    assert complaint.reference not in ann.get(LIST).content.decode()
    assert ann.get(at("complaint", complaint)).status_code == 404


def test_a_manager_who_keeps_themselves_out_is_led_to_the_list(team: Team) -> None:
    complaint = make_complaint(about="member")
    said = {"user": team.manager.pk, "complained_of": "yes"}
    manager = as_(team.manager)
    assert manager.post(at("keep_out", complaint), said).headers["Location"] == LIST
    assert manager.get(at("complaint", complaint)).status_code == 404
    assert as_(team.leader).get(at("complaint", complaint)).status_code == 200


def test_the_days_left_are_shown_until_somebody_replies(team: Team) -> None:
    complaint = make_complaint("data_protection", email="kim@example.org")
    manager = as_(team.manager)
    assert "30 days left" in manager.get(LIST).content.decode()
    manager.post(at("hold_complaint", complaint), {"words": "We are looking into it."})
    page = manager.get(LIST).content.decode()
    assert ("days left" in page, "A holding reply was sent" in page) == (False, True)


def test_what_a_stranger_wrote_is_shown_as_words_and_not_as_a_page(team: Team) -> None:
    make_complaint(words="<script>alert(1)</script> <b>bold</b>")
    complaint = Complaint.objects.get()
    page = as_(team.manager).get(at("complaint", complaint)).content.decode()
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_sixty_cost_no_more_queries_than_one(team: Team) -> None:
    """Sixty unread, sixty open, sixty closed; and one with twenty views."""

    def fill(times: int) -> Complaint:
        for _ in range(times):
            make_complaint()
            asked = triage(make_complaint(ComplaintKind.MODERATION), team.manager)
            closed = triage(make_complaint(), team.manager)
            everybody_agrees(closed)
            complaints_workflow.close(closed, outcome="Done.", by=team.manager)
        return asked

    manager = as_(team.manager)
    one = fill(1)
    everybody_agrees(one, but=[team.ann])
    few = [queries(manager, LIST), queries(manager, at("complaint", one))]
    many = fill(19)
    more = [make_member(f"Member {number}") for number in range(20)]
    assert many.consultation
    View.objects.bulk_create(View(consultation=many.consultation, user=user) for user in more)
    everybody_agrees(many, but=[team.ann, more[0]])
    assert [queries(manager, LIST), queries(manager, at("complaint", many))] == few
    assert max(few) <= 19
