"""The register of other left organisations: overdue first, one page each, a log that stays."""

from datetime import date, timedelta

import pytest
import time_machine
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from lla.accounts.models import User
from lla.acts.refusals import OVERTAKEN
from lla.time import clock
from organisers.allied.models import AlliedContact, AlliedOrganisation, AlliedStatus, Medium
from tests.factories import make_staff, make_user, sign_in
from tests.organisers.factories import make_organiser
from tests.two_tabs import as_sent, send_at_once

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("january")]

LIST = "/regions/allied/"


def make_allied(name: str = "Tenants Together", **facts: object) -> AlliedOrganisation:
    return AlliedOrganisation.objects.create(name=name, **facts)


@pytest.fixture
def organiser() -> User:
    return make_organiser()


@pytest.fixture
def desk(client: Client, organiser: User) -> Client:
    return sign_in(client, organiser)


def names(client: Client, show: str = "") -> list[str]:
    return [row.name for row in client.get(f"{LIST}?show={show}").context["page"]]


def test_what_is_overdue_comes_first_and_the_filters_narrow(desk: Client, organiser: User) -> None:
    make_allied("Allotment Socialists", status=AlliedStatus.TOGETHER)
    make_allied("Canal Commons", due_on=date(2027, 2, 1), owner=organiser)
    make_allied("Tram Left", due_on=date(2027, 1, 10), status=AlliedStatus.TALKING)
    assert names(desk) == ["Tram Left", "Canal Commons", "Allotment Socialists"]
    assert [names(desk, show) for show in ("overdue", "mine", "open", "nonsense")] == [
        ["Tram Left"],
        ["Canal Commons"],
        ["Canal Commons"],
        ["Tram Left", "Canal Commons", "Allotment Socialists"],
    ]
    page = desk.get(LIST).content.decode()
    assert page.count("Overdue</span>") == 1


def test_an_organisation_is_entered_with_what_is_next_and_changed(desk: Client, organiser: User) -> None:
    typed = {
        "name": "Canal Commons",
        "website": "canal.example.org",
        "status": "to_contact",
        "owner": str(organiser.pk),
        "next_action": "Write to their secretary",
        "due_on": "01/02/2027",
    }
    answer = desk.post(f"{LIST}new/", typed)
    made = AlliedOrganisation.objects.get()
    page = f"{LIST}{made.pk}/"
    assert (answer.headers["Location"], made.owner, made.due_on) == (page, organiser, date(2027, 2, 1))
    seen = desk.get(f"{page}change/").context["form"].state
    desk.post(f"{page}change/", {**typed, "status": "contacted", "due_on": "", "seen": seen})
    made.refresh_from_db()
    assert (made.status, made.due_on, made.website) == ("contacted", None, "https://canal.example.org")
    again = desk.post(f"{LIST}new/", {**typed, "name": "canal commons"})
    assert (again.status_code, AlliedOrganisation.objects.count()) == (200, 1)
    assert again.context["form"].errors == {"__all__": ["This organisation is in the register already."]}


def test_of_two_who_change_one_the_second_is_told_and_keeps_what_they_typed(desk: Client) -> None:
    made = make_allied(due_on=date(2027, 1, 2))
    page = f"{LIST}{made.pk}/change/"
    seen = desk.get(page).context["form"].state
    typed = {"name": made.name, "status": "to_contact", "owner": "", "due_on": "02/01/2027", "seen": seen}
    other = sign_in(Client(), make_organiser())
    with time_machine.travel(clock.now() + timedelta(minutes=1), tick=False):
        other.post(page, {**typed, "status": "declined", "next_action": "Nothing more"})
    answer = desk.post(page, {**typed, "next_action": "Write to them"})
    assert answer.context["form"].errors == {"__all__": [OVERTAKEN]}
    made.refresh_from_db()
    assert (made.status, "Write to them" in answer.content.decode()) == (AlliedStatus.DECLINED, True)
    again = {**typed, "next_action": "Write to them", "seen": answer.context["form"].state}
    assert desk.post(page, again).status_code == 302


