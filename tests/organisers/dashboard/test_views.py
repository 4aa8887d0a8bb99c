"""The organiser's dashboard and lists, and the committee's board: figures, and the rows behind each."""

import re
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.utils.timezone import now
from pytest_django import DjangoAssertNumQueries

from lla.acts.actors import SYSTEM
from lla.pages.tasks import Task
from organisers.affiliation import workflow as affiliation_workflow
from organisers.contacts.models import Contact
from organisers.conversations.choices import Outcome
from organisers.editions.choices import CopyAct
from organisers.editions.models import Copy, CopyEvent, Edition
from organisers.groups.choices import GroupStatus
from organisers.groups.models import Group
from organisers.regions.models import Region
from organisers.ring_round import workflow as ring_round_workflow
from organisers.symposia.models import Symposium
from tests.factories import make_staff, make_user, sign_in
from tests.organisers.affiliation.factories import application
from tests.organisers.factories import make_contact, make_group, make_organiser, make_region
from tests.organisers.ring_round.factories import make_ringable, make_round

DESK = "/regions/yorkshire-and-the-humber/desk/"
QUARTER = date(2027, 4, 1)

pytestmark = pytest.mark.django_db


def make_region_of_every_kind(region: Region | None = None) -> None:
    """One group covered, one with old details, one without anybody, one applying, one lapsed."""
    make_contact(make_group("Selby Left", region=region))
    old = make_contact(make_group("Hull Left", region=region))
    Contact.objects.filter(pk=old.pk).update(verified_at=now() - timedelta(days=181))
    make_group("Goole Left", region=region)
    make_group("Whitby Left", region=region, status=GroupStatus.APPLIED)
    make_group("Thirsk Left", region=region, status=GroupStatus.LAPSED)


def make_edition(copies: int, *, opened: int, quarter: date = QUARTER) -> Edition:
    edition = Edition.objects.create(region=make_region(), number=1, quarter=quarter, by=make_user())
    for number in range(copies):
        copy = Copy.objects.create(
            edition=edition, group=make_group(), copy_id=f"K-{number:04}", sha256="0" * 64, expires_at=now()
        )
        if number < opened:
            for _ in range(2):
                CopyEvent.objects.create(copy=copy, act=CopyAct.OPENED, **SYSTEM.fields())
    return edition


def names(client: Client, show: str) -> list[str]:
    return [group.name for group in client.get(f"{DESK}groups/?show={show}").context["page"]]


def test_each_figure_opens_the_rows_behind_it(client: Client) -> None:
    make_region_of_every_kind()
    make_region_of_every_kind_elsewhere()
    sign_in(client, make_organiser())
    figures = client.get(DESK).context["figures"]
    behind = {name: names(client, name) for name in figures.groups}
    assert behind == {
        "all": ["Goole Left", "Hull Left", "Selby Left", "Thirsk Left", "Whitby Left"],
        "affiliated": ["Goole Left", "Hull Left", "Selby Left"],
        "covered": ["Selby Left"],
        "uncovered": ["Goole Left", "Hull Left"],
        "vacant": ["Goole Left"],
        "applied": ["Whitby Left"],
        "old": ["Goole Left", "Hull Left", "Selby Left"],
        "past": ["Thirsk Left"],
    }
    assert dict(figures.groups) == {name: len(rows) for name, rows in behind.items()}


def make_region_of_every_kind_elsewhere() -> None:
    make_contact(make_group("Elan Valley Left", region=make_region("Wales")))


def test_an_erased_contact_covers_nobody(client: Client) -> None:
    contact = make_contact(make_group("Selby Left"))
    Contact.objects.filter(pk=contact.pk).update(erased_at=now(), email="", name="", phone="")
    sign_in(client, make_organiser())
    assert (names(client, "covered"), names(client, "vacant")) == ([], ["Selby Left"])


def test_an_application_that_nobody_confirmed_is_on_no_list(client: Client) -> None:
    affiliation_workflow.apply(application("Unproved Left"))
    sign_in(client, make_organiser())
    assert names(client, "all") == []
    assert client.get(f"{DESK}groups/unproved-left/").status_code == 404


def test_circulation_counts_the_copies_of_this_quarter_and_how_many_were_opened(client: Client) -> None:
    with time_machine.travel(datetime(2027, 5, 10, 12, tzinfo=UTC), tick=False):
        make_edition(3, opened=2)
        sign_in(client, make_organiser())
        figures = client.get(DESK).context["figures"]
        assert (figures.copies, figures.opened, figures.quarter) == (3, 2, QUARTER)
    with time_machine.travel(datetime(2027, 7, 1, 12, tzinfo=UTC), tick=False):
        sign_in(client, make_organiser())
        figures = client.get(DESK).context["figures"]
        assert (figures.copies, figures.opened, figures.edition) == (0, 0, None)


