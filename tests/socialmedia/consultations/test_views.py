"""The pages of consultations: what waits comes first, a refused form keeps what was typed."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate

from lla.accounts.models import User
from lla.acts.actors import SYSTEM
from lla.emails.models import Email
from lla.time import clock
from socialmedia.consultations import rules as consultations_rules
from socialmedia.consultations import workflow as consultations_workflow
from socialmedia.consultations.choices import Opinion
from socialmedia.consultations.models import Consultation
from socialmedia.team.models import Leave
from tests.factories import sign_in
from tests.organisers.test_queries import queries
from tests.socialmedia.factories import make_member

pytestmark = pytest.mark.django_db
LIST = reverse("socialmedia:consultations")


@pytest.fixture
def ann() -> User:
    return make_member("Ann", "coordinator")


def at(name: str, consultation: Consultation) -> str:
    return reverse(f"socialmedia:{name}", args=[consultation.pk])


def test_what_waits_for_me_comes_first_then_what_is_open_then_what_is_closed(
    client: Client, ann: User
) -> None:
    closed, answered, waiting = (
        consultations_workflow.open_consultation(question, by=SYSTEM)
        for question in ("Closed?", "Answered?", "Waiting?")
    )
    for one in (closed, answered):
        consultations_workflow.give_view(one, opinion=Opinion.AGREE, by=ann)
    consultations_workflow.close_consultation(closed, outcome="Yes.", by=ann)
    page = sign_in(client, ann).get(LIST).content.decode()
    assert at("answer_consultation", waiting) in page
    assert page.index("Waiting?") < page.index("Answered?") < page.index("Closed?")
    assert "1 of 1" in page


def test_a_question_is_asked_and_answered_and_closed(client: Client, ann: User) -> None:
    sign_in(client, ann)
    typed = {"question": "Do we?", "asked": "team", "day": "2099-06-01", "hour": "20:00"}
    late = client.post(reverse("socialmedia:new_consultation"), typed).context["form"]
    assert (late.non_field_errors(), late.errors["day"]) == ([], [consultations_rules.TOO_FAR])
    typed["day"] = f"{localdate(clock.now()) + timedelta(days=7)}"
    answer = client.post(reverse("socialmedia:new_consultation"), typed)
    asked = Consultation.objects.get()
    assert answer.headers["Location"] == at("consultation", asked)
    assert "Not answered yet:</strong> Ann." in client.get(at("consultation", asked)).content.decode()
    client.post(at("answer_consultation", asked), {"opinion": "agree_if", "words": "If it rains."})
    page = client.get(at("consultation", asked)).content.decode()
    assert "If it rains." in page
    assert "Not answered yet" not in page
    client.post(at("close_consultation", asked), {"outcome": "We do."})
    page = client.get(at("consultation", asked)).content.decode()
    assert "We do." in page
    assert at("answer_consultation", asked) not in page


def test_what_was_typed_comes_back_with_the_sentence_that_refuses_it(client: Client, ann: User) -> None:
    sign_in(client, ann)
    asked = consultations_workflow.open_consultation("Do we?", by=SYSTEM)
    page = client.post(at("answer_consultation", asked), {"words": "A long thought."}).content.decode()
    assert "Choose one of the answers." in page
    assert "A long thought." in page
    typed = {"question": "Did we?", "asked": "team", "day": "1 May 2020", "hour": "20:00"}
    page = client.post(reverse("socialmedia:new_consultation"), typed).content.decode()
    assert "Choose a time in the future." in page
    assert "Did we?" in page


def test_a_view_after_closing_is_refused_and_comes_back(client: Client, ann: User) -> None:
    asked = consultations_workflow.open_consultation("Do we?", by=SYSTEM)
    consultations_workflow.give_view(asked, opinion="agree", by=ann)
    consultations_workflow.close_consultation(asked, outcome="Yes.", by=ann)
    sent = {"opinion": "disagree", "words": "I thought again."}
    page = sign_in(client, ann).post(at("answer_consultation", asked), sent).content.decode()
    assert "so views can no longer be changed" in page
    assert "I thought again." in page


def test_sixty_cost_no_more_queries_than_one(client: Client, ann: User) -> None:
    """Sixty open, sixty closed, and one with sixty views."""

    def fill(times: int) -> Consultation:
        for number in range(times):
            open_one = consultations_workflow.open_consultation(f"Open {number}?", by=SYSTEM)
            closed = consultations_workflow.open_consultation(f"Closed {number}?", by=SYSTEM)
            Consultation.objects.filter(pk=closed.pk).update(closed_at=closed.opened_at, outcome="Yes.")
        return open_one

    sign_in(client, ann)
    one = fill(1)
    consultations_workflow.give_view(one, opinion="agree", by=ann)
    few = [queries(client, LIST), queries(client, at("consultation", one))]
    team = [make_member(f"Member {number}") for number in range(20)]
    many = fill(59)
    for user in team[:15]:
        consultations_workflow.give_view(many, opinion="agree", words="Yes, I think so.", by=user)
    assert [queries(client, LIST), queries(client, at("consultation", many))] == few
    assert max(few) <= 18


def test_who_is_on_leave_is_asked_without_an_email(client: Client, ann: User) -> None:
    away = make_member("Away Long")
    today = localdate(clock.now())
    Leave.objects.create(user=away, starts_on=today, ends_on=today + timedelta(days=30))
    sign_in(client, ann)
    typed = {"question": "Do we?", "asked": "team", "day": f"{today + timedelta(days=7)}", "hour": "20:00"}
    client.post(reverse("socialmedia:new_consultation"), typed)
    asked = Consultation.objects.get()
    assert asked.views.filter(user=away).exists()
    assert not Email.objects.filter(to=away.email).exists()
    consultations_workflow.withdraw(asked, why="It is settled.", by=ann)
    assert "Did not answer" not in client.get(at("consultation", asked)).content.decode()
