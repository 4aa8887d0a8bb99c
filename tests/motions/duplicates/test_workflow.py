"""Two motions are marked as duplicates: both say so, and it can be undone."""

import pytest
from django.test import Client

from lla.acts.refusals import NotAllowed
from motions.duplicates import workflow as duplicates_workflow
from motions.duplicates.models import Duplicate
from motions.motion.choices import Act
from motions.motion.models import Motion
from tests.motions.committee.admin_pages import page_of, seen, sheet_of
from tests.motions.factories import make_committee_member, make_conference, make_item, make_motion

pytestmark = pytest.mark.django_db


def pairs() -> set[tuple[int, int]]:
    return set(Duplicate.objects.values_list("motion", "other"))


def test_both_pages_say_that_two_motions_are_duplicates_until_it_is_undone(client: Client) -> None:
    item, member = make_item(), make_committee_member()
    first, second = make_motion(item), make_motion(item)

    duplicates_workflow.mark_duplicate(first, by=member, other=second)
    marked = pairs()
    pages = [client.get(motion.get_absolute_url()).content.decode() for motion in (first, second)]
    duplicates_workflow.unmark_duplicate(second, by=member, other=first)

    assert (marked, pairs()) == ({(first.pk, second.pk), (second.pk, first.pk)}, set())
    for page, other in zip(pages, (second, first), strict=True):
        assert f"Marked as a duplicate: {other.reference}" in page
        assert f'href="{other.get_absolute_url()}"' in page
    for motion in (first, second):
        acts = list(motion.events.order_by("pk").values_list("act", flat=True))[-2:]
        assert acts == [Act.DUPLICATE_MARKED, Act.DUPLICATE_UNMARKED]


def test_readers_are_not_told_of_a_duplicate_that_is_not_public(client: Client) -> None:
    conference = make_conference(publishing="after_ruling")
    item, member = make_item(conference), make_committee_member()
    first, second = make_motion(item), make_motion(item)
    duplicates_workflow.mark_duplicate(first, by=member, other=second)
    assert [motion.events.get(act=Act.DUPLICATE_MARKED).public for motion in (first, second)] == [False] * 2


def test_only_two_motions_of_one_conference_are_duplicates_and_only_once() -> None:
    item, member = make_item(), make_committee_member()
    first, second, elsewhere = make_motion(item), make_motion(item), make_motion()
    duplicates_workflow.mark_duplicate(first, by=member, other=second)

    def refused(other: Motion) -> list[str]:
        with pytest.raises(NotAllowed) as refusal:
            duplicates_workflow.mark_duplicate(first, by=member, other=other)
        return refusal.value.reasons

    assert [refused(other) for other in (first, second, elsewhere)] == [
        ["A motion cannot be a duplicate of itself."],
        ["The two are already marked as duplicates."],
        ["That motion is to another conference."],
    ]


def test_the_desk_takes_a_reference_and_says_which_it_does_not_know(desk: Client) -> None:
    item = make_item()
    first, second = make_motion(item), make_motion(item)
    typed = {"seen": seen(first)}

    unknown = desk.post(page_of(first, "duplicate"), {**typed, "other": "m999999"})
    desk.post(page_of(first, "duplicate"), {**typed, "other": second.reference})
    sheet = desk.get(sheet_of(first)).content.decode()
    desk.post(page_of(first, "not-duplicate"), {"seen": seen(first), "other": second.pk})

    assert unknown.context["form"].errors == {"other": ["No motion at this conference is called “m999999”."]}
    assert ("Marked as a duplicate of" in sheet, pairs()) == (True, set())