def test_what_nobody_touched_on_an_older_page_stays_as_a_colleague_saved_it(desk: Client) -> None:
    """Neither the name nor the day that is over was typed on it; what both changed is shown twice."""
    made = make_allied(due_on=date(2027, 1, 2))
    page = f"{LIST}{made.pk}/change/"
    old = as_sent(desk.get(page).context["form"])
    theirs = {**old, "name": "Tenants United", "due_on": "01/02/2027"}
    with time_machine.travel(clock.now() + timedelta(minutes=1), tick=False):
        assert desk.post(page, {**theirs, "next_action": "Theirs"}).status_code == 302
    refused = desk.post(page, {**old, "next_action": "Mine", "website": "https://mine.example.org"})
    form = refused.context["form"]
    assert (form.errors, [one.words for one in form.stored]) == ({"__all__": [OVERTAKEN]}, ["Theirs"])
    assert desk.post(page, as_sent(form)).status_code == 302
    made.refresh_from_db()
    saved = (made.name, made.due_on, made.next_action, made.website)
    assert saved == ("Tenants United", date(2027, 2, 1), "Mine", "https://mine.example.org")


def test_a_day_that_is_over_is_not_chosen(desk: Client) -> None:
    typed = {"name": "Canal Commons", "status": "to_contact", "due_on": "01/01/2020"}
    assert desk.post(f"{LIST}new/", typed).context["form"].errors == {
        "due_on": ["This day is over. Choose today or a later day."]
    }


def test_what_was_said_is_added_to_the_log_the_newest_first(desk: Client, organiser: User) -> None:
    made = make_allied()
    for words in ("We wrote to them.", "They rang back."):
        sent = desk.post(f"{LIST}{made.pk}/log/", {"medium": "telephone", "words": words})
        assert sent.headers["Location"] == f"{LIST}{made.pk}/"
    page = desk.get(f"{LIST}{made.pk}/").content.decode()
    assert f"<title>{made} · {settings.ORGANISATION['name']}</title>" in " ".join(page.split())
    assert page.index("They rang back.") < page.index("We wrote to them.")
    assert [row.by for row in AlliedContact.objects.all()] == [organiser] * 2
    empty = desk.post(f"{LIST}{made.pk}/log/", {"medium": "", "words": "Kept"})
    assert (list(empty.context["form"].errors), "Kept" in empty.content.decode()) == (["medium"], True)


def test_it_is_for_organisers_and_the_committee_alone() -> None:
    made = make_allied()
    AlliedContact.objects.create(
        organisation=made, by=make_user(), medium=Medium.EMAIL, words="In confidence."
    )
    people = {
        "organiser": make_organiser(),
        "committee": make_staff(),
        "data protection lead": make_staff(groups=("Data protection lead",)),
        "anybody": make_user(),
    }
    found = {
        name: sign_in(Client(), user).get(f"{LIST}{made.pk}/").status_code for name, user in people.items()
    }
    assert found == {"organiser": 200, "committee": 200, "data protection lead": 403, "anybody": 403}
    assert Client().get(LIST).status_code == 302


def test_people_to_look_after_one_are_organisers_and_the_committee(desk: Client, organiser: User) -> None:
    staff, stranger = make_staff(), make_user()
    offered = set(desk.get(f"{LIST}new/").context["form"].fields["owner"].queryset)
    assert ({organiser, staff} <= offered, stranger in offered) == (True, False)


def test_the_list_asks_the_database_as_often_for_one_as_for_three(desk: Client) -> None:
    numbers = []
    for at in range(3):
        make_allied(f"Left {at}", owner=make_user())
        desk.get(LIST)
        with CaptureQueriesContext(connection) as queries:
            desk.get(LIST)
        numbers.append(len(queries))
    assert numbers == [numbers[0]] * 3


@pytest.mark.django_db(transaction=True)
def test_of_two_who_add_one_organisation_at_once_the_second_is_told() -> None:
    desk, new = sign_in(Client(), make_organiser()), reverse("organisers:new_allied")
    typed = as_sent(desk.get(new).context["form"]) | {"name": "Canal Commons"}
    first, second = send_at_once(desk, new, [typed, typed])
    said = "This organisation is in the register already." in second.text
    assert (first.status_code, second.status_code, said) == (302, 200, True)
