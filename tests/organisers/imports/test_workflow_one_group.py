"""Adding one group by hand goes by the rules of an import."""

import pytest

from lla.acts.refusals import NotAllowed
from lla.emails.models import Email
from organisers.contacts.models import Consent, Contact
from organisers.groups.choices import GroupAct, GroupStatus
from organisers.groups.models import Group
from organisers.imports import rules
from organisers.imports.matching import NO_WAY, Row
from organisers.imports.workflow import add_group
from tests.organisers.factories import make_group, make_organiser, make_region

pytestmark = pytest.mark.django_db

HULL = Row(0, "Hull Left", town="Hull", name="Jo Marsh", role="chair", email="jo@example.org")


def refusal(row: Row, *, another: bool = False) -> list[str]:
    region = make_region()
    with pytest.raises(NotAllowed) as refused:
        add_group(region, row, by=make_organiser(region), another=another)
    return refused.value.reasons


def test_a_group_is_added_with_its_first_contact_who_gets_an_email() -> None:
    region = make_region()
    group = add_group(region, HULL, by=make_organiser(region))
    assert (group.status, group.slug, group.town) == (GroupStatus.APPLIED, "hull-left", "Hull")
    assert list(group.events.values_list("act", "actor_role")) == [
        (GroupAct.APPLIED, "organiser"),
        (GroupAct.ADDED, "organiser"),
    ]
    assert list(Contact.objects.values_list("name", "role", "email")) == [
        ("Jo Marsh", "chair", "jo@example.org")
    ]
    assert (list(Email.objects.values_list("kind", flat=True)), Consent.objects.count()) == (
        ["organisers/added"],
        0,
    )


def test_a_group_may_have_no_contact_yet() -> None:
    region = make_region()
    add_group(region, Row(0, "Hull Left"), by=make_organiser(region))
    assert (Group.objects.count(), Contact.objects.count()) == (1, 0)


def test_a_group_of_this_name_or_one_like_it_is_not_added_twice() -> None:
    make_group("Hull Left")
    assert refusal(HULL) == [rules.SAME_NAME]
    assert refusal(Row(0, "Hull Lefft")) == [rules.ALIKE.format(name="Hull Left")]
    region = make_region()
    add_group(region, Row(0, "Hull Lefft"), by=make_organiser(region), another=True)
    assert Group.objects.count() == 2


def test_a_contact_whom_nobody_can_reach_is_not_added() -> None:
    assert refusal(Row(0, "Hull Left", name="Jo Marsh")) == [NO_WAY.format(name="Jo Marsh")]
    assert Group.objects.count() == 0


def test_a_name_that_is_the_address_of_a_page_gets_another_address() -> None:
    region = make_region()
    assert add_group(region, Row(0, "New"), by=make_organiser(region)).slug == "new-2"


def test_only_the_organiser_of_the_region_adds_a_group() -> None:
    with pytest.raises(NotAllowed) as refused:
        add_group(make_region("Wales"), HULL, by=make_organiser())
    assert refused.value.reasons == ["You are not the organiser of Wales today."]
