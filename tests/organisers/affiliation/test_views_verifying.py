"""Saving a group's details as right today: of two organisers who do it the second learns what is saved."""

import pytest
from django.test import Client

from lla.acts.refusals import OVERTAKEN
from organisers.affiliation import workflow
from organisers.groups.models import Group
from tests.factories import sign_in
from tests.organisers.affiliation.test_workflow import refusals
from tests.organisers.factories import make_group, make_organiser

pytestmark = pytest.mark.django_db


def test_what_a_colleague_saved_meanwhile_is_not_put_back(client: Client) -> None:
    group = make_group("Hull Left")
    page = f"/regions/yorkshire-and-the-humber/desk/groups/{group.slug}/verify/"
    sign_in(client, make_organiser())
    seen = client.get(page).context["form"].state
    sign_in(Client(), make_organiser()).post(page, {"town": "Cottingham", "seen": seen})
    answer = client.post(page, {"town": "", "postcode": "HU1 2AA", "seen": seen})
    assert answer.context["form"].errors == {"__all__": [OVERTAKEN]}
    assert Group.objects.get(pk=group.pk).town == "Cottingham"
    again = {"town": "Cottingham", "postcode": "HU1 2AA", "seen": answer.context["form"].state}
    client.post(page, again)
    found = Group.objects.get(pk=group.pk)
    assert (found.town, found.postcode) == ("Cottingham", "HU1 2AA")


def test_details_saved_since_the_page_was_read_are_kept() -> None:
    group = make_group()
    organiser = make_organiser(group.region)
    old = Group.objects.get(pk=group.pk)
    workflow.verify(group, by=organiser, seen=group.state, town="Goole")
    assert refusals(workflow.verify, old, by=organiser, seen=old.state, town="Hessle") == [OVERTAKEN]
