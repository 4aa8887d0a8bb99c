"""Notes of conversations on the page of a group, for whoever organises its region today."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localdate

from lla.time import clock
from organisers.appointments.models import Appointment
from organisers.consents.workflow import Wishes
from organisers.contacts.choices import Purpose
from organisers.conversations import rules, workflow
from organisers.conversations.models import LONGEST, Note
from organisers.groups.models import Group
from organisers.regions.models import Constituency
from tests.factories import settle_tables, sign_in
from tests.organisers.consents.factories import make_rung, save_page
from tests.organisers.conversations.factories import make_note
from tests.organisers.factories import make_contact, make_group, make_organiser

pytestmark = pytest.mark.django_db
TYPED = {"how": "telephone", "outcome": "reached", "on": "2026-03-02", "words": "They can lend a hall."}


def page_of(group: Group) -> str:
    return f"/regions/yorkshire-and-the-humber/desk/groups/{group.slug}/"


def text(response: Any) -> str:
    return " ".join(response.content.decode().split())


@pytest.fixture(autouse=True)
def on_a_day(time_machine: Any) -> None:
    time_machine.move_to("2026-03-02T12:00:00+00:00")


def test_a_note_is_written_put_right_followed_up_and_removed(client: Client) -> None:
    organiser, group = make_organiser(), make_group()
    sign_in(client, organiser)
    new = f"{page_of(group)}notes/new/"
    assert "Never write what somebody believes" in text(client.get(new))
    page = client.post(new, {**TYPED, "outcome": "call_back", "due_on": "2026-03-09"}, follow=True)
    assert "Sam Hollis follows up." in text(page)
    desk = text(client.get("/regions/yorkshire-and-the-humber/desk/"))
    assert f"{group}: to be called back. They can lend a hall." in desk
    note = Note.objects.get()
    page = client.post(f"{page_of(group)}notes/{note.pk}/", {**TYPED, "words": "Two halls."}, follow=True)
    assert ("Two halls." in text(page), "lend a hall" in text(page)) == (True, False)
    again = Note.objects.get(replaced_at=None)
    led = client.get(f"{page_of(group)}notes/{note.pk}/")
    assert led["Location"] == f"{page_of(group)}notes/{again.pk}/"
    asked = text(client.get(f"{page_of(group)}notes/{again.pk}/remove/"))
    assert ["Two halls." in asked, "Sam Hollis has nothing to follow up" in asked] == [True, False]
    page = client.post(f"{page_of(group)}notes/{again.pk}/remove/", follow=True)
    assert "Removed by Sam Hollis on 2 Mar" in text(page) and "Two halls." not in text(page)


@pytest.mark.parametrize("overtake", ["correct", "remove"])
def test_a_correction_that_comes_too_late_is_kept_and_saved_as_a_new_note(
    client: Client, overtake: str
) -> None:
    organiser, group = make_organiser(), make_group()
    note = make_note(group, by=organiser)
    if overtake == "correct":
        workflow.correct(note, rules.Said(date(2026, 3, 2), words="One hall."), by=organiser)
    else:
        workflow.remove(note, by=make_organiser())
    sign_in(client, organiser)
    page = client.post(f"{page_of(group)}notes/{note.pk}/", {**TYPED, "words": "Two halls."})
    said = text(page)
    assert (page.context["form"].errors, "Two halls." in said) == ({"__all__": [rules.OVERTAKEN]}, True)
    assert f'action="{page_of(group)}notes/new/"' in said
    assert client.get(f"{page_of(group)}notes/{note.pk}/", follow=True).status_code == 200


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"on": "2026-03-03"}, {"on": [rules.NOT_YET]}),
        ({"due_on": "2026-03-01"}, {"due_on": [rules.DUE_OVER]}),
        ({"owner": "second"}, {"due_on": [rules.NO_DUE_DAY]}),
        ({"outcome": ""}, {"outcome": ["“What was the result?” has no answer yet. Choose one."]}),
    ],
)
def test_what_cannot_be_is_said_beside_its_field(
    client: Client, typed: dict[str, str], said: dict[str, list[str]]
) -> None:
    sign_in(client, make_organiser())
    second = make_organiser()
    typed = {name: str(second.pk) if value == "second" else value for name, value in typed.items()}
    page = client.post(f"{page_of(make_group())}notes/new/", {**TYPED, **typed})
    assert page.context["form"].errors == said


def test_what_was_to_follow_is_marked_as_done(client: Client) -> None:
    organiser, group = make_organiser(), make_group()
    note = make_note(group, by=organiser, due_in=5)
    page = sign_in(client, organiser).post(f"{page_of(group)}notes/{note.pk}/done/", follow=True)
    assert "Followed up by Sam Hollis on 2 Mar" in text(page)


def test_a_mistake_keeps_what_was_typed(client: Client) -> None:
    sign_in(client, make_organiser())
    new = f"{page_of(make_group())}notes/new/"
    wrong = {**TYPED, "outcome": "call_back", "words": "x" * (LONGEST + 1)}
    page = text(client.post(new, wrong))
    assert [rules.NO_DAY in page, "x" * (LONGEST + 1) in page, Note.objects.count()] == [True, True, 0]


def test_whoever_organised_the_region_until_yesterday_sees_nothing(client: Client) -> None:
    organiser, group = make_organiser(), make_group()
    note = make_note(group, by=organiser)
    sign_in(client, organiser)
    addresses = [page_of(group), f"{page_of(group)}notes/new/", f"{page_of(group)}notes/{note.pk}/"]
    assert [client.get(address).status_code for address in addresses] == [200] * 3
    Appointment.objects.update(ends_on=localdate(clock.now()) - timedelta(days=1))
    assert [client.get(address).status_code for address in addresses] == [403] * 3


def test_the_page_says_who_may_be_rung_and_what_else_they_allow(client: Client) -> None:
    group = make_group()
    group.constituencies.add(Constituency.objects.create(code="E1", name="Selby", region=group.region))
    save_page(make_contact(group, name="Kim Holt"), Wishes(frozenset({Purpose.PHONE, Purpose.NOTICES})))
    make_contact(group, name="Ola Reed")
    make_rung(group, name="Bo Vane")
    page = sign_in(client, make_organiser()).get(page_of(group))
    rows = {str(contact): allowed for contact, allowed, _ in page.context["contacts"]}
    assert rows == {"Kim Holt": [Purpose.NOTICES, Purpose.PHONE], "Ola Reed": [], "Bo Vane": []}
    said = text(page)
    assert [
        "May be rung" in said,
        "May not be rung" in said,
        "ring only about their own details" in said,
        "Constituency: Selby." in said,
        "900123" in said,
    ] == [True, True, True, True, False]


def test_three_notes_and_contacts_cost_no_more_than_one(client: Client) -> None:
    organiser = make_organiser()
    sign_in(client, organiser)
    counts = []
    for number in (1, 3):
        group = make_group()
        for _ in range(number):
            save_page(make_contact(group), Wishes(frozenset({Purpose.PHONE})))
            make_note(group, by=organiser, due_in=3)
        settle_tables()
        for address in (page_of(group), "/regions/yorkshire-and-the-humber/desk/"):
            with CaptureQueriesContext(connection) as asked:
                assert client.get(address).status_code == 200
            counts.append(len(asked))
    assert counts[:2] == counts[2:]
    assert Note.objects.first().on == date(2026, 3, 2)  # type: ignore[union-attr]
