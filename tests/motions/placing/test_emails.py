"""What the people behind a motion, and behind the amendments to it, are told of its place."""

import pytest

from lla.emails.models import Email
from motions.backing import workflow as backing_workflow
from motions.placing import workflow as placing_workflow
from tests.motions.factories import (
    make_amendment,
    make_committee_member,
    make_conference,
    make_item,
    make_motion,
    mover_of,
)

pytestmark = pytest.mark.django_db


def test_the_people_behind_open_amendments_are_told_where_their_motion_went() -> None:
    conference, member = make_conference(), make_committee_member()
    here, there = make_item(conference), make_item(conference)
    motion = make_motion(here)
    stays, gone = (make_amendment(motion, old=old) for old in ("neighbouring ", "often "))
    backing_workflow.withdraw(gone, by=mover_of(gone), note="")

    placing_workflow.move_to_item(motion, by=member, item=there)
    moved = list(Email.objects.filter(kind="motions/placed").order_by("pk"))
    placing_workflow.renumber(motion, by=member, number=3)
    renumbered = list(Email.objects.filter(kind="motions/placed").order_by("pk"))[len(moved) :]

    people = [mover_of(motion).email, mover_of(stays).email]
    assert [[email.to for email in emails] for emails in (moved, renumbered)] == [people, people]
    assert [email.subject for email in moved] == [
        f"{motion.reference}: its place has changed",
        f"{stays.reference}: its place has changed with its motion",
    ]
    assert "Its label was 1A and is now 2A." in moved[0].body
    assert f"your motion {motion.reference} to another agenda item." in moved[0].body
    assert (
        f"has moved motion {motion.reference} to another agenda item. Your amendment {stays.reference} "
        "goes with it."
    ) in moved[1].body
    assert "The label of your amendment was 1A.1 and is now 2A.1." in moved[1].body
    assert "The label of your amendment was 2A.1 and is now 2C.1." in renumbered[1].body
