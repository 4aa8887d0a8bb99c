"""A question is withdrawn before its deadline, and closed only by whoever has read the answers."""

from datetime import timedelta
from functools import partial

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate

from lla.accounts.models import User
from lla.acts.actors import SYSTEM
from lla.acts.refusals import NotAllowed
from lla.emails.models import Email
from lla.time import clock
from lla.time.wording import moment_in_words
from socialmedia.consultations import rules as consultations_rules
from socialmedia.consultations import workflow as consultations_workflow
from socialmedia.consultations.choices import Asked
from socialmedia.consultations.models import Consultation
from socialmedia.posts import selectors as posts_selectors
from socialmedia.posts import workflow as posts_workflow
from socialmedia.record.models import SocialEvent
from socialmedia.reports.selectors import facts_of
from socialmedia.team.models import Appointment, Leave
from tests.concurrency import at_once, refusals
from tests.factories import sign_in
from tests.socialmedia.factories import make_member, make_post

DAY = timedelta(days=1)
pytestmark = pytest.mark.django_db


@pytest.fixture
def ann() -> User:
    return make_member("Ann")


@pytest.fixture
def bea() -> User:
    return make_member("Bea")


def at(name: str, consultation: Consultation) -> str:
    return reverse(f"socialmedia:{name}", args=[consultation.pk])


def ask(by: User, **how: object) -> Consultation:
    return consultations_workflow.open_consultation("Do we?", by=SYSTEM, opened_by=by, **how)  # type: ignore[arg-type]


def test_whoever_asked_withdraws_it_and_nobody_is_asked_any_more(
    client: Client, ann: User, bea: User
) -> None:
    asked = ask(ann)
    page = sign_in(client, ann).get(at("consultation", asked)).content.decode()
    assert [at(name, asked) in page for name in ("withdraw_consultation", "close_consultation")] == [
        True,
        False,
    ]
    answer = client.post(at("withdraw_consultation", asked), {"why": "The year was wrong."})
    asked.refresh_from_db()
    assert (answer.headers["Location"], asked.is_open, asked.withdrawn) == (
        at("consultation", asked),
        False,
        True,
    )
    assert list(Consultation.objects.asking(bea)) == []
    page = client.get(at("consultation", asked)).content.decode()
    told = ["<h2>Withdrawn</h2>", "The year was wrong.", " by Ann.</p>"]
    assert [words in page for words in told] == [True, True, True]
    assert at("withdraw_consultation", asked) not in page
    assert SocialEvent.objects.of(asked).filter(act="withdrawn").count() == 1
    assert "Withdrawn" in client.get(reverse("socialmedia:consultations")).content.decode()


def test_another_member_does_not_withdraw_it_and_it_takes_a_reason(ann: User, bea: User) -> None:
    asked, now = ask(ann), clock.now()
    assert consultations_rules.why_not_withdraw(asked, bea, now=now) == [consultations_rules.NOT_YOURS]
    assert consultations_rules.why_not_withdraw(asked, make_member("Cy", "coordinator"), now=now) == []
    with pytest.raises(NotAllowed) as refused:
        consultations_workflow.withdraw(asked, why=" ", by=ann)
    assert refused.value.reasons == [consultations_rules.SAY_WHY_WITHDRAWN]
    withdrawn = consultations_workflow.withdraw(asked, why="Asked twice.", by=ann)
    with pytest.raises(NotAllowed) as refused:
        consultations_workflow.withdraw(asked, why="Asked twice.", by=ann)
    assert withdrawn.closed_at
    assert refused.value.reasons == [f"Ann withdrew this question on {moment_in_words(withdrawn.closed_at)}."]


