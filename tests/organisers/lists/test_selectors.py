"""Who stands in a list, with which details, and which groups by themselves."""

from typing import Any

import pytest

from lla.accounts.models import User
from organisers.contact_desk import workflow as contact_desk_workflow
from organisers.contacts import workflow as contacts_workflow
from organisers.contacts.choices import Detail, Purpose
from organisers.contacts.models import Contact
from organisers.groups.choices import GroupStatus
from organisers.groups.models import Group
from organisers.lists import selectors as lists_selectors
from organisers.lists.choices import ListPurpose
from organisers.lists.models import Download
from tests.organisers.factories import make_contact, make_group, make_region
from tests.organisers.lists.factories import ask, make_allowing, rows_of, take

pytestmark = pytest.mark.django_db

ALL = tuple(Detail)


def test_in_a_list_stand_those_who_allow_what_it_is_for_and_nobody_else(organiser: User) -> None:
    group = make_group("Hull Left")
    make_allowing(Purpose.SYMPOSIUM, group=group, name="Sy Symposium")
    make_allowing(Purpose.NOTICES, Purpose.PHONE, group=group, name="Noor Notices")
    make_allowing(Purpose.CIRCULATED, group=group, name="Cai Circulated")
    make_allowing(Purpose.COMMITTEE, group=group, name="Kit Committee")
    make_allowing(Purpose.SUPPORT, group=group, name="Mo Support")
    make_allowing(group=group, name="Nia Nothing")
    make_contact(group, name="Sid Silent")
    erased = make_allowing(Purpose.SYMPOSIUM, group=group, name="Ez Erased")
    contact_desk_workflow.erase(erased, by=contacts_workflow.contact_actor(erased))
    gone = make_group("Gone Left", status=GroupStatus.LAPSED)
    make_allowing(Purpose.SYMPOSIUM, group=gone, name="Lee Lapsed")
    make_allowing(
        Purpose.SYMPOSIUM, group=make_group("Far Left", region=make_region("Wales")), name="Wyn Wales"
    )
    names = {
        purpose: [
            one.details["name"] for one in lists_selectors.listed_people([make_region().pk], purpose, ALL)
        ]
        for purpose in ListPurpose
    }
    assert names == {
        ListPurpose.SYMPOSIUM: ["Sy Symposium"],
        ListPurpose.SUPPORT: ["Mo Support"],
        ListPurpose.COMMITTEE: ["Kit Committee"],
        ListPurpose.VERIFY: [],
    }


def test_a_number_stands_in_a_list_only_of_those_who_allow_calls(organiser: User) -> None:
    group = make_group("Hull Left")
    make_allowing(Purpose.SYMPOSIUM, Purpose.PHONE, group=group, name="Rae Rings")
    make_allowing(Purpose.SYMPOSIUM, group=group, name="Quin Quiet")
    _, words = take(ask(organiser, make_region(), columns=ALL), organiser)
    assert [(row["Last Name"], row["Mobile Phone"]) for row in rows_of(words)] == [
        ("Quiet", ""),
        ("Rings", "07700 900123"),
    ]


def test_a_group_of_which_nobody_is_in_the_list_has_a_row_with_its_public_address_or_through_the_website(
    organiser: User,
) -> None:
    hull, selby, _ = (make_group(f"{town} Left") for town in ("Hull", "Selby", "Goole"))
    make_allowing(Purpose.SYMPOSIUM, group=hull, name="Sy Symposium")
    make_allowing(Purpose.SUPPORT, group=selby, name="Mo Support")
    Group.objects.filter(pk=selby.pk).update(public_email="selby@example.org", town="Selby")
    for code, name in (("E14009991", "Selby"), ("E14009992", "Goole and Pocklington")):
        selby.constituencies.create(code=code, name=name, region=make_region())
    make_group("Gone Left", status=GroupStatus.LAPSED)
    make_group("Far Left", region=make_region("Wales"))
    download, words = take(ask(organiser, make_region()), organiser)
    shown = ("Company", "E-mail Address", "Constituency", "Notes")
    assert [[row[column] for column in shown] for row in rows_of(words)] == [
        ["Goole Left", "", "", "Write to Goole Left through this website."],
        ["Hull Left", hull.contacts.get().email, "", ""],
        ["Selby Left", "selby@example.org", "Goole and Pocklington; Selby", "The group’s public address."],
    ]
    assert download.subjects == [hull.contacts.get().pk]
    _, words = take(ask(organiser, make_region(), columns=(Detail.NAME,)), organiser)
    assert "selby@example.org" not in words


def test_a_list_of_chosen_groups_and_roles_holds_nobody_else_and_a_role_counts_only_if_it_is_shared(
    organiser: User,
) -> None:
    hull, selby = make_group("Hull Left"), make_group("Selby Left")
    make_group("Goole Left")
    people = {
        "Sy Secretary": (hull, "secretary", []),
        "Cai Chair": (hull, "chair", []),
        "Bo Both": (selby, "chair", ["secretary"]),
    }
    for name, (group, role, more) in people.items():
        contact = make_allowing(Purpose.SYMPOSIUM, group=group, name=name)
        Contact.objects.filter(pk=contact.pk).update(role=role, more_roles=more)
    make_allowing(Purpose.SYMPOSIUM, group=hull, name="Hal Hidden", listed=(Detail.NAME,))
    chosen: dict[str, dict[str, Any]] = {
        "all": {},
        "secretaries": {"roles": ("secretary",)},
        "of Hull": {"groups": (hull.pk,)},
        "secretaries of Hull": {"roles": ("secretary",), "groups": (hull.pk,)},
    }
    found = {
        name: [
            row["Last Name"] or row["Company"]
            for row in rows_of(take(ask(organiser, make_region(), **narrowed), organiser)[1])
        ]
        for name, narrowed in chosen.items()
    }
    assert found == {
        "all": ["Goole Left", "Chair", "Hidden", "Secretary", "Both"],
        "secretaries": ["Goole Left", "Secretary", "Both"],
        "of Hull": ["Chair", "Hidden", "Secretary"],
        "secretaries of Hull": ["Secretary"],
    }
    assert list(Download.objects.order_by("pk").values_list("roles", "groups")) == [
        ([], []),
        (["secretary"], []),
        ([], [hull.pk]),
        (["secretary"], [hull.pk]),
    ]
