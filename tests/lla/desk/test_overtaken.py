"""Every page of the desk on which a row is changed: an old one puts nothing back, and says what is saved."""

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from django.contrib import admin
from django.db import connection
from django.db.models import Model
from django.forms.models import model_to_dict
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from lla.accounts.models import User
from lla.acts.refusals import OVERTAKEN
from motions.agenda.models import AgendaItem, Conference
from motions.colleagues.models import Seat
from motions.standing_orders.models import StandingOrder
from organisers.allied.models import AlliedContact, AlliedOrganisation, Medium
from organisers.appointments.models import Appointment as OrganiserAppointment
from organisers.groups.models import Group
from organisers.regions.models import Constituency, Region
from socialmedia.team.models import Appointment as TeamAppointment
from tests.concurrency import at_once
from tests.desk_forms import change_page, sent_from
from tests.factories import make_email, make_staff, make_user, sign_in
from tests.motions.factories import make_conference, make_item
from tests.organisers.factories import make_appointment, make_group, make_region
from tests.socialmedia.factories import make_appointment as make_role

pytestmark = pytest.mark.django_db


def make_constituency() -> Constituency:
    return Constituency.objects.create(code="E14001063", name="Selby", region=make_region())


def make_order() -> StandingOrder:
    return StandingOrder.objects.create(
        conference=make_conference(), order=1, number="1", heading="Motions", words="They are sent in."
    )


# A row of each kind, what a colleague saves of it, and what is typed into the page opened before.
CHANGED: dict[type[Model], tuple[Callable[[], Model], dict[str, Any], dict[str, Any]]] = {
    User: (make_user, {"name": "Kit Marsh"}, {"is_active": ""}),
    Group: (make_group, {"town": "Goole"}, {"website": "https://selby.example.org"}),
    AlliedOrganisation: (
        lambda: AlliedOrganisation.objects.create(name="Canal Commons"),
        {"status": "talking"},
        {"next_action": "Ring them"},
    ),
    OrganiserAppointment: (make_appointment, {"decision": "Committee, 3 May"}, {"ends_on": "01/02/2099"}),
    Region: (make_region, {"order": 7}, {"name": "Yorkshire"}),
    Constituency: (make_constituency, {"name": "Selby and Goole"}, {"source": "The Party’s list"}),
    Conference: (make_conference, {"venue": "Leeds"}, {"introduction": "Welcome."}),
    AgendaItem: (make_item, {"prefix": "R"}, {"introduction": "On members."}),
    StandingOrder: (make_order, {"heading": "Sending in"}, {"words": "They are posted."}),
    TeamAppointment: (make_role, {"ends_on": "2098-02-01"}, {"ends_on": "01/02/2099"}),
}
# It is ended by a tick; nothing stored is typed there.
ONLY_TICKED = {Seat}


@pytest.fixture
def desk(client: Client) -> Client:
    boss = make_staff()
    boss.is_superuser = True
    boss.save()
    return sign_in(client, boss)


def of(row: Model) -> dict[str, Any]:
    return model_to_dict(type(row)._base_manager.get(pk=row.pk))


def test_every_row_that_the_desk_changes_is_told_here() -> None:
    request = RequestFactory().get("/")
    request.user = User(is_superuser=True, is_staff=True, is_active=True)
    changed = {model for model, made in admin.site._registry.items() if made.has_change_permission(request)}
    assert changed == {*CHANGED, *ONLY_TICKED}


@pytest.mark.parametrize(
    "model",
    [model for model in CHANGED if model is not TeamAppointment],
    ids=lambda model: model._meta.label,
)
def test_an_old_page_changes_what_was_touched_and_keeps_what_a_colleague_saved(
    desk: Client, model: type[Model]
) -> None:
    make, theirs, mine = CHANGED[model]
    row = make()
    page, old = change_page(row), sent_from(desk, row, **mine)
    before = of(row)
    model._base_manager.filter(pk=row.pk).update(**theirs)
    stored = of(row)
    assert desk.post(page, old).status_code == 302
    changed = {name for name, value in of(row).items() if value != stored[name]} - {"password"}
    assert (changed, {name for name in stored if stored[name] != before[name]}) == ({*mine}, {*theirs})


@pytest.mark.parametrize("model", CHANGED, ids=lambda model: model._meta.label)
def test_a_page_without_a_mark_is_refused_and_saved_on_purpose(desk: Client, model: type[Model]) -> None:
    make, theirs, mine = CHANGED[model]
    row = make()
    page, old = change_page(row), sent_from(desk, row, **mine)
    del old["seen"]
    model._base_manager.filter(pk=row.pk).update(**theirs)
    stored = of(row)

    answer = desk.post(page, old)

    form = answer.context["adminform"].form
    typed = [str(form[name].value() or "") for name in mine]
    assert (answer.status_code, of(row), typed) == (200, stored, [str(value) for value in mine.values()])
    assert [form.non_field_errors(), "What is saved now" in answer.text] == [[OVERTAKEN], True]
    again = desk.post(page, {**old, "seen": form["seen"].value()})
    assert (again.status_code, of(row) == stored) == (302, False)


