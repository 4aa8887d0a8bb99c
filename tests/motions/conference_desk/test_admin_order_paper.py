"""The order paper on the desk: sessions and consequences typed in plain forms, minutes added up, issued."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from lla.acts.refusals import OVERTAKEN
from motions.agenda.models import Conference
from motions.backing import workflow as backing_workflow
from motions.order_paper.models import ConferenceSession
from motions.order_paper.workflow import Part
from tests.motions.factories import mover_of
from tests.motions.order_paper.factories import make_closed_conference, make_order_paper, plan
from tests.motions.page_text import main, source

pytestmark = pytest.mark.django_db


def page(conference: Conference, name: str, *more: int) -> str:
    return reverse(f"admin:motions_conference_{name}", args=[conference.pk, *more])


def sent(desk: Client, address: str, rows: str, *typed: dict[str, Any], **fields: Any) -> dict[str, Any]:
    """What a page sends when these rows are typed over those that are there."""
    context = desk.get(address).context
    form = context.get("form")
    values = {name: form[name].value() for name in form.fields} if form else {}
    for each in (context["rows"].management_form, *context["rows"].forms):
        values |= {each.add_prefix(name): each[name].value() for name in each.fields}
    for at, row in enumerate(typed):
        values |= {f"{rows}-{at}-{name}": value for name, value in row.items()}
    known = {name: "" if value is None else value for name, value in values.items()}
    return known | {"paper" if form else "seen": context["seen"]} | fields


def again(answer: Any) -> dict[str, Any]:
    """What the page sends that was refused."""
    forms = (answer.context["form"], answer.context["rows"].management_form, *answer.context["rows"].forms)
    values = {each.add_prefix(name): each[name].value() for each in forms for name in each.fields}
    known = {name: "" if value is None else value for name, value in values.items()}
    return known | {"paper": answer.context["seen"]}


def titled_error(answer: Any) -> bool:
    return bool(answer.text.split("<title>")[1].lstrip().startswith("Error:"))


def test_a_session_is_typed_with_labels_and_ordered_by_numbers(desk: Client) -> None:
    conference, _ = make_closed_conference()
    address = page(conference, "add_session")
    hours = {"day": conference.starts_on, "begins_at": "10:00", "ends_at": "11:00", "title": "Housing"}
    business = (
        {"order": 2, "motions": "1B, 1a", "minutes": 40},
        {"order": 1, "words": "Welcome", "minutes": 30},
    )
    answer = desk.post(address, sent(desk, address, "business", *business, **hours), follow=True)
    words = main(answer)
    together = "Debated together and voted on in this order (40 minutes) 1B) Rent"
    assert f"Welcome (30 minutes) {together}" in words
    assert "70 of 60 minutes are planned. 10 minutes more than the session has." in words
    _, debate = ConferenceSession.objects.get().business.all()
    assert [vote.motion.title for vote in debate.votes.all()] == ["Rent", "Homes"]


@pytest.mark.parametrize(
    ("row", "errors"),
    [
        ({"motions": "9Z", "minutes": 5}, {"motions": ["There is no motion 9Z."]}),
        ({"words": "Welcome", "minutes": ""}, {"minutes": ["Enter how many minutes this takes."]}),
    ],
)
def test_what_is_typed_wrong_is_said_beside_it(
    desk: Client, row: dict[str, Any], errors: dict[str, list[str]]
) -> None:
    conference, _ = make_closed_conference()
    address = page(conference, "add_session")
    hours = {"day": conference.starts_on, "begins_at": "10:00", "ends_at": "11:00", "title": "Housing"}
    answer = desk.post(address, sent(desk, address, "business", row, **hours))
    assert answer.context["rows"].forms[0].errors == errors


def test_a_session_is_on_a_day_of_its_conference(desk: Client) -> None:
    conference, _ = make_closed_conference()
    address = page(conference, "add_session")
    hours = {"day": date(2031, 1, 1), "begins_at": "10:00", "ends_at": "11:00", "title": "Housing"}
    errors = desk.post(address, sent(desk, address, "business", **hours)).context["form"].errors
    assert "The conference lasts from " in errors["day"][0]


def test_what_is_wrong_in_the_rows_is_said_once_on_top(desk: Client) -> None:
    conference, _ = make_closed_conference()
    address = page(conference, "add_session")
    rows: tuple[dict[str, str], ...] = ({"words": "Welcome"}, {}, {"motions": "9Z", "minutes": "5"})
    answer = desk.post(address, sent(desk, address, "business", *rows, day=conference.starts_on))
    words = main(answer)
    assert answer.text.count("data-errors") == 2  # the session's own, and that of its rows
    assert words.index("Business 1: Enter how many minutes this takes.") < words.index("Business 3: ")
    assert words.index("Business 3: ") < words.index("Title")


def test_a_session_is_changed_and_removed(desk: Client) -> None:
    conference, _ = make_order_paper()
    session = conference.sessions.earliest("pk")
    address = page(conference, "session", session.pk)
    desk.post(address, sent(desk, address, "business", {"words": "Hello"}))
    assert [part.words for part in session.business.all()] == ["Hello", "", ""]
    desk.post(address, {"remove": "yes"})
    kept = conference.sessions.count()
    desk.post(address, sent(desk, address, "business", remove="yes"))
    assert (kept, conference.sessions.count()) == (2, 1)


def test_an_older_page_of_a_session_shows_what_a_colleague_saved(desk: Client) -> None:
    conference, _ = make_order_paper()
    session = conference.sessions.earliest("pk")
    address = page(conference, "session", session.pk)
    mine = sent(desk, address, "business", {"words": "Hello"})
    desk.post(address, sent(desk, address, "business", {"words": "Tea", "minutes": 45}, title="Teatime"))
    answer = desk.post(address, mine)
    words = main(answer)
    assert answer.context["form"].non_field_errors() == [OVERTAKEN]
    assert ["What is saved now" in words, "Teatime" in words, "Tea (45 minutes)" in words] == [True] * 3
    assert ("Hello" in source(answer), titled_error(answer)) == (True, True)
    assert desk.post(address, again(answer)).status_code == 302


def test_rows_that_nobody_touched_stay_as_a_colleague_saved_them(desk: Client) -> None:
    """One typed “Teatime”, minutes of 1B and another title; the older page minutes of the last row."""
    conference, (homes, rent, *_) = make_closed_conference()
    plan(conference, Part("", (homes,), 30), Part("", (rent,), 20), Part("Close", (), 5))
    address = page(conference, "session", ConferenceSession.objects.get().pk)
    old = sent(desk, address, "business")
    theirs = {"business-1-minutes": "35", "business-3-words": "Teatime", "business-3-minutes": "30"}
    moved = {"business-3-order": "1", "title": "Homes"}
    assert desk.post(address, {**old, **theirs, **moved}).status_code == 302
    shown = desk.get(address).text
    assert [f'name="business-{at}-seen"' in shown for at in range(7)] == [True] * 7
    refused = desk.post(address, {**old, "business-2-minutes": "10"})
    assert OVERTAKEN in refused.context["form"].non_field_errors()
    assert desk.post(address, again(refused)).status_code == 302
    session = ConferenceSession.objects.get()
    business = [
        (part.words or part.votes.get().motion.title, part.minutes) for part in session.business.all()
    ]
    saved = [("Homes", 30), ("Teatime", 30), ("Rent", 35), ("Close", 10)]
    assert (session.title, business) == ("Homes", saved)


def test_an_older_page_of_consequences_shows_what_a_colleague_saved(desk: Client) -> None:
    conference, _ = make_closed_conference()
    address = page(conference, "consequences")
    mine = sent(desk, address, "consequences", {"carried": "1A", "falls": "1D"})
    theirs = {"carried": "1B", "falls": "1C", "words": "They differ."}
    desk.post(address, sent(desk, address, "consequences", theirs))
    answer = desk.post(address, mine)
    words = main(answer)
    assert [OVERTAKEN in words, "If 1B is carried, 1C falls. They differ." in words] == [True, True]
    assert titled_error(answer)


def test_what_is_saved_now_names_also_what_is_not_printed(desk: Client) -> None:
    """Whoever compares would think that a colleague has deleted it."""
    conference, (homes, *_) = make_closed_conference()
    address = page(conference, "consequences")
    mine = sent(desk, address, "consequences", {"carried": "1A", "falls": "1D"})
    theirs = ({"carried": "1A", "falls": "1C", "words": "Or."}, {"carried": "1B", "falls": "1C"})
    desk.post(address, sent(desk, address, "consequences", *theirs))
    backing_workflow.withdraw(homes, by=mover_of(homes), note="")
    words = main(desk.post(address, mine))
    first = "If 1A is carried, 1C falls. Or. (Not printed: one of the two is not voted on any more.)"
    assert [first in words, "If 1B is carried, 1C falls." in words] == [True, True]


def test_consequences_are_typed_with_labels(desk: Client) -> None:
    conference, _ = make_closed_conference()
    address = page(conference, "consequences")
    rows = ({"carried": "1A", "falls": "1D"}, {"carried": "1B", "falls": "1C", "words": "They differ."})
    answer = desk.post(address, sent(desk, address, "consequences", *rows), follow=True)
    words = main(answer)
    assert "If 1A is carried, 1D falls. If 1B is carried, 1C falls. They differ." in words
    half = desk.post(address, sent(desk, address, "consequences", {"carried": "1A", "falls": ""}))
    errors = half.context["rows"].forms[0].non_field_errors()
    assert errors == ["Name both motions, or leave the row blank."]


def test_it_is_issued_and_taken_back_by_buttons(desk: Client) -> None:
    conference, _ = make_order_paper()
    public = f"{conference.get_absolute_url()}papers/order-paper/"
    before = desk.get(public).status_code
    issued = desk.post(page(conference, "order_paper"), follow=True)
    after = desk.get(public).status_code
    taken = desk.post(page(conference, "order_paper"), {"step": "take-back"}, follow=True)
    assert "The order paper is issued. Labels no longer change." in source(issued)
    assert "You can change the order paper again. Labels stay as they are." in source(taken)
    assert (before, after, desk.get(public).status_code) == (404, 200, 404)
