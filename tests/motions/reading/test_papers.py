"""The index by submitter: groups in alphabetical order, then individual signatories; public motions alone."""

import pytest

from lla.papers.blocks import Heading, ListBlock, Paper, words_of
from motions.agenda.choices import Publishing
from motions.agenda.models import Conference
from motions.backing import workflow as backing_workflow
from motions.committee import workflow as committee_workflow
from motions.reading.documents import SubmittersDocument
from tests.motions.factories import (
    make_committee_member,
    make_conference,
    make_group_motion,
    make_item,
    make_motion,
    make_person,
    mover_of,
)
from tests.organisers.factories import make_group

pytestmark = pytest.mark.django_db


def lines(paper: Paper) -> list[str]:
    """What the paper says, a line for each heading and each motion."""
    found: list[str] = []
    for block in paper.blocks:
        if isinstance(block, Heading):
            found.append(f"# {words_of(block.spans)}")
        elif isinstance(block, ListBlock):
            found += [words_of(item.spans) for item in block.items]
        else:
            found.append(words_of(block.spans))  # type: ignore[union-attr]
    return found


def index(conference: Conference) -> list[str]:
    paper = SubmittersDocument.find(conference.slug).read(".pdf")
    assert isinstance(paper, Paper)
    return lines(paper)


def test_motions_stand_under_who_submitted_them() -> None:
    conference = make_conference()
    housing, rent = make_item(conference, "Housing"), make_item(conference, "Rent")
    weald, arden = make_group("Weald Left"), make_group("Arden Left")
    make_group_motion(rent, group=weald, title="Caps")
    make_group_motion(housing, group=weald, title="Homes")
    make_group_motion(housing, group=arden, title="Repairs")
    make_motion(rent, title="Deposits", mover=make_person("Asha Lowe"))
    quiet = make_motion(rent, title="Meters", mover=make_person("Quiet", name_public=False))
    quiet.backings.update(name_public=False)
    assert index(conference) == [
        "# Arden Left",
        "1B) Repairs",
        "# Weald Left",
        "1A) Homes",
        "2A) Caps",
        "# Individual signatories",
        "2B) Deposits (Asha Lowe and others)",
        "2C) Meters",
    ]


def test_what_is_not_public_is_not_in_it_and_what_is_withdrawn_has_no_title() -> None:
    item = make_item(make_conference(publishing=Publishing.AFTER_RULING))
    make_motion(item, title="Secret")
    before = index(item.conference)
    motion = make_motion(item, title="Homes")
    committee_workflow.rule_in_order(motion, by=make_committee_member())
    backing_workflow.withdraw(motion, by=mover_of(motion), note="")
    assert (before, index(item.conference)) == (
        ["No motions have been published yet."],
        ["# Withdrawn", "1B) withdrawn"],
    )


def test_no_group_is_named_with_what_it_withdrew() -> None:
    conference = make_conference()
    housing, weald = make_item(conference, "Housing"), make_group("Weald Left")
    gone = make_group_motion(housing, group=weald, title="Caps")
    make_group_motion(housing, group=make_group("Arden Left"), title="Homes")
    backing_workflow.withdraw(gone, by=mover_of(gone), note="")
    assert index(conference) == ["# Arden Left", "1B) Homes", "# Withdrawn", "1A) withdrawn"]


def test_a_hidden_motion_is_named_by_its_label_alone_and_its_file_is_found_by_its_reference() -> None:
    motion = make_motion(title="Xylophones")
    committee_workflow.propose_hiding(motion, by=make_committee_member(), reason="It names somebody.")
    committee_workflow.second(motion, by=make_committee_member())
    paper = SubmittersDocument.find(motion.conference.slug).read(".pdf")
    assert isinstance(paper, Paper)
    assert lines(paper) == ["# Individual signatories", "1A) Hidden by the committee"]
    assert paper.lists == (motion.reference,)
