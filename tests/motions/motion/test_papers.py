"""What a paper of a motion says, and which names leave the site with it."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.utils.timezone import localdate

from lla.papers.blocks import Facts, Heading, Index, IndexLine, Names, Notice, Paper, Paragraph, plain
from lla.papers.store import filename
from lla.time import clock
from lla.time.wording import short_day
from motions.backing import workflow as backing_workflow
from motions.committee import workflow as committee_workflow
from motions.motion import papers as motion_papers
from motions.motion.models import Motion
from motions.motion.texts import Text
from tests.motions.factories import (
    make_committee_member,
    make_conference,
    make_group_motion,
    make_item,
    make_late_motion,
    make_motion,
    make_person,
    make_signatory,
    mover_of,
)
from tests.organisers.factories import make_group

pytestmark = pytest.mark.django_db


def printed(motion: Motion) -> Paper:
    return motion_papers.of_motion(Motion.objects.for_papers().get(pk=motion.pk))


def notices(paper: Paper) -> list[str]:
    return [block.spans[0].text for block in paper.blocks if isinstance(block, Notice)]


def test_a_group_motion_opens_with_its_facts_and_prints_no_officer() -> None:
    item = make_item(make_conference("Annual conference"), "Organising", order=4)
    motion = make_group_motion(
        item,
        group=make_group("Weald Left Network"),
        passed_on=date(2026, 9, 1),
        mover=make_person("Asha Lowe"),
    )
    paper = printed(motion)
    assert paper.title == "A) Organisers for every region"
    assert paper.blocks[0] == Facts(
        (
            ("Submitted by", plain("Weald Left Network, passed on 1 September 2026")),
            ("Received", plain(short_day(clock.now().date()))),
            ("Agenda item", plain("4. Organising")),
            ("Kind", plain("Ordinary motion")),
            ("Status", plain("Received")),
            ("Reference", plain(motion.reference)),
        )
    )
    assert "Asha" not in repr(paper)


def test_signatories_are_named_only_if_they_agree_and_addresses_never_are() -> None:
    motion = make_motion(mover=make_person("Mover Lowe", group_name="Weald Left"))
    make_signatory(motion, make_person("Shy Person", name_public=False))
    make_signatory(motion, make_person("Withdrawn Person"))
    backing_workflow.withdraw_support(motion.backings.get(name="Withdrawn Person"))
    paper = printed(motion)
    names = next(block for block in paper.blocks if isinstance(block, Names))
    assert names.names[0] == "Mover Lowe (Weald Left)"
    assert len(names.names) == 3
    assert paper.blocks[-1] == Paragraph(plain("One signatory asks not to be named."), aside=True)
    for private in ("Shy", "Withdrawn Person", "@example.org"):
        assert private not in repr(paper)


def test_an_appendix_stands_after_the_text_with_clause_numbers_of_its_own() -> None:
    paper = printed(make_motion(body="- One.\n- Two.", appendix="- Three."))
    kinds = [type(block) for block in paper.blocks]
    at = paper.blocks.index(Heading(1, plain("Appendix")))
    assert "number='2'" in repr(paper.blocks[:at])
    assert "number='A1'" in repr(paper.blocks[at:])
    assert kinds[0] is Facts


def test_only_the_standing_text_is_printed_and_an_earlier_one_says_that_it_fell() -> None:
    motion = make_motion(body="- The first text.")
    second = Text.of("Organisers for every region", "- The second text.")
    backing_workflow.revise(motion, second, by=mover_of(motion), why="", base=1)
    now = Motion.objects.for_papers().get(pk=motion.pk)
    earlier = motion_papers.of_revision(now.revisions.get(number=1))
    assert "The first text." not in repr(motion_papers.of_motion(now))
    assert notices(earlier) == ["This is revision 1. It has been replaced: revision 2 took its place."]
    assert filename(earlier, ".pdf") == f"{motion.reference}-organisers-for-every-region-revision-1.pdf"


def test_a_motion_ruled_out_prints_the_rule_and_the_reason() -> None:
    motion = make_motion()
    committee_workflow.propose_ruling_out(
        motion, by=make_committee_member(), rule="Rule 4", reason="It has two subjects."
    )
    assert notices(printed(motion)) == []
    committee_workflow.second(motion, by=make_committee_member())
    assert notices(printed(motion)) == [
        "Ruled out under Rule 4. It has two subjects.",
        "The motion was ruled out, so its text is no longer shown.",
    ]


def test_a_late_motion_says_so() -> None:
    item = make_item(make_conference(closes_in=timedelta(hours=-2)))
    assert notices(printed(make_late_motion(item))) == ["This motion was received after motions closed."]


def test_an_items_booklet_has_the_lettered_index_and_a_withdrawn_motion_keeps_its_email() -> None:
    item = make_item(title="Organising")
    first = make_group_motion(item, title="Stays", group=make_group("Weald Left Network"))
    second = make_motion(item, title="Goes", body="- Secret text.")
    backing_workflow.withdraw(second, by=mover_of(second), note="")
    booklet = motion_papers.of_item(item, Motion.objects.for_papers().public().in_label_order())
    today = short_day(localdate())
    assert booklet.title == "All motions received on the agenda item ‘Organising’"
    assert booklet.front.blocks == (
        Index(
            (
                IndexLine("A", "Stays", f"Weald Left Network · received {today}", first.reference),
                IndexLine("B", "withdrawn", "", second.reference),
            )
        ),
    )
    assert [part.title for part in booklet.parts] == ["A) Stays", "B) withdrawn"]
    assert "Secret text" not in repr(booklet)


def test_an_empty_item_says_what_it_waits_for() -> None:
    assert motion_papers.of_item(make_item(), []).front.blocks == (
        Paragraph(plain("No motions have been received on this item yet.")),
    )


def test_the_conference_booklet_opens_each_item_before_its_motions() -> None:
    conference = make_conference("Annual conference")
    items = [make_item(conference, "Rules"), make_item(conference, "Housing")]
    motion = make_motion(items[1])
    booklet = motion_papers.of_conference(
        conference, [(items[0], []), (items[1], list(Motion.objects.for_papers()))]
    )
    assert booklet.title == "All motions to Annual conference"
    assert [(part.title, part.group, part.opens_group) for part in booklet.parts] == [
        ("All motions received on the agenda item ‘Housing’", str(items[1]), True),
        (f"A) {motion.text.title}", str(items[1]), False),
    ]


def test_the_cover_of_the_conference_booklet_names_days_place_and_the_last_change() -> None:
    conference = make_conference("Annual conference")
    conference.starts_on, conference.ends_on = date(2027, 1, 15), date(2027, 1, 16)
    conference.venue = "Marl Street Hall"
    booklet = motion_papers.of_conference(conference, [], as_at=datetime(2026, 11, 24, 23, 30, tzinfo=UTC))
    assert booklet.cover == (
        "Friday 15 January 2027 to Saturday 16 January 2027",
        "Marl Street Hall",
        "As at Tuesday 24 November 2026",
    )


def test_items_without_motions_take_a_line_of_the_booklet_and_so_does_a_withdrawn_motion() -> None:
    conference = make_conference("Annual conference")
    items = [make_item(conference, title) for title in ("Rules", "Housing", "Finance")]
    gone, stays = make_motion(items[1]), make_motion(items[1])
    backing_workflow.withdraw(gone, by=mover_of(gone), note="")
    motions = list(Motion.objects.for_papers().in_label_order())
    booklet = motion_papers.of_conference(conference, [(items[0], []), (items[1], motions), (items[2], [])])
    words = f"No motions have been received on: {items[0]}; {items[2]}."
    assert booklet.front.blocks == (Paragraph(plain(words)),)
    opening, motion = booklet.parts
    assert motion.reference == stays.reference
    assert isinstance(index := opening.blocks[0], Index)
    assert [(line.title, line.anchor) for line in index.lines] == [
        ("withdrawn", ""),
        (stays.text.title, stays.reference),
    ]


def test_the_day_received_is_londons() -> None:
    with time_machine.travel("2026-07-01T23:30:00Z"):
        motion = make_motion()
        assert isinstance(facts := printed(motion).blocks[0], Facts)
        assert dict(facts.rows)["Received"] == plain("2 July 2026")
