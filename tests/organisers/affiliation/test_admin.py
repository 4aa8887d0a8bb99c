"""Groups and regions on the desk: found, changed with a record, and refused in words."""

import pytest
from django.test import Client
from django.urls import reverse

from lla.desk.history import changes
from organisers.groups.choices import GroupStatus
from organisers.groups.models import Group
from tests.desk_forms import change_page, sent_from
from tests.factories import make_staff, sign_in
from tests.organisers.factories import make_group, make_region

pytestmark = pytest.mark.django_db

GROUPS = reverse("admin:organisers_group_changelist")


def test_the_committee_finds_groups_by_region_and_standing(client: Client) -> None:
    sign_in(client, make_staff())
    wales = make_region("Wales")
    make_group("Elan Valley Left", region=wales)
    make_group("Teifi Left", region=wales, status=GroupStatus.LAPSED)
    make_group("Selby Left")

    found = client.get(f"{GROUPS}?region__id__exact={wales.pk}&status__exact=affiliated")

    assert [group.name for group in found.context["cl"].result_list] == ["Elan Valley Left"]


def test_a_change_is_kept_with_who_made_it(client: Client) -> None:
    member = make_staff(name="Robin Vale")
    sign_in(client, member)
    group = make_group("Selby Left")

    client.post(change_page(group), sent_from(client, group, town="Goole"))

    group.refresh_from_db()
    newest, first = changes(group)
    assert (group.town, newest.by, newest.fields, first.made) == (
        "Goole",
        "Robin Vale",
        [("Town", "Selby", "Goole")],
        True,
    )
    page = client.get(reverse("admin:organisers_group_history", args=[group.pk])).content.decode()
    assert "Robin Vale" in page
    assert "Goole" in page


def test_nobody_of_the_committee_deletes_a_group_or_makes_a_region(client: Client) -> None:
    sign_in(client, make_staff())
    group = make_group()

    answers = [
        client.post(reverse("admin:organisers_group_delete", args=[group.pk]), {"post": "yes"}).status_code,
        client.get(reverse("admin:organisers_region_add")).status_code,
    ]

    assert (answers, Group.objects.filter(pk=group.pk).exists()) == ([403, 403], True)


def test_staff_without_a_role_see_no_groups(client: Client) -> None:
    history = reverse("admin:organisers_group_history", args=[make_group("Selby Left").pk])
    stranger = [client.get(page).status_code for page in (GROUPS, history)]
    sign_in(client, make_staff(groups=()))
    without_a_role = [client.get(page).status_code for page in (GROUPS, history)]

    assert (stranger, without_a_role) == ([302, 302], [403, 403])


def test_the_title_of_a_form_with_a_mistake_says_so_once(client: Client) -> None:
    sign_in(client, make_staff())
    page = client.post(reverse("admin:organisers_group_add"), {"name": ""}).content.decode()
    title = " ".join(page.partition("<title>")[2].partition("</title>")[0].split())
    assert (title.count("Error:"), title.startswith("Error: ")) == (1, True)
