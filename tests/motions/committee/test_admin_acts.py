"""The acts of the desk: what each asks, the emails it shows first, and what it says when it refuses."""

from typing import cast

import pytest
from django.test import Client
from django.urls import reverse

from lla.accounts.models import User
from lla.emails.models import Email
from motions.agenda.choices import Labelling, Publishing
from motions.committee import emails as committee_emails
from motions.committee import workflow as committee_workflow
from motions.committee.admin.acts import ACTIONS
from motions.committee.choices import Finding, Point
from motions.committee.forms.base import DecisionForm
from motions.motion.choices import Status
from motions.motion.models import Motion, MotionEvent
from tests.factories import make_staff, make_user, sign_in
from tests.motions.committee.admin_pages import checklist_of, page_of, seen, sheet_of, status_of
from tests.motions.committee.secret_motion import hide
from tests.motions.factories import make_conference, make_item, make_motion, mover_of

pytestmark = pytest.mark.django_db


def test_an_email_is_shown_before_anything_is_done(desk: Client) -> None:
    motion = make_motion()
    emails, steps = (rows.objects.count() for rows in (Email, MotionEvent))
    typed = {"seen": seen(motion), "question": "Which region\ndo you mean?"}

    shown = desk.post(page_of(motion, "query"), typed)

    [email] = shown.context["emails"]
    assert (email.to, email.subject) == (
        mover_of(motion).email,
        f"{motion.reference}: the committee has a question",
    )
    assert "> Which region\n> do you mean?" in email.body
    counts = [rows.objects.count() for rows in (Email, MotionEvent)]
    assert (status_of(motion), counts) == (Status.RECEIVED, [emails, steps])
    assert 'name="question" value="Which region\ndo you mean?"' in shown.content.decode()


def test_a_confirmed_email_goes_out_as_it_was_shown(desk: Client) -> None:
    motion = make_motion()
    typed = {"seen": seen(motion), "question": "Which region?"}
    [shown] = desk.post(page_of(motion, "query"), typed).context["emails"]

    answer = desk.post(page_of(motion, "query"), {**typed, "step": "do"})

    sent = Email.objects.latest("pk")
    assert (answer.status_code, status_of(motion)) == (302, Status.QUERIED)
    assert (sent.to, sent.subject) == (shown.to, shown.subject)
    assert sent.body.replace("{link}\n", "") == (shown.body + "\n").replace("[your personal link]\n", "")


def test_what_was_typed_can_be_changed_after_the_email_was_shown(desk: Client) -> None:
    motion = make_motion()
    typed = {"seen": seen(motion), "question": "Which region?", "step": "change"}

    page = desk.post(page_of(motion, "query"), typed)

    assert (page.status_code, page.context["emails"], page.context["form"]["question"].value()) == (
        200,
        None,
        "Which region?",
    )


def test_an_empty_question_is_asked_for_in_words(desk: Client) -> None:
    motion = make_motion()

    page = desk.post(page_of(motion, "query"), {"seen": seen(motion), "question": " "})

    assert page.context["form"].errors == {"question": ["“Your question to the mover” is empty. Fill it in."]}


def test_ruling_in_order_shows_the_label_it_will_give_and_gives_it(desk: Client) -> None:
    conference = make_conference(labelling=Labelling.IN_ORDER, publishing=Publishing.AFTER_RULING)
    motion = make_motion(make_item(conference))
    typed = {"seen": seen(motion)}

    [shown] = desk.post(page_of(motion, "rule-in-order"), typed).context["emails"]
    between = Motion.objects.get(pk=motion.pk)
    desk.post(page_of(motion, "rule-in-order"), {**typed, "step": "do"})

    ruled = Motion.objects.get(pk=motion.pk)
    assert shown.subject == f"{motion.reference}: ruled in order"
    assert (between.status, between.label, between.is_public) == (Status.RECEIVED, "", False)
    assert (ruled.status, ruled.label, ruled.is_public) == (Status.IN_ORDER, "A", True)


