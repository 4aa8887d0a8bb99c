"""A motion goes out to be amended in Word, and an amendment as the motion with its changes tracked."""

import re

import pytest
import time_machine

from lla.papers import word
from lla.papers.blocks import Facts, MarkedPaper, Names, Notice, Paper, plain
from lla.papers.stamps import Stamp
from lla.text.units import write
from motions.amendments import papers
from motions.amendments.texts import units_of
from motions.motion.models import Motion
from motions.motion.papers import of_motion
from tests.lla.wordfile.marked_files import parts, read
from tests.motions.committee.secret_motion import hide
from tests.motions.factories import make_amendment, make_motion, moment, revise_body

pytestmark = pytest.mark.django_db

BODY = "Conference notes:\n\n- Rents rose by *five* pounds.\n  - In towns.\n- Tea is served."


def fresh(motion: Motion) -> Motion:
    return Motion.objects.any_nature().for_papers().get(pk=motion.pk)


def marked(paper: Paper | MarkedPaper) -> MarkedPaper:
    assert isinstance(paper, MarkedPaper)
    return paper


def test_a_motion_goes_out_with_its_stamp_between_its_facts_and_its_signatories() -> None:
    motion = fresh(make_motion(title="Rents", body=BODY, appendix="- By ward."))
    paper = marked(papers.to_amend(motion))
    assert paper.stamp == Stamp(motion.reference, 1, motion.text.sha256[:12])
    assert [type(block) for block in paper.paper.blocks] == [Facts]
    assert [type(block) for block in paper.behind] == [Names]
    assert paper.filename_stem == f"{motion.reference}-Rents-to-amend"
    returned = read(word.render(paper))
    assert parts(returned.accepted) == ("Rents", motion.text.body, motion.text.appendix)
    assert (returned.stamp, returned.is_tracked) == (paper.stamp, False)


def test_an_amendment_goes_out_as_the_motion_with_its_changes() -> None:
    motion = make_motion(title="Rents", body=BODY)
    amendment = fresh(make_amendment(motion, old="Tea is", new="Tea and cake are"))
    paper = marked(papers.amended(amendment))
    assert paper.stamp is None
    assert isinstance(facts := paper.paper.blocks[0], Facts)
    assert ("Amends", plain(f"motion {motion.label}, revision 1")) in facts.rows
    returned = read(word.render(paper))
    assert parts(returned.refused) == write(units_of(motion.text))
    assert parts(returned.accepted) == write(units_of(amendment.text))
    assert returned.is_tracked


def test_what_is_not_shown_does_not_go_out() -> None:
    motion = make_motion(title="Rents", body=BODY)
    amendment = make_amendment(motion, old="Tea is", new="Tea and cake are")
    assert isinstance(papers.amended(fresh(amendment)), MarkedPaper)
    hide(motion)
    for paper in (papers.to_amend(fresh(motion)), papers.amended(fresh(amendment))):
        assert isinstance(paper, Paper)
        assert "Rents" not in repr(paper)


def test_one_for_an_earlier_text_is_printed_with_what_its_mover_is_asked() -> None:
    motion = make_motion(title="Rents", body=BODY)
    amendment = make_amendment(motion, old="Tea is", new="Tea and cake are")
    before = of_motion(fresh(amendment), papers.ANY_NATURE)
    revise_body(motion, "Tea is", "Coffee is")
    after = of_motion(fresh(amendment), papers.ANY_NATURE)
    warnings = [[block for block in paper.blocks if isinstance(block, Notice)] for paper in (before, after)]
    says = "Written for revision 1 of the motion. Its mover is asked whether it still fits."
    assert warnings == [[], [Notice(plain(says))]]


def test_one_that_was_only_carried_over_is_not_called_revised() -> None:
    motion = make_motion(title="Rents", body=BODY)
    amendment = make_amendment(motion, old="Tea is", new="Tea and cake are")
    with time_machine.travel(moment(1), tick=False):
        revise_body(motion, "In towns", "In cities")
    assert [_became(fresh(each)) for each in (motion, amendment)] == ["revised", "carried over"]


def _became(motion: Motion) -> str:
    """The word before the day of the latest text."""
    facts = of_motion(motion, papers.ANY_NATURE).blocks[0]
    assert isinstance(facts, Facts)
    received = "".join(span.text for span in dict(facts.rows)["Received"])
    found = re.search(r", (\D+) \d", received)
    return found[1] if found else ""
