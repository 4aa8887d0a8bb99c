"""The pages of an import: the file, its columns, the rows' fates, confirming and undoing."""

from io import BytesIO
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from lla.forms.sheet_columns import LEFT_OUT
from organisers.contacts.models import Contact
from organisers.groups.models import Group
from organisers.imports import rules
from organisers.imports.choices import ImportAct, Stage
from organisers.imports.forms import NO_DECISION
from organisers.imports.models import Import
from organisers.imports.views import LOOK_AGAIN
from tests.factories import make_staff, settle_tables, sign_in
from tests.organisers.factories import make_group, make_organiser, make_region
from tests.organisers.imports.factories import bring_in, choose, rehearse, sheet

pytestmark = pytest.mark.django_db

HULL = ("Hull Left", "Hull", "", "Jo Marsh", "Secretary", "jo@example.org", "07700 900123")
NEW = "/regions/imports/new/"
NAMES = [f"column{number}" for number in range(len(HULL))]


def upload(client: Client, content: bytes, name: str = "groups.csv", **typed: str) -> Any:
    file = SimpleUploadedFile(name, content)
    return client.post(NEW, {"file": file, "origin": "groups", **typed})


def words(response: Any) -> str:
    return " ".join(response.content.decode().split())


def page(name: str, found: Import) -> str:
    return reverse(f"organisers:{name}", args=[found.pk])


def test_a_spreadsheet_goes_from_the_file_to_the_groups(client: Client) -> None:
    organiser = make_organiser()
    sign_in(client, organiser)
    columns: Any = upload(client, sheet(HULL))
    found = Import.objects.get()
    assert columns.url == page("import_columns", found)
    shown = client.get(columns.url)
    assert "For example: jo@example.org" in words(shown)
    named = {name: field.initial for name, field in shown.context["form"].fields.items()}
    rows: Any = client.post(columns.url, named)
    assert rows.url == page("group_import", found)
    shown = client.get(rows.url)
    assert "<strong>1 new group</strong> and <strong>1 new contact</strong>" in words(shown)
    assert (Group.objects.count(), Contact.objects.count()) == (0, 0)
    done: Any = client.post(page("import_confirm", found), {"seen": shown.context["rehearsal"].fingerprint})
    assert (done.url, Group.objects.get().name) == (rows.url, "Hull Left")
    assert "Nobody has answered yet" in words(client.get(rows.url))
    client.post(page("import_undo", found))
    assert (Group.objects.count(), Import.objects.get().stage) == (0, Stage.UNDONE)


def test_the_example_can_be_brought_in_as_it_is(client: Client) -> None:
    sign_in(client, make_organiser())
    for suffix in ("csv", "xlsx"):
        example = client.get(f"/regions/imports/example.{suffix}")
        upload(client, example.content, f"example.{suffix}")
        found = Import.objects.latest("pk")
        shown = client.get(page("import_columns", found))
        named = {name: field.initial for name, field in shown.context["form"].fields.items()}
        assert LEFT_OUT not in named.values()
        client.post(page("import_columns", found), named)
        rehearsal = client.get(page("group_import", found)).context["rehearsal"]
        assert (rehearsal.groups, rehearsal.contacts, dict(rehearsal.counts)) == (2, 2, {"new": 3})
    book = openpyxl.load_workbook(BytesIO(example.content))
    assert book.active["A1"].value == "Group"


def test_what_cannot_be_read_is_said_beside_the_file(client: Client) -> None:
    sign_in(client, make_organiser())
    response = upload(client, b"\x89PNG\0")
    assert "This is not a spreadsheet that we can read." in words(response)
    assert Import.objects.count() == 0


def test_a_decision_is_asked_for_where_groups_come_in_as_affiliated(client: Client) -> None:
    sign_in(client, make_staff())
    assert NO_DECISION in words(upload(client, sheet(HULL), standing="affiliated"))
    upload(client, sheet(HULL), standing="affiliated", decision="Conference 2026, item 4")
    assert Import.objects.get().decision == "Conference 2026, item 4"


def test_columns_need_the_groups_name_and_no_meaning_twice(client: Client) -> None:
    organiser = make_organiser()
    sign_in(client, organiser)
    found = choose(sheet(HULL), by=organiser)
    said = words(
        client.post(
            page("import_columns", found),
            {**dict.fromkeys(NAMES, LEFT_OUT), "column1": "town", "column2": "town"},
        )
    )
    assert "Say which column is “Group’s name”." in said
    assert "“Town or area” is chosen for two columns. Choose it for one of them." in said


def test_a_choice_that_is_sent_with_the_button_is_looked_at_before_anything_is_written(
    client: Client,
) -> None:
    organiser = make_organiser()
    sign_in(client, organiser)
    make_group("Hull Left")
    found = choose(sheet(("Hull Lefft", *HULL[1:])), by=organiser, region=make_region())
    typed = {"seen": rehearse(found, by=organiser).fingerprint, "row2": "another"}
    response = client.post(page("import_confirm", found), typed, follow=True)
    assert (LOOK_AGAIN in words(response), Group.objects.count()) == (True, 1)
    typed["seen"] = response.context["rehearsal"].fingerprint
    client.post(page("import_confirm", found), typed)
    assert Group.objects.count() == 2


def test_a_second_press_says_that_it_is_done(client: Client) -> None:
    organiser = make_organiser()
    sign_in(client, organiser)
    found = choose(sheet(HULL), by=organiser, region=make_region())
    seen = rehearse(found, by=organiser).fingerprint
    for _ in range(2):
        response = client.post(page("import_confirm", found), {"seen": seen}, follow=True)
    assert rules.DONE in words(response)
    assert Group.objects.count() == 1