def test_what_to_do_next_is_said_and_leads_to_where_it_is_done(client: Client) -> None:
    with time_machine.travel(datetime(2027, 5, 10, 12, tzinfo=UTC), tick=False):
        make_region_of_every_kind()
        sign_in(client, make_organiser())
        page = client.get(DESK)
        tasks, last_day, groups = page.context["tasks"], date(2027, 6, 30), f"{DESK}groups/?show="
        assert tasks == [
            Task("Contact", "1 group has applied: contact it.", f"{groups}applied"),
            Task("Find", "1 group has no contact: find one.", f"{groups}vacant"),
            Task(
                "Ask",
                "2 groups are not covered: ask their contacts to verify their details.",
                f"{groups}uncovered",
            ),
            Task("Verify", "3 groups’ details have to be verified.", f"{groups}old"),
            Task("Start planning", "Start planning this quarter’s symposium.", f"{DESK}symposia/", last_day),
            Task("Prepare", "Send this quarter’s edition of the directory.", f"{DESK}editions/", last_day),
        ]
        assert [client.get(task.url).status_code for task in tasks] == [200] * 6
    headings = re.findall(r'<h2 id="(\w+)"', page.content.decode())
    assert headings == ["next", "symposium", "figures"]


def test_what_is_soon_due_comes_before_what_is_pressing_at_any_time(client: Client) -> None:
    with time_machine.travel(datetime(2027, 6, 25, 12, tzinfo=UTC), tick=False):
        make_group("Whitby Left", status=GroupStatus.APPLIED)
        sign_in(client, make_organiser())
        page = client.get(DESK)
    assert [task.verb for task in page.context["tasks"]] == ["Start planning", "Contact"]
    words = " ".join(re.sub(r"<[^>]+>", " ", page.content.decode()).split())
    assert "Start planning this quarter’s symposium. Wed 30 Jun · 5 days left Start planning" in words


def test_a_region_without_groups_has_little_to_do(client: Client) -> None:
    sign_in(client, make_organiser())
    assert [task.words for task in client.get(DESK).context["tasks"]] == [
        "Start planning this quarter’s symposium."
    ]


def fill(groups: int) -> None:
    for _ in range(groups):
        group = make_group()
        make_contact(group)
        make_contact(group, verified=False)


@pytest.mark.parametrize("groups", [3, 60])
def test_desk_list_and_board_ask_the_same_number_of_questions(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, groups: int
) -> None:
    fill(groups)
    sign_in(client, make_organiser())
    with django_assert_num_queries(16):
        client.get(DESK)
    with django_assert_num_queries(8):
        client.get(f"{DESK}groups/")
    sign_in(client, make_staff())
    with django_assert_num_queries(10):
        client.get("/regions/board/")


def test_the_list_is_paged(client: Client) -> None:
    fill(51)
    sign_in(client, make_organiser())
    assert len(client.get(f"{DESK}groups/").context["page"]) == 50
    assert len(client.get(f"{DESK}groups/?page=2").context["page"]) == 1


def row(client: Client, slug: str) -> Any:
    (found,) = [row for row in client.get("/regions/board/").context["rows"] if row.region.slug == slug]
    return found


def test_the_board_counts_regions_by_quarters_and_names_nobody(client: Client) -> None:
    with time_machine.travel(datetime(2027, 5, 10, 12, tzinfo=UTC), tick=False):
        make_region_of_every_kind()
        make_organiser(name="Sam Hollis")
        Edition.objects.create(region=make_region(), number=1, quarter=date(2027, 1, 1), by=make_user())
        Symposium.objects.create(region=make_region(), quarter=date(2026, 10, 1), stage="missed")
        sign_in(client, make_staff())
        page = client.get("/regions/board/")
        assert page.context["quarters"] == [
            "April to June 2027",
            "January to March 2027",
            "October to December 2026",
            "July to September 2026",
        ]
        york = row(client, "yorkshire-and-the-humber")
        assert (york.organisers, york.affiliated, york.covered, york.applied) == (1, 3, 1, 1)
        assert [(cell.stage, cell.editions) for cell in york.cells] == [
            ("None", 0),
            ("None", 1),
            ("Missed", 0),
            ("None", 0),
        ]
        words = page.content.decode()
        assert [name for name in ("Selby Left", "Jo Marsh", "Sam Hollis") if name in words] == []