def test_ruling_out_takes_two_people(desk: Client, client: Client, member: User) -> None:
    motion = make_motion()
    emails = Email.objects.count()

    proposal = {"seen": seen(motion), "rule": "Standing order 4.2", "reason": "It has two subjects."}
    desk.post(page_of(motion, "rule-out"), proposal)
    proposed = (status_of(motion), Email.objects.count())
    alone = desk.post(page_of(motion, "second"), {"seen": seen(motion), "step": "do"})
    still = status_of(motion)
    sign_in(client, make_staff(name="Kit Marsh"))
    [shown, *_] = client.post(page_of(motion, "second"), {"seen": seen(motion)}).context["emails"]
    client.post(page_of(motion, "second"), {"seen": seen(motion), "step": "do"})

    assert proposed == (Status.RECEIVED, emails)
    assert (alone.status_code, alone.context["form"].non_field_errors(), still) == (
        409,
        ["You proposed this, so somebody else has to second it."],
        Status.RECEIVED,
    )
    assert "Standing order 4.2" in shown.body
    assert "It has two subjects." in shown.body
    everybody = motion.backings.standing().count()
    assert (status_of(motion), Email.objects.count()) == (Status.RULED_OUT, emails + everybody)


def test_reopening_shows_its_emails_to_the_second_person_first(desk: Client) -> None:
    motion = make_motion()
    committee_workflow.rule_in_order(motion, by=make_staff())
    proposer = sign_in(Client(), make_staff(name="Kit Marsh"))
    told = Email.objects.exclude(kind__in=committee_emails.NOTICES_TO_COMMITTEE)
    before = told.count()

    proposed = proposer.post(page_of(motion, "reopen"), {"seen": seen(motion), "reason": "The wrong button."})
    shown = desk.post(page_of(motion, "second"), {"seen": seen(motion)})
    between = (status_of(motion), told.count())
    desk.post(page_of(motion, "second"), {"seen": seen(motion), "step": "do"})

    assert (proposed.status_code, between) == (302, (Status.IN_ORDER, before))
    assert len(shown.context["emails"]) == motion.backings.standing().count()
    assert "The wrong button." in shown.context["emails"][0].body
    assert status_of(motion) == Status.RECEIVED


def test_a_proposal_can_be_declined(desk: Client) -> None:
    motion = make_motion()
    committee_workflow.propose_ruling_out(motion, by=make_staff(), rule="4.2", reason="Two subjects.")

    desk.post(page_of(motion, "decline"), {"seen": seen(motion)})

    assert (status_of(motion), motion.rulings.open().count()) == (Status.RECEIVED, 0)


@pytest.mark.parametrize("step", [{}, {"step": "do"}], ids=["looking", "doing"])
def test_the_second_of_two_people_is_told_and_loses_nothing(desk: Client, step: dict[str, str]) -> None:
    motion = make_motion()
    opened = seen(motion)
    committee_workflow.propose_ruling_out(motion, by=make_staff(), rule="4.2", reason="Two subjects.")
    emails = Email.objects.count()

    page = desk.post(page_of(motion, "query"), {"seen": opened, "question": "Which region?", **step})
    form = page.context["form"]
    again = desk.post(
        page_of(motion, "query"), {"seen": form["seen"].value(), "question": "Which region?", **step}
    )

    assert (page.status_code, form.non_field_errors(), form["question"].value()) == (
        409,
        [
            "Somebody else acted on this motion while you had it open (ruling out proposed). "
            "What you typed is still here. Check the motion before you decide."
        ],
        "Which region?",
    )
    assert (again.status_code, Email.objects.count()) == ((302, emails + 1) if step else (200, emails))