def test_rows_are_paged_and_narrowed_by_what_becomes_of_them(client: Client) -> None:
    organiser = make_organiser()
    sign_in(client, organiser)
    rows = [(f"Vale Left {number}", "", "", "", "", "", "") for number in range(60)]
    found = choose(sheet(*rows, ("", *HULL[1:])), by=organiser, region=make_region())
    first = client.get(page("group_import", found))
    assert (len(first.context["page"].object_list), "Page 1 of 2" in words(first)) == (50, True)
    refused = client.get(f"{page('group_import', found)}?show=refused")
    assert [verdict.row.number for verdict in refused.context["page"]] == [62]


def _queries(client: Client, number: int) -> dict[str, int]:
    """Of each page, with so many rows in the spreadsheet."""
    region = make_region()
    organiser = make_organiser(region)
    sign_in(client, organiser)
    counts, tag = {}, f"{number} "
    rows = [
        (f"Vale {tag}{n}", "", "", f"Jo {n}", "", f"jo{tag.strip()}-{n}@example.org", "")
        for n in range(number)
    ]
    found = choose(sheet(*rows), by=organiser, region=region)
    settle_tables()
    for name in ("import_columns", "group_import"):
        with CaptureQueriesContext(connection) as queries:
            client.get(page(name, found))
        counts[name] = len(queries)
    seen = {"seen": rehearse(found, by=organiser).fingerprint}
    for name, typed in (("import_confirm", seen), ("group_import", None), ("import_undo", {})):
        with CaptureQueriesContext(connection) as queries:
            client.post(page(name, found), typed) if typed is not None else client.get(page(name, found))
        counts[f"{name} after"] = len(queries)
    assert Import.objects.get(pk=found.pk).stage == Stage.UNDONE
    return counts


def test_one_three_and_forty_rows_ask_the_database_the_same(client: Client) -> None:
    _queries(client, 2)
    assert _queries(client, 1) == _queries(client, 3) == _queries(client, 40)


def test_nobody_sees_what_another_has_chosen_and_not_brought_in(client: Client) -> None:
    organiser = make_organiser()
    waits = choose(sheet(HULL), by=organiser, region=make_region())
    done = bring_in(
        choose(sheet(("Selby Left", *HULL[1:])), by=organiser, region=make_region()), by=organiser
    )
    sign_in(client, make_staff())
    assert [client.get(page("group_import", each)).status_code for each in (waits, done)] == [404, 200]
    assert "jo@example.org" not in words(client.get(page("group_import", done)))


def test_what_is_in_a_cell_is_shown_as_it_is_and_draws_nothing(client: Client) -> None:
    sign_in(client, make_organiser())
    upload(client, b"Group,Town\n<script>alert(1)</script>,<b>Hull</b>\n")
    shown = client.get(page("import_columns", Import.objects.get())).text
    assert "&lt;b&gt;Hull&lt;/b&gt;" in shown
    assert ("<b>Hull" in shown, "<script>alert" in shown) == (False, False)


def test_a_row_that_cannot_be_taken_says_what_is_in_it_and_why(client: Client) -> None:
    sign_in(client, make_organiser())
    upload(client, f"Group,Town\n{'Hull Left ' * 48},Hull\n".encode())
    found = Import.objects.get()
    client.post(page("import_columns", found), {"column0": "group", "column1": "town"})
    shown = words(client.get(page("group_import", found)))
    quoted = "Hull Left Hull Left Hull Left Hull Left"
    assert f"Group’s name, “{quoted} ”: This has 479 characters. The limit is 120." in shown
    assert "No row can be brought in as it is." in shown


def test_afterwards_the_page_says_which_rows_were_not_taken_and_where_contacts_came(client: Client) -> None:
    organiser = make_organiser()
    sign_in(client, organiser)
    make_group("Hull Left")
    rows = (
        HULL,
        ("Selby Left", "", "", "", "", "", ""),
        ("Goole Left", "", "Mercia", "", "", "", ""),
        ("Otley Left", "", "", "Kim", "", "kim at example", ""),
    )
    found = bring_in(choose(sheet(*rows), by=organiser, region=make_region()), by=organiser)
    confirmed = found.events.get(act=ImportAct.CONFIRMED)
    assert confirmed.details["reasons"] == {"unknown_region": [4], "email": [5]}
    shown = words(client.get(page("group_import", found)))
    assert "Its region is not the name of a region here. Rows: 4" in shown
    assert "“Contact’s email address” could not be read. Rows: 5" in shown
    assert ("Mercia" in shown, "kim at example" in shown) == (False, False)
    assert "Hull Left, Yorkshire and the Humber: was here, 1 new contact" in shown
    assert "Selby Left, Yorkshire and the Humber: new, 0 new contacts" in shown


ADD = "/regions/yorkshire-and-the-humber/desk/groups/new/"


def test_that_a_group_is_another_is_asked_once_there_is_one_alike_which_is_linked(client: Client) -> None:
    region = make_region()
    sign_in(client, make_organiser(region))
    make_group("Hull Left", region=region)
    tick = "It is not the group with a similar name"
    assert tick not in client.get(ADD).content.decode()
    typed = {"name": "Hull Lefft", "kind": "local", "town": "Hull", "contact_email": "jo@example.org"}
    assert client.post(ADD, typed).context["form"].errors == {
        "role": ["Choose the contact’s role in the group."]
    }
    page = client.post(ADD, {**typed, "role": "chair"}).content.decode()
    linked = "/regions/yorkshire-and-the-humber/desk/groups/hull-left/"
    assert (tick in page, f'<a href="{linked}">See Hull Left' in page) == (True, True)
    client.post(ADD, {**typed, "role": "chair", "another": "on"})
    assert Group.objects.filter(name="Hull Lefft").exists()