def test_everybody_who_was_asked_gets_one_email_that_it_is_off(ann: User, bea: User) -> None:
    """Also whoever has answered, and whoever asked; not who withdraws it, is on leave or has left."""
    away, left, cy = make_member("Dee"), make_member("Eli"), make_member("Cy", "coordinator")
    asked, today = ask(ann), localdate(clock.now())
    consultations_workflow.give_view(asked, opinion="agree", by=bea)
    Leave.objects.create(user=away, starts_on=today, ends_on=today)
    Appointment.objects.filter(user=left).update(starts_on=today - DAY, ends_on=today - DAY)
    consultations_workflow.withdraw(asked, why="The year was wrong.", by=cy)
    told = Email.objects.filter(kind="socialmedia/consultation_withdrawn")
    assert sorted(email.to for email in told) == sorted([ann.email, bea.email])
    said = ["Cy withdrew this question", "Do we?", "The year was wrong.", at("consultation", asked)]
    assert [words in email.body for email in told for words in said] == [True] * 8


def test_what_belongs_to_a_complaint_ends_with_it(ann: User) -> None:
    asked = ask(ann)
    Consultation.objects.filter(pk=asked.pk).update(about="complaint:1")
    asked.refresh_from_db()
    assert consultations_rules.why_not_withdraw(asked, ann, now=clock.now()) == [
        "It is closed together with its complaint."
    ]


def test_an_old_page_says_that_it_was_withdrawn_and_keeps_the_view(
    client: Client, ann: User, bea: User
) -> None:
    asked = ask(ann)
    consultations_workflow.withdraw(asked, why="Asked twice.", by=ann)
    sent = {"opinion": "disagree", "words": "I thought about it."}
    page = sign_in(client, bea).post(at("answer_consultation", asked), sent).content.decode()
    assert ["Ann withdrew this question on" in page, "I thought about it." in page] == [True, True]


def test_a_withdrawn_question_is_no_consultation_for_a_post_or_the_report(ann: User) -> None:
    post, now = make_post(author=ann), clock.now()
    asked = posts_workflow.consult(post, question="May we?", user=ann, by=SYSTEM)
    of_leaders = ask(ann, asked=Asked.TEAM)
    for one in (asked, of_leaders):
        consultations_workflow.withdraw(one, why="Asked twice.", by=ann)
    assert posts_selectors.judge(post, now=now).facts.answers is None
    assert facts_of(localdate(now).replace(day=1)).consulted == ()


def test_it_is_closed_with_the_answers_in_view_and_not_on_an_older_page(
    client: Client, ann: User, bea: User
) -> None:
    asked = ask(ann)
    for user in (ann, bea):
        consultations_workflow.give_view(asked, opinion="agree", words=f"{user} agrees.", by=user)
    page = sign_in(client, ann).get(at("close_consultation", asked))
    said = page.content.decode()
    assert ["Ann agrees." in said, "Bea agrees." in said] == [True, True]
    typed = {"outcome": "Yes, all of us.", "seen": page.context["form"].state}
    consultations_workflow.give_view(asked, opinion="disagree", words="On second thoughts, no.", by=bea)
    page = client.post(at("close_consultation", asked), typed)
    assert page.context["form"].non_field_errors() == [consultations_rules.SAID_MEANWHILE]
    said = page.content.decode()
    assert ["On second thoughts, no." in said, "Yes, all of us." in said] == [True, True]
    answer = client.post(at("close_consultation", asked), {**typed, "seen": page.context["form"].state})
    assert answer.status_code == 302


@pytest.mark.django_db(transaction=True)
def test_of_two_who_close_and_withdraw_it_at_once_one_does() -> None:
    ann = make_member("Ann")
    asked = ask(ann)
    consultations_workflow.give_view(asked, opinion="agree", by=ann)
    found = refusals(
        at_once(
            [
                partial(consultations_workflow.close_consultation, asked, outcome="Yes.", by=ann),
                partial(consultations_workflow.withdraw, asked, why="Asked twice.", by=ann),
            ]
        )
    )
    [[said]] = found
    assert said.startswith(("Ann closed this consultation on ", "Ann withdrew this question on "))
