"""What the leadership decides of a complaint: nothing of it is lost, and it is read before the answer."""

import pytest
from django.test import Client
from django.urls import reverse

from lla.accounts.models import User
from lla.acts.refusals import OVERTAKEN, NotAllowed
from lla.emails.models import Email
from socialmedia.complaints import workflow as complaints_workflow
from socialmedia.complaints.models import Complaint
from socialmedia.consultations import workflow as consultations_workflow
from tests.factories import make_staff, sign_in
from tests.socialmedia.complaints.factories import Team, everybody_agrees, make_complaint, triage

pytestmark = pytest.mark.django_db


@pytest.fixture
def complaint(team: Team) -> Complaint:
    """A serious one with the team, which everybody agrees about."""
    asked = triage(make_complaint("legal", email="kim@example.org"), team.manager)
    everybody_agrees(asked)
    return asked


def at(name: str, complaint: Complaint) -> str:
    return reverse(f"socialmedia:{name}", args=[complaint.pk])


def as_(user: User) -> Client:
    return sign_in(Client(), user)


def test_of_two_who_have_the_form_open_the_second_reads_what_the_first_decided(
    team: Team, complaint: Complaint
) -> None:
    other, address = as_(make_staff(name="Saoirse Tully")), at("lead_complaint", complaint)
    seen = other.get(address).context["form"].state
    as_(team.leader).post(address, {"words": "We say sorry.", "seen": ""})
    page = other.post(address, {"words": "We do nothing.", "seen": seen})
    complaint.refresh_from_db()
    assert (page.context["form"].non_field_errors(), complaint.leadership_words) == (
        [OVERTAKEN],
        "We say sorry.",
    )
    assert b"We say sorry." in page.content
    other.post(address, {"words": "We do nothing.", "seen": page.context["form"].state})
    history = as_(team.manager).get(at("complaint", complaint)).context["told"]
    decided = [step["because"] for step in history if step["words"] == "The leadership decided"]
    assert decided == ["Saoirse Tully: We do nothing.", "Robin Vale: We say sorry."]


def test_a_decision_written_over_another_of_the_same_moment_is_refused(
    team: Team, complaint: Complaint
) -> None:
    decide = complaints_workflow.decide_as_leadership
    decide(complaint, words="We say sorry.", before="", by=team.leader)
    with pytest.raises(NotAllowed) as no:
        decide(complaint, words="We do nothing.", before="", by=team.leader)
    assert no.value.reasons == [OVERTAKEN]


def test_whoever_answers_it_is_told_of_each_decision(team: Team, complaint: Complaint) -> None:
    Email.objects.all().delete()
    complaints_workflow.decide_as_leadership(complaint, words="We say sorry.", by=team.leader)
    [email] = Email.objects.filter(kind="socialmedia/complaint_waits")
    assert (email.to, "The leadership has entered its decision." in email.body) == (team.manager.email, True)
    assert "We say sorry." not in email.body


def test_it_is_not_closed_on_a_page_older_than_the_decision(team: Team, complaint: Complaint) -> None:
    complaints_workflow.decide_as_leadership(complaint, words="We keep it.", by=team.leader)
    manager, address = as_(team.manager), at("close_complaint", complaint)
    page = manager.get(address)
    said = page.content.decode()
    assert ["We keep it." in said, "We say sorry and talk to the moderator." in said, "Ann Bell" in said] == [
        True,
        True,
        True,
    ]
    typed = {"outcome": "Kept.", "reply": "It stays.", "seen": page.context["form"].state}
    complaints_workflow.decide_as_leadership(complaint, words="Take it down.", by=team.leader)
    page = manager.post(address, typed)
    assert page.context["form"].non_field_errors()[0].startswith("The leadership has changed what it says")
    assert [words in page.content for words in (b"Take it down.", b"It stays.")] == [True, True]
    assert manager.post(address, {**typed, "seen": page.context["form"].state}).status_code == 302


def test_it_is_not_closed_on_a_page_older_than_a_view(team: Team, complaint: Complaint) -> None:
    complaints_workflow.decide_as_leadership(complaint, words="We keep it.", by=team.leader)
    manager, address = as_(team.manager), at("close_complaint", complaint)
    typed = {"outcome": "Kept.", "reply": "It stays.", "seen": manager.get(address).context["form"].state}
    complaint.refresh_from_db()
    assert complaint.consultation
    consultations_workflow.give_view(complaint.consultation, opinion="disagree", words="No.", by=team.ann)
    assert manager.post(address, typed).status_code == 200
    complaint.refresh_from_db()
    assert not complaint.is_closed
