"""The page on which times, venues and ideas are offered: one by one, and nothing typed is lost."""

from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from lla.acts.actors import SYSTEM
from lla.time import clock
from organisers.symposia.models import Option, Symposium
from organisers.symposia.workflow import lifecycle
from tests.factories import sign_in
from tests.organisers.factories import make_group, make_organiser, make_region
from tests.organisers.symposia.factories import make_planned, make_venue

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("january")]


@pytest.fixture
def organiser(client: Client) -> Client:
    return sign_in(client, make_organiser(make_region()))


def desk(name: str, symposium: Symposium, *more: object) -> str:
    return reverse(f"organisers:{name}", args=[symposium.region.slug, symposium.quarter, *more])


def test_a_time_a_venue_and_an_idea_are_offered_and_taken_out(organiser: Client) -> None:
    hall = make_venue()
    symposium = lifecycle.begin(make_region(), datetime(2027, 1, 1).date(), by=SYSTEM)  # noqa: DTZ001
    address = desk("symposium_options", symposium)
    times = {"slot-day": "13 February 2027", "slot-starts": "18.30", "slot-ends": "21:00"}
    for sent in (
        {"kind": "slot", **times},
        {"kind": "venue", "venue-venue": hall.pk},
        {"kind": "idea", "idea-words": "Buses"},
    ):
        assert organiser.post(address, sent).status_code == 302
    assert [str(option) for option in symposium.options.all()] == [
        "Buses",
        "Saturday 13 February 2027, 6.30 pm to 9 pm",
        hall.name,
    ]
    gone = symposium.options.filter(kind="idea").get()
    organiser.post(desk("symposium_option_gone", symposium, gone.pk))
    assert not Option.objects.filter(kind="idea").exists()


def test_what_was_typed_for_another_kind_stays_on_the_page(organiser: Client) -> None:
    """Whether what the button adds is taken or not; with nothing else typed the page begins anew."""
    hall = make_venue()
    symposium = lifecycle.begin(make_region(), datetime(2027, 1, 1).date(), by=SYSTEM)  # noqa: DTZ001
    address = desk("symposium_options", symposium)
    typed = {"slot-day": "2027-02-20", "slot-starts": "14:00", "slot-ends": "", "idea-words": "Buses"}
    sent = {"kind": "venue", "venue-venue": hall.pk, **typed}
    pages = [organiser.post(address, sent) for _ in range(2)]
    assert [option.venue for option in symposium.options.all()] == [hall]
    assert ["Added: " in page.content.decode() for page in pages] == [True, False]
    assert "That has already been added." in pages[1].content.decode()
    for page in pages:
        shown = page.content.decode()
        kept = ['value="2027-02-20"', 'value="14:00"', 'value="Buses"', "There is a problem"]
        assert [words in shown for words in kept] == [True, True, True, page is pages[1]]


def test_what_was_typed_stays_when_an_option_is_taken_out(organiser: Client) -> None:
    symposium = make_planned()
    gone = symposium.options.get(kind="venue")
    typed = {"slot-day": "2027-02-20", "slot-starts": "14:00", "slot-ends": "", "idea-words": "Buses"}
    page = organiser.post(desk("symposium_option_gone", symposium, gone.pk), typed).content.decode()
    kept = ['value="2027-02-20"', 'value="14:00"', 'value="Buses"', "There is a problem"]
    assert [words in page for words in kept] == [True, True, True, False]
    assert not symposium.options.filter(pk=gone.pk).exists()
    assert f'action="{desk("symposium_options", symposium)}"' in page


def test_an_option_that_a_colleague_has_removed_is_said_and_what_was_typed_stays(organiser: Client) -> None:
    symposium = make_planned()
    hall = symposium.options.get(kind="venue")
    gone = desk("symposium_option_gone", symposium, hall.pk)
    pages = [organiser.post(gone, {"idea-words": "Buses"}) for _ in range(2)]
    assert [[str(message) for message in page.context["messages"]] for page in pages] == [
        [f"Removed: {hall}."],
        ["Somebody has removed this option already."],
    ]
    assert ['value="Buses"' in page.content.decode() for page in pages] == [True, True]


def test_an_idea_that_comes_after_the_consultation_opened_can_be_copied(organiser: Client) -> None:
    """Whichever button was pressed beside it."""
    symposium = make_planned()
    gone = desk("symposium_option_gone", symposium, symposium.options.get(kind="venue").pk)
    make_group()
    lifecycle.open_consultation(symposium, closes_at=clock.now() + timedelta(days=14), by=SYSTEM)
    idea = {"slot-day": "", "idea-words": "Buses"}
    for address, sent in ((desk("symposium_options", symposium), {"kind": "idea", **idea}), (gone, idea)):
        page = organiser.post(address, sent)
        assert page.context["long"] == ["Buses"]
        assert "What you typed" in page.content.decode()
    assert not symposium.options.filter(kind="idea").exists()


def test_nothing_is_offered_twice(organiser: Client) -> None:
    symposium = make_planned()
    hall = symposium.options.get(kind="venue").venue_id
    times = {"slot-day": "2027-02-20", "slot-starts": "14:00", "slot-ends": "17:00"}
    idea = {"kind": "idea", "idea-words": "Buses"}
    organiser.post(desk("symposium_options", symposium), idea)
    organiser.post(desk("symposium_options", symposium), {"kind": "slot", **times})
    before = symposium.options.count()
    again = (
        {"kind": "slot", **times},
        {"kind": "venue", "venue-venue": hall},
        {**idea, "idea-words": "BUSES"},
    )
    for sent in again:
        page = organiser.post(desk("symposium_options", symposium), sent)
        assert "That has already been added." in page.content.decode()
    assert symposium.options.count() == before


def test_an_hour_that_the_clock_skips_is_refused_in_words(organiser: Client) -> None:
    symposium = make_planned()
    times = {"slot-day": "2027-03-28", "slot-starts": "01:30", "slot-ends": "03:00"}
    answer = organiser.post(desk("symposium_options", symposium), {"kind": "slot", **times})
    assert "There is no 1.30 am on Sunday 28 March 2027" in answer.content.decode()
