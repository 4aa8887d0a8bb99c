"""What the organiser reads of one symposium as time goes on, and days that cannot be meant."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils.html import strip_tags

from lla.acts.actors import SYSTEM, Actor
from organisers.symposia import rules
from organisers.symposia.models import Option, Symposium
from organisers.symposia.workflow import lifecycle
from tests.factories import sign_in
from tests.organisers.factories import make_group, make_organiser
from tests.organisers.symposia.factories import (
    decide,
    give_voice,
    make_confirmed,
    make_consultation,
    make_planned,
    options_of,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("january")]
NOW = datetime(2027, 1, 11, 12, tzinfo=UTC)


def desk(symposium: Symposium, *, at: datetime = NOW) -> str:
    """The page of a symposium, as the organiser of the region reads it at a moment."""
    address = reverse("organisers:desk_symposium", args=[symposium.region.slug, symposium.quarter])
    with time_machine.travel(at, tick=False):
        client = sign_in(Client(), make_organiser(symposium.region))
        return " ".join(strip_tags(client.get(address).content.decode()).split())


def test_closing_lies_ahead_until_it_has_come() -> None:
    group = make_group("Hull Left")
    make_group("Selby Left")
    symposium = make_consultation()
    closes = "on Monday 25 January 2027, noon."
    give_voice(symposium, group, 2)
    assert f"Closes {closes}" in desk(symposium)
    assert "1 of 2 groups has answered." in desk(symposium)
    assert f"Closed {closes}" in desk(symposium, at=NOW + timedelta(days=14))
    decide(symposium, early_reason="The hall is in demand.")
    assert f"Was due to close {closes}" in desk(symposium)


def test_a_motion_starts_from_words_that_are_published() -> None:
    symposium = make_confirmed()
    link = "Start a motion from this symposium"
    before = desk(symposium)
    lifecycle.write(symposium, paper="agenda", words="Hear from each group.")
    lifecycle.publish(symposium, paper="agenda", by=SYSTEM)
    after = desk(symposium)
    assert (link in before, link in after) == (False, True)
    ready = "Everything is ready for the day."
    assert (f"Next: {ready}" in after, ready in after) == (False, True)


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        ({"day": "2027-01-01"}, {"day": ["That time has passed."]}),
        (
            {"day": "2027-05-01"},
            {
                "day": [
                    "A symposium belongs to the quarter in which it starts. This one is for January to "
                    "March 2027."
                ]
            },
        ),
        ({"note": "x" * 1_001}, {"note": ["This has 1001 characters. The limit is 1000."]}),
    ],
)
def test_what_cannot_be_meant_of_a_change_is_said_beside_its_field(
    typed: dict[str, str], wrong: dict[str, list[str]]
) -> None:
    with time_machine.travel(NOW, tick=False):
        symposium = make_confirmed()
        client = sign_in(Client(), make_organiser(symposium.region))
        address = reverse("organisers:symposium_change", args=[symposium.region.slug, symposium.quarter])
        kept = {"day": "2027-02-20", "starts": "14:00", "ends": "17:00", "note": "The hall.", "venue": ""}
        seen = client.get(address).context["form"].state
        sent = {**kept, "venue": symposium.venue_id, "seen": seen, **typed}
        assert client.post(address, sent).context["form"].errors == wrong


def best(symposium: Symposium) -> dict[str, Option]:
    return {kind: options_of(symposium, kind)[0] for kind in ("slot", "venue")}


def test_whoever_was_sooner_is_named_to_a_colleague_with_the_same_page_open() -> None:
    make_group("Hull Left")
    with time_machine.travel(NOW, tick=False):
        symposium = make_planned()
        lucian, grace = (make_organiser(symposium.region, name=name) for name in ("Lucian Pe", "Grace Oye"))
        theirs = Actor.user(lucian, "organiser")
        at = "Lucian Pe {} on Monday 11 January 2027, noon."
        closes_at = NOW + timedelta(days=14)
        reasons = [rules.why_not_decide(symposium, **best(symposium), note="It suits most.", now=NOW)]
        lifecycle.open_consultation(symposium, closes_at=closes_at, by=theirs)
        symposium.refresh_from_db()
        reasons += [
            rules.why_not_open(symposium, closes_at, now=NOW),
            rules.why_not_remove_option(symposium),
        ]
        lifecycle.decide(
            symposium, **best(symposium), note="It suits most.", early_reason="The hall.", by=theirs
        )
        page = reverse("organisers:symposium_decide", args=[symposium.region.slug, symposium.quarter])
        typed = {name: option.pk for name, option in best(symposium).items()}
        answer = sign_in(Client(), grace).post(page, {**typed, "note": "Near the trains."}).content.decode()
        lifecycle.cancel(symposium, because="The hall burnt down.", by=theirs)
        symposium.refresh_from_db()
        reasons += [rules.why_not_cancel(symposium, because="So.")]
    assert reasons == [
        ["Ask the groups before you decide. This one is: planning."],
        [at.format("opened the consultation")],
        [at.format("opened the consultation")],
        [at.format("cancelled it")],
    ]
    assert [words in answer for words in (at.format("confirmed it"), "Near the trains.")] == [True, True]


def test_a_symposium_that_is_ready_is_no_task_of_its_organiser() -> None:
    symposium = make_confirmed()
    client = sign_in(Client(), make_organiser(symposium.region))
    address = reverse("organisers:desk", args=[symposium.region.slug])
    agenda, ready = "Write the agenda and publish it.", "Everything is ready for the day."
    assert agenda in {task.words for task in client.get(address).context["tasks"]}
    Symposium.objects.filter(pk=symposium.pk).update(agenda="Hear from each group.")
    assert {task.words for task in client.get(address).context["tasks"]}.isdisjoint({agenda, ready})
    assert ready in desk(symposium)


@pytest.mark.parametrize(
    ("due_on", "kept"),
    [
        ("1999-01-01", False),
        ("2026-12-31", False),
        ("2027-01-01", True),
        ("2029-03-31", True),
        ("2029-04-01", False),
        ("9999-12-31", False),
    ],
)
def test_a_point_that_is_due_on_a_day_nobody_means_is_asked_about(due_on: str, kept: bool) -> None:
    symposium = make_planned()
    client = sign_in(Client(), make_organiser(symposium.region))
    address = reverse("organisers:symposium_point", args=[symposium.region.slug, symposium.quarter])
    page = client.post(address, {"words": "Book the coach", "owner": "", "due_on": due_on})
    assert ("Check the day" not in page.content.decode()) == kept
    assert list(symposium.action_points.values_list("due_on", flat=True)) == (
        [date.fromisoformat(due_on)] if kept else []
    )
