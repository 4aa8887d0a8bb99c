"""Groups and other organisations on the committee's desk: acts, the register, and what waits."""

from datetime import UTC, datetime

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from organisers.affiliation import workflow as affiliation_workflow
from organisers.allied.models import AlliedContact, AlliedOrganisation
from organisers.groups.choices import GroupStatus
from organisers.groups.models import Group
from tests.desk_forms import change_page, sent_from
from tests.factories import make_staff, sign_in
from tests.organisers.affiliation.factories import applicant, application
from tests.organisers.factories import make_group, make_organiser, make_region

GROUPS = reverse("admin:organisers_group_changelist")
ALLIED = reverse("admin:organisers_alliedorganisation_changelist")
NOW = datetime(2027, 5, 10, 12, tzinfo=UTC)

pytestmark = pytest.mark.django_db


def act(group: Group, name: str) -> str:
    return reverse("admin:organisers_group_act", args=[group.pk, name])


def listed(client: Client, address: str) -> list[str]:
    return [str(row) for row in client.get(address).context["cl"].result_list]


def test_the_committee_affiliates_on_a_page_of_its_own(client: Client) -> None:
    affiliation_workflow.apply(application())
    group = affiliation_workflow.confirm(applicant())
    sign_in(client, make_staff())
    page = act(group, "affiliate")
    assert client.get(page).context["reasons"] == []
    assert client.post(page, {"words": "Committee, 3 May"}).status_code == 302
    group.refresh_from_db()
    assert group.status == GroupStatus.AFFILIATED
    assert client.get(page).context["reasons"] == ["Humber Left is affiliated already."]


def test_a_reason_is_asked_for_and_a_refusal_keeps_what_was_typed(client: Client) -> None:
    group = make_group("Selby Left")
    sign_in(client, make_staff())
    assert client.post(act(group, "lapse"), {"words": ""}).context["form"].errors == {
        "words": ["“Why” is empty. Fill it in."]
    }
    client.post(act(group, "lapse"), {"words": "No fee was paid."})
    again = client.post(act(group, "lapse"), {"words": "No fee was paid."}).context["form"]
    assert (again.non_field_errors(), again["words"].value()) == (
        ["Selby Left has lapsed already."],
        "No fee was paid.",
    )


def test_the_committee_moves_a_group_with_a_reason(client: Client) -> None:
    group = make_group()
    sign_in(client, make_staff())
    client.post(act(group, "move"), {"to": str(make_region("North").pk), "words": "They live there."})
    group.refresh_from_db()
    assert group.region.slug == "north"


def test_standing_and_region_are_not_typed_into_the_row(client: Client) -> None:
    group = make_group("Selby Left")
    sign_in(client, make_staff())
    row = sent_from(client, group, town="Goole", postcode="yo8 4aa")
    row |= {"status": "left", "region": str(make_region("Wales").pk)}
    client.post(change_page(group), row)
    group.refresh_from_db()
    assert (group.town, group.postcode, group.status, group.region.slug) == (
        "Goole",
        "YO8 4AA",
        GroupStatus.AFFILIATED,
        "yorkshire-and-the-humber",
    )


def test_a_group_entered_by_the_committee_waits_like_any_other(client: Client) -> None:
    sign_in(client, make_staff())
    row = {"name": "Goole Left", "slug": "goole-left", "kind": "local", "region": str(make_region().pk)}
    client.post(reverse("admin:organisers_group_add"), row)
    group = Group.objects.get()
    assert (group.status, [event.act for event in group.events.all()]) == (GroupStatus.APPLIED, ["applied"])
    assert listed(client, f"{GROUPS}?waits=applied") == ["Goole Left"]


def test_staff_without_the_office_act_on_no_group(client: Client) -> None:
    group = make_group()
    page = act(group, "affiliate")
    assert client.get(page).status_code == 302
    assert sign_in(client, make_staff(groups=())).get(page).status_code == 403
    assert sign_in(client, make_organiser()).get(page).status_code == 403
    assert sign_in(client, make_staff()).get(act(group, "explode")).status_code == 404


def test_what_waits_stands_on_the_front_page_with_the_rows_behind_it(client: Client) -> None:
    with time_machine.travel(NOW, tick=False):
        affiliation_workflow.apply(application("Unproved Left"))
        make_group("Whitby Left", status=GroupStatus.APPLIED)
        group = make_group("Selby Left", status=GroupStatus.LAPSED)
        affiliation_workflow.propose(group, by=make_organiser(), words="They meet again.")
        AlliedOrganisation.objects.create(name="Allotment Socialists", due_on=NOW.date().replace(day=9))
        AlliedOrganisation.objects.create(name="Canal Commons", due_on=NOW.date())
        sign_in(client, make_staff())
        panels = {panel.heading: panel.lines for panel in client.get("/admin/").context["panels"]}
        lines = panels["Regions"]
        assert [(line.words, line.count) for line in lines] == [
            ("groups applying", 1),
            ("groups proposed by their organiser", 1),
            ("groups offered to a region without an organiser", 0),
            ("regions without an organiser", 12),
            ("overdue contacts with other organisations", 1),
        ]
        behind = [listed(client, line.url) for line in lines if line.url.startswith("/admin/")]
        assert behind == [["Whitby Left"], ["Selby Left"], []]
        assert client.get(lines[2].url).status_code == 200


def test_a_contact_with_another_organisation_is_logged_under_its_writer_and_stays(client: Client) -> None:
    member = make_staff(name="Robin Vale")
    sign_in(client, member)
    organisation = AlliedOrganisation.objects.create(name="Allotment Socialists")
    line = {"at_0": "10/05/2027", "at_1": "12:00", "medium": "email", "words": "They are glad."}
    sent = sent_from(client, organisation, status="contacted", owner=str(member.pk), due_on="20/05/2027")
    sent |= {"next_action": "Ask them to our symposium"}
    sent |= {f"contacts-0-{name}": value for name, value in line.items()}
    page = change_page(organisation)
    assert client.post(page, sent).status_code == 302
    logged = AlliedContact.objects.get()
    assert (logged.by, logged.words, logged.organisation.status) == (member, "They are glad.", "contacted")
    shown = client.get(page).content.decode()
    assert ("They are glad." in shown, 'name="contacts-0-words" id="id_contacts-0-words">They' in shown) == (
        True,
        False,
    )


def test_only_the_overdue_are_marked(client: Client) -> None:
    with time_machine.travel(NOW, tick=False):
        AlliedOrganisation.objects.create(name="Allotment Socialists", due_on=NOW.date().replace(day=9))
        AlliedOrganisation.objects.create(name="Canal Commons", due_on=NOW.date())
        AlliedOrganisation.objects.create(name="Tram Left")
        sign_in(client, make_staff())
        assert client.get(ALLIED).content.decode().count("overdue</span>") == 1
        assert listed(client, f"{ALLIED}?due=overdue") == ["Allotment Socialists"]
