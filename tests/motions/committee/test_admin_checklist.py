"""The committee's checklist of a motion: kept, refused in words, and safe with two people at it."""

import re

import pytest
from django.test import Client

from lla.accounts.models import User
from motions.committee import workflow as committee_workflow
from motions.committee.choices import Finding, Point
from motions.committee.forms.sheet import SAY_NOTE
from motions.motion.models import Motion
from tests.factories import make_staff
from tests.motions.committee.admin_pages import QUEUE, checklist_of, page_of, sheet_of
from tests.motions.factories import make_motion

pytestmark = pytest.mark.django_db


def test_the_checklist_is_kept_with_who_marked_it(desk: Client, member: User) -> None:
    motion = make_motion()
    kept = checklist_of(motion)

    answer = desk.post(kept, {Point.LENGTH: Finding.FINE, Point.ONE_SUBJECT: Finding.CONCERN})

    assert (answer.status_code, answer.headers["Location"]) == (302, sheet_of(motion))
    assert set(motion.checks.values_list("point", "finding", "by")) == {
        (Point.LENGTH, Finding.FINE, member.pk),
        (Point.ONE_SUBJECT, Finding.CONCERN, member.pk),
    }
    assert desk.get(QUEUE).context["cl"].result_list[0].concerns == 1


def test_a_mark_that_does_not_exist_comes_back_in_words(desk: Client) -> None:
    motion = make_motion()

    refused = desk.post(checklist_of(motion), {Point.LENGTH: "splendid"})

    assert (refused.status_code, list(refused.context["checklist"].errors), motion.checks.count()) == (
        409,
        [Point.LENGTH],
        0,
    )


def ticked(client: Client, motion: Motion) -> dict[str, str]:
    """What a browser would send of the checklist as it is shown now."""
    shown = client.get(sheet_of(motion)).context["checklist"]
    fields = {name: shown[name].value() for name in Point.values}
    return fields | {f"initial-{name}": value for name, value in fields.items()}


def test_marks_that_a_colleague_made_meanwhile_stay(desk: Client) -> None:
    motion, colleague = make_motion(), make_staff()
    opened = ticked(desk, motion)
    committee_workflow.mark(motion, by=colleague, findings={Point.LENGTH: Finding.CONCERN})

    desk.post(checklist_of(motion), {**opened, Point.ONE_SUBJECT: Finding.FINE})

    assert set(motion.checks.values_list("point", "finding")) == {
        (Point.LENGTH, Finding.CONCERN),
        (Point.ONE_SUBJECT, Finding.FINE),
    }


def test_whoever_marks_a_point_that_a_colleague_marked_meanwhile_is_told_first(desk: Client) -> None:
    motion, colleague = make_motion(), make_staff()
    mine = {**ticked(desk, motion), Point.LENGTH: Finding.FINE, Point.ONE_SUBJECT: Finding.FINE}
    committee_workflow.mark(motion, by=colleague, findings={Point.LENGTH: Finding.CONCERN})

    refused = desk.post(checklist_of(motion), mine)
    form = refused.context["checklist"]
    kept = {name: form[name].value() for name in (Point.LENGTH, Point.ONE_SUBJECT)}
    marks = list(motion.checks.values_list("point", "finding"))
    hidden = re.findall(r'name="(initial-[^"]+)" value="([^"]+)"', refused.content.decode())
    again = desk.post(checklist_of(motion), {**mine, **dict(hidden)})

    assert (refused.status_code, form.non_field_errors(), kept, marks, hidden) == (
        409,
        [
            "Somebody else marked “It is within the length limit” while you had the checklist open. What "
            "you ticked is still here. Check it, then save again."
        ],
        {Point.LENGTH: Finding.FINE, Point.ONE_SUBJECT: Finding.FINE},
        [(Point.LENGTH, Finding.CONCERN)],
        [("initial-length", "concern")],
    )
    assert (again.status_code, motion.checks.filter(finding=Finding.FINE).count()) == (302, 2)


@pytest.mark.parametrize("button", [{}, {"add": "note"}])
def test_a_note_and_the_checklist_are_saved_together_by_either_button(
    desk: Client, button: dict[str, str]
) -> None:
    motion = make_motion()
    typed = {**ticked(desk, motion), Point.LENGTH: Finding.FINE, "words": "Ask the mover.", **button}
    page = desk.post(checklist_of(motion), typed, follow=True).content.decode()
    assert ("Checklist saved." in page, "Note added." in page) == (True, True)
    assert list(motion.checks.values_list("point", flat=True)) == [Point.LENGTH]
    assert [note.words for note in motion.notes.all()] == ["Ask the mover."]


@pytest.mark.parametrize("act", ["checklist", "note"])
def test_a_note_sent_twice_by_a_double_press_is_there_once(desk: Client, act: str) -> None:
    motion = make_motion()
    page = checklist_of(motion) if act == "checklist" else page_of(motion, act)
    typed = {"words": "Ask the mover."}
    pages = ("one", "one", "another")
    answers = [desk.post(page, {**typed, "csrfmiddlewaretoken": one}).status_code for one in pages]
    assert (answers, motion.notes.count()) == ([302] * 3, 2)


def test_what_is_refused_of_the_checklist_keeps_the_note(desk: Client) -> None:
    motion = make_motion()
    typed = {Point.LENGTH: "splendid", "words": "Ask the mover."}
    page = desk.post(checklist_of(motion), typed)
    kept = page.context["checklist"]["words"].value()
    assert (page.status_code, kept, motion.notes.count()) == (409, "Ask the mover.", 0)
    assert "Ask the mover.</textarea>" in page.content.decode()


def test_an_empty_note_is_asked_for_where_its_button_is_pressed(desk: Client) -> None:
    motion = make_motion()
    page = desk.post(checklist_of(motion), {Point.LENGTH: Finding.FINE, "add": "note", "words": " "})
    assert page.context["checklist"].errors == {"words": [SAY_NOTE]}
    assert page.context["checklist"][Point.LENGTH].value() == Finding.FINE
