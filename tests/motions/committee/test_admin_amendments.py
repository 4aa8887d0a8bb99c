"""What the desk says of an amendment that a new text of its motion left behind."""

import pytest
from django.test import Client

from motions.motion.models import Motion
from tests.motions.committee.admin_pages import QUEUE, page_of, sheet_of
from tests.motions.factories import make_amendment, make_item, make_motion, revise_body
from tests.motions.page_text import main

pytestmark = pytest.mark.django_db

BODY = "Conference notes:\n\n- Rents rose by five pounds.\n- Nothing was done.\n"
STUCK = (
    "Written for revision 1. It does not fit revision 2. "
    "Its mover is asked to rewrite it and has not answered."
)
OFFERED = (
    "Written for revision 1. It may not fit revision 2. "
    "Its mover is asked whether it does and has not answered."
)


@pytest.fixture
def motion() -> Motion:
    return make_motion(make_item(), title="Rents", body=BODY)


@pytest.mark.parametrize(("text", "says"), [("six pounds", STUCK), ("five pounds a week", OFFERED)])
def test_before_it_is_ruled_in_order_the_committee_reads_that_it_does_not_fit(
    desk: Client, motion: Motion, text: str, says: str
) -> None:
    amendment = make_amendment(motion, old="five pounds", new="ten pounds")
    pages = [sheet_of(amendment), page_of(amendment, "rule-in-order"), sheet_of(motion), QUEUE]
    asked = {"action": "rule-in-order", "_selected_action": [amendment.pk]}
    before = [*map(desk.get, pages), desk.post(QUEUE, asked)]
    assert [says in " ".join(page.text.split()) for page in before] == [False] * 5
    revise_body(motion, "five pounds", text)
    after = [*map(desk.get, pages), desk.post(QUEUE, asked)]
    assert [says in " ".join(page.text.split()) for page in after] == [True] * 5


def test_the_sheet_says_it_above_the_text(desk: Client, motion: Motion) -> None:
    amendment = make_amendment(motion, old="five pounds", new="ten pounds")
    revise_body(motion, "five pounds", "six pounds")
    sheet = " ".join(main(desk.get(sheet_of(amendment))).split())
    assert sheet.index(STUCK) < sheet.index("Checklist")