def test_only_what_was_changed_is_written(desk: Client) -> None:
    conference = make_conference()
    sent = sent_from(desk, conference, introduction="Welcome.")
    with CaptureQueriesContext(connection) as asked:
        assert desk.post(change_page(conference), sent).status_code == 302
    [written] = [each["sql"] for each in asked if 'UPDATE "motions_conference" SET' in each["sql"]]
    columns = [part.split('"')[1] for part in written.split(" SET ")[1].split(" WHERE ")[0].split(", ")]
    assert sorted(columns) == ["changed_at", "introduction"]


def test_a_closing_date_stays_when_an_old_page_brings_another_introduction(desk: Client) -> None:
    conference = make_conference()
    old = sent_from(desk, conference, introduction="Welcome.")
    early = sent_from(
        desk, conference, motions_close_at_0=old["motions_open_at_0"], motions_close_at_1="23:59"
    )
    assert desk.post(change_page(conference), early).status_code == 302
    closes = Conference.objects.get().motions_close_at

    assert desk.post(change_page(conference), old).status_code == 302
    now = Conference.objects.get()
    assert (now.motions_close_at, now.introduction) == (closes, "Welcome.")


def test_an_item_changed_meanwhile_stays_as_it_is_on_the_page_of_its_conference(desk: Client) -> None:
    conference = make_conference()
    first, second = make_item(conference, "Housing"), make_item(conference, "Trams")
    mine = {"items-0-introduction": "On homes.", "items-1-introduction": "On rails."}
    old = sent_from(desk, conference, **mine)
    AgendaItem.objects.filter(pk=first.pk).update(title="Homes", introduction="On houses.")

    refused = desk.post(change_page(conference), old)

    [agenda] = [inline.formset for inline in refused.context["inline_admin_formsets"]]
    told = [(form.non_field_errors(), [one.words for one in form.stored]) for form in agenda.initial_forms]
    titles = list(conference.items.values_list("title", "introduction"))
    assert told == [([OVERTAKEN], ["On houses."]), ([], [])]
    assert titles == [("Homes", "On houses."), ("Trams", "")]
    marks = {form.add_prefix("seen"): form["seen"].value() for form in agenda.initial_forms}
    marks = {name: f'name="{name}" value="{mark}"' in refused.text and mark for name, mark in marks.items()}
    assert desk.post(change_page(conference), {**old, **marks}).status_code == 302
    second.refresh_from_db()
    assert second.introduction == "On rails."


def test_what_a_colleague_adds_meanwhile_stands_in_nobodys_way(desk: Client) -> None:
    organisation = AlliedOrganisation.objects.create(name="Canal Commons")
    conference = make_conference()
    typed = sent_from(desk, organisation, next_action="Ring them")
    welcome = sent_from(desk, conference, introduction="Welcome.")
    AlliedContact.objects.create(
        organisation=organisation, by=make_user(), medium=Medium.EMAIL, words="We wrote to them."
    )
    make_item(conference)
    assert desk.post(change_page(organisation), typed).status_code == 302
    assert desk.post(change_page(conference), welcome).status_code == 302


def test_a_page_that_changes_nothing_records_no_change_of_its_rows(desk: Client) -> None:
    item = make_item()
    before = item.changed_at
    assert desk.post(change_page(item.conference), sent_from(desk, item.conference)).status_code == 302
    item.refresh_from_db()
    assert item.changed_at == before


def test_a_refused_page_of_a_conference_without_items_is_shown(desk: Client) -> None:
    conference = make_conference()
    old = sent_from(desk, conference, venue="Leeds")
    Conference.objects.update(venue="Hull")
    assert OVERTAKEN in desk.post(change_page(conference), old).text.replace("&#x27;", "'")


def test_a_form_of_the_desk_says_which_field_is_empty(desk: Client) -> None:
    answer = desk.post(reverse("admin:organisers_appointment_add"), {})
    errors = answer.context["adminform"].form.errors
    assert [said for each in errors.values() for said in each if "This field" in said] == []


def test_rows_that_nobody_changes_lead_to_no_history(desk: Client) -> None:
    rows = {"organisers_group": make_group().pk, "lla_email": make_email().pk}
    pages = [desk.get(reverse(f"admin:{name}_change", args=[pk])) for name, pk in rows.items()]
    assert ["historylink" in page.text for page in pages] == [True, False]


@pytest.mark.django_db(transaction=True)
def test_of_two_old_pages_sent_at_the_same_moment_one_is_told(desk: Client) -> None:
    conference = make_conference()
    page = change_page(conference)
    pages = [sent_from(desk, conference, venue=venue) for venue in ("Leeds", "Hull")]
    cookies = desk.cookies

    def send(typed: dict[str, Any]) -> int:
        tab = Client()
        tab.cookies = cookies
        return tab.post(page, typed).status_code

    assert sorted(at_once([partial(send, typed) for typed in pages])) == [200, 302]
