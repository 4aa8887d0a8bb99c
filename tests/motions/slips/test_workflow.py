"""The committee corrects a slip: a new text marked as its own, and the ruling still counts."""

from typing import Any

import pytest
from django.test import Client

from lla.acts.refusals import OVERTAKEN, NotAllowed
from lla.emails.models import Email
from motions.backing.workflow import revise
from motions.committee import workflow as committee_workflow
from motions.motion.choices import Act, Status
from motions.motion.models import Motion, Revision
from motions.motion.texts import Text
from motions.slips import workflow as slips_workflow
from tests.motions.committee.admin_pages import page_of, seen
from tests.motions.factories import make_committee_member, make_motion, mover_of

pytestmark = pytest.mark.django_db

BODY = "Conference resolves:\n\n- To recieve buses."


def correct(motion: Motion, **typed: Any) -> Revision:
    typed = {
        "title": "Buses",
        "body": BODY.replace("recieve", "receive"),
        "appendix": "",
        "why": "“recieve”",
        "base": 1,
        **typed,
    }
    return slips_workflow.correct_slip(motion, by=make_committee_member(), **typed)


def test_a_corrected_slip_is_a_new_text_of_the_committees_and_the_ruling_still_counts(client: Client) -> None:
    motion = make_motion(title="Buses", body=BODY)
    committee_workflow.rule_in_order(motion, by=make_committee_member())

    revision = correct(motion)

    motion.refresh_from_db()
    email = Email.objects.get(kind="motions/slip_corrected")
    assert (motion.status, motion.text, revision.number) == (Status.IN_ORDER, revision, 2)
    assert revision.why == "Slip corrected by the committee: “recieve”"
    assert (email.to, "Slip corrected by the committee" in email.body) == (mover_of(motion).email, True)
    assert (motion.events.get(act=Act.SLIP_CORRECTED).public, revision.by_role) == (True, "committee")
    page = client.get(motion.get_absolute_url()).content.decode()
    assert "Slip corrected: revision 2" in page


@pytest.mark.parametrize(
    ("typed", "reasons"),
    [
        ({"body": BODY}, ["The text has not changed. Change it, or go back."]),
        ({"base": 2}, [OVERTAKEN]),
        (
            {"body": BODY + "\n- And trams."},
            ["A correction adds, removes and splits no lines. Ask the mover to revise the text."],
        ),
    ],
)
def test_what_is_no_slip_is_refused(typed: dict[str, Any], reasons: list[str]) -> None:
    motion = make_motion(title="Buses", body=BODY)
    with pytest.raises(NotAllowed) as refused:
        correct(motion, **typed)
    assert (refused.value.reasons, motion.revisions.count()) == (reasons, 1)


def test_a_text_that_waits_for_a_second_person_is_not_corrected() -> None:
    motion = make_motion(title="Buses", body=BODY)
    committee_workflow.propose_ruling_out(motion, by=make_committee_member(), rule="4", reason="Two.")
    with pytest.raises(NotAllowed) as refused:
        correct(motion)
    assert refused.value.reasons == [
        "A proposal about this text needs a second person. Second or decline it first."
    ]


def test_the_desk_offers_the_text_and_shows_the_email_first(desk: Client) -> None:
    motion = make_motion(title="Buses", body=BODY)
    form = desk.get(page_of(motion, "correct-slip")).context["form"]
    typed = {name: form[name].value() for name in ("title", "body", "appendix", "base")}
    typed |= {"seen": seen(motion), "why": "“recieve”", "body": BODY.replace("recieve", "receive")}

    [shown] = desk.post(page_of(motion, "correct-slip"), typed).context["emails"]
    between = motion.revisions.count()
    desk.post(page_of(motion, "correct-slip"), {**typed, "step": "do"})

    assert (shown.to, between, motion.revisions.count()) == (mover_of(motion).email, 1, 2)


def test_a_text_that_came_meanwhile_is_shown_and_corrected_when_it_is_meant(desk: Client) -> None:
    motion = make_motion(title="Buses", body=BODY)
    form = desk.get(page_of(motion, "correct-slip")).context["form"]
    typed = {name: form[name].value() for name in ("title", "body", "appendix", "base")}
    typed |= {"why": "“recieve”", "body": BODY.replace("recieve", "receive")}
    revise(motion, Text.of("Trams", BODY), by=mover_of(motion), why="Trams", base=1)

    page = desk.post(page_of(motion, "correct-slip"), {**typed, "seen": seen(motion)})

    form = page.context["form"]
    assert form.non_field_errors() == [OVERTAKEN]
    assert {one.label: one.words for one in form.stored} == {"Title": "Trams", "Text": BODY}
    assert ["What is saved now" in page.text, form["body"].value()] == [True, typed["body"]]
    assert f'name="base" value="{Motion.objects.get().text.number}"' in page.text
    again = {**typed, "seen": seen(motion), "base": form["base"].value(), "step": "do"}
    assert desk.post(page_of(motion, "correct-slip"), again).status_code == 302
