"""Pages ask the database no more for sixty motions than for three, for two hundred amendments than twenty.

Those that anybody reads ask twelve times at most.
"""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from benchmarks.data import amend
from lla.time import clock
from motions.agenda.models import AgendaItem
from motions.backing import workflow as backing_workflow
from motions.motion.models import Motion
from motions.motion.texts import Text
from tests.factories import make_staff, sign_in
from tests.motions.factories import make_amendment, make_conference, make_item, make_motion, mover_of
from tests.motions.member_pages import come_in, mine

pytestmark = pytest.mark.django_db

MOST = 12
Address = Callable[[AgendaItem], str]
PAGES: dict[str, Address] = {
    "home": lambda item: "/",
    "conferences": lambda item: "/conferences/",
    "conference": lambda item: item.conference.get_absolute_url(),
    "submitters": lambda item: f"{item.conference.get_absolute_url()}papers/submitters/",
    "item": lambda item: item.get_absolute_url(),
    "motion": lambda item: item.motions.latest("pk").get_absolute_url(),
    # Each count of motions has a search of its own, which nobody asked for before.
    "search": lambda item: f"/search/?q=organisers or {item.motions.count()}",
}


def make_motions(item: AgendaItem, count: int) -> None:
    for _ in range(count):
        make_motion(item)


def queries(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


def queries_of_each(client: Client, item: AgendaItem) -> dict[str, int]:
    return {page: queries(client, address(item)) for page, address in PAGES.items()}


def at_most_twelve_each(counts: dict[str, int]) -> dict[str, int]:
    return {page: min(count, MOST) for page, count in counts.items()}


def test_sixty_motions_cost_no_more_queries_than_three(client: Client) -> None:
    item = make_item(make_conference(signatories_needed=2))
    make_motions(item, 3)
    few = queries_of_each(client, item)
    make_motions(item, 57)
    assert queries_of_each(client, item) == few == at_most_twelve_each(few)


def test_who_is_signed_in_costs_no_more_either(client: Client) -> None:
    item = make_item(make_conference(signatories_needed=2))
    make_motions(item, 3)
    member = sign_in(client, make_staff())
    few = queries_of_each(member, item)
    make_motions(item, 12)
    assert queries_of_each(member, item) == few
    few.pop("home")  # it counts what waits for them, as their own page does
    assert few == at_most_twelve_each(few)


@pytest.mark.parametrize("page", ["conference", "item", "motion", "search"])
def test_a_page_that_was_drawn_before_costs_one_query(client: Client, page: str) -> None:
    item = make_item()
    make_motions(item, 3)
    address = PAGES[page](item)
    with clock.at(clock.now()):
        queries(client, address)
        assert queries(client, address) == 1


def test_a_motion_with_many_texts_costs_no_more_queries(client: Client) -> None:
    motion = make_motion()
    few = queries(client, motion.get_absolute_url())
    for number in range(1, 4):
        text = Text.of("Again", f"- Text {number}.")
        backing_workflow.revise(
            Motion.objects.get(pk=motion.pk), text, by=mover_of(motion), why="", base=number
        )
    assert queries(client, motion.get_absolute_url()) == few <= MOST


def at_the_desk(page: str, *args: object) -> str:
    return reverse(f"admin:motions_{page}", args=args)


def test_two_hundred_amendments_cost_no_more_queries_than_twenty(client: Client) -> None:
    motion = make_motion(make_item(make_conference(signatories_needed=2)))
    amendment = make_amendment(motion, old="neighbouring", new="nearby")
    page, conference = motion.get_absolute_url(), motion.conference
    public = [
        page,
        f"{page}amendments/",
        amendment.get_absolute_url(),
        motion.item.get_absolute_url(),
        conference.get_absolute_url(),
        f"{conference.get_absolute_url()}papers/submitters/",
    ]
    desk = [
        at_the_desk("motion_changelist"),
        at_the_desk("motion_change", motion.pk),
        at_the_desk("motion_change", amendment.pk),
        at_the_desk("conference_check", conference.pk),
        at_the_desk("conference_order_paper", conference.pk),
        at_the_desk("conference_add_session", conference.pk),
    ]
    amend([motion], 10)
    member, mover = sign_in(Client(), make_staff()), Client()
    come_in(mover, mover_of(motion))

    def of_each() -> dict[str, int]:
        asked = {address: queries(client, address) for address in public}
        asked |= {address: queries(member, address) for address in desk}
        return asked | {"to answer": queries(mover, mine(motion, "answer_amendments"))}

    of_each()
    amend([motion], 10)
    few = of_each()
    amend([motion], 180)
    many = of_each()
    assert many == few
    assert {address: many[address] for address in public if many[address] > MOST} == {}