def test_a_member_with_an_interest_takes_no_part(desk: Client, member: User) -> None:
    motion = make_motion()
    desk.post(page_of(motion, "interest"), {"interest": "I chair the group."})
    sentence = "You have declared an interest in this motion, so you cannot take part in it."

    page = desk.get(sheet_of(motion))
    refused = {
        name: desk.post(page_of(motion, name), {"seen": seen(motion), "step": "do", **typed})
        for name, typed in {
            "query": {"question": "Which region?"},
            "rule-in-order": {},
            "rule-out": {"rule": "4.2", "reason": "Two subjects."},
            "reopen": {"reason": "A slip of the finger."},
            "hide": {"reason": "It names somebody."},
            "redact": {"passages": "Groups", "reason": "It names somebody."},
            "lift-hold": {"note": "The chair rang."},
            "publish": {},
            "withdraw": {"note": "By telephone."},
            "assign": {"to": ""},
            "note": {"words": "Ask."},
            "interest": {"interest": "I chair the group."},
        }.items()
    }
    marked = desk.post(checklist_of(motion), {Point.LENGTH: Finding.FINE})

    assert list(motion.recusals.values_list("user", "interest")) == [(member.pk, "I chair the group.")]
    assert {button.reasons[0] for button in page.context["refused"]} == {
        sentence,
        "There is no proposal that needs a second person.",
    }
    for answer in refused.values():
        assert (answer.status_code, answer.context["form"].non_field_errors()[0]) == (409, sentence)
    assert (marked.status_code, marked.context["checklist"].non_field_errors()) == (409, [sentence])
    assert (status_of(motion), motion.notes.count(), motion.checks.count()) == (Status.RECEIVED, 0, 0)


def test_a_motion_is_assigned_only_to_the_committee(desk: Client) -> None:
    motion = make_motion()
    other, outsider = make_staff(name="Kit Marsh"), make_user(name="Jo Reed")

    refused = desk.post(page_of(motion, "assign"), {"seen": seen(motion), "to": outsider.pk})
    desk.post(page_of(motion, "assign"), {"seen": seen(motion), "to": other.pk})

    assert refused.context["form"].errors == {
        "to": ["Choose somebody from the committee who has declared no interest in it."]
    }
    assert Motion.objects.get(pk=motion.pk).assigned_to == other


def test_an_older_page_does_not_take_an_assignment_away(desk: Client) -> None:
    motion, kit, robin = make_motion(), make_staff(name="Kit Marsh"), make_staff(name="Robin Vale")
    opened = seen(motion)
    desk.post(page_of(motion, "assign"), {"seen": opened, "to": kit.pk})

    page = desk.post(page_of(motion, "assign"), {"seen": opened, "to": robin.pk})
    between = Motion.objects.get(pk=motion.pk).assigned_to
    form = page.context["form"]
    desk.post(page_of(motion, "assign"), {"seen": form["seen"].value(), "to": robin.pk})

    assert (page.status_code, form.non_field_errors(), form["to"].value(), between) == (
        409,
        [
            "Somebody else acted on this motion while you had it open (assigned). "
            "What you typed is still here. Check the motion before you decide."
        ],
        str(robin.pk),
        kit,
    )
    assert Motion.objects.get(pk=motion.pk).assigned_to == robin


def test_every_act_that_decides_something_carries_what_its_page_had_in_view() -> None:
    """A note and an interest are added to what is there, and replace nothing that a colleague did."""
    without = {
        name for name, action in ACTIONS.items() if not issubclass(cast(type, action.form), DecisionForm)
    }

    assert without == {"note", "interest"}


def test_withdrawing_for_the_mover_writes_to_everybody_behind_it(desk: Client) -> None:
    motion = make_motion()
    typed = {"seen": seen(motion), "note": "The mover rang on 3 May."}

    shown = desk.post(page_of(motion, "withdraw"), typed).context["emails"]
    desk.post(page_of(motion, "withdraw"), {**typed, "step": "do"})

    everybody = set(motion.backings.standing().values_list("email", flat=True))
    assert ({email.to for email in shown}, len(everybody), status_of(motion)) == (
        everybody,
        3,
        Status.WITHDRAWN,
    )


def test_an_act_that_is_not_open_says_why_and_offers_no_button(desk: Client) -> None:
    motion = make_motion()

    page = desk.get(page_of(motion, "second"))

    assert page.context["reasons"] == ["There is no proposal that needs a second person."]
    assert 'type="submit"' not in page.content.decode()


def test_an_act_nobody_knows_is_not_found(desk: Client) -> None:
    motion = make_motion()

    answers = [
        desk.get(page_of(motion, "burn")),
        desk.get(reverse("admin:motions_motion_change", args=[10**9])),
    ]

    assert [answer.status_code for answer in answers] == [404, 404]


def test_the_only_thing_that_is_hidden_is_chosen_to_be_shown_again(desk: Client) -> None:
    motion = make_motion()
    hide(motion)
    form = desk.get(page_of(motion, "show")).context["form"]
    assert form["hidden_by"].value() == motion.rulings.get().pk
