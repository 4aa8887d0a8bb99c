"""Standing orders: kept on the desk, suggested when a rule is cited, copied with a conference."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from motions.conference_desk.workflow import copy_conference
from motions.standing_orders.models import StandingOrder
from tests.motions.committee.admin_pages import page_of, seen
from tests.motions.factories import make_motion

pytestmark = pytest.mark.django_db


def test_the_committee_adds_a_standing_order_and_each_number_once(desk: Client) -> None:
    conference = make_motion().conference
    typed = {"conference": conference.pk, "order": 1, "number": "4.2", "heading": "One subject", "words": ""}
    address = reverse("admin:motions_standingorder_add")

    added = desk.post(address, typed)
    twice = desk.post(address, typed)

    assert (added.status_code, [str(order) for order in conference.standing_orders.all()]) == (
        302,
        ["Standing order 4.2: One subject"],
    )
    assert twice.context["adminform"].form.non_field_errors() == [
        "This conference already has a standing order with that number."
    ]


@pytest.mark.parametrize("act", ["rule-out", "override"])
def test_whoever_cites_a_rule_is_offered_the_standing_orders_of_that_conference(
    desk: Client, act: str
) -> None:
    motion, elsewhere = make_motion(), make_motion()
    for conference, number in (
        (motion.conference, "2"),
        (motion.conference, "1"),
        (elsewhere.conference, "9"),
    ):
        StandingOrder.objects.create(
            conference=conference, order=int(number), number=number, heading="“A” <b>rule</b>"
        )

    page = desk.get(page_of(motion, act))
    offered = page.context["form"].fields["rule"].widget.suggestions
    desk.post(page_of(motion, act), {"seen": seen(motion), "rule": offered[0], "reason": "It has two."})

    assert offered == ["Standing order 1: “A” <b>rule</b>", "Standing order 2: “A” <b>rule</b>"]
    assert '<option value="Standing order 1: “A” &lt;b&gt;rule&lt;/b&gt;"></option>' in page.content.decode()
    assert motion.rulings.get().rule == offered[0]


def test_standing_orders_are_copied_with_a_conference() -> None:
    conference = make_motion().conference
    StandingOrder.objects.create(conference=conference, order=1, number="4.2", heading="One subject")
    copy = copy_conference(
        conference, name="The next", slug="the-next", starts_on=conference.starts_on + timedelta(days=364)
    )
    assert [(order.number, order.heading) for order in copy.standing_orders.all()] == [("4.2", "One subject")]