def test_the_board_is_the_committees(client: Client) -> None:
    board = "/regions/board/"
    assert client.get(board).headers["Location"] == f"/accounts/login/?next={board}"
    assert sign_in(client, make_organiser()).get(board).status_code == 403
    assert sign_in(client, make_staff(groups=())).get(board).status_code == 403
    assert sign_in(client, make_staff()).get(board).status_code == 200


def test_an_organiser_verifies_proposes_and_hands_over_a_group(client: Client) -> None:
    make_group("Selby Left", status=GroupStatus.LAPSED)
    page = f"{DESK}groups/selby-left/"
    sign_in(client, make_organiser())
    seen = client.get(f"{page}verify/").context["form"].state
    typed = {"town": "Selby", "postcode": "yo8 4aa", "public_email": "", "group_website": "", "seen": seen}
    assert client.post(f"{page}verify/", typed).headers["Location"] == page
    assert client.post(f"{page}propose/", {"words": "They meet again."}).headers["Location"] == page
    again = client.post(f"{page}propose/", {"words": "They meet again."}).context["form"]
    assert again.non_field_errors() == [
        "You have already proposed this group. The steering committee has to decide."
    ]
    assert client.get(page).status_code == 200
    away = {"to": str(make_region("Wales").pk), "words": "They moved."}
    assert client.post(f"{page}hand-over/", away).headers["Location"] == f"{DESK}groups/"
    group = Group.objects.get()
    assert (group.postcode, group.region.slug, [event.act for event in group.events.all()]) == (
        "YO8 4AA",
        "yorkshire-and-the-humber",
        ["verified", "proposed", "offered"],
    )
    refused = "It is offered to Wales already. That region has to answer, or you withdraw the offer."
    assert refused in client.get(page).content.decode()


def test_a_group_of_another_region_is_not_found(client: Client) -> None:
    make_group("Elan Valley Left", region=make_region("Wales"))
    sign_in(client, make_organiser())
    page = f"{DESK}groups/elan-valley-left/"
    deeds = ("", "verify/", "propose/", "hand-over/")
    assert [client.get(f"{page}{deed}").status_code for deed in deeds] == [404] * 4
    assert [client.post(f"{page}{deed}", {"words": "x"}).status_code for deed in deeds[1:]] == [404] * 3


def test_a_ring_round_that_goes_on_is_what_to_do_next(client: Client) -> None:
    """The next group; when none can be rung now, that some are left; when none is left, its end."""
    sign_in(client, organiser := make_organiser())
    contacts = [make_ringable(make_group(name)) for name in ("Aire Left", "Esk Left")]
    ring_round = make_round(by=organiser)

    def said() -> list[Task]:
        return [task for task in client.get(DESK).context["tasks"] if "The symposium in May" in task.words]

    about = "It is about “The symposium in May”."
    found = [said()]
    for contact, outcome in zip(contacts, (Outcome.NO_ANSWER, Outcome.REACHED), strict=True):
        ring_round_workflow.take(ring_round, contact.group, by=organiser)
        ring_round_workflow.record(ring_round, contact.group, contact, outcome, by=organiser)
        found.append(said())
    with time_machine.travel(now() + timedelta(hours=2), tick=False):
        ring_round_workflow.take(ring_round, contacts[0].group, by=organiser)
        ring_round_workflow.record(ring_round, contacts[0].group, contacts[0], Outcome.REACHED, by=organiser)
        found.append(said())
    ring_round_workflow.end(ring_round, by=organiser)
    later = "Ring round about “The symposium in May”: 1 left, to be rung later."
    over = "Ring round about “The symposium in May”: no group is left to ring, so end it."
    assert [*found, said()] == [
        [Task("Ring", f"Ring the next group: 2 left. {about}", f"{DESK}ring/")],
        [Task("Ring", f"Ring the next group: 2 left. {about}", f"{DESK}ring/")],
        [Task("See the round", later, f"{DESK}ring/")],
        [Task("End the round", over, f"{DESK}ring/end/")],
        [],
    ]


@pytest.mark.parametrize("groups", [1, 3])
def test_a_ring_round_costs_the_same_for_any_number_of_groups(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, groups: int
) -> None:
    sign_in(client, organiser := make_organiser())
    for _ in range(groups):
        make_ringable()
    make_round(by=organiser)
    with django_assert_num_queries(21):
        client.get(DESK)
