"""An agenda edited by two: what one of them did not touch takes over what the other saved."""

from functools import partial
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from lla.acts.refusals import OVERTAKEN
from lla.forms.optimistic_locking import DELETED_MEANWHILE
from motions.agenda.models import AgendaItem, Conference
from tests.concurrency import at_once
from tests.desk_forms import change_page, sent_from
from tests.factories import make_staff, sign_in
from tests.motions.factories import make_conference, make_item, make_motion
from tests.organisers.factories import make_region
from tests.two_tabs import send_at_once

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client: Client) -> Client:
    boss = make_staff()
    boss.is_superuser = True
    boss.save()
    return sign_in(client, boss)


def agenda(conference: Conference) -> list[tuple[int, str, str]]:
    return list(conference.items.order_by("order").values_list("order", "title", "introduction"))


def test_rows_that_were_not_touched_take_over_what_a_colleague_saved(desk: Client) -> None:
    conference = make_conference()
    first, _ = make_item(conference, "Housing"), make_item(conference, "Trams")
    old = sent_from(desk, conference, **{"items-1-introduction": "On rails."})
    AgendaItem.objects.filter(pk=first.pk).update(title="Homes", order=7)
    assert desk.post(change_page(conference), old).status_code == 302
    assert agenda(conference) == [(2, "Trams", "On rails."), (7, "Homes", "")]


def test_the_conference_itself_takes_over_too_where_only_an_item_was_touched(desk: Client) -> None:
    conference = make_conference()
    make_item(conference, "Housing")
    old = sent_from(desk, conference, **{"items-0-introduction": "On homes."})
    Conference.objects.update(venue="Leeds")
    assert desk.post(change_page(conference), old).status_code == 302
    assert (Conference.objects.get().venue, agenda(conference)) == ("Leeds", [(1, "Housing", "On homes.")])


def test_a_row_beside_one_that_is_refused_shows_what_is_saved(desk: Client) -> None:
    """Pressing again, as the sentence says, puts nothing of it back."""
    conference = make_conference()
    make_item(conference, "Housing"), make_item(conference, "Trams")
    old = sent_from(desk, conference, **{"items-1-introduction": "On rails."})
    AgendaItem.objects.filter(order=1).update(title="Homes")
    AgendaItem.objects.filter(order=2).update(introduction="On wheels.")
    page = desk.post(change_page(conference), old)
    [rows] = [inline.formset for inline in page.context["inline_admin_formsets"]]
    assert [form.non_field_errors() for form in rows.initial_forms] == [[], [OVERTAKEN]]
    assert [form["title"].value() for form in rows.initial_forms] == ["Homes", "Trams"]
    shown = {form.add_prefix(name): form[name].value() for form in rows.initial_forms for name in form.fields}
    again = {name: value for name, value in shown.items() if value not in (None, False)}
    assert desk.post(change_page(conference), {**old, **again}).status_code == 302
    assert agenda(conference) == [(1, "Homes", ""), (2, "Trams", "On rails.")]


def test_a_number_that_a_colleague_gave_to_a_new_item_is_refused_in_words(desk: Client) -> None:
    conference = make_conference()
    new = {"items-0-order": "11", "items-0-title": "Trams", "items-0-takes_motions": "on"}
    old = sent_from(desk, conference, **new)
    item = make_item(conference, "Housing")
    AgendaItem.objects.filter(pk=item.pk).update(order=11)
    page = desk.post(change_page(conference), old)
    [rows] = [inline.formset for inline in page.context["inline_admin_formsets"]]
    said = "Two items have the same number on the agenda: 11. “Housing” was added since you opened this page."
    assert (rows.non_form_errors(), rows.forms[0]["title"].value()) == ([said], "Trams")


def test_each_row_stands_below_its_own_name_after_a_colleague_renumbered(desk: Client) -> None:
    conference = make_conference()
    make_item(conference, "Housing"), make_item(conference, "Trams")
    old = sent_from(desk, conference, **{"items-0-introduction": "Mine.", "items-1-introduction": "Mine."})
    AgendaItem.objects.filter(title="Housing").update(order=9, introduction="Theirs.")
    page = desk.post(change_page(conference), old)
    [rows] = page.context["inline_admin_formsets"]
    named = [(str(row.original.title), row.form["title"].value()) for row in rows if row.original]
    assert named == [("Housing", "Housing"), ("Trams", "Trams")]


