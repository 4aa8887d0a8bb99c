"""Of two who edit one row on the desk the second learns what the first saved, and nothing is put back."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from lla.acts.refusals import OVERTAKEN
from lla.forms.optimistic_locking import Stored
from motions.agenda.models import AgendaItem
from organisers.groups.models import Group
from tests.factories import make_email, make_staff, sign_in
from tests.motions.factories import make_conference, make_item
from tests.organisers.factories import make_group

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client: Client) -> Client:
    return sign_in(client, make_staff())


def shown(page: Any) -> dict[str, Any]:
    """All that a page of the desk would send, as it stands there."""
    forms = [page.context["adminform"].form]
    for formset in page.context["inline_admin_formsets"]:
        forms += [formset.formset.management_form, *formset.formset.forms]
    sent: dict[str, Any] = {"seen": page.context["adminform"].form.mark}
    for form in forms:
        for field in form:
            value, widget = field.value(), field.field.widget
            if hasattr(widget, "decompress"):
                for at, part in enumerate(widget.decompress(value)):
                    sent[f"{field.html_name}_{at}"] = "" if part is None else str(part)
            elif value not in (None, False):
                sent[field.html_name] = value
    return sent


def test_what_a_colleague_saved_meanwhile_is_not_put_back(desk: Client) -> None:
    group = make_group("Hull Left")
    page = reverse("admin:organisers_group_change", args=[group.pk])
    mine, theirs = (shown(desk.get(page)) for _ in range(2))
    sign_in(Client(), make_staff()).post(page, {**theirs, "town": "Cottingham"})
    answer = desk.post(page, {**mine, "website": "https://hull.example.org"})
    form = answer.context["adminform"].form
    assert form.errors == {"__all__": [OVERTAKEN]}
    assert Stored("Town", "Cottingham") in form.stored
    assert "What is saved now" in answer.content.decode()
    found = Group.objects.get(pk=group.pk)
    assert (found.town, found.website) == ("Cottingham", "")
    again = {**mine, "website": "https://hull.example.org", "town": "Cottingham", "seen": form.mark}
    assert desk.post(page, again).status_code == 302
    found.refresh_from_db()
    assert (found.town, found.website) == ("Cottingham", "https://hull.example.org")


def test_rows_beside_it_count_too(desk: Client) -> None:
    conference = make_conference()
    item = make_item(conference)
    page = reverse("admin:motions_conference_change", args=[conference.pk])
    mine = shown(desk.get(page))
    AgendaItem.objects.filter(pk=item.pk).update(introduction="Read this first.")
    answer = desk.post(page, {**mine, "venue": "Town hall"})
    assert OVERTAKEN in answer.context["adminform"].form.errors["__all__"]
    assert AgendaItem.objects.get(pk=item.pk).introduction == "Read this first."


def test_a_form_of_the_desk_says_which_field_is_empty(desk: Client) -> None:
    answer = desk.post(reverse("admin:organisers_appointment_add"), {})
    errors = answer.context["adminform"].form.errors
    assert [said for each in errors.values() for said in each if "This field" in said] == []


def test_rows_that_nobody_changes_lead_to_no_history(desk: Client) -> None:
    rows = {"organisers_group": make_group().pk, "lla_email": make_email().pk}
    pages = [desk.get(reverse(f"admin:{name}_change", args=[pk])) for name, pk in rows.items()]
    assert ["historylink" in page.content.decode() for page in pages] == [True, False]
