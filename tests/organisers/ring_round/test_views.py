"""The ring round on a phone: who may be rung, a button for each result, then the next group."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localdate

from lla.pages.tasks import Task
from lla.time import clock
from organisers.conversations import rules as conversations_rules
from organisers.conversations.models import Note
from organisers.dashboard import selectors as dashboard_selectors
from organisers.disclosures.models import Opening
from organisers.ring_round import rules, workflow
from organisers.ring_round.models import Call, Round, Turn
from tests.factories import settle_tables, sign_in
from tests.organisers.factories import make_contact, make_group, make_organiser
from tests.organisers.ring_round.factories import make_ringable, make_ringable_by_word, make_round

pytestmark = pytest.mark.django_db
RING = "/regions/yorkshire-and-the-humber/desk/ring/"


def text(response: Any) -> str:
    return " ".join(response.content.decode().split())


def test_a_round_goes_from_group_to_group(client: Client) -> None:
    sign_in(client, make_organiser())
    for name in ("Aire", "Esk"):
        make_ringable(make_group(f"{name} Left"), name=f"Kim of {name}")
    make_contact(make_group("Nidd Left"), name="Ola Reed")
    page = client.post(RING, {"why": "The symposium"}, follow=True)
    assert page.redirect_chain == [(f"{RING}groups/aire-left/", 302)]
    contact = page.context["standing"].ringable[0]
    assert 'href="tel:+447700900123"' in text(page)
    page = client.post(
        f"{RING}groups/aire-left/",
        {"contact": contact.pk, "outcome": "reached", "words": "They can lend a hall."},
        follow=True,
    )
    assert page.redirect_chain == [(f"{RING}groups/esk-left/", 302)]
    assert "Aire Left: reached." in text(page)
    contact = page.context["standing"].ringable[0]
    page = client.post(
        f"{RING}groups/esk-left/", {"contact": contact.pk, "outcome": "no_answer"}, follow=True
    )
    assert page.redirect_chain == [(RING, 302)]
    said = text(page)
    assert "No group is left to ring for the moment." in said
    assert "1 done, 1 left, 1 where nobody may be rung." in said
    assert "They can lend a hall." in text(
        client.get("/regions/yorkshire-and-the-humber/desk/groups/aire-left/")
    )
    assert Opening.objects.count() == 2


def test_whoever_may_not_be_rung_is_named_without_a_number(client: Client) -> None:
    sign_in(client, organiser := make_organiser())
    group = make_group("Aire Left")
    make_ringable(group, phone="+447700900555")
    make_contact(group, name="Ola Reed")
    make_round(by=organiser)
    before = text(client.get(f"{RING}groups/aire-left/"))
    client.post(f"{RING}next/")
    after = text(client.get(f"{RING}groups/aire-left/"))
    assert [number in page for page in (before, after) for number in ("900555", "900123")] == [
        False,
        False,
        True,
        False,
    ]
    assert '<h2 id="others">May not be rung</h2>' in after and "Ola Reed" in after


def test_another_organiser_sees_who_rings_a_group_and_no_number(client: Client) -> None:
    first = make_organiser(name="Ash Vane")
    make_ringable(make_group("Aire Left"))
    make_round(by=first)
    sign_in(Client(), first).post(f"{RING}next/")
    other = sign_in(client, make_organiser())
    page = text(other.get(f"{RING}groups/aire-left/"))
    assert ("Ash Vane has been ringing this group since" in page, "tel:" in page) == (True, False)
    assert "(being rung by Ash Vane)" in text(other.get(RING))
    assert other.post(f"{RING}next/", follow=True).redirect_chain == [(RING, 302)]


def test_a_mistake_is_said_and_keeps_what_was_typed(client: Client) -> None:
    sign_in(client, organiser := make_organiser())
    contact = make_ringable(make_group("Aire Left"))
    make_round(by=organiser)
    client.post(f"{RING}next/")
    typed = {"contact": contact.pk, "outcome": "call_back", "words": "Ring after six."}
    page = text(client.post(f"{RING}groups/aire-left/", typed))
    assert [conversations_rules.NO_DAY in page, "Ring after six." in page] == [True, True]
    typed["outcome"] = "hat"
    assert "Press one of the buttons" in text(client.post(f"{RING}groups/aire-left/", typed))
    assert Call.objects.count() == 0


def test_a_round_is_stopped_and_ended(client: Client) -> None:
    sign_in(client, organiser := make_organiser())
    make_ringable()
    make_round(by=organiser)
    assert "Stopped. You can go on" in text(client.post(f"{RING}stop/", follow=True))
    asked = text(client.get(f"{RING}end/"))
    assert ("It ends for all organisers" in asked, Round.objects.filter(ended_at=None).count()) == (True, 1)
    ended = text(client.post(f"{RING}end/", follow=True))
    assert "The ring round has ended." in ended
    assert "The last round was about “The symposium in May”" in ended
    assert Round.objects.filter(ended_at=None).count() == 0
    assert client.post(f"{RING}next/").status_code == 409


def test_whoever_is_on_the_telephone_when_the_round_ends_still_says_the_result(client: Client) -> None:
    first, second = make_organiser(name="Ash Vane"), make_organiser()
    contact = make_ringable(make_group("Aire Left"))
    ring_round = make_round(by=first)
    sign_in(client, first).post(f"{RING}next/")
    other = sign_in(Client(), second)
    assert "Ash Vane has been ringing Aire Left since" in text(other.get(f"{RING}end/"))
    other.post(f"{RING}end/")
    typed = {"contact": contact.pk, "outcome": "reached", "words": "They can lend a hall."}
    page = client.post(f"{RING}groups/aire-left/", typed, follow=True)
    assert page.redirect_chain == [(RING, 302)]
    assert "Reached" in text(page)
    assert list(Call.objects.values_list("round", "outcome")) == [(ring_round.pk, "reached")]
    refused = text(client.post(f"{RING}groups/aire-left/", {**typed, "words": "And chairs."}))
    assert [rules.NOT_LEFT in refused, "And chairs." in refused] == [True, True]


def test_a_long_call_is_written_down_and_what_was_typed_is_kept(client: Client, time_machine: Any) -> None:
    time_machine.move_to("2026-03-02T10:00:00+00:00", tick=False)
    by, other = make_organiser(), make_organiser(name="Ola Reed")
    contact = make_ringable(make_group("Aire Left"))
    ring_round = make_round(by=by)
    sign_in(client, by).post(f"{RING}next/")
    time_machine.move_to("2026-03-02T10:40:00+00:00", tick=False)
    workflow.take(ring_round, contact.group, by=other)
    typed = {"contact": contact.pk, "outcome": "reached", "words": "They can lend a hall."}
    page = text(client.post(f"{RING}groups/aire-left/", typed))
    assert ["Ola Reed has been ringing this group" in page, "They can lend a hall." in page] == [True, True]
    workflow.leave(ring_round, by=other)
    client.post(f"{RING}next/")
    time_machine.move_to("2026-03-02T11:30:00+00:00", tick=False)
    client.post(f"{RING}groups/aire-left/", typed)
    assert [call.outcome for call in Call.objects.all()] == ["reached"]


@pytest.mark.parametrize(
    ("outcome", "question"),
    [
        ("wrong", "Is the number of Kim Holt somebody else’s?"),
        ("not_rung", "Does Kim Holt want no more calls?"),
    ],
)
def test_what_changes_what_we_hold_of_somebody_is_asked_once(
    client: Client, outcome: str, question: str
) -> None:
    sign_in(client, organiser := make_organiser())
    contact = make_ringable(make_group("Aire Left"))
    make_round(by=organiser)
    client.post(f"{RING}next/")
    typed = {"contact": contact.pk, "outcome": outcome, "words": "Ring after six."}
    page = text(client.post(f"{RING}groups/aire-left/", typed))
    assert [question in page, 'value="Ring after six."' in page, Call.objects.count()] == [True, True, 0]
    client.post(f"{RING}groups/aire-left/", {**typed, "sure": "yes"})
    assert [call.outcome for call in Call.objects.all()] == [outcome]


@pytest.mark.parametrize("outcome", ["wrong", "not_rung"])
def test_before_the_only_way_to_reach_somebody_goes_that_is_said_and_then_listed(
    client: Client, outcome: str
) -> None:
    sign_in(client, organiser := make_organiser())
    contact = make_ringable_by_word(make_group("Aire Left"), by=organiser)
    make_round(by=organiser)
    client.post(f"{RING}next/")
    typed = {"contact": contact.pk, "outcome": outcome, "words": ""}
    asked = text(client.post(f"{RING}groups/aire-left/", typed))
    assert ("so nobody can reach them" in asked, "by email" in asked) == (True, False)
    client.post(f"{RING}groups/aire-left/", {**typed, "sure": "yes"})
    desk = "/regions/yorkshire-and-the-humber/desk/"
    lost = Task("Find", dashboard_selectors.LOST_ONE, f"{desk}contacts/?show=lost")
    assert lost in client.get(desk).context["tasks"]
    assert list(client.get(lost.url).context["page"]) == [contact]
    page = text(client.get(f"{desk}contacts/{contact.pk}/"))
    assert "Not to be rung, so nobody can reach them until" in page


def test_with_two_pages_open_the_result_of_each_is_taken_once(client: Client) -> None:
    sign_in(client, organiser := make_organiser())
    aire, esk = (make_ringable(make_group(f"{name} Left")) for name in ("Aire", "Esk"))
    make_round(by=organiser)
    for contact in (aire, esk):
        client.post(f"{RING}groups/{contact.group.slug}/take/")
    typed = {"contact": aire.pk, "outcome": "no_answer", "words": "Nobody is in."}
    client.post(f"{RING}groups/aire-left/", typed)
    twice = client.post(f"{RING}groups/aire-left/", typed)
    assert twice.context["form"].errors == {"__all__": [rules.SAID_ALREADY]}
    assert [(call.group, call.outcome) for call in Call.objects.all()] == [(aire.group, "no_answer")]


def test_a_day_with_another_result_needs_a_word_and_being_reached_ends_calling_back(client: Client) -> None:
    sign_in(client, organiser := make_organiser())
    contact = make_ringable(make_group("Aire Left"))
    ring_round = make_round(by=organiser)
    client.post(f"{RING}next/")
    day = localdate(clock.now()) + timedelta(days=2)
    typed = {"contact": contact.pk, "outcome": "reached", "again_on": str(day)}
    page = client.post(f"{RING}groups/aire-left/", typed)
    assert page.context["form"].errors == {"again_on": [rules.OTHER_RESULT]}
    assert '<button type="submit" disabled hidden></button>' in page.content.decode()
    client.post(f"{RING}groups/aire-left/", {**typed, "outcome": "call_back"})
    assert Note.objects.to_follow_up([ring_round.region_id]).count() == 1
    client.post(f"{RING}groups/aire-left/take/")
    client.post(f"{RING}groups/aire-left/", {**typed, "again_on": ""})
    assert Note.objects.to_follow_up([ring_round.region_id]).count() == 0


def test_a_call_back_is_read_when_ringing_again_and_ended_by_the_next_talk(client: Client) -> None:
    """Also in another round; that nobody answers is no talk, and a new day takes the place of the old."""
    sign_in(client, organiser := make_organiser(name="Ash Vane"))
    contact = make_ringable(make_group("Aire Left"))
    first = make_round(by=organiser)
    group, noted = f"{RING}groups/aire-left/", "noted by Ash Vane. “Ring after six.”"
    client.post(f"{group}take/")
    due = [localdate(clock.now()) + timedelta(days=days) for days in (2, 3)]
    typed = {
        "contact": contact.pk,
        "outcome": "call_back",
        "words": "Ring after six.",
        "again_on": str(due[0]),
    }
    client.post(group, typed)
    workflow.end(first, by=organiser)
    make_round(by=organiser)
    assert noted in text(client.post(f"{group}take/", follow=True))

    def to_follow_up() -> list[Any]:
        return [note.due_on for note in Note.objects.to_follow_up([contact.group.region_id])]

    client.post(group, {"contact": contact.pk, "outcome": "no_answer"})
    after_no_answer = to_follow_up()
    assert noted in text(client.post(f"{group}take/", follow=True))
    client.post(group, {**typed, "again_on": str(due[1])})
    assert (after_no_answer, to_follow_up()) == ([due[0]], [due[1]])
    client.post(f"{group}take/")
    client.post(group, {"contact": contact.pk, "outcome": "reached"})
    assert to_follow_up() == []


def test_what_is_pressed_most_comes_right_under_the_number(client: Client) -> None:
    sign_in(client, organiser := make_organiser())
    make_ringable(make_group("Aire Left"))
    make_round(by=organiser)
    page = text(client.post(f"{RING}next/", follow=True))
    order = [
        "tel:",
        'value="reached"',
        'value="no_answer"',
        'name="words"',
        'name="again_on"',
        'value="call_back"',
    ]
    assert sorted(order, key=page.index) == order


def test_of_two_who_start_at_once_the_second_reads_whose_round_it_is(client: Client) -> None:
    make_ringable(make_group("Aire Left"))
    make_round(by=make_organiser(name="Ash Vane"))
    sign_in(client, make_organiser())
    page = client.post(RING, {"why": "The petition"}, follow=True)
    started = "Ash Vane has just started a round: “The symposium in May”. You typed: “The petition”."
    said = text(page)
    assert (started in said, "<title>Error" in said, Round.objects.count()) == (True, False, 1)


def test_stopping_keeps_a_note_that_was_typed(client: Client) -> None:
    sign_in(client, organiser := make_organiser())
    contact = make_ringable(make_group("Aire Left"))
    make_round(by=organiser)
    client.post(f"{RING}next/")
    typed = {"contact": contact.pk, "outcome": "stop", "words": "Ring after six."}
    page = client.post(f"{RING}groups/aire-left/", typed)
    assert (page.context["form"].errors, "Ring after six." in text(page)) == (
        {"words": [rules.STOP_FIRST]},
        True,
    )
    page = client.post(f"{RING}groups/aire-left/", {**typed, "words": ""}, follow=True)
    assert (page.redirect_chain, Turn.objects.count()) == ([(RING, 302)], 0)


def test_a_day_and_a_contact_that_cannot_be_are_said_beside_their_fields(client: Client) -> None:
    sign_in(client, organiser := make_organiser())
    group = make_group("Aire Left")
    contact, other = make_ringable(group), make_ringable(group, name="Ola Reed")
    make_round(by=organiser)
    client.post(f"{RING}next/")
    typed = {"contact": contact.pk, "outcome": "call_back", "again_on": "2001-01-01"}
    assert client.post(f"{RING}groups/aire-left/", typed).context["form"].errors == {
        "again_on": [conversations_rules.DUE_OVER]
    }
    wrong = client.post(f"{RING}groups/aire-left/", {"contact": other.pk + 1000, "outcome": "reached"})
    assert wrong.context["form"].errors == {
        "contact": ["The answer to “Who did you ring?” is not offered here now. Choose again."]
    }


def test_the_bar_shows_groups_as_the_open_part(client: Client) -> None:
    page = sign_in(client, make_organiser()).get(RING)
    assert [entry.words for row in page.context["rows"] for entry in row.entries if entry.current] == [
        "Groups"
    ]


def test_three_groups_cost_no_more_than_one(client: Client) -> None:
    sign_in(client, organiser := make_organiser())
    make_ringable(make_group("Aire Left"))
    make_round(by=organiser)
    counts = []
    for number in (1, 3):
        for _ in range(number):
            make_ringable()
        settle_tables()
        client.post(f"{RING}groups/aire-left/take/")
        for address in (RING, f"{RING}groups/aire-left/"):
            with CaptureQueriesContext(connection) as asked:
                assert client.get(address).status_code == 200
            counts.append(len(asked))
    assert counts[:2] == counts[2:]