def test_an_item_ticked_for_deletion_is_kept_when_a_colleague_changed_it_meanwhile(desk: Client) -> None:
    conference = make_conference(opened_at=None)
    make_item(conference, "Housing")
    old = sent_from(desk, conference, **{"items-0-DELETE": "on"})
    AgendaItem.objects.update(introduction="On homes.")

    refused = desk.post(change_page(conference), old)

    [agenda] = [inline.formset for inline in refused.context["inline_admin_formsets"]]
    [form] = agenda.initial_forms
    assert [form.non_field_errors(), [one.words for one in form.stored]] == [[OVERTAKEN], ["On homes."]]
    assert [refused.text.count(said) for said in (OVERTAKEN, "On homes.")] == [1, 2]
    assert (agenda.non_form_errors(), AgendaItem.objects.count()) == ([DELETED_MEANWHILE], 1)
    on_purpose = {**old, "items-0-seen": form["seen"].value()}
    assert (desk.post(change_page(conference), on_purpose).status_code, AgendaItem.objects.count()) == (
        302,
        0,
    )


@pytest.mark.django_db(transaction=True)
def test_two_items_added_at_the_same_moment_with_one_number_are_one(desk: Client) -> None:
    conference = make_conference()
    page, cookies = change_page(conference), desk.cookies
    new = {"items-0-order": "11", "items-0-takes_motions": "on"}
    pages = [sent_from(desk, conference, **new, **{"items-0-title": title}) for title in ("Trams", "Buses")]

    def send(typed: dict[str, Any]) -> int:
        tab = Client()
        tab.cookies = cookies
        return tab.post(page, typed).status_code

    assert sorted(at_once([partial(send, typed) for typed in pages])) == [200, 302]


@pytest.mark.django_db(transaction=True)
def test_an_item_deleted_and_changed_at_the_same_moment_stays_or_was_never_changed(desk: Client) -> None:
    conference = make_conference(opened_at=None)
    make_item(conference, "Housing")
    page, cookies = change_page(conference), desk.cookies
    pages = [
        sent_from(desk, conference, **{name: typed})
        for name, typed in (("items-0-DELETE", "on"), ("items-0-introduction", "On homes."))
    ]

    def send(typed: dict[str, Any]) -> int:
        tab = Client()
        tab.cookies = cookies
        return tab.post(page, typed).status_code

    answers = at_once([partial(send, typed) for typed in pages])
    assert (answers, AgendaItem.objects.count()) in [([302, 200], 0), ([200, 302], 1)]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("kind", "typed"),
    [
        ("motions_standingorder", {"order": "1", "number": "1", "heading": "Motions", "words": "Sent in."}),
        ("organisers_constituency", {"code": "E14001063", "name": "Selby", "source": "The list"}),
        ("organisers_alliedorganisation", {"name": "Canal Commons", "status": "none"}),
    ],
)
def test_one_row_added_twice_at_the_same_moment_is_there_once(
    desk: Client, kind: str, typed: dict[str, str]
) -> None:
    add = reverse(f"admin:{kind}_add")
    form = desk.get(add).context["adminform"].form
    known = {"conference": make_conference().pk, "region": make_region().pk}
    known |= {"status": form["status"].value()} if "status" in form.fields else {}
    inline = {"contacts-TOTAL_FORMS": "0", "contacts-INITIAL_FORMS": "0"}
    first, second = send_at_once(desk, add, [{**inline, **known, **typed, **known}] * 2)
    assert (first.status_code, second.status_code, "errornote" in second.text) == (302, 200, True)


@pytest.mark.parametrize("chosen", ["zz", "", "9" * 30])
def test_a_choice_of_rows_that_are_none_is_answered_in_words(desk: Client, chosen: str) -> None:
    make_motion()
    queue = reverse("admin:motions_motion_changelist")
    actions = desk.get(queue).context["action_form"].fields["action"].choices
    sent = {"action": actions[-1][0], "_selected_action": chosen, "index": "0"}
    assert desk.post(queue, sent).status_code in (200, 302)
