"""One page says who holds which office and leads to giving it; the first person of a site is led on."""

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse

from lla.accounts.groups import DATA_PROTECTION_LEAD
from lla.accounts.models import User
from lla.desk.panels import Panel
from motions.colleagues import workflow as colleagues_workflow
from motions.colleagues.models import Seat
from motions.colleagues.workflow import CHAIR
from organisers.regions.models import Region
from tests.factories import give_second_factor, make_staff, make_user, sign_in
from tests.motions.factories import make_conference
from tests.organisers.factories import make_appointment, make_group
from tests.queries import counted
from tests.socialmedia.factories import make_appointment as make_role

pytestmark = pytest.mark.django_db

OFFICES, DESK = "/admin/offices/", "/admin/"


def make_chair() -> User:
    chair = make_staff(name="Robin Vale")
    chair.groups.add(Group.objects.get(name=CHAIR))
    Seat.objects.create(user=chair, decision="Annual general meeting")
    return chair


def told(client: Client) -> dict[str, tuple[list[str], str]]:
    """By office, who holds it on which decision, and where it is given."""
    context = client.get(OFFICES).context
    assert context is not None
    return {
        office.name: (
            [f"{holder.name}, {holder.decision}" for holder in office.holders],
            office.give.url if office.give else "",
        )
        for office in context["offices"]
    }


def test_the_chair_gives_every_office_from_one_page(client: Client) -> None:
    chair = make_chair()
    sign_in(client, chair)
    answer = {"name": "Kit Marsh", "email": "kit@example.org", "decision": "Committee, 3 May"}
    before = told(client)
    client.post(before["Steering committee"][1], answer)
    appointment = make_appointment(region=Region.objects.get(name="Wales"))
    make_role(role="manager")
    after = told(client)
    assert (before["Organiser, Wales"][0], before["Social Media Manager"][0]) == ([], [])
    assert after["Steering committee chair"] == (["Robin Vale, Annual general meeting"], "")
    assert after["Steering committee"] == (
        ["Robin Vale, Annual general meeting", "Kit Marsh, Committee, 3 May"],
        reverse("admin:motions_seat_add"),
    )
    assert after["Organiser, Wales"][0] == [f"{appointment.user}, {appointment.decision}"]
    assert [len(holders) for holders, _ in (after["Social Media Manager"], after["Coordinator"])] == [1, 0]
    wales = client.get(after["Organiser, Wales"][1])
    manager = client.get(after["Social Media Manager"][1])
    assert wales.context["adminform"].form["region"].value() == str(Region.objects.get(name="Wales").pk)
    assert manager.context["adminform"].form["role"].value() == "manager"
    links = {give for _, give in after.values() if give}
    assert [client.get(link).status_code for link in sorted(links)] == [200] * len(links)


def test_a_colleague_reads_it_and_is_offered_only_what_is_theirs(client: Client) -> None:
    make_chair()
    sign_in(client, make_staff(name="Jo Reed"))
    offices = told(client)
    assert offices["Steering committee"] == (["Robin Vale, Annual general meeting"], "")
    assert (offices[DATA_PROTECTION_LEAD], offices[CHAIR][1]) == (([], ""), "")


def test_whoever_may_not_see_an_office_is_not_told_of_it(client: Client) -> None:
    make_chair()
    sign_in(client, make_staff(groups=()))
    assert set(told(client)) == {DATA_PROTECTION_LEAD}


def test_all_who_hold_an_office_share_its_place_beside_the_name(client: Client) -> None:
    """The row has one place for them; others would fall into columns too narrow for a telephone."""
    chair = make_chair()
    colleagues_workflow.invite(Seat(user=make_user(name="Kit Marsh")), by=chair)
    sign_in(client, chair)
    page = client.get(OFFICES)
    assert page.context is not None
    body = page.content.decode()
    assert ("Kit Marsh" in body, body.count("<dd>")) == (True, len(page.context["offices"]))


def test_the_page_asks_no_more_for_three_of_each(client: Client) -> None:
    sign_in(client, make_chair())
    figures = []
    for _ in range(3):
        colleagues_workflow.invite(Seat(user=make_user()), by=User.objects.all()[0])
        make_appointment(region=Region.objects.get(name="Wales"))
        figures.append(counted(client, OFFICES))
    assert figures[0] == figures[2]


def first_steps(client: Client) -> list[str]:
    context = client.get(DESK).context
    assert context is not None
    panels: list[Panel] = context["panels"]
    return [link.words for panel in panels if panel.heading == "First steps" for link in panel.links]


def test_the_first_person_of_an_empty_site_is_led_from_step_to_step(client: Client) -> None:
    first = User.objects.create_superuser("robin@example.org", "Robin Vale")
    give_second_factor(first)
    sign_in(client, first)
    steps = [
        "Invite the steering committee",
        "Open the person who chairs the committee, and tick “Steering committee chair”",
        "Open or add the person responsible for data protection, and tick “Data protection lead”",
        "Enter the first group",
        "Appoint the organiser of a region",
        "Set up the first conference",
        "Appoint the Social Media Manager",
    ]
    assert first_steps(client) == steps
    context = client.get(DESK).context
    assert context is not None
    assert [client.get(link.url).status_code for link in context["panels"][0].links] == [200] * len(steps)
    assert '<ol class="panel__steps">' in client.get(DESK).text
    chair = make_chair()
    assert first_steps(client) == steps[2:]
    chair.groups.add(Group.objects.get(name=DATA_PROTECTION_LEAD))
    make_group()
    make_appointment()
    assert first_steps(client) == steps[5:]
    make_conference()
    appointment = make_role(role="manager")
    assert first_steps(client) == []
    type(appointment).objects.filter(pk=appointment.pk).update(ends_on=appointment.starts_on)
    assert first_steps(client) == []


def test_nobody_else_is_shown_first_steps(client: Client) -> None:
    sign_in(client, make_chair())
    assert first_steps(client) == []
